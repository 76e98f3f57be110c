import { mayBeZone } from '../../base/hosts.ts';
import type { Zone } from '../../base/types.ts';

/**
 * Which Procore page an address is. Three families live side by side: `/{p}/project/…`, `/{c}/company/…` and the
 * micro-frontend shell under `/webclients/host`. Source: developers.procore.com, "Side panel view keys" and
 * "Building side panel apps", as of June 2026.
 */

export const ITEM_TYPES = [
  'commitment',
  'commitment-change-order',
  'prime-contract',
  'prime-change-order',
  'potential-change-order',
  'change-order-request',
  'owner-invoice',
  'subcontractor-invoice',
  'invoice-list',
  'commitment-list',
  'prime-contract-list',
  'correspondence',
  'document',
] as const;
/** Items and lists on which Procore offers to send with DocuSign. */
export type ItemType = (typeof ITEM_TYPES)[number];

export type ProcorePage = {
  zone: Zone;
  /** '' where the address does not hold it (project pages of the oldest family do not name their company). */
  company: string;
  /** '' on company pages. */
  project: string;
  /** null on a page that is none of the items above. */
  item: { type: ItemType; id: string } | null;
};

// The deepest word decides: a change order's address also holds its contract's word. Order matters.
const ITEM_WORDS: readonly [ItemType, RegExp][] = [
  ['commitment-change-order', /\/commitment_contract_change_orders(?:\/(\d+))?/],
  ['prime-change-order', /\/change_order_packages(?:\/(\d+))?/],
  ['potential-change-order', /\/potential_change_orders(?:\/(\d+))?/],
  ['change-order-request', /\/change_order_requests(?:\/(\d+))?/],
  ['owner-invoice', /\/payment_applications(?:\/(\d+))?/],
  ['subcontractor-invoice', /\/requisitions(?:\/(\d+))?/],
  ['owner-invoice', /\/prime_contracts\/\d+\/invoices\/(\d+)/],
  ['prime-contract', /\/prime_contracts\/(\d+|create|new)\b/],
  ['commitment', /\/(?:work_order_contracts|purchase_order_contracts)\/(\d+|create|new)\b/],
  ['invoice-list', /\/invoicing(?:\/|$)/],
  ['prime-contract-list', /\/prime_contracts\/?$/],
  ['commitment-list', /\/commitments(?:\/|$)/],
  ['correspondence', /\/(?:generic_tool|correspondence)(?:\/show)?(?:\/(\d+))?/],
  ['document', /\/documents(?:\/.*?(\d+))?/],
];

/** Every path of an item or a list above has one of these: for scripts in pages, which are to be small. */
const ITEM_HINT =
  /contract|commitments|change_order|invoic|requisitions|payment_applications|generic_tool|correspondence|documents/;
/** False for an address that is certainly none of an item. */
export const mayBeItem = (address: string): boolean => ITEM_HINT.test(address);

export const isListType = (type: ItemType): boolean => type.endsWith('-list');

/** What a page's item can be asked about: one that is there, or a list, which has no number; null for one not saved yet. */
export function itemInQuestion(item: ProcorePage['item']): ProcorePage['item'] {
  return item && (item.id !== '' || isListType(item.type)) ? item : null;
}

const ID = String.raw`(\d{1,20})`;
const COMPANY = new RegExp(String.raw`(?:^|/)companies/${ID}(?:/|$)|^/${ID}/company(?:/|$)`);
const PROJECT = new RegExp(String.raw`(?:^|/)projects/${ID}(?:/|$)|^/${ID}/project(?:/|$)`);
const PROJECT_QUERY = /^\d{1,20}$/;

function firstGroup(match: RegExpMatchArray | null): string {
  return match?.slice(1).find((group) => group !== undefined) ?? '';
}

/** The page an address names, or undefined for an address that is not Procore's web app. */
export function classify(address: string): ProcorePage | undefined {
  const url = URL.parse(address);
  if (!url || url.protocol !== 'https:' || url.port !== '' || !mayBeZone(url.hostname)) return undefined;
  const path = url.pathname.replace(/\/+$/, '') || '/';
  // A person's own settings carry the project they came from in the query, where they carry it at all.
  const asked = (name: string) => {
    const value = url.searchParams.get(name) ?? '';
    return PROJECT_QUERY.test(value) ? value : '';
  };
  const project = firstGroup(PROJECT.exec(path)) || asked('project_id');
  const company = firstGroup(COMPANY.exec(path)) || asked('company_id');
  return { zone: url.hostname, company, project, item: project ? itemOf(path) : null };
}

function itemOf(path: string): ProcorePage['item'] {
  for (const [type, pattern] of ITEM_WORDS) {
    const match = pattern.exec(path);
    if (match) return { type, id: match[1] ?? '' };
  }
  return null;
}
