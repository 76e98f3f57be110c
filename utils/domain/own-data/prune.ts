import type { IndexableType, Table } from 'dexie';
import { DAY, isOlderThan, isWithin, MINUTE } from '../../base/clock.ts';
import type { Instant } from '../../base/types.ts';
import type { CountersignDatabase } from '../database.ts';
import { allItems } from '../items.ts';
import { rowsAhead } from './items.ts';
import type { KeepByAge } from '../../storage/define-table.ts';
import { journalTables } from '../journal/append.ts';
import { TABLE_NAMES, TABLES } from '../tables.ts';

/** Rows dropped or looked at in one transaction: whoever waits for the database or for this script comes in between. */
const SLICE = 100;

type Rows = Table<Record<string, unknown>, IndexableType>;

/**
 * Drops what is kept long enough, table by table and item by item, as each declares. Little work where there is nothing
 * to drop, and safe to stop at any line. What cannot be read stays.
 * @param breathe awaited between two slices, with no transaction open
 */
export async function prune(
  db: CountersignDatabase,
  now: Instant,
  breathe: () => Promise<void> = async () => undefined,
): Promise<void> {
  const ahead: string[] = [];
  for (const name of TABLE_NAMES) {
    const { keep } = TABLES[name];
    const table: Rows = db.table(name);
    if (keep === 'always') continue;
    await breathe();
    if ('newest' in keep) await dropSurplus(table, keep.newest, breathe);
    else if (keep.fromTheFront) ahead.push(...(await dropFromTheFront(db, keep, now, breathe)));
    else ahead.push(...(await dropOld(db, table, keep, now, breathe)));
  }
  const found = new Set(ahead);
  await rowsAhead.update((met) => {
    const left = Object.entries(met).filter(([name]) => found.has(name));
    return left.length === Object.keys(met).length ? met : Object.fromEntries(left);
  });
  for (const item of allItems) await item.prune(now);
}

async function dropSurplus(table: Rows, kept: number, breathe: () => Promise<void>): Promise<void> {
  for (let surplus = (await table.count()) - kept; surplus > 0; surplus -= SLICE) {
    const keys = await table.orderBy(':id').limit(Math.min(surplus, SLICE)).primaryKeys();
    await table.bulkDelete(keys);
    await breathe();
  }
}

/** Answers with the names of rows that are dated later than now, as `rowsAhead` has them. */
async function dropOld(
  db: CountersignDatabase,
  table: Rows,
  keep: KeepByAge,
  now: Instant,
  breathe: () => Promise<void>,
): Promise<string[]> {
  const { field } = keep;
  const isIndexed = table.schema.indexes.some(({ name }) => name === field);
  if (field === null || !isIndexed || keep.unlessRead) return dropOldByPages(db, table, keep, now, breathe);
  for (;;) {
    const old = await table
      .where(field)
      .below(now - keep.days * DAY)
      .limit(SLICE)
      .primaryKeys();
    await table.bulkDelete(old);
    if (old.length < SLICE) break;
    await breathe();
  }
  const ahead = await table
    .where(field)
    .above(now + MINUTE)
    .primaryKeys();
  return dropLongAhead(table, ahead, keep, now);
}

/**
 * For the journal, whose entries hold on to the one before: none goes before an older one, whatever their dates. The
 * place of the last one that went is kept, so that nobody can take away more unseen.
 */
async function dropFromTheFront(
  db: CountersignDatabase,
  keep: KeepByAge,
  now: Instant,
  breathe: () => Promise<void>,
): Promise<string[]> {
  for (;;) {
    const rows = await db.journal.orderBy(':id').limit(SLICE).toArray();
    const ahead = rows.filter(({ at }) => at > now + MINUTE).map(({ id }) => id);
    const met = await meet('journal', ahead, now);
    const young = rows.findIndex(({ id, at }) => !isOlderThan(met(id) ?? at, keep.days * DAY, now));
    const old = young === -1 ? rows : rows.slice(0, young);
    const end = old.findLast(({ hash }) => hash !== undefined);
    await db.transaction('rw', journalTables(db), async () => {
      await db.journal.bulkDelete(old.map(({ id }) => id));
      const first = await db.journalEnds.get('first');
      if (end?.seq !== undefined && end.hash !== undefined && end.seq > (first?.seq ?? 0))
        await db.journalEnds.put({ end: 'first', id: end.id, seq: end.seq, hash: end.hash });
    });
    if (old.length < SLICE)
      return ahead.filter((id) => !old.some((row) => row.id === id)).map((id) => nameOf('journal', id));
    await breathe();
  }
}

