import { journalOf } from '../journal/told.ts';
import Dexie, { liveQuery } from 'dexie';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyRow } from '../../../../../utils/domain/links/link-row.ts';
import { CountersignDatabase, type TableName } from '../../../../../utils/domain/database.ts';
import { eraseForgotten } from '../../../../../utils/domain/own-data/erase.ts';
import { TABLE_NAMES } from '../../../../../utils/domain/tables.ts';
import { countUnread } from '../../../../../utils/domain/own-data/unread.ts';

let db: CountersignDatabase;
let names = 0;
/** Writes past everything of ours, as a fault or another version would. */
let raw: Dexie;

beforeEach(async () => {
  db = new CountersignDatabase(`damaged-${++names}`);
  await db.open();
  raw = await new Dexie(db.name).open();
});
afterEach(async () => {
  raw.close();
  await db.delete();
});

const entry = (id: number) => ({ id, at: id, code: 'x' });
const damage = [
  { id: 2, at: 'yesterday', code: 'x' },
  { id: 4, at: 4 },
  { id: 5, at: 5, code: null },
];

async function damagedJournal() {
  await raw.table('journal').bulkPut([entry(1), ...damage, entry(3), entry(6)]);
}
const ids = (rows: ({ id: number } | undefined)[]) => rows.map((row) => row?.id);

test('a damaged row is not handed on, however rows are asked for', async () => {
  await damagedJournal();
  const { journal } = db;
  expect(ids(await journal.toArray())).toEqual([1, 3, 6]);
  // oxlint-disable-next-line unicorn/no-array-reverse -- a query, no array
  expect(ids(await journal.orderBy('id').reverse().limit(2).toArray())).toEqual([6, 3]);
  expect(ids(await journal.limit(2).toArray())).toEqual([1, 3]);
  expect(ids(await journal.where('at').above(1).toArray())).toEqual([3, 6]);
  expect(ids(await journal.filter(({ code }) => code === 'x').toArray())).toEqual([1, 3, 6]);
  expect(ids([await journal.get(2), await journal.get(3)])).toEqual([undefined, 3]);
  expect(ids(await journal.bulkGet([1, 2, 6]))).toEqual([1, undefined, 6]);
  const each: number[] = [];
  await journal.each(({ id }) => each.push(id));
  expect(each).toEqual([1, 3, 6]);
});

test('a damaged row is counted, and neither reading nor a change of others touches it', async () => {
  await damagedJournal();
  expect(await countUnread(db)).toBe(3);
  await db.transaction('rw', db.journal, async () => {
    await db.journal.toArray();
    await db.journal.where('id').above(0).modify({ hash: 'changed' });
    await db.journal.update(2, { hash: 'also' });
  });
  const kept = await raw.table('journal').toArray();
  expect(kept).toHaveLength(6);
  expect(kept).toContainEqual({ id: 4, at: 4, hash: 'changed' });
});

test('a live query hears of a good row beside damaged ones', async () => {
  await damagedJournal();
  const heard: number[][] = [];
  const twice = Promise.withResolvers<void>();
  const subscription = liveQuery(() => db.journal.toArray()).subscribe((rows) => {
    heard.push(rows.map(({ id }) => id));
    if (heard.length === 1) void db.journal.add({ at: 9, code: 'x' });
    else twice.resolve();
  });
  await twice.promise;
  subscription.unsubscribe();
  expect(heard).toEqual([
    [1, 3, 6],
    [1, 3, 6, 7],
  ]);
});

test('what a later version adds to a row is let through, and written back with it', async () => {
  await raw.table('journal').put({ ...entry(1), later: 'abc' });
  const row = await db.journal.get(1);
  await db.journal.put({ ...entry(1), ...row, hash: 'y' });
  expect(await raw.table('journal').get(1)).toEqual({ ...entry(1), later: 'abc', hash: 'y' });
});

test.each(TABLE_NAMES)('a damaged row of %s is set aside', async (name) => {
  const table = raw.table(name);
  const { keyPath } = table.schema.primKey;
  const key = Object.fromEntries([keyPath ?? []].flat().map((part) => [part, part === 'id' ? 1 : 'x']));
  await table.put({ ...key, at: 1, status: 'running' });
  expect(await db.table(name).toArray()).toEqual([]);
  expect(await countUnread(db)).toBe(1);
});

const KEYED: readonly [TableName, Record<string, unknown>][] = [
  ['links', { ...emptyRow({ zone: 'x', person: 'x', project: 'x' }), company: '7' }],
  [
    'confirmations',
    {
      zone: 'x',
      person: 'x',
      project: 'x',
      who: 's',
      accountId: '',
      accountName: '',
      source: 'person',
      at: 1,
    },
  ],
  ['projects', { zone: 'x', project: 'x', company: '', name: 'Tower', at: 1 }],
  ['places', { zone: 'x', name: 'profile', path: '/', at: 1 }],
];

test.each(KEYED)('what is written over a damaged row of %s leaves it beside', async (name, row) => {
  const { keyPath } = raw.table(name).schema.primKey;
  const key = Object.fromEntries([keyPath ?? []].flat().map((part) => [part, row[part]]));
  const damaged = { ...key, at: 'yesterday', bearing: 7 };
  await raw.table(name).put(damaged);
  for (let time = 0; time < 2; time += 1) {
    // In one transaction with what is written: both or neither.
    await db.transaction('rw', db.table(name), () => db.table(name).put(row));
    expect(await db.table(name).toArray()).toEqual([row]);
    expect(await countUnread(db)).toBe(1);
  }
  const kept: { unread?: unknown }[] = await raw.table(name).toArray();
  expect(kept.flatMap(({ unread }) => unread ?? [])).toEqual([damaged]);
  await eraseForgotten(db, journalOf(db));
  expect(await raw.table(name).count()).toBe(0);
});
