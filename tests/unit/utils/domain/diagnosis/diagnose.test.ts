import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY } from '../../../../../utils/base/clock.ts';
import { CHECKS } from '../../../../../utils/domain/diagnosis/checks/index.ts';
import { needsFor } from '../../../../../utils/domain/diagnosis/checks/define.ts';
import { changesBetween } from '../../../../../utils/domain/diagnosis/changes.ts';
import {
  checksOf,
  diagnose,
  isTrouble,
  readsOf,
  troublesOf,
} from '../../../../../utils/domain/diagnosis/diagnose.ts';
import {
  FACT_NAMES,
  type Facts,
  type Level,
  PAGE_KINDS,
  UNKNOWNS,
  type Why,
} from '../../../../../utils/domain/diagnosis/facts.ts';
import { QUESTIONS, type QuestionId } from '../../../../../utils/domain/diagnosis/questions.ts';
import { NEEDS } from '../../../../../utils/domain/diagnosis/types.ts';
import { ERROR_KINDS } from '../../../../../utils/base/errors.ts';
import { CASES } from './cases.ts';
import { unknown } from './edits.ts';
import { CAUSES } from './causes.ts';
import { gather, healthyFacts, healthyWorld, known, NOW } from './world.ts';

const WHYS: readonly Why[] = [...ERROR_KINDS, ...UNKNOWNS];
const anyUnknowns = fc.array(fc.tuple(fc.constantFrom(...FACT_NAMES), fc.constantFrom(...WHYS)), {
  maxLength: FACT_NAMES.length,
});
function without(facts: Facts, gaps: readonly (readonly [(typeof FACT_NAMES)[number], Why])[]): Facts {
  const poorer = structuredClone(facts);
  for (const [name, why] of gaps) unknown(name, why)(poorer);
  return poorer;
}

describe('silence', () => {
  test('should never turn a picture in order into a failing one, whatever is not known', () => {
    fc.assert(
      fc.property(anyUnknowns, (gaps) => {
        const { findings } = diagnose(without(healthyFacts(), gaps));
        // That the company's app is refused is an answer, and told as one.
        expect(findings.filter((each) => isTrouble(each) && each.check !== 'procore-app')).toEqual([]);
        expect(findings.filter(({ verdict }) => verdict === 'fail')).toEqual([]);
      }),
    );
  });

  test('should never name another cause than what is there, whatever else is not known', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CAUSES), anyUnknowns, (cause, gaps) => {
        const world = healthyWorld();
        cause.plant(world);
        const named = diagnose(without(gather(world), gaps)).findings.filter(isTrouble);
        // What explained a missing answer, line or button may be among what is not known now.
        const left = ['procore-app', 'redirect-address', 'send-button', 'profile-row'];
        expect(named.filter(({ check }) => check !== cause.check && !left.includes(check))).toEqual([]);
      }),
    );
  });

  test('should tell what would help for every reason a fact can be unknown', () => {
    for (const name of FACT_NAMES) {
      for (const why of WHYS) {
        const needs = needsFor(name, why);
        expect(needs.length).toBeGreaterThan(0);
        expect(needs.filter((need) => !NEEDS.includes(need))).toEqual([]);
      }
    }
    const { findings } = diagnose(
      without(
        healthyFacts(),
        FACT_NAMES.map((name) => [name, 'left-out']),
      ),
    );
    expect(findings.filter(({ verdict }) => verdict === 'pass' || isTrouble({ verdict }))).toEqual([]);
  });
});

