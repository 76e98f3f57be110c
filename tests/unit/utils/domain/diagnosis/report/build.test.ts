import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../../../utils/domain/diagnosis/diagnose.ts';
import { FACT_NAMES, type Facts } from '../../../../../../utils/domain/diagnosis/facts.ts';
import { LARGEST } from '../../../../../../utils/domain/diagnosis/report/truncate.ts';
import { sizeOf, toJson } from '../../../../../../utils/domain/diagnosis/report/json.ts';
import { toMarkdown } from '../../../../../../utils/domain/diagnosis/report/markdown.ts';
import { openReport } from '../../../../../../utils/domain/diagnosis/report/parse-report.ts';
import { type Group, GROUPS, Report } from '../../../../../../utils/domain/diagnosis/report/report.ts';
import { leftOutSentence } from '../../../../../../utils/domain/diagnosis/report/report-sentence.ts';
import { CASES } from '../cases.ts';
import { CAUSES, type Cause } from '../causes.ts';
import { account, gather, healthyFacts, healthyWorld, known, notKnown, NOW } from '../world.ts';
import { CHOICES, largestFacts, reportOf, treeOf, worstFacts } from './kit.ts';

function factsWith(...causes: Cause[]): Facts {
  const world = healthyWorld();
  for (const { plant } of causes) plant(world);
  return gather(world);
}

const sizes: [string, number][] = [];

/** The choices with which a reader would see another tree than the sender. */
function othersOf(facts: Facts): string[] {
  const tree = JSON.stringify(treeOf(facts));
  const before = JSON.stringify(facts);
  return [[], ['names'], ['ids', 'words'], GROUPS].flatMap((choice) => {
    const report = reportOf(facts, ...(choice as Group[]));
    const isSame = Report.safeParse(report).success && JSON.stringify(treeOf(report.facts)) === tree;
    return isSame && JSON.stringify(facts) === before ? [] : [`with ${choice.join(', ')}`];
  });
}

describe('the tree of a report', () => {
  test('should be that of a world in order', () => {
    expect(othersOf(healthyFacts())).toEqual([]);
  });

  test.each(CAUSES)('should be the same as the sender’s, whatever is left out: $name', (cause) => {
    const facts = factsWith(cause);
    expect(othersOf(facts)).toEqual([]);
    expect(reportOf(facts).troubles[0]?.check).toBe(cause.check);
  });

  test('should be the same for pairs of causes', () => {
    let pairs = 0;
    for (const [at, one] of CAUSES.entries()) {
      for (const [to, other] of CAUSES.entries()) {
        if (to <= at || (at + to) % 3 !== 0) continue;
        const facts = factsWith(one, other);
        expect([one.name, other.name, treeOf(reportOf(facts).facts)]).toEqual([
          one.name,
          other.name,
          treeOf(facts),
        ]);
        pairs += 1;
      }
    }
    expect(pairs).toBeGreaterThan(300);
  });

  const says = Object.entries(CASES).flatMap(([check, cases]) =>
    Object.entries(cases).map(([word, edit]) => [check, word, edit] as const),
  );
  test.each(says)('should be the same where %s says %s', (_, __, edit) => {
    const facts = structuredClone(healthyFacts());
    edit(facts);
    expect(othersOf(facts)).toEqual([]);
  });

  test.each(FACT_NAMES)('should be the same without the fact %s, and with its fault', (name) => {
    for (const why of ['left-out', 'signed-out', 'timed-out', 'no-page', 'unexpected-reply'] as const) {
      const facts = healthyFacts();
      const faulty = { ...facts, [name]: { known: false, why, detail: 'some_code_of_theirs', at: NOW } };
      expect([why, othersOf(faulty)]).toEqual([why, []]);
    }
  });
});

