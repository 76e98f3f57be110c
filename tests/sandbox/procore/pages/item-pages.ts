import { changeOrderPages } from './change-orders.ts';
import { commitmentPages } from './commitments.ts';
import { correspondencePages } from './correspondence.ts';
import { documentPages } from './documents.ts';
import { invoicePages } from './invoices.ts';
import type { ItemPage } from './item-page.ts';
import { primeContractPages } from './prime-contracts.ts';

/** Every page of a thing that can be sent out for signature. */
export const ITEM_PAGES: readonly ItemPage[] = [
  ...commitmentPages,
  ...changeOrderPages,
  ...primeContractPages,
  ...invoicePages,
  ...correspondencePages,
  ...documentPages,
];

export const itemPage = (id: string): ItemPage | null => ITEM_PAGES.find((page) => page.id === id) ?? null;