/** For what has no index of its age: few rows, or such as are kept for another reason. */
async function dropOldByPages(
  db: CountersignDatabase,
  table: Rows,
  keep: KeepByAge,
  now: Instant,
  breathe: () => Promise<void>,
): Promise<string[]> {
  const ahead: IndexableType[] = [];
  let keys = await table.orderBy(':id').limit(SLICE).primaryKeys();
  while (keys.length > 0) {
    const page = keys;
    await db.transaction('rw', table, db.links, async () => {
      const rows = await table.bulkGet(page);
      const old: IndexableType[] = [];
      for (const [index, row] of rows.entries()) {
        const [key, at] = [page[index], keep.momentOf(row)];
        if (!row || key === undefined || at === undefined) continue;
        if (at > now + MINUTE) ahead.push(key);
        else if (isOlderThan(at, keep.days * DAY, now)) {
          // Waited for only where the database is asked: after some hundred waits for nothing the library loses its transaction.
          if (!keep.unlessRead || !(await isRead(db, row, keep, now))) old.push(key);
        }
      }
      await table.bulkDelete(old);
    });
    await breathe();
    const last = page.at(-1);
    keys = last === undefined ? [] : await table.where(':id').above(last).limit(SLICE).primaryKeys();
  }
  return dropLongAhead(table, ahead, keep, now);
}

/**
 * Nobody knows how old a row is that is dated later than now: the clock ran ahead when it was written. Its days begin
 * when it is first met.
 */
async function dropLongAhead(
  table: Rows,
  keys: IndexableType[],
  { days }: KeepByAge,
  now: Instant,
): Promise<string[]> {
  const met = await meet(table.name, keys, now);
  const isOver = (key: IndexableType) => !isWithin(met(key) ?? now, days * DAY, now);
  await table.bulkDelete(keys.filter(isOver));
  return keys.filter((key) => !isOver(key)).map((key) => nameOf(table.name, key));
}

const nameOf = (table: string, key: IndexableType) => `${table} ${JSON.stringify(key)}`;

/** Notes rows that are dated later than now; the answer tells when each was first met. */
async function meet(
  table: string,
  keys: readonly IndexableType[],
  now: Instant,
): Promise<(key: IndexableType) => Instant | undefined> {
  if (keys.length === 0) return () => undefined;
  const met = await rowsAhead.update((before) => ({
    ...before,
    ...Object.fromEntries(
      keys
        .map((key) => nameOf(table, key))
        .map((name) => [name, Math.min(before[name] ?? now, now)] as const),
    ),
  }));
  return (key) => met[nameOf(table, key)];
}

/** True while there are readings of what a row is about, young enough to be kept. */
async function isRead(
  { links }: CountersignDatabase,
  row: Record<string, unknown>,
  { unlessRead, days }: KeepByAge,
  now: Instant,
): Promise<boolean> {
  const { zone, person = '', project } = row;
  if (!unlessRead || typeof zone !== 'string' || typeof person !== 'string' || typeof project !== 'string')
    return false;
  let asked = person;
  for (;;) {
    const link = await links.get([zone, asked, project]);
    if (link?.latest.some(({ at }) => !isOlderThan(at, days * DAY, now))) return true;
    if (unlessRead === 'link') return false;
    // A project is anybody's: on to the next person of the zone.
    const next = await links
      .where(PRIMARY)
      .between([zone, asked, AFTER_ALL], [zone, AFTER_ALL, AFTER_ALL])
      .first();
    if (!next) return false;
    asked = next.person;
  }
}

const PRIMARY = '[zone+person+project]';
/** Ids are strings of digits, or empty. */
const AFTER_ALL = '\uffff';
