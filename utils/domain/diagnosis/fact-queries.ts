import { isAfter } from '../../base/clock.ts';
import { ELEMENT_KINDS, type ElementKind, type Instant } from '../../base/types.ts';
import type { AccountState, Facts, LedgerFacts, LoginFacts, Why } from './facts.ts';
import { levelState, toolState } from './required-permissions.ts';

/**
 * What several checks read out of the facts together, so that a cause is shown in one place and what it explains is
 * not named as a second one.
 */

export type SeenElement = { says: string; disabled: boolean; at: Instant };

const KEPT = {
  'link-row': 'row',
  'send-button': 'sendButton',
  'sign-toggle': 'toggle',
  banner: 'banner',
  'enable-box': 'box',
} as const satisfies Record<ElementKind, keyof LedgerFacts>;

/** What the page in front says about a kind of element. */
export function inFront(facts: Facts, kind: ElementKind): SeenElement | undefined {
  if (!facts.page.known) return undefined;
  const found = facts.page.value.readings.find((reading) => reading.kind === kind);
  return found && { says: found.says, disabled: found.disabled, at: facts.page.at };
}

/** The newest reading of a kind: the page in front, else the ledger. */
export function lastSeen(facts: Facts, kind: ElementKind): SeenElement | undefined {
  return (
    inFront(facts, kind) ?? (facts.ledger.known ? (facts.ledger.value[KEPT[kind]] ?? undefined) : undefined)
  );
}

export const allSeen = (facts: Facts): [ElementKind, SeenElement][] =>
  ELEMENT_KINDS.flatMap((kind) => {
    const seen = lastSeen(facts, kind);
    return seen ? [[kind, seen] satisfies [ElementKind, SeenElement]] : [];
  });

/** Banners of the page in front; where it is no item, the last one read. */
export function banners(facts: Facts): SeenElement[] {
  if (facts.page.known && facts.page.value.place === 'item') {
    const { at, value } = facts.page;
    return value.readings.flatMap(({ kind, says, disabled }) =>
      kind === 'banner' ? [{ says, disabled, at }] : [],
    );
  }
  const last = lastSeen(facts, 'banner');
  return last ? [last] : [];
}

export const isOffline = (facts: Facts): boolean => facts.online.known && !facts.online.value;

/** The page in front belongs to no project, or no project is known at all. */
export function isOutside(facts: Facts): boolean {
  if (!facts.page.known) return false;
  const { place } = facts.page.value;
  return place === 'company' || place === 'other' || (place === 'profile' && facts.subject.project === '');
}

export type Offered = 'on' | 'on-said' | 'off' | 'off-said' | 'no-box' | 'shown';

/** Whether Procore offers the integration on this project. The page in front outdoes what the person
 * answered, and that what was read earlier. */
export function offered(facts: Facts): Offered | undefined {
  const box = inFront(facts, 'enable-box')?.says;
  if (box === 'on' || box === 'off') return box;
  if (inFront(facts, 'link-row') || isButton(inFront(facts, 'send-button'))) return 'shown';
  const said = facts.answers['enable-box'];
  if (said === 'no-box') return 'no-box';
  if (said === 'on' || said === 'off') return `${said}-said`;
  if (!facts.ledger.known) return undefined;
  const { box: kept, row, sendButton, state } = facts.ledger.value;
  if (state === 'unavailable') return 'off';
  // A profile page that was opened from inside the project and shows no line makes what it showed before worth nothing.
  if (isRowMissing(facts) && !isOutside(facts)) return undefined;
  const shown = [row, isButton(sendButton) ? sendButton : null].filter((seen) => seen !== null);
  if (kept?.says === 'off' && shown.every(({ at }) => isAfter(kept.at, at, facts.gatheredAt))) return 'off';
  if (shown.length > 0) return 'shown';
  return kept?.says === 'on' ? 'on' : undefined;
}

const isButton = (seen: Pick<SeenElement, 'says'> | null | undefined) =>
  seen != null && seen.says !== 'unknown';

export function isSwitchedOff(facts: Facts): boolean {
  return ['off', 'off-said', 'no-box'].includes(offered(facts) ?? '');
}

const CONTRACTS: readonly string[] = ['commitment', 'prime-contract'];
const INVOICES: readonly string[] = ['owner-invoice', 'subcontractor-invoice'];

