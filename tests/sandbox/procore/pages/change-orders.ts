/**
 * Change orders of commitments and of prime contracts. Addresses: developers.procore.com, "Side panel view keys"; edit
 * pages of packages and the change order request by analogy.
 */
import type { ItemPage } from './item-page.ts';

const both = { form: 'legacy', look: 'legacy', tool: 'change_orders', banner: true, tabs: [] } as const;
const cco = { ...both, family: 'commitment-change-order', noun: 'commitmentChangeOrder', erp: true } as const;
const pcco = {
  ...both,
  family: 'prime-contract-change-order',
  noun: 'primeContractChangeOrder',
  erp: false,
} as const;
const pco = { ...both, family: 'potential-change-order', noun: 'potentialChangeOrder', erp: false } as const;
const cor = { ...both, family: 'change-order-request', noun: 'changeOrderRequest', erp: false } as const;

const ofCommitment =
  'commitments/work_order_contracts/:contract/change_orders/commitment_contract_change_orders';
const ofPrime = 'prime_contracts/:contract/change_orders';

export const changeOrderPages: readonly ItemPage[] = [
  {
    ...cco,
    id: 'commitment-change-order-legacy-detail',
    mode: 'detail',
    tail: `${ofCommitment}/:id`,
    send: null,
    toggle: null,
  },
  {
    ...cco,
    id: 'commitment-change-order-legacy-edit',
    mode: 'edit',
    tail: `${ofCommitment}/:id/edit`,
    send: { word: 'complete', markup: 'submit', place: 'foot' },
    toggle: { markup: 'row-checkbox', readOnly: false },
  },
  {
    ...cco,
    id: 'commitment-change-order-legacy-create',
    mode: 'create',
    banner: false,
    erp: false,
    tail: `${ofCommitment}/new`,
    send: { word: 'complete', markup: 'submit', place: 'foot' },
    toggle: { markup: 'row-checkbox', readOnly: false },
  },
  {
    ...pcco,
    id: 'prime-contract-change-order-legacy-detail',
    mode: 'detail',
    tail: `${ofPrime}/change_order_packages/:id`,
    send: { word: 'completePlain', markup: 'role-button', place: 'header' },
    toggle: null,
  },
  {
    ...pcco,
    id: 'prime-contract-change-order-legacy-edit',
    mode: 'edit',
    tail: `${ofPrime}/change_order_packages/:id/edit`,
    send: { word: 'completePlain', markup: 'button', place: 'foot' },
    toggle: { markup: 'labelled-checkbox', readOnly: false },
  },
  {
    ...pco,
    id: 'potential-change-order-legacy-detail',
    mode: 'detail',
    tail: `${ofPrime}/potential_change_orders/:id`,
    send: { word: 'complete', markup: 'link', place: 'header' },
    toggle: null,
  },
  {
    ...pco,
    id: 'potential-change-order-legacy-edit',
    mode: 'edit',
    tail: `${ofPrime}/potential_change_orders/:id/edit`,
    send: { word: 'complete', markup: 'button', place: 'foot' },
    toggle: { markup: 'row-checkbox', readOnly: false },
  },
  {
    ...cor,
    id: 'change-order-request-legacy-detail',
    mode: 'detail',
    tail: `${ofPrime}/change_order_requests/:id`,
    send: { word: 'complete', markup: 'button', place: 'header' },
    toggle: null,
  },
  {
    ...cor,
    id: 'change-order-request-legacy-edit',
    mode: 'edit',
    tail: `${ofPrime}/change_order_requests/:id/edit`,
    send: { word: 'complete', markup: 'submit', place: 'foot' },
    toggle: { markup: 'labelled-checkbox', readOnly: false },
  },
];