describe('diagnose', () => {
  const planted = (...names: string[]) => {
    const world = healthyWorld();
    for (const name of names) {
      const cause = CAUSES.find((each) => each.name === name);
      if (!cause) throw new Error(`no cause ${name}`);
      cause.plant(world);
    }
    return diagnose(gather(world));
  };

  test('should give the same diagnosis for the same facts, and leave the facts alone', () => {
    const facts = healthyFacts();
    const before = structuredClone(facts);
    expect(diagnose(facts)).toEqual(diagnose(structuredClone(facts)));
    expect(facts).toEqual(before);
  });

  test('should name a cause before what it causes, and what fails before what warns', () => {
    expect(planted('no login is linked', 'the computer is offline').cause?.check).toBe('online');
    expect(planted('the days run out soon', 'the wrong person is linked').cause?.check).toBe('wrong-account');
    expect(planted('the project has it off', 'the permission is too low').cause?.check).toBe(
      'project-enabled',
    );
    expect(planted('the addresses differ', 'Sign with DocuSign is off').cause?.check).toBe('sign-toggle');
    const { findings } = planted('the addresses differ', 'the browser is old', 'no envelopes are left');
    expect(troublesOf(findings).map(({ check }) => check)).toEqual([
      'browser-version',
      'envelopes-left',
      'email-differs',
    ]);
  });

  test('should date a finding by the reading it rests on, and say which facts those are', () => {
    const { findings } = planted('no login is linked');
    const linked = findings.find(({ check }) => check === 'linked');
    expect(linked).toMatchObject({ outcome: 'not-linked', at: NOW - DAY, fixes: ['link'] });
    expect(linked?.evidence).toContain('ledger');
    expect(findings.find(({ check }) => check === 'online')?.evidence).toEqual(['online']);
  });

  test('should look at no fact that a check does not declare', () => {
    for (const cause of CAUSES) {
      const world = healthyWorld();
      cause.plant(world);
      const facts = gather(world);
      for (const check of CHECKS) {
        const [finding] = diagnose(facts, [check]).findings;
        expect([
          cause.name,
          check.id,
          finding?.evidence.filter((name) => !check.reads.includes(name)),
        ]).toEqual([cause.name, check.id, []]);
        // Only what it reads is needed to run it alone.
        const rest = FACT_NAMES.filter((name) => !check.reads.includes(name));
        const alone = without(
          facts,
          rest.map((name) => [name, 'left-out']),
        );
        expect([check.id, diagnose(alone, [check]).findings[0]]).toEqual([check.id, finding]);
      }
    }
  });
});

describe('the next question', () => {
  const base = () => structuredClone(healthyFacts());
  const poor = (facts: Facts) => {
    for (const name of ['docusign', 'procore', 'permissions', 'tools', 'item'] as const) {
      unknown(name, 'not-connected')(facts);
    }
    return facts;
  };
  const ledgerOf = (facts: Facts) => {
    if (!facts.ledger.known) throw new Error('no ledger');
    return facts.ledger.value;
  };
  const pageOf = (facts: Facts) => {
    if (!facts.page.known) throw new Error('no page');
    return facts.page.value;
  };
  const pending = () => {
    const facts = base();
    pageOf(facts).readings = [{ kind: 'banner', says: 'signature-pending', disabled: false }];
    return facts;
  };
  const pictures: [QuestionId, () => Facts][] = [
    [
      'login-accepted',
      () => {
        const facts = poor(base());
        Object.assign(ledgerOf(facts), {
          state: 'not-linked',
          row: { says: 'not-linked', disabled: false, at: NOW },
        });
        return facts;
      },
    ],
    [
      'login-message',
      () => {
        const facts = poor(base());
        facts.login = known({ failed: { kind: 'login-closed', detail: '', at: NOW } });
        facts.answers['login-accepted'] = 'rejected';
        return facts;
      },
    ],
    [
      'whose-account',
      () => {
        const facts = poor(base());
        pageOf(facts).readings.push({ kind: 'banner', says: 'envelope-unavailable', disabled: false });
        return facts;
      },
    ],
    [
      'enable-box',
      () => {
        const facts = poor(base());
        Object.assign(pageOf(facts), { place: 'profile', item: null, readings: [] });
        Object.assign(ledgerOf(facts), {
          state: 'unknown',
          reason: 'never-seen',
          row: null,
          sendButton: null,
        });
        return facts;
      },
    ],
    [
      'tool-level',
      () => {
        const facts = poor(base());
        pageOf(facts).readings = [];
        return facts;
      },
    ],
    [
      'invoice-status',
      () => {
        const facts = poor(base());
        facts.subject.item = { type: 'owner-invoice', id: '1' };
        pageOf(facts).readings = [];
        facts.answers['tool-level'] = 'admin';
        return facts;
      },
    ],
    [
      'invoice-contact',
      () => {
        const facts = poor(base());
        facts.subject.item = { type: 'invoice-list', id: '' };
        pageOf(facts).place = 'list';
        pageOf(facts).readings = [{ kind: 'send-button', says: 'send-to', disabled: true }];
        return facts;
      },
    ],
    ['mail-arrived', pending],
    [
      'banner-behind',
      () => {
        const facts = pending();
        facts.answers['mail-arrived'] = 'yes';
        return facts;
      },
    ],
  ];

  test.each(pictures)('should be asked where only the person can know: %s', (question, picture) => {
    expect(diagnose(picture()).question).toBe(question);
  });

  test.each(pictures)(
    'should not be asked again once answered, not even with "unsure": %s',
    (question, picture) => {
      for (const answer of QUESTIONS[question]) {
        const facts = picture();
        Object.assign(facts.answers, { [question]: answer });
        expect(diagnose(facts).question).not.toBe(question);
      }
    },
  );

  test('should take "unsure" as nothing told', () => {
    for (const [question, picture] of pictures) {
      const facts = picture();
      const before = diagnose(facts).findings.map(({ check, verdict }) => [check, verdict]);
      Object.assign(facts.answers, { [question]: 'unsure' });
      expect(diagnose(facts).findings.map(({ check, verdict }) => [check, verdict])).toEqual(before);
    }
  });

  test('should not be there where nothing is in trouble, with or without connections', () => {
    expect(diagnose(base()).question).toBeNull();
    expect(diagnose(poor(base())).question).toBeNull();
  });

  test('should cover every question', () => {
    expect(pictures.map(([question]) => question).toSorted()).toEqual(Object.keys(QUESTIONS).toSorted());
  });
});

