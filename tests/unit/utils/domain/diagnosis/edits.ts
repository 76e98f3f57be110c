import { DAY } from '../../../../../utils/base/clock.ts';
import type {
  AccountState,
  DocusignFacts,
  Facts,
  LedgerFacts,
  PageFacts,
  Why,
} from '../../../../../utils/domain/diagnosis/facts.ts';
import type { FactPath } from '../../../../../utils/domain/diagnosis/types.ts';
import type { ErrorKind } from '../../../../../utils/base/errors.ts';
import type { ElementKind } from '../../../../../utils/base/types.ts';
import { account, known, NOW } from './world.ts';

/** Small changes to a picture in which everything is in order. */

export type Edit = (facts: Facts) => void;
export const all =
  (...edits: Edit[]): Edit =>
  (facts) => {
    for (const edit of edits) edit(facts);
  };
export const same: Edit = () => undefined;

export const unknown =
  (name: FactPath, why: Why, detail?: string): Edit =>
  (facts) => {
    // Assigned through an index, sixteen facts make a union that is too complex for the compiler with the next one.
    const fact = { known: false as const, why, ...(detail === undefined ? {} : { detail }), at: NOW };
    Object.assign(facts, { [name]: fact } satisfies Partial<Record<FactPath, Facts[FactPath]>>);
  };
export const page =
  (over: Partial<PageFacts>): Edit =>
  (facts) => {
    if (facts.page.known) facts.page = known({ ...facts.page.value, ...over });
  };
export const reads = (...readings: [ElementKind, string, boolean?][]): Edit =>
  page({ readings: readings.map(([kind, says, disabled = false]) => ({ kind, says, disabled })) });
export const ledger =
  (over: Partial<LedgerFacts>): Edit =>
  (facts) => {
    if (facts.ledger.known) facts.ledger = known({ ...facts.ledger.value, ...over });
  };
export const docusign =
  (over: Partial<DocusignFacts>): Edit =>
  (facts) => {
    if (facts.docusign.known) facts.docusign = known({ ...facts.docusign.value, ...over });
  };
export const mine = (over: Partial<AccountState>): Edit => docusign({ accounts: [account(over)] });
export const answers =
  (given: Facts['answers']): Edit =>
  (facts) => {
    facts.answers = { ...facts.answers, ...given };
  };
export const failed = (kind: ErrorKind, detail = ''): Edit => {
  return (facts) => {
    facts.login = known({ failed: { kind, detail, at: NOW - DAY } });
  };
};
export const item =
  (type: NonNullable<Facts['subject']['item']>['type'] | null, status = ''): Edit =>
  (facts) => {
    facts.subject.item = type && { type, id: '42' };
    if (type) facts.item = known({ type, status, executed: null });
  };
export const settings = (over: object): Edit => {
  return (facts) => {
    if (facts.settings.known) facts.settings = known({ ...facts.settings.value, ...over });
  };
};
export const answersOf = (host: string, why: Why | number): Edit => {
  const answer = typeof why === 'number' ? known({ took: why }) : { known: false as const, why, at: NOW };
  return (facts) => {
    facts.reach = known([{ host, answer }]);
  };
};
export const own = (over: object): Edit => {
  return (facts) => {
    facts.ownData = known({ readable: true, newer: false, sightings: 1, used: 0, ...over });
  };
};
export const level = (name: 'none' | 'read-only' | 'standard'): Edit => {
  return (facts) => {
    facts.permissions = known([{ name: 'commitments', label: 'Commitments', level: name, available: true }]);
  };
};
export const PROJECT_ADMIN: Edit = (facts) => {
  facts.permissions = known([{ name: 'admin', label: 'Admin', level: 'admin', available: true }]);
};
export const seen = (says: string, disabled = false) => ({ says, disabled, at: NOW - DAY });
