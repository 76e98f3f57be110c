/** Owner invoices (payment applications) and subcontractor invoices (requisitions). Addresses: developers.procore.com, "Side panel view keys". */
import type { ItemPage } from './item-page.ts';

const legacyForm = {
  form: 'legacy',
  look: 'legacy',
  tool: 'invoicing',
  tabs: [],
  banner: true,
  erp: false,
} as const;
const owner = { ...legacyForm, family: 'owner-invoice', noun: 'ownerInvoice' } as const;
const subcontractor = {
  ...legacyForm,
  family: 'subcontractor-invoice',
  noun: 'subcontractorInvoice',
} as const;

export const invoicePages: readonly ItemPage[] = [
  {
    ...owner,
    id: 'owner-invoice-legacy-detail',
    mode: 'detail',
    tail: 'prime_contracts/:contract/payment_applications/:id',
    send: null,
    toggle: null,
  },
  {
    ...owner,
    id: 'owner-invoice-legacy-edit',
    mode: 'edit',
    tail: 'prime_contracts/:contract/payment_applications/:id/edit',
    send: { word: 'updateAndSetUp', markup: 'submit', place: 'foot' },
    toggle: { markup: 'labelled-checkbox', readOnly: false },
  },
  {
    ...subcontractor,
    id: 'subcontractor-invoice-legacy-detail',
    mode: 'detail',
    tail: 'commitments/work_order_contracts/:contract/requisitions/:id',
    send: null,
    toggle: null,
  },
  {
    ...subcontractor,
    id: 'subcontractor-invoice-legacy-edit',
    mode: 'edit',
    tail: 'commitments/work_order_contracts/:contract/admin/requisitions/:id/edit',
    send: { word: 'complete', markup: 'button', place: 'foot' },
    toggle: null,
  },
  {
    ...legacyForm,
    id: 'purchase-order-invoice-middle-detail',
    family: 'purchase-order-invoice',
    look: 'middle',
    noun: 'subcontractorInvoice',
    mode: 'detail',
    tail: 'contracts/commitments/purchase_order_contracts/:contract/requisitions/:id',
    send: { word: 'completePlain', markup: 'core', place: 'header' },
    toggle: null,
  },
];
