import { createRedactor } from '../../../base/redact.ts';
import type { Facts } from '../facts.ts';
import { plain } from '../../../base/same-text.ts';
import { isIpCode } from '../fact-queries.ts';
import type { Group, LeftOut } from './report.ts';
import { isCode, isRedirectAddress, isSharedHost } from './report-labels.ts';

/**
 * What stands for something left out. Things that were the same stay the same, things that differed stay different,
 * and a word that a check looks for is never left out: so every check says of the stand-ins what it said of the truth.
 */
export type StandIns = {
  /** A name, login or address of a person. */
  person: (text: string) => string;
  accountId: (id: string) => string;
  accountName: (id: string, name: string) => string;
  companyId: (id: string) => string;
  companyName: (id: string, name: string) => string;
  /** Ids of which a report holds one alone. */
  onlyId: (id: string) => string;
  itemId: (id: string) => string;
  host: (host: string) => string;
  /** A vendor's code for a fault, or our own redirect address. */
  code: (code: string) => string;
  /** A word that is kept when it is known, and else stands as `instead`. */
  word: (text: string, isKnown: (text: string) => boolean, instead: string) => string;
  /** Whether this may be told as it is; if not, that is noted. */
  may: (text: string, ...groups: readonly Group[]) => boolean;
  leftOut: () => LeftOut[];
};

const ADDRESS = /^[^\s<>,;"]+@[^\s<>,;"]+$/;
const NEW_ITEMS: readonly string[] = ['', 'new', 'create'];

export function createStandIns(facts: Facts, keep: ReadonlySet<Group>): StandIns {
  const { redact } = createRedactor();
  const noted = new Map<string, { what: Group; why: LeftOut['why']; values: Set<string> }>();

  /** An address is no secret by itself, but may hold one. */
  const looksSecret = (text: string) => {
    const apart = text.replaceAll('@', ' ');
    return redact(apart) !== apart || /:\/\/[^\s/]*@/.test(text);
  };
  const note = (what: Group, why: LeftOut['why'], value: string) => {
    const key = `${what} ${why}`;
    const entry = noted.get(key) ?? { what, why, values: new Set() };
    noted.set(key, entry);
    entry.values.add(value);
  };
  const may: StandIns['may'] = (text, ...groups) => {
    if (text.trim() === '') return true;
    // Whatever it is: an address in it is an address.
    const needed = new Set<Group>(text.includes('@') ? [...groups, 'emails'] : groups);
    const missing = [...needed].filter((group) => !keep.has(group));
    for (const group of missing) note(group, 'not-asked', text);
    if (missing.length > 0) return false;
    if (!looksSecret(text)) return true;
    note(groups[0] ?? 'words', 'secret', text);
    return false;
  };

  const docusign = facts.docusign.known ? facts.docusign.value : undefined;
  const procore = facts.procore.known ? facts.procore.value : undefined;
  const confirmed = facts.ledger.known ? facts.ledger.value.confirmed : undefined;

  const people = peopleOf([
    [docusign?.email, docusign?.name],
    [procore?.login, procore?.name],
    [confirmed?.who],
  ]);
  const accounts = numbersOf([
    ...(docusign?.accounts ?? []).map(({ accountId }) => accountId),
    docusign?.chosenAccountId,
    confirmed?.accountId,
  ]);
  const companies = numbersOf([facts.subject.company, procore?.companyId]);
  const items = numbersOf([facts.subject.item?.id, facts.page.known ? facts.page.value.item?.id : undefined]);
  const hosts = numbersOf([
    facts.subject.zone,
    procore?.zone,
    ...(facts.reach.known ? facts.reach.value.map(({ host }) => host) : []),
    facts.clock.known ? facts.clock.value.host : undefined,
    ...(facts.sites.known ? facts.sites.value.map(({ host }) => host) : []),
  ]);

  const digits = (id: string, numbers: ReadonlyMap<string, number>) => {
    if (may(id, 'ids') && /^\d{0,20}$/.test(id)) return id;
    return String(numbers.get(id) ?? 1);
  };

  return {
    may,
    person: (text) => {
      if (text.trim() === '') return '';
      // `Ana Ruiz <ana@example.com>` is a name as well.
      const group = ADDRESS.test(text.trim()) ? 'emails' : 'names';
      return may(text, group) ? text : (people.get(plain(text)) ?? '');
    },
    accountId: (id) => (may(id, 'ids') ? id : `account ${accounts.get(id) ?? 0}`),
    accountName: (id, name) => {
      if (may(name, 'names')) return name;
      const number = accounts.get(
        id || (docusign?.accounts.find((one) => one.accountName === name)?.accountId ?? ''),
      );
      return number === undefined ? 'another account' : `account ${number}`;
    },
    companyId: (id) => digits(id, companies),
    companyName: (id, name) => (may(name, 'names') ? name : `company ${companies.get(id) ?? 1}`),
    onlyId: (id) => digits(id, new Map()),
    itemId: (id) => {
      if (NEW_ITEMS.includes(id)) return id;
      return may(id, 'ids') ? id : String(items.get(id) ?? 1);
    },
    host: (host) => {
      if (host === '' || isSharedHost(host)) return host;
      if (may(host, 'words')) return host;
      const domain = /(?:^|\.)(procore\.com|procoregov\.com|docusign\.com|docusign\.net)$/.exec(host)?.[1];
      return `other-${hosts.get(host) ?? 0}.${domain ?? 'invalid'}`;
    },
    code: (code) => {
      if (code === '' || isCode(code) || isRedirectAddress(code)) return code;
      if (may(code, 'words')) return code;
      const lower = code.toLowerCase();
      const meaning = [
        lower.includes('consent_required') && 'consent_required',
        isIpCode(lower) && 'ip_address_restricted',
      ];
      return meaning.filter(Boolean).join(' ') || 'other';
    },
    word: (text, isKnown, instead) => {
      if (text.trim() === '') return '';
      return isKnown(text) || may(text, 'words') ? text : instead;
    },
    leftOut: () => [...noted.values()].map(({ what, why, values }) => ({ what, why, count: values.size })),
  };
}

/**
 * What people are called instead, by what they were called. Each list is one person's; a text that was the same in two
 * lists stands for the same person in both.
 */
function peopleOf(lists: readonly (readonly (string | undefined)[])[]): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  const letters = new Map<string, string>();
  // No stand-in may be what somebody else is really called.
  const taken = new Set(lists.flat().map((text) => plain(text ?? '')));
  let next = 0;
  for (const list of lists) {
    const keys = list.map((text) => plain(text ?? '')).filter((key) => key !== '');
    let letter = keys.map((key) => letters.get(key)).find((one) => one !== undefined);
    for (const key of keys) {
      if (named.has(key)) continue;
      letter ??= letterOf(next++);
      while (taken.has(plain(called(key, letter)))) letter = letterOf(next++);
      const instead = called(key, letter);
      taken.add(plain(instead));
      named.set(key, instead);
      letters.set(key, letter);
    }
  }
  return named;
}

const letterOf = (at: number) => String.fromCodePoint(65 + at);
const called = (key: string, letter: string) =>
  key.includes('@') ? `person-${letter.toLowerCase()}@left-out.invalid` : `person ${letter}`;

/** Different texts by the order they come in, from 1. A number that one of them is itself is not given. */
function numbersOf(texts: readonly (string | null | undefined)[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  let next = 0;
  for (const text of texts) {
    if (!text || numbers.has(text)) continue;
    do next += 1;
    while (texts.includes(String(next)));
    numbers.set(text, next);
  }
  return numbers;
}