export const isContract = ({ subject }: Facts): boolean => CONTRACTS.includes(subject.item?.type ?? '');
export const isInvoice = ({ subject }: Facts): boolean => INVOICES.includes(subject.item?.type ?? '');
export const isList = ({ subject }: Facts): boolean => subject.item?.type === 'invoice-list';

/** The item's own switch was off when it was read last. */
export const isToggleOff = (facts: Facts): boolean =>
  isContract(facts) && lastSeen(facts, 'sign-toggle')?.says === 'off';

/** Source: support.procore.com, "Complete subcontractor invoices with DocuSign": the statuses that offer the button. */
const READY: readonly string[] = ['approved', 'approved_as_noted', 'pending_owner_approval'];

/** The invoice's status as Procore's API gives it; '' where it is not told. */
export function invoiceStatus(facts: Facts): string {
  if (!facts.item.known || facts.item.value.type !== facts.subject.item?.type) return '';
  return facts.item.value.status;
}

export const isReadyStatus = (status: string): boolean => READY.includes(status);

export function isInvoiceNotReady(facts: Facts): boolean {
  if (!isInvoice(facts)) return false;
  const status = invoiceStatus(facts);
  return status === '' ? facts.answers['invoice-status'] === 'other' : !isReadyStatus(status);
}

/** A page that should have a send button, read just now, has none. */
export function isButtonMissing(facts: Facts): boolean {
  return (
    facts.page.known &&
    facts.page.value.place === 'item' &&
    !inFront(facts, 'send-button') &&
    banners(facts).length === 0
  );
}

/**
 * What the item shows where no banner of it tells: none, or words that nobody knows. Undefined where no item was seen.
 */
export function withoutBanner(facts: Facts): 'none' | 'not-readable' | undefined {
  const seen = banners(facts);
  if (seen.length > 0 && seen.every(({ says }) => says === 'unknown')) return 'not-readable';
  // One was seen before, and what would be there without it is not there: its words may not be readable.
  const before = facts.ledger.known ? facts.ledger.value.banner?.says : undefined;
  if (isButtonMissing(facts) && before !== undefined && before !== 'reauth-required') return 'not-readable';
  const isItem = facts.page.known && facts.page.value.place === 'item';
  return isItem || facts.ledger.known ? 'none' : undefined;
}

/** The first banner that says one of these, else what there is without it. */
export const bannerSaying = (facts: Facts, sayings: readonly string[]) =>
  banners(facts).find(({ says }) => sayings.includes(says)) ?? withoutBanner(facts);

/** Something that is shown takes the send button away. */
export function isMissingExplained(facts: Facts): boolean {
  const tool = toolState(facts);
  const level = levelState(facts);
  return (
    isOutside(facts) ||
    isSwitchedOff(facts) ||
    isToggleOff(facts) ||
    isInvoiceNotReady(facts) ||
    typeof tool === 'object' ||
    typeof level === 'object' ||
    facts.answers['tool-level'] === 'less'
  );
}

/** The profile page in front shows no DocuSign line. */
export function isRowMissing(facts: Facts): boolean {
  return facts.page.known && facts.page.value.place === 'profile' && !inFront(facts, 'link-row');
}

/** The account to send from: the chosen one, else the confirmed one, the only one, the default. */
export function accountInQuestion(facts: Facts): AccountState | undefined {
  if (!facts.docusign.known) return undefined;
  const { accounts, chosenAccountId } = facts.docusign.value;
  const confirmed = facts.ledger.known ? facts.ledger.value.confirmed?.accountId : undefined;
  const byId = (id: string | null | undefined) =>
    id ? accounts.find(({ accountId }) => accountId === id) : undefined;
  return (
    byId(chosenAccountId) ??
    byId(confirmed) ??
    (accounts.length === 1 ? accounts[0] : accounts.find(({ isDefault }) => isDefault))
  );
}

/** DocuSign answered our own connection in this pass, or in the last one that could ask. */
export const isConnected = (facts: Facts): boolean =>
  facts.docusign.known && facts.docusign.value.signedOutAt === null && facts.docusign.value.problem === null;

