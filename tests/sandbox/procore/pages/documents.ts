/** Documents. The list's address is public, a document's own page and its button are the sandbox's choice. */
import type { ItemPage } from './item-page.ts';

const item = {
  family: 'document',
  noun: 'document',
  tool: 'documents',
  tabs: [],
  banner: true,
  erp: false,
} as const;

export const documentPages: readonly ItemPage[] = [
  {
    ...item,
    id: 'document-legacy-detail',
    form: 'legacy',
    look: 'legacy',
    mode: 'detail',
    tail: 'documents/:id',
    send: { word: 'completePlain', markup: 'link', place: 'header' },
    toggle: null,
  },
  {
    ...item,
    id: 'document-mfe-detail',
    form: 'mfe',
    look: 'mfe',
    mode: 'detail',
    tail: 'documents/:id',
    send: { word: 'send', markup: 'core', place: 'header' },
    toggle: null,
  },
];
