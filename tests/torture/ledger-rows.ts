import type { Page } from '@playwright/test';
import type { Said } from './tab.ts';

type Row = {
  project: string;
  kind: string;
  item: string;
  says: string;
  id: number;
  firstAt: number;
  at: number;
};

/** A row was shown for longer than this before it said the same again. */
const ONE_READING_MS = 100;

/** Every reading on disk, oldest first, read from a page of ours without the extension's own code. */
export async function rowsOnDisk(ours: Page): Promise<Row[]> {
  return ours.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error));
      });
    const databases = await indexedDB.databases();
    if (!databases.some(({ name }) => name === 'countersign')) return [];
    const database = await done(indexedDB.open('countersign'));
    try {
      if (!database.objectStoreNames.contains('sightings')) return [];
      return (await done(database.transaction('sightings').objectStore('sightings').getAll())) as Row[];
    } finally {
      database.close();
    }
  });
}

export type Tally = { lost: string[]; doubled: string[]; wrong: string[] };

/**
 * Compares what pages said with what is on disk: each item was shown once, so it has one row that says the same.
 * @param stretches into how many stretches moving the clock has cut the time: within one, what is said again moves its row
 */
export function tally(said: readonly Said[], rows: readonly Row[], stretches: number): Tally {
  const found: Tally = { lost: [], doubled: [], wrong: [] };
  const byItem = Map.groupBy(
    rows.filter(({ kind }) => kind === 'send-button'),
    ({ project, item }) => `${project} ${item}`,
  );
  for (const { project, item, says } of said) {
    if (item === '') continue;
    const own = byItem.get(`${project} ${item}`) ?? [];
    const what = `${project} ${item} ${says}`;
    if (own.length === 0) found.lost.push(what);
    if (own.length > 1) found.doubled.push(`${what}: ${own.length} rows`);
    if (own.some((row) => row.says !== says))
      found.wrong.push(`${what}: ${own.map((row) => row.says).join()}`);
  }
  // The row of a profile says the same again and again: one row for it in each stretch, and never two of a moment.
  const ofRow = Map.groupBy(
    rows.filter(({ kind }) => kind === 'link-row'),
    ({ project, says }) => `${project} ${says}`,
  );
  for (const { project, item, says } of said)
    if (item === '' && !ofRow.has(`${project} ${says}`)) found.lost.push(`${project} row ${says}`);
  for (const [what, own] of ofRow) {
    if (own.length > stretches)
      found.doubled.push(`${what}: ${own.length} rows in ${stretches} stretches of time`);
    const begun = own.map(({ firstAt }) => firstAt).toSorted((a, b) => a - b);
    begun.forEach((at, index) => {
      const before = begun[index - 1];
      if (before !== undefined && at - before < ONE_READING_MS) found.doubled.push(`${what}: twice at ${at}`);
    });
  }
  return found;
}
