import { journalOf, told } from '../journal/told.ts';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import { eraseForgotten } from '../../../../../utils/domain/own-data/erase.ts';
import { createForgetting } from '../../../../../utils/storage/forgetting.ts';
import { allItems } from '../../../../../utils/domain/items.ts';
import { TABLE_NAMES, TABLES } from '../../../../../utils/domain/tables.ts';

let db: CountersignDatabase;
let raw: Dexie;

beforeEach(async () => {
  db = (await new CountersignDatabase(`rules-${crypto.randomUUID()}`).open()) as CountersignDatabase;
  raw = await new Dexie(db.name).open();
});
afterEach(async () => {
  raw.close();
  await db.delete();
});

test('every table says what becomes of it', () => {
  expect(TABLE_NAMES.toSorted()).toEqual(db.tables.map(({ name }) => name).toSorted());
  const silent = TABLE_NAMES.filter((name) => !TABLES[name].onForget || !TABLES[name].keep);
  expect(silent).toEqual([]);
});

test('every stored value says what becomes of it, and is in the list', () => {
  const utils = resolve(import.meta.dirname, '../../../../../utils');
  const defined = globSync('**/*.ts', { cwd: utils }).flatMap((path) =>
    [
      ...readFileSync(resolve(utils, path), 'utf8').matchAll(
        /= defineItem\(\s*'((?:local|session):[\w-]+)'/g,
      ),
    ].map(([, key = '']) => key),
  );
  expect(defined.length).toBeGreaterThan(10);
  expect(allItems.map(({ key }) => key).toSorted()).toEqual(defined.toSorted());
  // What is not gone with the browser says how long it is kept.
  const silent = allItems.filter(
    ({ key, rules }) => !rules.onForget || (rules.keep === 'session') !== key.startsWith('session:'),
  );
  expect(silent).toEqual([]);
});

/** A row of each table, and a value under each key, whatever they are. */
async function fillAll() {
  for (const table of raw.tables) {
    const { keyPath } = table.schema.primKey;
    await table.put(
      Object.fromEntries([keyPath ?? []].flat().map((part) => [part, part === 'id' ? 1 : 'x'])),
    );
  }
  for (const { key } of allItems) {
    const [area, name = ''] = key.split(':');
    await fakeBrowser.storage[area === 'local' ? 'local' : 'session'].set({
      [name]: { x: 1 },
      [`${name}.unread`]: [1],
    });
  }
}

async function leftOver() {
  const counts = await Promise.all(
    raw.tables.map(async (table) => [table.name, await table.count()] as const),
  );
  const stored = {
    ...(await fakeBrowser.storage.local.get(null)),
    ...(await fakeBrowser.storage.session.get(null)),
  };
  return {
    tables: counts
      .filter(([, count]) => count > 0)
      .map(([name]) => name)
      .toSorted(),
    values: Object.keys(stored)
      .filter((name) => !name.endsWith('.unread'))
      .toSorted(),
    aside: Object.keys(stored).filter((name) => name.endsWith('.unread')).length,
  };
}

test('to forget leaves nothing that tells of pages, projects or people', async () => {
  await fillAll();
  await eraseForgotten(db, journalOf(db));
  expect(await leftOver()).toEqual({
    tables: ['connections', 'journal', 'journalEnds', 'requests'],
    values: [
      'alarms-done',
      'known-policy',
      'login-end',
      'login-window',
      'procore-login-end',
      'settings',
      'troubleshooting',
      'vendor-limits',
    ],
    aside: 8,
  });
  expect(await told(db)).toEqual(['ledger-forgotten']);
});

test('nothing is forgotten where the journal cannot be told', async () => {
  await raw.table('places').put({ zone: 'x', name: 'profile', path: '/', at: 1 });
  const record = async () => Promise.reject(new Error('no room'));
  await expect(eraseForgotten(db, { record })).rejects.toThrow('no room');
  expect(await db.places.count()).toBe(1);
});

test('what is under way ends before, and what was begun for the forgotten is refused', async () => {
  const forgetting = createForgetting();
  const order: string[] = [];
  const begun = forgetting.current();
  const reading = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  const underWay = forgetting.keeping(async () => {
    started.resolve();
    await reading.promise;
    order.push('written');
  });
  await started.promise;
  const forgotten = forgetting.forget(async () => {
    order.push('erased');
  });
  const late = forgetting.keeping(async () => order.push('written late'), begun);
  const next = forgetting.keeping(async () => order.push('next'));
  reading.resolve();
  await expect(late).rejects.toMatchObject({ error: { kind: 'not-found' } });
  await Promise.all([underWay, forgotten, next]);
  expect(order).toEqual(['written', 'erased', 'next']);
});
