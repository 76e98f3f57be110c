import { createHash } from 'node:crypto';
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY } from '../../../../../utils/base/clock.ts';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import { createJournal, journalTables } from '../../../../../utils/domain/journal/append.ts';
import { checkJournal, exportJournal } from '../../../../../utils/domain/journal/read.ts';
import { prune } from '../../../../../utils/domain/own-data/prune.ts';

const NOW = Date.UTC(2026, 10, 29);

let db: CountersignDatabase;
let now: number;
const until = new AbortController().signal;

beforeEach(() => {
  now = NOW;
  db = new CountersignDatabase(`journal-${crypto.randomUUID()}`);
});
afterEach(async () => db.delete());

const journal = (of = db) => createJournal({ db: of, clock: () => now });
const zone = (host: string) => ({ code: 'zone-added', zone: host }) as const;
const check = () => checkJournal(db, until);

/** Writes past everything of ours. */
async function tamper(change: (journal: Dexie.Table, ends: Dexie.Table) => Promise<unknown>) {
  const raw = await new Dexie(db.name).open();
  await change(raw.table('journal'), raw.table('journalEnds'));
  raw.close();
}

test('each entry holds the hash of the one before, as anybody can compute it anew', async () => {
  await journal().record({ code: 'settings-changed', names: ['warningDay', 'zones'] });
  await journal().record(zone('eu01.procore.com'));
  const [first, second] = await db.journal.toArray();
  expect(first).toMatchObject({ code: 'settings-changed', at: NOW, seq: 1, previous: '0'.repeat(64) });
  expect(second).toMatchObject({ code: 'zone-added', seq: 2, previous: first?.hash });
  const canonical = `{"at":${NOW},"code":"zone-added","previous":"${first?.hash}","seq":2,"zone":"eu01.procore.com"}`;
  expect(second?.hash).toBe(createHash('sha256').update(canonical).digest('hex'));
  expect(await check()).toEqual({ faults: [], chained: 2, since: NOW, earlier: 0 });
});

test('two contexts that append at once make one chain', async () => {
  const other = new CountersignDatabase(db.name);
  const [here, there] = [journal(), journal(other)];
  await Promise.all(
    Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? here : there).record(zone(`${at}.procore.com`))),
  );
  const rows = await db.journal.toArray();
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
  expect(new Set(rows.map(({ previous }) => previous)).size).toBe(40);
  expect(await check()).toMatchObject({ faults: [], chained: 40 });
  other.close();
});

test('an entry and the change it tells are both there, or neither', async () => {
  const { record } = journal();
  await record(zone('a.procore.com'));
  const failed = db.transaction('rw', [db.places, ...journalTables(db)], async () => {
    await db.places.put({ zone: 'x', name: 'profile', path: '/', at: 1 });
    await record(zone('b.procore.com'));
    throw new Error('stopped here');
  });
  await expect(failed).rejects.toThrow('stopped here');
  expect([await db.places.count(), await db.journal.count()]).toEqual([0, 1]);
  await record(zone('c.procore.com'));
  expect(await check()).toMatchObject({ faults: [], chained: 2 });
});

test('half a character in a text from outside does not stop the entry', async () => {
  await journal().record({ code: 'clearing-begun', hosts: ['a\ud800b'] });
  expect(await db.journal.toArray()).toMatchObject([{ hosts: ['a\ufffdb'] }]);
  expect(await check()).toMatchObject({ faults: [], chained: 1 });
});

test('what was changed, removed or added by somebody else is found, wherever it stands', async () => {
  const { record } = journal();
  for (let at = 1; at <= 6; at += 1) {
    now = NOW + at;
    await record(zone(`${at}.procore.com`));
  }
  await tamper((rows) => rows.update(3, { zone: 'evil.example' }));
  expect((await check()).faults).toEqual([{ kind: 'changed', id: 3, at: NOW + 3 }]);
  await tamper((rows) => rows.delete(3));
  expect((await check()).faults).toEqual([{ kind: 'missing', from: 3, count: 1, near: NOW + 4 }]);
  await tamper((rows) => rows.bulkDelete([5, 6]));
  expect((await check()).faults).toEqual([
    { kind: 'missing', from: 3, count: 1, near: NOW + 4 },
    { kind: 'missing', from: 5, count: 2, near: NOW + 4 },
  ]);
  await tamper((rows) => rows.add({ at: NOW, code: 'zone-added', zone: 'evil.example' }));
  expect((await check()).faults).toContainEqual({ kind: 'changed', id: 7, at: NOW });
  await tamper((rows) => rows.clear());
  expect((await check()).faults).toEqual([{ kind: 'missing', from: 1, count: 6, near: null }]);
});

