/** Procore's tools as its permissions name them, and which of them an item's sending needs. */
import type { Family } from './items.ts';
import type { PageWordKey } from './words/page-words.ts';

/**
 * Names as in the permission manifest's examples and in page analytics; whether every name is exactly so is not public.
 * `word`: what people see; null where the pages have no word for it, and `title` stands.
 */
export const TOOLS = [
  { name: 'home', word: 'home', title: 'Home', tab: 'core' },
  { name: 'commitments', word: 'commitments', title: 'Commitments', tab: 'financials' },
  { name: 'prime_contract', word: 'primeContracts', title: 'Prime Contracts', tab: 'financials' },
  { name: 'change_orders', word: 'changeOrders', title: 'Change Orders', tab: 'financials' },
  { name: 'invoicing', word: 'invoicing', title: 'Invoicing', tab: 'financials' },
  { name: 'correspondence', word: 'correspondence', title: 'Correspondence', tab: 'core' },
  { name: 'documents', word: 'documents', title: 'Documents', tab: 'core' },
  { name: 'directory', word: null, title: 'Directory', tab: 'core' },
  { name: 'admin', word: 'admin', title: 'Admin', tab: 'core' },
] as const satisfies readonly { name: string; word: PageWordKey | null; title: string; tab: string }[];
export type ToolName = (typeof TOOLS)[number]['name'];

/** Source: developers.procore.com, "User permissions" tutorial. The ids count up from 1. */
export const ACCESS_LEVELS = ['None', 'Read Only', 'Standard', 'Admin'] as const;
export type AccessLevel = (typeof ACCESS_LEVELS)[number];

/**
 * The tools a person has to be Admin on to send an item; the first is the one the item lives in. Sources:
 * support.procore.com and v2.support.procore.com tutorials per item; correspondence and documents are the sandbox's own.
 */
export function toolsOf(family: Family): readonly [ToolName, ...ToolName[]] {
  switch (family) {
    case 'subcontract':
    case 'purchase-order':
    case 'commitment-change-order':
    case 'subcontractor-invoice':
    case 'purchase-order-invoice':
      return ['commitments'];
    case 'prime-contract':
    case 'potential-change-order':
    case 'change-order-request':
    case 'owner-invoice':
      return ['prime_contract'];
    case 'prime-contract-change-order':
      return ['prime_contract', 'change_orders'];
    case 'correspondence':
      return ['correspondence'];
    case 'document':
      return ['documents'];
  }
}
