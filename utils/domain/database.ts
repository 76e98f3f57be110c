import Dexie, { type EntityTable, type Table } from 'dexie';
import { rowsOf } from './links/link-row.ts';
import { readableOnly, readOnlyWhile, upToVersion } from '../storage/guards.ts';
import { TABLES } from './tables.ts';
import type { RequestRecord } from '../http/guarded-fetch.ts';
import type { AccountFacts } from '../vendors/docusign/account-facts.ts';
import type { ElementKind, Environment, Instant, LinkKey, ProcoreEnvironment, Zone } from '../base/types.ts';

/**
 * The one database. Only the background writes; our own pages read it live. Every table and version is in this file.
 * No secret is ever in here: tokens live in `storage.session` and in memory.
 */

/** One dated reading of a page. Equal readings in a row are one row whose `at` moves on. */
export type Sighting = LinkKey & {
  id: number;
  company: string;
  kind: ElementKind;
  says: string;
  disabled: boolean;
  /** The item read, such as `commitment:42`, or '' outside an item. */
  item: string;
  firstAt: Instant;
  at: Instant;
  /** The clock ran ahead when it was read: the moments are the latest it can have been, nobody knows when. */
  undated?: true | undefined;
};

/** The person's own word about who is behind a link; from DocuSign itself where a connection was there to ask. */
export type Confirmation = LinkKey & {
  /** Name or e-mail as the person gave it, or as DocuSign reported it. */
  who: string;
  accountId: string;
  accountName: string;
  source: 'person' | 'docusign';
  at: Instant;
};

/** One use of the link that was seen: it starts Procore's idle days anew. `at` is the earliest it can have been. */
export type Use = LinkKey & { id: number; how: 'linked' | 'sent'; at: Instant };

/**
 * What one link is derived from, kept beside the history and written in the transaction of whatever it follows from: what
 * a link is can be told from one row, however long its history is.
 */
export type LinkRow = LinkKey & {
  company: string;
  /** Of each kind and saying that bears on the link, the newest sighting. */
  bearing: Sighting[];
  /** Of each kind of element, the newest sighting. */
  latest: Sighting[];
  lastUse: Use | null;
  confirmation: Confirmation | null;
};

/** What a page called the project; for showing only, never a key. */
export type ProjectName = { zone: Zone; project: string; company: string; name: string; at: Instant };

/** Addresses learned from the person's own visits, such as the profile page of a zone. */
export type LearnedPath = { zone: Zone; name: 'profile'; path: string; at: Instant };

/** One pass through a guided procedure. */
export type Run = LinkKey & {
  id: string;
  procedure: string;
  company: string;
  status: 'running' | 'done' | 'cancelled';
  step: number;
  outcomes: { step: string; outcome: 'proven' | 'by-hand' | 'skipped'; at: Instant }[];
  /** In the time of runs, as all moments of a run but `updatedAt`: it goes on where the clock was put back. */
  startedAt: Instant;
  /** When the current step began, or the run ended: only what is seen after it can prove the step. */
  stepAt: Instant;
  /** By the clock. */
  updatedAt: Instant;
  /** The person came to the current step by going back: a page that stood open before does not prove it again. */
  wentBack?: true;
  /** At the step that asks who it is, the person confirmed the account that is to be left. */
  sameAccount?: true;
  /**
   * What happened last in each tab during the run, to tell fresh readings from stale ones; 0 = never. `pressedAt`: a
   * press that saves a change; `unchangedAt`: it showed what is to be changed, such as Synced; `logoutAt`: DocuSign's
   * log-out page was opened in it. `unchangedIn`: the document that showed it, by the moment it began. Runs of earlier
   * versions have `syncedAt` for `unchangedAt`.
   */
  pages?: {
    tab: number;
    loadedAt: Instant;
    pressedAt: Instant;
    unchangedAt?: Instant;
    unchangedIn?: number;
    syncedAt?: Instant;
    logoutAt: Instant;
  }[];
  /** What it is about, such as `commitment:42`, and where that was open; only where the procedure is about an item. */
  item?: { key: string; href: string };
  /** Who was confirmed when the run began; only where the procedure is to leave that account. */
  oldAccount?: { who: string; accountId: string };
};

/** Our own OAuth grant, without its tokens: who it proves, dated. */
export type Connection = {
  environment: Environment;
  userId: string;
  name: string;
  email: string;
  accounts: AccountFacts[];
  /** The account the person chose, or null until they did. */
  chosenAccountId: string | null;
  connectedAt: Instant;
  refreshedAt: Instant;
  /** Since when the grant is known to be over; absent while it works. What is shown was true before that. */
  signedOutAt?: Instant;
  /** The vendor's code where it was the vendor that ended the grant; absent where it went with the browser. */
  refusedAs?: string;
};

export type ProcoreCompany = {
  companyId: string;
  companyName: string;
  /** The host its pages are on, or '' while not read. */
  zone: Zone;
  /** Why it could not be read: an ErrorKind, or null. */
  problem: string | null;
  /** Absent while it was not asked yet. */
  readAt?: Instant;
};

/** Our own OAuth grant with Procore, without its tokens and without the app's secret. */
export type ProcoreConnection = {
  environment: ProcoreEnvironment;
  userId: string;
  name: string;
  /** What the person signs in with; an e-mail address. */
  login: string;
  companies: ProcoreCompany[];
  connectedAt: Instant;
  refreshedAt: Instant;
  /** Since when the grant is known to be over; absent while it works. */
  signedOutAt?: Instant;
  /** The vendor's code where it was the vendor that ended the grant; absent where it went with the browser. */
  refusedAs?: string;
};

/** Append-only: what Countersign did or was told. `what` is a code with a sentence in the locale files. */
export type JournalEntry = { id: number; at: Instant; what: string; detail: string };

export type LinkTuple = [zone: string, person: string, project: string];

export class CountersignDatabase extends Dexie {
  sightings!: EntityTable<Sighting, 'id'>;
  confirmations!: Table<Confirmation, LinkTuple>;
  uses!: EntityTable<Use, 'id'>;
  links!: Table<LinkRow, LinkTuple>;
  projects!: Table<ProjectName, [string, string]>;
  places!: Table<LearnedPath, [string, string]>;
  runs!: EntityTable<Run, 'id'>;
  connections!: Table<Connection, Environment>;
  procoreConnections!: Table<ProcoreConnection, ProcoreEnvironment>;
  requests!: EntityTable<RequestRecord, 'id'>;
  journal!: EntityTable<JournalEntry, 'id'>;

  constructor(name = 'countersign') {
    const declared = { version: Number.POSITIVE_INFINITY };
    super(name, { indexedDB: upToVersion(indexedDB, () => declared.version) });
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

/** The browser counts our versions in tens. Source: dexie.org/docs/Dexie/Dexie.version(). */
const STEP = 10;
