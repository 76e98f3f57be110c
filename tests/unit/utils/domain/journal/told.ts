import type { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import { createJournal, type Journal } from '../../../../../utils/domain/journal/append.ts';

/** What the journal of a database tells, an entry a line: its code, then what belongs to it. */
export async function told(db: CountersignDatabase): Promise<string[]> {
  return (await db.journal.toArray()).map((row) => {
    const { id: _id, at: _at, seq: _seq, previous: _previous, hash: _hash, code, ...payload } = row;
    return [code, ...Object.values(payload).flat()].join(' ');
  });
}

/** The journal of a database, at a time when that does not matter. */
export const journalOf = (db: CountersignDatabase): Journal => createJournal({ db, clock: () => 1 });
