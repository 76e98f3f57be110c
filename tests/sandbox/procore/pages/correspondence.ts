/** Correspondence items. Only the legacy detail address is public; no page says which name the button has here, so it is the oldest one. */
import type { ItemPage } from './item-page.ts';

const item = {
  family: 'correspondence',
  noun: 'correspondence',
  tool: 'correspondence',
  tabs: [],
  banner: true,
  erp: false,
} as const;

export const correspondencePages: readonly ItemPage[] = [
  {
    ...item,
    id: 'correspondence-legacy-detail',
    form: 'legacy',
    look: 'legacy',
    mode: 'detail',
    tail: 'generic_tool/show/:id',
    send: { word: 'complete', markup: 'button', place: 'header' },
    toggle: null,
  },
  {
    ...item,
    id: 'correspondence-legacy-edit',
    form: 'legacy',
    look: 'legacy',
    mode: 'edit',
    tail: 'generic_tool/edit/:id',
    send: null,
    toggle: { markup: 'labelled-checkbox', readOnly: false },
  },
  {
    ...item,
    id: 'correspondence-mfe-detail',
    form: 'mfe',
    look: 'mfe',
    mode: 'detail',
    tail: 'correspondence/:id',
    send: { word: 'completePlain', markup: 'core', place: 'header' },
    toggle: { markup: 'switch-input', readOnly: false },
  },
];
