import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { toAppError } from '../../../../../utils/base/errors.ts';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';

type Tables = Record<string, string | null>;

/** Opens the database as a version after ours does that changed the tables. */
async function openNewer({ name, tables, verno }: CountersignDatabase, change: (tables: Tables) => Tables) {
  const own = Object.fromEntries(
    tables.map((table) => [
      table.name,
      [table.schema.primKey, ...table.schema.indexes].map(({ src }) => src).join(','),
    ]),
  );
  const later = new Dexie(name);
  later.version(verno).stores(own);
  later.version(verno + 1).stores(change(own));
  await later.open();
  later.close();
}

/** A database with an entry in it that a newer version has opened since. */
async function newer(name: string, change: (tables: Tables) => Tables) {
  const db = new CountersignDatabase(name);
  await db.journal.add({ at: 1, code: 'x' });
  db.close();
  await openNewer(db, change);
}

/** Everything that is stored, and as what. */
async function picture(name: string) {
  const raw = await new Dexie(name).open();
  const rows = await Promise.all(raw.tables.map(async (table) => [table.name, await table.toArray()]));
  const seen = { version: raw.backendDB().version, rows };
  raw.close();
  return seen;
}

test('data of a newer version is read and not written', async () => {
  await newer('newer', (tables) => ({ ...tables, later: 'id' }));
  const before = await picture('newer');
  const db = new CountersignDatabase('newer');
  expect(await db.journal.toArray()).toHaveLength(1);
  expect(db.isNewer).toBe(true);
  const writes: (() => Promise<unknown>)[] = [
    () => db.journal.add({ at: 2, code: 'x' }),
    () => db.journal.put({ id: 1, at: 2, code: 'x' }),
    () => db.journal.update(1, { hash: 'y' }),
    () => db.journal.where('id').above(0).modify({ hash: 'y' }),
    () => db.journal.clear(),
    () => db.journal.delete(1),
    () => db.transaction('rw', db.journal, async () => await db.journal.where('at').above(0).delete()),
  ];
  const kinds = await Promise.all(
    writes.map(
      async (write) =>
        await write().then(
          () => 'written',
          (thrown: unknown) => toAppError(thrown).kind,
        ),
    ),
  );
  expect(kinds).toEqual(writes.map(() => 'newer-data'));
  db.close();
  expect(await picture('newer')).toEqual(before);
  await Dexie.delete('newer');
});

test('a newer version that lacks what this one wants is not given it', async () => {
  await newer('newer-less', (tables) => ({ ...tables, journal: '++id', runs: null }));
  const before = await picture('newer-less');
  const db = new CountersignDatabase('newer-less');
  const failed = await db.journal.toArray().catch((thrown: unknown) => toAppError(thrown).kind);
  expect(failed).toBe('newer-data');
  db.close();
  expect(await picture('newer-less')).toEqual(before);
  await Dexie.delete('newer-less');
});

test('our own version is written', async () => {
  const db = new CountersignDatabase('own');
  await db.journal.add({ at: 1, code: 'x' });
  expect(db.isNewer).toBe(false);
  await db.delete();
});

test('an open page gives way to another version, and finds the data again', async () => {
  const page = new CountersignDatabase('gives-way');
  await page.journal.add({ at: 1, code: 'x' });
  await openNewer(page, (tables) => ({ ...tables, later: 'id' }));
  expect(await page.journal.toArray()).toHaveLength(1);
  expect(page.isNewer).toBe(true);
  await page.delete();
});