describe('a project that has it off', () => {
  const fixesFor = (name: string, label: string, level: Level) => {
    const facts = structuredClone(healthyFacts());
    CASES['project-enabled']['off-mine']?.(facts);
    facts.permissions = known([{ name, label, level, available: true }]);
    return diagnose(facts, checksOf({ check: 'project-enabled' })).findings[0]?.fixes;
  };

  test('should be for its admin to put right, and for others to ask an admin first', () => {
    expect(fixesFor('admin', 'Admin', 'admin')).toEqual(['enable-project']);
    expect(fixesFor('tool_9', 'Admin', 'admin')).toEqual(['enable-project']);
    for (const other of [
      fixesFor('admin', 'Admin', 'standard'),
      fixesFor('admin', 'Admin', 'unknown'),
      fixesFor('commitments', 'Commitments', 'admin'),
    ])
      expect(other).toEqual(['message-project-admin', 'enable-project']);
  });
});

describe('checksOf and readsOf', () => {
  test('should answer one check, those of a page, or all', () => {
    expect(checksOf('all')).toBe(CHECKS);
    expect(checksOf({ check: 'clock' }).map(({ id }) => id)).toEqual(['clock']);
    expect(checksOf({ place: 'profile' }).map(({ id }) => id)).toContain('profile-row');
    expect(checksOf({ place: 'project-settings' }).map(({ id }) => id)).toEqual([
      'page-found',
      'inside-project',
      'project-enabled',
      'company-enabled',
      'readable',
    ]);
    for (const place of PAGE_KINDS) expect(checksOf({ place }).length).toBeGreaterThan(0);
  });

  test('should name the facts to gather, each once', () => {
    expect(readsOf(checksOf({ check: 'cookies' }))).toEqual(['page', 'browser', 'online', 'clock', 'sites']);
    expect(readsOf(CHECKS)).toEqual(FACT_NAMES);
  });
});

describe('changesBetween', () => {
  const at = (check: keyof typeof CASES, says: string) => {
    const facts = structuredClone(healthyFacts());
    CASES[check][says]?.(facts);
    return diagnose(facts, checksOf({ check }));
  };
  test.each([
    ['closed', 'active', 'fixed'],
    ['active', 'closed', 'new'],
    ['closed', 'disabled', 'still'],
    ['unread', 'active', 'tells'],
    ['unread', 'closed', 'tells'],
    ['closed', 'unread', 'unsure'],
    ['closed', 'invited', 'unsure'],
    ['invited', 'closed', 'new'],
  ])('should call %s → %s %s', (before, after, kind) => {
    const changes = changesBetween(at('membership', before), at('membership', after));
    expect(changes).toMatchObject([
      { check: 'membership', kind, before: { outcome: before }, after: { outcome: after } },
    ]);
  });

  test('should leave out what stays in order, stays unknown, or ran once', () => {
    expect(changesBetween(at('membership', 'active'), at('membership', 'active'))).toEqual([]);
    expect(changesBetween(at('membership', 'unread'), at('membership', 'invited'))).toEqual([]);
    expect(changesBetween(at('membership', 'active'), at('membership', 'unread'))).toEqual([]);
    expect(changesBetween(at('clock', 'right'), at('membership', 'closed'))).toEqual([]);
  });
});
