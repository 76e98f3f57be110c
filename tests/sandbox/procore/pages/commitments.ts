/** Subcontracts and purchase orders. Addresses: developers.procore.com, "Side panel view keys"; purchase orders in the new shell by symmetry. */
import type { ItemPage } from './item-page.ts';

const OLD_TABS = [
  'ssov',
  'schedule_of_values',
  'change_orders',
  'requisitions',
  'invoices',
  'payments',
  'related_items',
  'change_history',
  'advanced_settings',
] as const;
const NEW_TABS = [
  'advanced_settings',
  'change_orders',
  'change_history',
  'compliance',
  'emails',
  'invoices',
  'payments',
  'rfqs',
  'ssov',
] as const;

const both = { tool: 'commitments', banner: true, erp: true } as const;
const subcontract = { ...both, family: 'subcontract', noun: 'subcontract' } as const;
const order = { ...both, family: 'purchase-order', noun: 'purchaseOrder' } as const;
const oldest = { form: 'legacy', look: 'legacy' } as const;
const middle = { form: 'legacy', look: 'middle' } as const;
const mfe = { form: 'mfe', look: 'mfe' } as const;
const detail = { mode: 'detail' } as const;
const edit = { mode: 'edit', tabs: [] } as const;
const create = { mode: 'create', tabs: [], banner: false, erp: false } as const;

export const commitmentPages: readonly ItemPage[] = [
  {
    ...subcontract,
    ...oldest,
    ...detail,
    id: 'subcontract-legacy-detail',
    tail: 'commitments/work_order_contracts/:id',
    tabs: OLD_TABS,
    send: { word: 'complete', markup: 'button', place: 'header' },
    toggle: { markup: 'labelled-checkbox', readOnly: true },
  },
  {
    ...subcontract,
    ...oldest,
    ...edit,
    id: 'subcontract-legacy-edit',
    tail: 'commitments/work_order_contracts/:id/edit',
    send: { word: 'completePlain', markup: 'submit', place: 'foot' },
    toggle: { markup: 'row-checkbox', readOnly: false },
  },
  {
    ...subcontract,
    ...middle,
    ...detail,
    id: 'subcontract-middle-detail',
    tail: 'contracts/commitments/work_order_contracts/:id',
    tabs: [...OLD_TABS, 'rfqs'],
    send: { word: 'send', markup: 'core', place: 'header' },
    toggle: null,
  },
  {
    ...subcontract,
    ...middle,
    ...edit,
    id: 'subcontract-middle-edit',
    tail: 'contracts/commitments/work_order_contracts/:id/edit',
    send: { word: 'send', markup: 'core', place: 'header' },
    toggle: { markup: 'switch-input', readOnly: false },
  },
  {
    ...subcontract,
    ...mfe,
    ...detail,
    id: 'subcontract-mfe-detail',
    tail: 'contracts/commitments/work_order_contracts/:id',
    tabs: NEW_TABS,
    send: { word: 'send', markup: 'core', place: 'header' },
    toggle: null,
  },
  {
    ...subcontract,
    ...mfe,
    ...edit,
    id: 'subcontract-mfe-edit',
    tail: 'contracts/commitments/work_order_contracts/:id/edit',
    send: { word: 'send', markup: 'core', place: 'header' },
    toggle: { markup: 'switch-input', readOnly: false },
  },
  {
    ...subcontract,
    ...mfe,
    ...create,
    id: 'subcontract-mfe-create',
    tail: 'contracts/commitments/work_order_contracts/create',
    send: { word: 'createAndSend', markup: 'core', place: 'foot' },
    toggle: { markup: 'switch-input', readOnly: false },
  },
  {
    ...order,
    ...oldest,
    ...detail,
    id: 'purchase-order-legacy-detail',
    tail: 'commitments/purchase_order_contracts/:id',
    tabs: OLD_TABS,
    send: { word: 'completePlain', markup: 'link', place: 'header' },
    toggle: null,
  },
  {
    ...order,
    ...oldest,
    ...edit,
    id: 'purchase-order-legacy-edit',
    tail: 'commitments/purchase_order_contracts/:id/edit',
    send: { word: 'complete', markup: 'button', place: 'foot' },
    toggle: { markup: 'labelled-checkbox', readOnly: false },
  },
  {
    ...order,
    ...middle,
    ...detail,
    id: 'purchase-order-middle-detail',
    tail: 'contracts/commitments/purchase_order_contracts/:id',
    tabs: [...OLD_TABS, 'rfqs'],
    send: { word: 'send', markup: 'core', place: 'header' },
    toggle: null,
  },
  {
    ...order,
    ...mfe,
    ...detail,
    id: 'purchase-order-mfe-detail',
    tail: 'contracts/commitments/purchase_order_contracts/:id',
    tabs: NEW_TABS,
    send: { word: 'send', markup: 'core', place: 'header' },
    toggle: null,
  },
  {
    ...order,
    ...mfe,
    ...edit,
    id: 'purchase-order-mfe-edit',
    tail: 'contracts/commitments/purchase_order_contracts/:id/edit',
    send: { word: 'send', markup: 'core', place: 'header' },
    toggle: { markup: 'switch-role', readOnly: false },
  },
  {
    ...order,
    ...mfe,
    ...create,
    id: 'purchase-order-mfe-create',
    tail: 'contracts/commitments/purchase_order_contracts/create',
    send: { word: 'createAndSend', markup: 'core', place: 'foot' },
    toggle: { markup: 'switch-role', readOnly: false },
  },
];
