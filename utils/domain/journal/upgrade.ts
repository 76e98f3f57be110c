import type { Transaction } from 'dexie';
import type { Entry } from './entry.ts';
import { GENESIS, type JournalEnd, type JournalRow } from './tables.ts';

/** Rows of versions before 2026-11-29, `{ id, at, what, detail }`: codes in two spellings, and what belongs to them as text. */

type Former = { id: number; at: number; what: string; detail: string };

const docusign = (environment: string) => ({ vendor: 'docusign', environment }) as const;
const procore = (environment: string) => ({ vendor: 'procore', environment }) as const;

const MEANT: Readonly<Record<string, (detail: string) => Entry | null>> = {
  connected: (detail) => ({ code: 'connected', ...docusign(detail) }),
  'person-changed': (detail) => ({ code: 'person-changed', ...docusign(detail) }),
  'signed-out': (detail) => ({ code: 'signed-out', ...docusign(detail) }),
  'login-interrupted': (detail) => ({ code: 'login-interrupted', ...docusign(detail) }),
  disconnected: (detail) => ({ code: 'disconnected', ...docusign(detail) }),
  'account-chosen': (detail) => ({ code: 'account-chosen', ...docusign(detail) }),
  'procore-connected': (detail) => ({ code: 'connected', ...procore(detail) }),
  'procore-person-changed': (detail) => ({ code: 'person-changed', ...procore(detail) }),
  'procore-signed-out': (detail) => ({ code: 'signed-out', ...procore(detail) }),
  'procore-login-interrupted': (detail) => ({ code: 'login-interrupted', ...procore(detail) }),
  'procore-disconnected': (detail) => ({ code: 'disconnected', ...procore(detail) }),
  'procore-revoked': (detail) => ({ code: 'revoked', ...procore(detail) }),
  'procore-not-revoked': (detail) => ({ code: 'not-revoked', ...procore(detail) }),
  'procore-secret-set': () => ({ code: 'secret-set' }),
  'procore-secret-forgotten': () => ({ code: 'secret-forgotten' }),
  'guide-started': (procedure) => ({ code: 'guide-started', procedure }),
  'guide-step': (detail) => {
    const [, procedure, step, outcome] = /^([\w-]+): ([\w-]+), ([\w-]+)$/.exec(detail) ?? [];
    return procedure && step && outcome ? { code: 'guide-step', procedure, step, outcome } : null;
  },
  'guide-done': (procedure) => ({ code: 'guide-done', procedure }),
  'guide-cancelled': (procedure) => ({ code: 'guide-cancelled', procedure }),
  'account-confirmed': (source) =>
    source === 'person' || source === 'docusign' ? { code: 'account-confirmed', source } : null,
  'settings-changed': (detail) => ({ code: 'settings-changed', names: listed(detail) }),
  'zone-added': (zone) => ({ code: 'zone-added', zone }),
  'zone-removed': (zone) => ({ code: 'zone-removed', zone }),
  'clearing-begun': (detail) => ({ code: 'clearing-begun', hosts: listed(detail) }),
  'site-cleared': (host) => ({ code: 'site-cleared', host }),
  'site-not-cleared': (detail) => {
    const [host = '', failed] = listed(detail);
    return failed === undefined ? null : { code: 'site-not-cleared', host, failed };
  },
  'own-data-reset': () => ({ code: 'own-data-reset' }),
  'ledger-forgotten': () => ({ code: 'ledger-forgotten' }),
};

const listed = (detail: string): string[] => (detail === '' ? [] : detail.split(', '));

/** What an entry of an earlier version meant; what cannot be told is kept in its words. */
export function entryOfFormer({ what, detail }: Pick<Former, 'what' | 'detail'>): Entry {
  const code = what.replaceAll('_', '-');
  const meant = Object.hasOwn(MEANT, code) ? MEANT[code]?.(detail) : null;
  return meant ?? { code: 'earlier', what, detail };
}

/** Within the upgrade of the database. What cannot be read stays as it is, and the chain begins after all of it. */
export async function upgradeJournal(change: Transaction): Promise<void> {
  const rows = change.table<unknown>('journal');
  // Changed by its own function: rows that are asked for are only those that this version can read.
  await rows.toCollection().modify((row, stored) => {
    if (isFormer(row)) stored.value = { id: row.id, at: row.at, ...entryOfFormer(row) } satisfies JournalRow;
  });
  const id = await rows.toCollection().lastKey();
  if (typeof id === 'number')
    await change.table<JournalEnd>('journalEnds').put({ end: 'first', ...GENESIS, id });
}

const isFormer = (row: unknown): row is Former =>
  typeof row === 'object' &&
  row !== null &&
  'id' in row &&
  typeof row.id === 'number' &&
  'at' in row &&
  typeof row.at === 'number' &&
  'what' in row &&
  typeof row.what === 'string' &&
  'detail' in row &&
  typeof row.detail === 'string';
