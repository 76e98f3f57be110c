import type { CountersignDatabase } from '../database.ts';
import type { Clock, Instant } from '../../base/types.ts';
import { hashOf } from './chain.ts';
import type { Entry } from './entry.ts';
import { GENESIS } from './tables.ts';

/** The tables that a transaction names in which something is recorded. */
export const journalTables = ({ journal, journalEnds }: CountersignDatabase) => [journal, journalEnds];

export type Journal = {
  /**
   * Adds an entry to the end of the chain. Within a transaction over `journalTables` it is part of it: both, or neither.
   * What a vendor or the browser is asked to change is told twice: what is to be done, and what became of it.
   */
  record: (entry: Entry, at?: Instant) => Promise<void>;
};

export function createJournal({ db, clock }: { db: CountersignDatabase; clock: Clock }): Journal {
  return {
    // The browser runs one transaction at a time that writes here, of all contexts: the chain cannot fork.
    record: (entry, at = clock()) =>
      db.transaction('rw', journalTables(db), async () => {
        const last = (await db.journalEnds.get('last')) ?? GENESIS;
        const seq = last.seq + 1;
        const content = { ...wellFormed(entry), at, seq, previous: last.hash };
        const hash = hashOf(content);
        const id = await db.journal.add({ ...content, hash });
        await db.journalEnds.put({ end: 'last', id, seq, hash });
      }),
  };
}

/** Half a character, as a vendor might answer with, has no canonical form. */
function wellFormed<E extends object>(entry: E): E {
  const whole = (value: unknown): unknown => {
    if (typeof value === 'string') return value.toWellFormed();
    return Array.isArray(value) ? value.map(whole) : value;
  };
  return Object.assign(
    {},
    entry,
    Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, whole(value)])),
  );
}