/** Every fault that DocuSign gave lately, with its own code in lower case. */
export function docusignFaults(facts: Facts): { kind: Why; code: string }[] {
  const faults: { kind: Why; code: string }[] = [];
  const add = (kind: Why | null | undefined, code: string) => {
    if (kind) faults.push({ kind, code: code.toLowerCase() });
  };
  if (facts.login.known) add(facts.login.value.failed?.kind, facts.login.value.failed?.detail ?? '');
  if (facts.docusign.known) {
    const { problem, problemCode, accounts } = facts.docusign.value;
    add(problem, problemCode);
    for (const account of accounts) add(account.problem, account.problemCode);
  }
  return faults;
}

export const isKeyWrong = (facts: Facts): boolean =>
  docusignFaults(facts).some(({ kind }) => kind === 'wrong-key');

/** DocuSign's own code for this is not documented, so any code that speaks of a restricted IP address counts. */
export const isIpCode = (code: string): boolean =>
  /(?<![a-z])ip(?![a-z])/.test(code) && /restrict|range|not_allowed|denied|blocked/.test(code);

export const isIpRestricted = (facts: Facts): boolean =>
  facts.answers['login-message'] === 'ip' || docusignFaults(facts).some(({ code }) => isIpCode(code));

const LOGIN_ENDS: readonly Why[] = [
  'login-closed',
  'login-no-answer',
  'login-broken',
  'login-late',
  'login-refused',
  'login-interrupted',
];

/** When a login began and then broke on a later page, if that is how it ended. */
export const brokenLoginAt = (failed: LoginFacts['failed'] | undefined): Instant | null =>
  failed?.kind === 'login-broken' ? failed.at : null;

/** The last login with DocuSign came to no good end. */
export function isLoginFailed(facts: Facts): boolean {
  const failed = facts.login.known ? facts.login.value.failed?.kind : undefined;
  return failed !== undefined && LOGIN_ENDS.includes(failed);
}

/**
 * DocuSign itself ended what it had given Countersign. One that went with the browser has no code; and where a new login
 * fails or consent is missing, that is what is in the way.
 */
export const isSignInEnded = (facts: Facts): boolean =>
  facts.docusign.known &&
  facts.docusign.value.problem === 'sign-in-again' &&
  !['', 'consent_required'].includes(facts.docusign.value.problemCode) &&
  !isLoginFailed(facts);

/** Something shown has to do with logging in at DocuSign, so questions about it are worth asking. */
export function isLoginInTrouble(facts: Facts): boolean {
  if (isLoginFailed(facts)) return true;
  const row = inFront(facts, 'link-row')?.says;
  const state = facts.ledger.known ? facts.ledger.value.state : undefined;
  return row === 'not-linked' || state === 'not-linked' || loginAsked(facts) !== undefined;
}

export const isBrowserOld = (facts: Facts): boolean =>
  facts.browser.known &&
  facts.browser.value.needed > 0 &&
  facts.browser.value.version < facts.browser.value.needed;

/** A clock this far off spoils logins, whose codes and certificates are dated. */
const CLOCK_OFF = 5 * 60_000;
export const isClockWrong = (facts: Facts): boolean =>
  facts.clock.known && Math.abs(facts.clock.value.ahead) > CLOCK_OFF;

/** Procore asked for a new login: `asked` where the row was read as Synced since, which settles nothing. */
export function loginAsked(facts: Facts): 'required' | 'asked' | undefined {
  const { page } = facts;
  const isAsking = ({ kind, says }: { kind: string; says: string }) =>
    kind === 'banner' && says === 'reauth-required';
  if (page.known && page.value.readings.some(isAsking)) return 'required';
  if (!facts.ledger.known) return undefined;
  const { state, reason, banner, row, lastUseAt } = facts.ledger.value;
  if (state === 'reauth-required') return 'required';
  if (reason === 'asked-to-log-in') return 'asked';
  // A box that was read off hides the state; what was asked before still stands.
  if (state !== 'unavailable' || banner?.says !== 'reauth-required') return undefined;
  const isSince = (at: Instant | undefined | null) => at == null || !isAfter(at, banner.at, facts.gatheredAt);
  if (!isSince(lastUseAt)) return undefined;
  if (isSince(row?.at)) return 'required';
  return row?.says === 'synced' ? 'asked' : undefined;
}
