/** Prime contracts ("Funding", "Client Contracts"). The new shell documents the list only; its detail pages are by analogy with commitments. */
import type { ItemPage } from './item-page.ts';

const prime = {
  family: 'prime-contract',
  noun: 'primeContract',
  tool: 'prime_contracts',
  banner: true,
  erp: false,
} as const;
const oldest = { form: 'legacy', look: 'legacy' } as const;
const mfe = { form: 'mfe', look: 'mfe' } as const;

export const primeContractPages: readonly ItemPage[] = [
  {
    ...prime,
    ...oldest,
    id: 'prime-contract-legacy-detail',
    mode: 'detail',
    tail: 'prime_contracts/:id',
    tabs: [
      'schedule_of_values',
      'change_orders',
      'payment_applications',
      'received_payments',
      'related_items',
      'change_history',
      'markups',
      'advanced_settings',
    ],
    send: { word: 'send', markup: 'button', place: 'header' },
    toggle: { markup: 'labelled-checkbox', readOnly: true },
  },
  {
    ...prime,
    ...oldest,
    id: 'prime-contract-legacy-edit',
    mode: 'edit',
    tail: 'prime_contracts/:id/edit',
    tabs: [],
    send: null,
    toggle: { markup: 'row-checkbox', readOnly: false },
  },
  {
    ...prime,
    ...mfe,
    id: 'prime-contract-mfe-detail',
    mode: 'detail',
    tail: 'contracts/prime_contracts/:id',
    tabs: ['change_orders', 'invoices', 'payments', 'change_history', 'advanced_settings'],
    send: { word: 'send', markup: 'core', place: 'header' },
    toggle: null,
  },
  {
    ...prime,
    ...mfe,
    id: 'prime-contract-mfe-edit',
    mode: 'edit',
    tail: 'contracts/prime_contracts/:id/edit',
    tabs: [],
    send: { word: 'send', markup: 'core', place: 'header' },
    toggle: { markup: 'switch-role', readOnly: false },
  },
  {
    ...prime,
    ...mfe,
    id: 'prime-contract-mfe-create',
    mode: 'create',
    banner: false,
    tail: 'contracts/prime_contracts/create',
    tabs: [],
    send: { word: 'createAndSend', markup: 'core', place: 'foot' },
    toggle: { markup: 'switch-role', readOnly: false },
  },
];