test('entries that go of age leave a chain that can be checked, and no others can go with them', async () => {
  const { record } = journal();
  for (let day = 0; day < 5; day += 1) {
    now = NOW + day * DAY;
    await record(zone(`${day}.procore.com`));
  }
  await prune(db, NOW + 402.5 * DAY);
  expect((await db.journal.toArray()).map(({ seq }) => seq)).toEqual([4, 5]);
  expect(await check()).toEqual({ faults: [], chained: 2, since: NOW + 3 * DAY, earlier: 0 });
  await tamper((rows) => rows.delete(4));
  expect((await check()).faults).toEqual([{ kind: 'missing', from: 4, count: 1, near: NOW + 4 * DAY }]);
});

test('the chain goes on after all of it went of age', async () => {
  await journal().record(zone('a.procore.com'));
  await prune(db, NOW + 500 * DAY);
  expect(await db.journal.count()).toBe(0);
  expect(await check()).toEqual({ faults: [], chained: 0, since: null, earlier: 0 });
  now = NOW + 501 * DAY;
  await journal().record(zone('b.procore.com'));
  expect(await db.journal.toArray()).toMatchObject([{ seq: 2 }]);
  expect(await check()).toMatchObject({ faults: [], chained: 1 });
});

test('no entry goes before an older one, whatever the clock said when it was written', async () => {
  const { record } = journal();
  await record(zone('a.procore.com'));
  now = NOW - 900 * DAY;
  await record(zone('b.procore.com'));
  now = NOW + 2000 * DAY;
  await record(zone('c.procore.com'));
  now = NOW + 1;
  await record(zone('d.procore.com'));
  await prune(db, NOW + 300 * DAY);
  expect(await db.journal.count()).toBe(4);
  expect(await check()).toMatchObject({ faults: [] });
  await prune(db, NOW + 402 * DAY);
  expect((await db.journal.toArray()).map(({ seq }) => seq)).toEqual([3, 4]);
  expect(await check()).toMatchObject({ faults: [], chained: 2 });
  // Nobody knows how old the third is: its days began when it was first met.
  await prune(db, NOW + 701 * DAY);
  expect(await db.journal.count()).toBe(0);
});

test('more than one slice goes of age, and what cannot be read stays', async () => {
  const { record } = journal();
  for (let at = 0; at < 230; at += 1) await record(zone(`${at}.procore.com`));
  await tamper((rows) => rows.update(1, { at: 'damaged' }));
  await prune(db, NOW + 401 * DAY);
  expect(await db.journal.count()).toBe(1);
  expect(await db.journal.toArray()).toEqual([]);
  expect(await check()).toMatchObject({ faults: [], chained: 0 });
});

test('the saved journal can be checked without us', async () => {
  await journal().record(zone('a.procore.com'));
  await journal().record({ code: 'clearing-begun', hosts: ['app.procore.com'] });
  const text = await exportJournal(db, (entry) => entry?.code ?? '', until);
  const [head, ...lines] = text
    .trimEnd()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));
  expect(head).toMatchObject({ journal: 'countersign', last: { seq: 2 }, verdict: { faults: [] } });
  let before = '0'.repeat(64);
  for (const { entry } of lines as { entry: Record<string, unknown> }[]) {
    const { id: _id, hash, ...content } = entry;
    expect(content['previous']).toBe(before);
    const sorted = Object.fromEntries(Object.entries(content).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    before = createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
    expect(hash).toBe(before);
  }
  expect(lines).toMatchObject([
    { date: '2026-11-29T00:00:00.000Z', text: 'zone-added' },
    { text: 'clearing-begun' },
  ]);
});
