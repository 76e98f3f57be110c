import type { CountersignDatabase } from '../database.ts';
import { journalTables } from './append.ts';
import { readEntry, type Entry } from './entry.ts';
import type { JournalRow } from './tables.ts';
import { createVerifier, type Ends, type JournalVerdict } from './verify.ts';

/** Entries judged in one go: a page that shows them is not to stand still. */
const SLICE = 300;

type Snapshot = { rows: JournalRow[]; ends: Ends };

/** The whole journal as it was at one moment. */
const snapshot = (db: CountersignDatabase): Promise<Snapshot> =>
  db.transaction('r', journalTables(db), async () => {
    const [rows, first, last] = await Promise.all([
      db.journal.orderBy(':id').toArray(),
      db.journalEnds.get('first'),
      db.journalEnds.get('last'),
    ]);
    return { rows, ends: { first, last } };
  });

async function judge({ rows, ends }: Snapshot, until: AbortSignal): Promise<JournalVerdict> {
  const verifier = createVerifier(ends);
  for (let at = 0; at < rows.length && !until.aborted; at += SLICE) {
    verifier.take(rows.slice(at, at + SLICE));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return verifier.end();
}

/** Whether the journal is as it was written. */
export const checkJournal = async (db: CountersignDatabase, until: AbortSignal): Promise<JournalVerdict> =>
  judge(await snapshot(db), until);

/**
 * The whole journal as JSON Lines. The first line tells how to check it; each of the others has an entry as it is
 * stored, with its hash, and in `date` and `text` what it means to a reader.
 * @param textOf the sentence of an entry; null for one that only another version has words for
 */
export async function exportJournal(
  db: CountersignDatabase,
  textOf: (entry: Entry | null, row: JournalRow) => string,
  until: AbortSignal,
): Promise<string> {
  const state = await snapshot(db);
  const head = {
    journal: 'countersign',
    format: 1,
    hash: 'SHA-256, in hex, of the entry without id and hash as canonical JSON (RFC 8785)',
    ...state.ends,
    verdict: await judge(state, until),
  };
  const lines = state.rows.map((row) => ({
    date: new Date(row.at).toISOString(),
    text: textOf(readEntry(row), row),
    entry: row,
  }));
  return [head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
}