describe('people and accounts', () => {
  const [NAME, MAIL] = ['Ana Ruiz', 'ana@harbor.example'];
  const people = ['', NAME, 'person A', ' ANA ruiz ', MAIL, ' ANA@Harbor.example', `${NAME} <${MAIL}>`];
  const odd = ['  ', 'person-a@left-out.invalid', 'old@harbor.example'];

  test('should be judged the same whoever is who', () => {
    for (const email of [...people, ...odd]) {
      for (const login of people.slice(3)) {
        for (const who of [...people, ...odd]) {
          const facts = healthyFacts();
          if (!facts.docusign.known || !facts.procore.known || !facts.ledger.known)
            throw new Error('unknown');
          facts.docusign.value.email = email;
          facts.procore.value.login = login;
          facts.ledger.value.confirmed = { who, accountId: 'a-1', accountName: '', at: NOW };
          const tree = JSON.stringify(treeOf(facts));
          for (const choice of [[], ['names'], ['emails']] as const) {
            const same = JSON.stringify(treeOf(reportOf(facts, ...choice).facts)) === tree;
            expect({ email, login, who, same }).toEqual({ email, login, who, same: true });
          }
        }
      }
    }
  });

  test('should be told apart and known again', () => {
    const facts = factsWith(...CAUSES.filter(({ name }) => name === 'the wrong person is linked'));
    if (!facts.procore.known) throw new Error('unknown');
    facts.procore.value.name = 'ana RUIZ';
    const { ledger, docusign, procore } = reportOf(facts).facts;
    if (!ledger.known || !docusign.known || !procore.known) throw new Error('unknown');
    expect([docusign.value.email, docusign.value.name]).toEqual(['person-a@left-out.invalid', 'person A']);
    expect([procore.value.login, procore.value.name]).toEqual(['person-a@left-out.invalid', 'person A']);
    expect(ledger.value.confirmed).toEqual({
      who: 'person-b@left-out.invalid',
      accountId: 'account 3',
      accountName: 'account 3',
      at: facts.ledger.known && facts.ledger.value.confirmed?.at,
    });
    expect(docusign.value.accounts.map(({ accountId, accountName }) => [accountId, accountName])).toEqual([
      ['account 1', 'account 1'],
      ['account 2', 'account 2'],
    ]);
    expect(docusign.value.chosenAccountId).toBe('account 1');
  });
});

describe('what is put back', () => {
  test('should be the group that was ticked and no other', () => {
    const facts = healthyFacts();
    const told = (...keep: Group[]) => {
      const text = toJson(reportOf(facts, ...keep));
      return [
        ['ids', text.includes('562949953421312') && text.includes('"a-1"')],
        ['names', text.includes('Ana Ruiz') && text.includes('Harbor Builders')],
        ['emails', text.includes('ana@harbor.example')],
      ].flatMap(([group, is]) => (is ? [group] : []));
    };
    expect(told()).toEqual([]);
    expect(told('ids')).toEqual(['ids']);
    expect(told('names')).toEqual(['names']);
    expect(told('emails')).toEqual(['emails']);
    expect(told(...GROUPS)).toEqual(['ids', 'names', 'emails']);
  });

  test('should be everything when all is ticked, and nothing is noted as left out', () => {
    const facts = healthyFacts();
    const report = reportOf(facts, ...GROUPS);
    expect(report.leftOut).toEqual([]);
    expect(report.facts).toEqual(facts);
  });

  test('should name each group that was left out and how much of it', () => {
    const facts = healthyFacts();
    if (facts.docusign.known) facts.docusign.value.accounts = [account({ profile: 'Site staff' })];
    expect(reportOf(facts).leftOut).toEqual([
      { what: 'ids', why: 'not-asked', count: 5 },
      { what: 'emails', why: 'not-asked', count: 1 },
      { what: 'names', why: 'not-asked', count: 2 },
      { what: 'words', why: 'not-asked', count: 1 },
    ]);
  });

  test('should never be what looks like a secret', () => {
    const facts = healthyFacts();
    if (!facts.docusign.known) throw new Error('unknown');
    const secret = `eyJ0eXAiOiJKV1.${'aB3-_'.repeat(9)}`;
    facts.docusign.value.name = secret;
    facts.docusign.value.accounts = [account({ accountName: `Bearer ${secret}`, problemCode: 'code=hush' })];
    facts.login = known({
      failed: { kind: 'login-no-answer', detail: 'https://a.test/back?code=hush', at: NOW },
    });
    const report = reportOf(facts, ...GROUPS);
    expect(toJson(report)).not.toMatch(/eyJ|aB3|hush/);
    expect(report.leftOut.map(({ why }) => why)).toEqual(['secret', 'secret']);
    expect(treeOf(report.facts)).toEqual(treeOf(facts));
  });
});

