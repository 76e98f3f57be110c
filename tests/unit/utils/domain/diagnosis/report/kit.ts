import { diagnose } from '../../../../../../utils/domain/diagnosis/diagnose.ts';
import type { Facts } from '../../../../../../utils/domain/diagnosis/facts.ts';
import { buildReport } from '../../../../../../utils/domain/diagnosis/report/build.ts';
import { type Group, GROUPS, type Report } from '../../../../../../utils/domain/diagnosis/report/report.ts';
import { account, healthyFacts, known, NOW } from '../world.ts';

export const reportOf = (facts: Facts, ...keep: Group[]): Report =>
  buildReport({ facts, diagnosis: diagnose(facts), app: '0.1.0', madeAt: NOW, keep: new Set(keep) });

/** Every choice a sender has. */
export const CHOICES: readonly Group[][] = GROUPS.reduce<Group[][]>(
  (choices, group) => choices.flatMap((choice) => [choice, [...choice, group]]),
  [[]],
);

/** What a reader sees of a pass: all but the values, which are the sender's to leave out. */
export function treeOf(facts: Facts) {
  const { findings, cause, question } = diagnose(facts);
  return {
    findings: findings.map((finding) => ({ ...finding, values: finding.values.length })),
    cause: cause && [cause.check, cause.outcome],
    question,
  };
}

const guid = (at: number) => `50d89ab1-1111-4222-8333-${String(at).padStart(12, '0')}`;

/** The most that is ever gathered of one person: 50 accounts, 300 tools. */
export function largestFacts(): Facts {
  const facts = healthyFacts();
  const tools = Array.from({ length: 300 }, (_, at) => ({
    name: at === 287 ? 'commitments' : `custom_tool_of_the_company_${at}`,
    label: at === 287 ? 'Commitments' : `The company’s own tool number ${at}`,
  }));
  facts.tools = known(tools.map((tool) => ({ ...tool, active: tool.name !== 'commitments' })));
  facts.permissions = known(tools.map((tool) => ({ ...tool, level: 'standard' as const, available: true })));
  if (!facts.docusign.known) throw new Error('no connection');
  facts.docusign.value = {
    ...facts.docusign.value,
    chosenAccountId: guid(48),
    accounts: Array.from({ length: 50 }, (_, at) =>
      account({
        accountId: guid(at),
        accountName: `Harbor Builders of the ${at}th Street and Sons, Incorporated`,
        isDefault: at === 47,
        profile: `Contracts department, people of level ${at}`,
        problem: at === 46 ? 'no-permission' : at % 2 ? 'rate-limited' : null,
        problemCode: at === 46 ? 'ACCOUNT_IP_ADDRESS_RESTRICTED' : at % 2 ? '30' : '',
        envelopesLeft: at === 48 ? 0 : 80,
      }),
    ),
  };
  return facts;
}

/** The same with much in trouble, and every text of somebody's own as long as it may be, made of this one. */
export function worstFacts(text: string): Facts {
  const facts = largestFacts();
  const long = (longest: number, at: number | string = '') =>
    text
      .repeat(longest)
      .slice(0, longest - String(at).length)
      .toWellFormed() + String(at);
  const { docusign, ledger, procore, permissions, tools } = facts;
  if (!docusign.known || !ledger.known || !procore.known || !permissions.known || !tools.known) {
    throw new Error('unknown');
  }
  const faults = [
    ['wrong-key', ''],
    ['origin-refused', ''],
    ['login-refused', ''],
    ['no-permission', 'ACCOUNT_IP_ADDRESS_RESTRICTED'],
    ['wrong-key', 'consent_required'],
  ] as const;
  const { accounts } = docusign.value;
  for (const [at, one] of accounts.entries()) {
    const [problem = null, problemCode = ''] = faults[at - 40] ?? [];
    one.accountName = long(200, at);
    one.profile = long(200, at);
    one.membership = at === 48 ? 'closed' : long(200, at);
    Object.assign(one, { problem, problemCode: problemCode || long(60, at) });
  }
  Object.assign(docusign.value, { name: long(200, 'a'), email: `${long(240, 'a')}@a.example` });
  procore.value = { ...procore.value, login: `${long(240, 'b')}@b.example`, name: long(200, 'b') };
  procore.value = { ...procore.value, companyName: long(200), companyId: '77', zone: long(200) };
  ledger.value.confirmed = {
    who: long(200, 'c'),
    accountId: accounts[3]?.accountId ?? '',
    accountName: long(200, 3),
    at: NOW,
  };
  for (const list of [permissions.value, tools.value]) {
    for (const [at, tool] of list.entries()) {
      if (tool.name !== 'commitments') Object.assign(tool, { name: long(200, at), label: long(200, at) });
    }
  }
  const down = (host: string, why: 'timed-out' | 'offline') => ({
    host,
    answer: { known: false as const, why, detail: long(200), at: NOW },
  });
  facts.reach = known([
    down(`${long(180)}.procore.com`, 'timed-out'),
    down(`${long(180)}.docusign.net`, 'timed-out'),
    down(`${long(179)}.docusign.com`, 'offline'),
  ]);
  facts.login = known({ failed: { kind: 'login-refused', detail: long(200), at: NOW } });
  facts.clock = known({ host: long(200), ahead: 999_999_999 });
  facts.browser = known({ name: long(40), version: 1, needed: 120, system: long(40) });
  return facts;
}
