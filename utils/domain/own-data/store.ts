import { type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../../base/types.ts';
import { createSerialQueue } from '../../base/serial-queue.ts';
import type { AppError } from '../../base/errors.ts';
import type { Ask } from '../../app/messaging/ask.ts';
import { countWith } from '../connections/rows.ts';
import type { CountersignDatabase } from '../database.ts';
import type { RequestRecord } from '../../http/guarded-fetch.ts';
import type { Entry } from '../journal/entry.ts';
import { checkJournal, exportJournal } from '../journal/read.ts';
import type { JournalRow } from '../journal/tables.ts';
import type { JournalVerdict } from '../journal/verify.ts';
import { allItems } from '../items.ts';
import { countUnread } from './unread.ts';
import { createRequestState } from '../request-state.ts';
import { type Live, live } from '../../storage/live.ts';

const SHOWN_REQUESTS = 200;
const SHOWN_ENTRIES = 100;

export type StoredCounts = Record<
  'sightings' | 'projects' | 'confirmations' | 'runs' | 'connections' | 'procoreConnections',
  number
>;

export type PrivacyStore = {
  /** The newest requests, newest first. */
  requests: ReadonlySignal<Live<RequestRecord[]>>;
  /** The newest entries of the journal, newest first. */
  journal: ReadonlySignal<Live<JournalRow[]>>;
  /** Whether the journal is as it was written; null until that is known. */
  verdict: ReadonlySignal<JournalVerdict | null>;
  /** Hands the whole journal to the person as a file, with what `textOf` says of each entry. */
  saveJournal: (textOf: (entry: Entry | null, row: JournalRow) => string) => Promise<void>;
  stored: ReadonlySignal<Live<StoredCounts>>;
  /** Stored rows and parts of values that this version cannot read; 0 until they are counted. */
  unread: ReadonlySignal<number>;
  problem: ReadonlySignal<AppError | null>;
  forgotten: ReadonlySignal<boolean>;
  forget: () => Promise<void>;
  dismiss: () => void;
};

export function createPrivacyStore(options: {
  database: CountersignDatabase;
  ask: Ask;
  clock: Clock;
  save: (name: string, text: string, type: string) => Promise<boolean>;
  until: AbortSignal;
}): PrivacyStore {
  const { database, ask, clock, save, until } = options;
  const asking = createRequestState(ask);
  const forgotten = signal(false);
  const unread = signal(0);
  const count = async () => {
    const items = await Promise.all(allItems.map((item) => item.inspect()));
    const parts = items.reduce((sum, item) => sum + item.unread, 0);
    unread.value = parts + (await countUnread(database, until));
  };
  // A database that cannot be read at all is said elsewhere.
  count().catch(() => undefined);
  const verdict = signal<JournalVerdict | null>(null);
  const ends = live(() => database.journalEnds.toArray(), until);
  const check = createSerialQueue();
  // Again with each new entry, one check after the other.
  ends.subscribe(({ status }) => {
    if (status !== 'ready') return;
    check(async () => {
      const found = await checkJournal(database, until);
      if (!until.aborted) verdict.value = found;
    }).catch(() => undefined);
  });
  return {
    verdict,
    saveJournal: async (textOf) => {
      const day = new Date(clock()).toISOString().slice(0, 10);
      const text = await exportJournal(database, textOf, until);
      await save(`countersign-journal-${day}.jsonl`, text, 'application/jsonl');
    },
    unread,
    // oxlint-disable-next-line unicorn/no-array-reverse -- a query, no array
    requests: live(() => database.requests.orderBy('id').reverse().limit(SHOWN_REQUESTS).toArray(), until),
    // oxlint-disable-next-line unicorn/no-array-reverse -- a query, no array
    journal: live(() => database.journal.orderBy('id').reverse().limit(SHOWN_ENTRIES).toArray(), until),
    stored: live(async () => {
      const [sightings, projects, confirmations, runs, connections, procoreConnections] = await Promise.all([
        database.sightings.count(),
        database.projects.count(),
        database.confirmations.count(),
        database.runs.count(),
        countWith(database, 'docusign'),
        countWith(database, 'procore'),
      ]);
      return { sightings, projects, confirmations, runs, connections, procoreConnections };
    }, until),
    problem: asking.problem,
    forgotten,
    forget: async () => {
      forgotten.value = false;
      forgotten.value = (await asking.send('forgetLedger', null)) !== undefined;
    },
    dismiss: asking.dismiss,
  };
}
