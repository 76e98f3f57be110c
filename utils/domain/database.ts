import Dexie, {
  type ChromeTransactionDurability,
  type EntityTable,
  type Table,
  type Transaction,
} from 'dexie';
import { dated, rowsOf } from './links/link-row.ts';
import { readableOnly, readOnlyWhile, upToVersion } from '../storage/guards.ts';
import { TABLES } from './tables.ts';
import type { ConnectionKey } from './connections/key.ts';
import { fromOneEach } from './connections/one-each.ts';
import type { Connection } from './connections/tables.ts';
import type { Run } from './guide/tables.ts';
import type { JournalEnd, JournalRow } from './journal/tables.ts';
import { upgradeJournal } from './journal/upgrade.ts';
import type { Confirmation, LinkRow, LinkTuple, ProjectName, Sighting, Use } from './links/tables.ts';
import type { LearnedPath } from './pages/tables.ts';
import type { Job, Operation } from './runs/tables.ts';
import type { RequestRecord } from '../http/guarded-fetch.ts';

/**
 * The one database. Only the background writes; our own pages read it live. Every table and version is in this file.
 * No secret is ever in here: tokens live in `storage.session` and in memory.
 */

export class CountersignDatabase extends Dexie {
  sightings!: EntityTable<Sighting, 'id'>;
  confirmations!: Table<Confirmation, LinkTuple>;
  uses!: EntityTable<Use, 'id'>;
  links!: Table<LinkRow, LinkTuple>;
  projects!: Table<ProjectName, [string, string]>;
  places!: Table<LearnedPath, [string, string]>;
  runs!: EntityTable<Run, 'id'>;
  connections!: Table<Connection, ConnectionKey>;
  requests!: EntityTable<RequestRecord, 'id'>;
  jobs!: EntityTable<Job, 'id'>;
  operations!: Table<Operation, [string, number]>;
  journal!: EntityTable<JournalRow, 'id'>;
  journalEnds!: Table<JournalEnd, JournalEnd['end']>;

  /** `strict`: what is committed is on the disk, power cut or not; each commit waits for the disk. For durable runs. */
  constructor(name = 'countersign', durability: ChromeTransactionDurability = 'default') {
    const declared = { version: Number.POSITIVE_INFINITY };
    super(name, {
      indexedDB: upToVersion(indexedDB, () => declared.version),
      chromeTransactionDurability: durability,
    });
    this.version(1).stores({
      sightings: '++id, [zone+person+project], at',
      confirmations: '[zone+person+project]',
      uses: '++id, [zone+person+project]',
      projects: '[zone+project]',
      places: '[zone+name]',
      runs: 'id, status, updatedAt',
      connections: 'environment',
      requests: '++id, at',
      journal: '++id, at',
    });
    // 2026-11-21: our own connection with Procore. Tables of earlier versions stay as they are.
    this.version(2).stores({ procoreConnections: 'environment' });
    // 2026-11-29: links beside their history, and the newest reading of a kind on an item by its own index.
    this.version(3)
      .stores({
        sightings: '++id, [zone+person+project+kind+item+at], at',
        links: '[zone+person+project]',
      })
      .upgrade(async (change) => {
        const [sightings, uses, confirmations] = await Promise.all([
          change.table<Sighting>('sightings').toArray(),
          change.table<Use>('uses').toArray(),
          change.table<Confirmation>('confirmations').toArray(),
        ]);
        await change.table<LinkRow>('links').bulkPut(rowsOf(sightings, uses, confirmations));
      });
    // 2026-11-29: durable runs. (`runs` is the guide's.)
    this.version(4).stores({ jobs: 'id, status, updatedAt', operations: '[job+ordinal], [job+state], at' });
    // 2026-11-29: links are found by when they were seen and used last.
    this.version(5)
      .stores({ links: '[zone+person+project], at, seenAt, usedAt' })
      .upgrade((change) =>
        change
          .table<LinkRow>('links')
          .toCollection()
          .modify((row, ref) => {
            // What cannot be read stays as it is.
            if (TABLES.links.row().safeParse(row).success) ref.value = dated(row);
          }),
      );
    // 2026-11-29: entries of the journal have codes of their own, and are chained from here on.
    this.version(6).stores({ journalEnds: 'end' }).upgrade(upgradeJournal);
    // 2026-11-29: both vendors' connections in one table, several of an environment. A key is not changed in place: rows
    // are moved out, the table goes, and they are moved into the one that takes its name.
    this.version(7)
      .stores({ movedConnections: BY_PERSON, connections: null, procoreConnections: null })
      .upgrade(async (change) => {
        const [docusign, procore] = await Promise.all([
          storedIn(change, 'connections'),
          storedIn(change, 'procoreConnections'),
        ]);
        await change.table('movedConnections').bulkPut(fromOneEach({ docusign, procore }));
      });
    this.version(8)
      .stores({ connections: BY_PERSON, movedConnections: null })
      .upgrade(async (change) => {
        await change.table('connections').bulkPut(await change.table('movedConnections').toArray());
      });
    declared.version = this.verno * STEP;
    this.use(readableOnly(TABLES));
    this.use(readOnlyWhile(() => this.isNewer));
  }

  /** True while what is open was written by a newer version: it is read as far as it goes, and nothing is written. */
  get isNewer(): boolean {
    // Within a step the library itself raises the number, where a table was added without a version.
    return this.isOpen() && Math.floor(this.backendDB().version / STEP) > Math.floor(this.verno);
  }
}

export type TableName = {
  [N in keyof CountersignDatabase]: CountersignDatabase[N] extends Table ? N : never;
}[keyof CountersignDatabase];

const BY_PERSON = '[vendor+environment+userId]';

/** The rows as they are, also those that today's rule for a table of this name would not take for rows. */
function storedIn({ idbtrans }: Transaction, table: string): Promise<unknown[]> {
  return new Dexie.Promise<unknown[]>((resolve, reject) => {
    const asked = idbtrans.objectStore(table).getAll();
    asked.addEventListener('success', () => resolve(asked.result));
    asked.addEventListener('error', () => reject(asked.error));
  });
}

/** The browser counts our versions in tens. Source: dexie.org/docs/Dexie/Dexie.version(). */
const STEP = 10;
