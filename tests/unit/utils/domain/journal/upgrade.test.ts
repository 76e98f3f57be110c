import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import { readEntry } from '../../../../../utils/domain/journal/entry.ts';
import { checkJournal } from '../../../../../utils/domain/journal/read.ts';
import { entryOfFormer } from '../../../../../utils/domain/journal/upgrade.ts';
import { journalOf } from './told.ts';

const MEANT = [
  ['connected', 'demo', { code: 'connected', vendor: 'docusign', environment: 'demo' }],
  ['person-changed', 'demo', { code: 'person-changed', vendor: 'docusign', environment: 'demo' }],
  ['account-chosen', 'demo', { code: 'account-chosen', vendor: 'docusign', environment: 'demo' }],
  ['procore-signed-out', 'sandbox', { code: 'signed-out', vendor: 'procore', environment: 'sandbox' }],
  ['procore-revoked', 'sandbox', { code: 'revoked', vendor: 'procore', environment: 'sandbox' }],
  ['procore-secret-set', '', { code: 'secret-set' }],
  ['guide_started', 'relink', { code: 'guide-started', procedure: 'relink' }],
  [
    'guide_step',
    'relink: confirm-account, by-hand',
    { code: 'guide-step', procedure: 'relink', step: 'confirm-account', outcome: 'by-hand' },
  ],
  ['guide_step', 'relink', { code: 'earlier', what: 'guide_step', detail: 'relink' }],
  ['account_confirmed', 'person', { code: 'account-confirmed', source: 'person' }],
  ['account_confirmed', 'Sue', { code: 'earlier', what: 'account_confirmed', detail: 'Sue' }],
  ['settings-changed', 'zones, warningDay', { code: 'settings-changed', names: ['zones', 'warningDay'] }],
  ['settings-changed', '', { code: 'settings-changed', names: [] }],
  ['zone-added', 'eu01.procore.com', { code: 'zone-added', zone: 'eu01.procore.com' }],
  ['clearing-begun', 'a.com, b.com', { code: 'clearing-begun', hosts: ['a.com', 'b.com'] }],
  ['site-not-cleared', 'a.com, bug', { code: 'site-not-cleared', host: 'a.com', failed: 'bug' }],
  ['site-not-cleared', 'a.com', { code: 'earlier', what: 'site-not-cleared', detail: 'a.com' }],
  ['sites_cleared', 'a.com', { code: 'earlier', what: 'sites_cleared', detail: 'a.com' }],
  ['toString', '', { code: 'earlier', what: 'toString', detail: '' }],
] as const;

test.each(MEANT)('%s "%s" of an earlier version is told by its own code', (what, detail, entry) => {
  expect(entryOfFormer({ what, detail })).toEqual(entry);
  expect(readEntry({ id: 1, at: 1, ...entry })).toEqual(entry);
});

test('entries of an earlier version are kept without a hash, and the chain begins after them', async () => {
  const old = new Dexie('journal-upgrade');
  old.version(2).stores({ journal: '++id, at' });
  await old.table('journal').bulkAdd([
    { at: 1, what: 'connected', detail: 'demo' },
    { at: 2, what: 'brand-new', detail: 'x' },
    { at: 'damaged', what: 'x', detail: '' },
    { at: 4, what: 'guide_done', detail: 'relink' },
  ]);
  old.close();
  const db = new CountersignDatabase('journal-upgrade');
  await journalOf(db).record({ code: 'zone-added', zone: 'eu01.procore.com' });
  expect(await db.journal.toArray()).toMatchObject([
    { id: 1, at: 1, code: 'connected', vendor: 'docusign', environment: 'demo' },
    { id: 2, at: 2, code: 'earlier', what: 'brand-new', detail: 'x' },
    { id: 4, at: 4, code: 'guide-done', procedure: 'relink' },
    { id: 5, at: 1, code: 'zone-added', seq: 1 },
  ]);
  expect(await checkJournal(db, new AbortController().signal)).toEqual({
    faults: [],
    chained: 1,
    since: 1,
    earlier: 3,
  });
  db.close();
  const raw = await new Dexie('journal-upgrade').open();
  expect(await raw.table('journal').get(3)).toEqual({ id: 3, at: 'damaged', what: 'x', detail: '' });
  await raw.delete();
});