describe('the size', () => {
  test.each(CHOICES.map((choice) => [choice.join(', ') || 'nothing', choice] as const))(
    'should stay small with the largest honest facts and %s put back, and the tree the same',
    (name, choice) => {
      const facts = largestFacts();
      const report = reportOf(facts, ...choice);
      const size = sizeOf(toMarkdown(report));
      sizes.push([name, size]);
      expect(size).toBeLessThan(LARGEST);
      expect(sizeOf(toJson(report))).toBeLessThan(size);
      expect(treeOf(report.facts)).toEqual(treeOf(facts));
      expect(diagnose(report.facts).findings.map(({ check, outcome }) => `${check} ${outcome}`)).toEqual(
        expect.arrayContaining(['ip-restricted restricted', 'envelopes-left none', 'tool-on off']),
      );
    },
  );

  test('should be noted where lists were cut', () => {
    const before = largestFacts();
    const { leftOut, facts } = reportOf(before, ...GROUPS);
    const lengthsOf = ({ docusign, permissions, tools, reach }: Facts) => ({
      accounts: docusign.known && docusign.value.accounts.length,
      permissions: permissions.known && permissions.value.length,
      tools: tools.known && tools.value.length,
      reach: reach.known && reach.value.length,
    });
    const [first, last] = [lengthsOf(before), lengthsOf(facts)];
    const gone = Object.entries(first).map(([what, length]) => [
      what,
      Number(length) - Number(last[what as keyof typeof last]),
    ]);
    expect(Object.fromEntries(leftOut.map(({ what, count }) => [what, count]))).toEqual(
      Object.fromEntries(gone),
    );
    expect(leftOut.every(({ why }) => why === 'too-large')).toBe(true);
    // Accounts are told before tools that decide nothing.
    expect(last.accounts).toBeGreaterThan(40);
    console.log(sizes.map(([name, size]) => `${size} bytes with ${name}`).join('\n'));
  });

  test('should keep what a check looks for however much is cut', () => {
    const facts = largestFacts();
    const hosts = Array.from({ length: 900 }, (_, at) => ({
      host: `long-name-of-a-host-${at}.procore.com`,
      answer:
        at === 700 ? { known: false as const, why: 'timed-out' as const, at: NOW } : known({ took: 8_000 }),
    }));
    facts.reach = known(hosts);
    facts.sites = known(
      hosts.map(({ host }, at) => ({
        host,
        cookies: known(at === 800 ? 1 : 0),
        data: notKnown('no-page'),
      })),
    );
    for (const choice of CHOICES) {
      const report = reportOf(facts, ...choice);
      expect(sizeOf(toMarkdown(report))).toBeLessThan(LARGEST);
      expect(treeOf(report.facts)).toEqual(treeOf(facts));
    }
  });

  test.each([
    ['plain', 'A long name '],
    ['Chinese', '長い名前の会社'],
    ['written as codes', '<&`\u200b\u202e'],
  ])('should hold however long the texts are, with everything ticked: %s', (_, text) => {
    const facts = worstFacts(text);
    const report = reportOf(facts, ...GROUPS);
    expect(Report.safeParse(report).success).toBe(true);
    expect(sizeOf(toMarkdown(report))).toBeLessThan(LARGEST);
    expect(treeOf(report.facts)).toEqual(treeOf(facts));
    expect(treeOf(openReport(toMarkdown(report)).facts)).toEqual(treeOf(facts));
    const cut = report.leftOut.filter(({ why }) => why === 'too-large').map(({ what }) => what);
    expect(cut).toEqual(expect.arrayContaining(['words', 'accounts']));
    for (const one of report.leftOut) expect(leftOutSentence(one)).toMatch(/\d+ left out/);
  });

  test('should give up what was ticked when nothing else is left to cut, and say so', () => {
    const { leftOut, facts } = reportOf(worstFacts('<&`\u200b\u202e'), ...GROUPS);
    const groups = leftOut.filter(({ what }) => GROUPS.some((group) => group === what));
    expect(groups.length).toBeGreaterThan(0);
    expect(groups.every(({ why }) => why === 'too-large')).toBe(true);
    // Ids are short, so they stay.
    expect(facts.subject.project).toBe('562949953421312');
  });
});
