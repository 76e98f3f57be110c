import { SLOW } from '../checks/reached.ts';
import type { AccountState, Facts, ReachFacts, SiteFacts } from '../facts.ts';
import { toolsThatCount } from '../required-permissions.ts';
import { isIpCode } from '../fact-queries.ts';
import { sizeOf } from './json.ts';
import { toMarkdown } from './markdown.ts';
import { type ListName, LISTS, type Report } from './report.ts';

/** In bytes, and in no form reached: a ticket system takes less than this, and a person scrolls through it. */
export const LARGEST = 25_000;

/** By how many bytes a report is too large in its largest form: the Markdown holds the JSON. */
const overOf = (report: Report) => sizeOf(toMarkdown(report)) - LARGEST;
export const fits = (report: Report): boolean => overOf(report) < 0;

/**
 * Cuts the longest lists until the report is small enough in every form, and notes what went. What a check looks for
 * stays, so it may be too large even then. Accounts are cut last: findings tell how many there are.
 */
export function cutToSize(report: Report): Report {
  let cut = report;
  const gone = new Map<ListName, number>();
  for (let over = overOf(cut); over >= 0; over = overOf(cut)) {
    const { facts } = cut;
    const longest = longestOf(CUT_FIRST, facts) ?? longestOf(['accounts'], facts);
    if (!longest) break;
    const last = lastOf(longest.entries, over);
    gone.set(longest.list, (gone.get(longest.list) ?? 0) + last.size);
    cut = {
      ...report,
      leftOut: [
        ...report.leftOut,
        ...[...gone].map(([what, count]) => ({ what, why: 'too-large' as const, count })),
      ],
      facts: without(longest.list, facts, last),
    };
  }
  return cut;
}

const CUT_FIRST = LISTS.filter((list) => list !== 'accounts');

/** As many from the end as are too much, but no more than a quarter at once: another list may be the longest by then. */
function lastOf(entries: readonly object[], over: number): Set<object> {
  const last = new Set<object>();
  let size = 0;
  for (const entry of entries.toReversed()) {
    if (last.size > 0 && (size > over || last.size >= entries.length / 4)) break;
    last.add(entry);
    size += JSON.stringify(entry).length;
  }
  return last;
}

/** The list with the most in it that can go, if any can. */
function longestOf(lists: readonly ListName[], facts: Facts) {
  return lists
    .map((list) => ({ list, entries: spareOf(list, facts) }))
    .filter(({ entries }) => entries.length > 0)
    .map((one) => ({ ...one, size: JSON.stringify(one.entries).length }))
    .toSorted((one, other) => other.size - one.size)[0];
}

/** The entries of a list that decide nothing, in their order. */
function spareOf(list: ListName, facts: Facts): object[] {
  const entries = entriesOf(list, facts);
  const needed = neededOf(list, facts);
  return entries.filter((entry) => !needed.has(entry));
}

function entriesOf(list: ListName, { docusign, permissions, tools, reach, sites }: Facts): readonly object[] {
  switch (list) {
    case 'accounts':
      return docusign.known ? docusign.value.accounts : [];
    case 'permissions':
      return permissions.known ? permissions.value : [];
    case 'tools':
      return tools.known ? tools.value : [];
    case 'reach':
      return reach.known ? reach.value : [];
    case 'sites':
      return sites.known ? sites.value : [];
  }
}

function neededOf(
  list: ListName,
  { docusign, permissions, tools, reach, sites, ledger }: Facts,
): Set<object> {
  switch (list) {
    case 'accounts': {
      if (!docusign.known) return new Set();
      const { accounts, chosenAccountId } = docusign.value;
      const ids = [chosenAccountId, ledger.known ? ledger.value.confirmed?.accountId : undefined];
      return new Set([
        // Whether there are none, one or several.
        ...accounts.slice(0, 2),
        ...ids.flatMap((id) => accounts.find(({ accountId }) => accountId === id) ?? []),
        ...accounts.filter(({ isDefault }) => isDefault).slice(0, 1),
        ...firstOfEach(accounts, faultOf),
      ]);
    }
    case 'permissions':
      return toolsThatCount(permissions.known ? permissions.value : []);
    case 'tools':
      return toolsThatCount(tools.known ? tools.value : []);
    case 'reach':
      return new Set(firstOfEach(reach.known ? reach.value : [], answerOf));
    case 'sites':
      return new Set(firstOfEach(sites.known ? sites.value : [], keepsCookies));
  }
}

function without(list: ListName, facts: Facts, gone: ReadonlySet<object>): Facts {
  const rest = <T extends object>(entries: readonly T[]): T[] => entries.filter((entry) => !gone.has(entry));
  const { docusign, permissions, tools, reach, sites } = facts;
  if (list === 'accounts' && docusign.known) {
    const value = { ...docusign.value, accounts: rest(docusign.value.accounts) };
    return { ...facts, docusign: { ...docusign, value } };
  }
  if (list === 'permissions' && permissions.known) {
    return { ...facts, permissions: { ...permissions, value: rest(permissions.value) } };
  }
  if (list === 'tools' && tools.known) return { ...facts, tools: { ...tools, value: rest(tools.value) } };
  if (list === 'reach' && reach.known) return { ...facts, reach: { ...reach, value: rest(reach.value) } };
  if (list === 'sites' && sites.known) return { ...facts, sites: { ...sites, value: rest(sites.value) } };
  return facts;
}

function firstOfEach<T>(entries: readonly T[], kindOf: (entry: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const entry of entries) {
    const kind = kindOf(entry);
    if (kind !== '' && !seen.has(kind)) seen.set(kind, entry);
  }
  return [...seen.values()];
}

const TELLING: readonly (string | null)[] = ['wrong-key', 'origin-refused', 'login-refused'];

/** A fault of an account that a check looks for in all of them. */
function faultOf({ problem, problemCode }: AccountState): string {
  if (problem === null) return '';
  const code = problemCode.toLowerCase();
  return [
    TELLING.includes(problem) ? problem : '',
    code.includes('consent_required') ? 'consent' : '',
    isIpCode(code) ? 'ip' : '',
  ].join('');
}

const keepsCookies = ({ cookies }: SiteFacts[number]) => String(cookies.known && cookies.value > 0);

function answerOf({ host, answer }: ReachFacts[number]): string {
  const vendor = /(?:^|\.)(procore|docusign)[a-z]*\.(?:com|net)$/.exec(host)?.[1] ?? '';
  if (!answer.known) return `${vendor} ${answer.why}`;
  return `${vendor} ${answer.value.took > SLOW ? 'slow' : 'in time'}`;
}
