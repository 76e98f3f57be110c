import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY } from '../../../../../utils/base/clock.ts';
import { dated, emptyRow, rowsOf } from '../../../../../utils/domain/links/link-row.ts';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import { rowsAhead } from '../../../../../utils/domain/own-data/items.ts';
import { warnedLinks } from '../../../../../utils/domain/links/items.ts';
import { prune } from '../../../../../utils/domain/own-data/prune.ts';

const NOW = Date.UTC(2026, 10, 21);
const OLD = NOW - 401 * DAY;
const YOUNG = NOW - 399 * DAY;
const ZONE = 'app.procore.com';

let db: CountersignDatabase;

beforeEach(() => {
  db = new CountersignDatabase(`prune-${crypto.randomUUID()}`);
});
afterEach(async () => db.delete());

const key = (project: string, person = '5') => ({ zone: ZONE, person, project });
const sighting = (at: number, of = key('1')) => ({
  ...of,
  company: '7',
  kind: 'link-row' as const,
  says: 'synced',
  disabled: false,
  item: '',
  firstAt: at,
  at,
});
const run = (id: string, updatedAt: number) => ({
  ...key('1'),
  id,
  procedure: 'link',
  company: '7',
  status: 'running' as const,
  step: 0,
  outcomes: [],
  startedAt: updatedAt,
  stepAt: updatedAt,
  updatedAt,
});
const confirmation = (project: string) => ({
  ...key(project),
  who: 'Sue',
  accountId: '',
  accountName: '',
  source: 'person' as const,
  at: OLD,
});
const name = (project: string, at = OLD) => ({ zone: ZONE, project, company: '7', name: 'Site', at });
const entry = (at: number) => ({ at, code: 'x' });

test('each table keeps its rows as long as it says', async () => {
  await db.sightings.bulkAdd([sighting(OLD), sighting(YOUNG)]);
  await db.uses.bulkAdd([
    { ...key('1'), how: 'linked', at: OLD },
    { ...key('1'), how: 'linked', at: YOUNG },
  ]);
  await db.runs.bulkAdd([run('old', OLD), run('young', YOUNG)]);
  await db.journal.bulkAdd([entry(OLD), entry(YOUNG)]);
  await db.places.put({ zone: ZONE, name: 'profile', path: '/x', at: OLD });
  await prune(db, NOW);
  expect((await db.sightings.toArray()).map(({ at }) => at)).toEqual([YOUNG]);
  expect((await db.uses.toArray()).map(({ at }) => at)).toEqual([YOUNG]);
  expect((await db.runs.toArray()).map(({ id }) => id)).toEqual(['young']);
  expect((await db.journal.toArray()).map(({ at }) => at)).toEqual([YOUNG]);
  expect(await db.places.count()).toBe(1);
});

test('a name and a confirmation stay as long as anything is read of what they are about', async () => {
  const read = [sighting(YOUNG, key('1', '')), sighting(YOUNG, key('2', '9')), sighting(OLD, key('3'))];
  await db.links.bulkPut(
    rowsOf(
      read.map((row, id) => ({ ...row, id })),
      [],
      [],
    ),
  );
  await db.projects.bulkPut([name('1'), name('2'), name('3'), name('4', YOUNG)]);
  await db.confirmations.bulkPut([confirmation('1'), { ...confirmation('2'), person: '9' }]);
  await prune(db, NOW);
  expect((await db.projects.toArray()).map(({ project }) => project)).toEqual(['1', '2', '4']);
  expect((await db.confirmations.toArray()).map(({ project }) => project)).toEqual(['2']);
  expect((await db.links.toArray()).map(({ project }) => project)).toEqual(['1', '2']);
});

test('the newest requests stay', async () => {
  const request = { at: OLD, method: 'GET', host: 'x', path: '/', status: 200, took: 1 };
  await db.requests.bulkAdd(Array.from({ length: 6_200 }, () => request));
  await prune(db, NOW);
  expect([await db.requests.count(), (await db.requests.toCollection().first())?.id]).toEqual([5_000, 1_201]);
});

test('more than one slice goes too, and a page is let in between', async () => {
  let slices = 0;
  let largest = 0;
  db.use({
    stack: 'dbcore',
    name: 'counted',
    create: (core) => ({
      ...core,
      table: (of) => ({
        ...core.table(of),
        mutate: (request) => {
          if (request.type === 'delete') {
            slices += 1;
            largest = Math.max(largest, request.keys.length);
          } else if (request.type === 'deleteRange') largest = Number.POSITIVE_INFINITY;
          return core.table(of).mutate(request);
        },
      }),
    }),
  });
  await db.sightings.bulkAdd(Array.from({ length: 2_600 }, () => sighting(OLD)));
  await db.projects.bulkPut(Array.from({ length: 1_100 }, (_, index) => name(String(index))));
  await prune(db, NOW);
  expect([await db.sightings.count(), await db.projects.count()]).toEqual([0, 0]);
  expect(slices).toBeGreaterThan(8);
  expect(largest).toBeLessThanOrEqual(500);
});

test('a row of the future is neither dropped for it nor kept for ever', async () => {
  const ahead = NOW + 5 * 365 * DAY;
  await db.sightings.add(sighting(ahead));
  await db.uses.add({ ...key('1'), how: 'sent', at: ahead });
  await prune(db, NOW);
  expect([await db.sightings.count(), await db.uses.count()]).toEqual([1, 1]);
  await prune(db, NOW + 399 * DAY);
  expect([await db.sightings.count(), await db.uses.count()]).toEqual([1, 1]);
  await prune(db, NOW + 401 * DAY);
  expect([await db.sightings.count(), await db.uses.count()]).toEqual([0, 0]);
  await prune(db, NOW + 401 * DAY);
  expect(await rowsAhead.get()).toEqual({});
});

test('a warning is remembered as long as its use is', async () => {
  await warnedLinks.set({ old: OLD, young: YOUNG, ahead: NOW + DAY });
  await prune(db, NOW);
  expect(await warnedLinks.get()).toEqual({ young: YOUNG });
});

test('rows without an index of their age go in any number', async () => {
  const many = Array.from({ length: 450 }, (_, at) => run(`old-${at}`, OLD));
  await db.runs.bulkAdd([...many, run('young', YOUNG)]);
  await db.confirmations.bulkAdd(many.map((_, at) => confirmation(String(at))));
  await db.links.bulkAdd(
    many.map((_, at) => dated({ ...emptyRow(key(String(at))), latest: [{ ...sighting(OLD), id: at }] })),
  );
  await prune(db, NOW);
  expect([await db.runs.count(), await db.confirmations.count(), await db.links.count()]).toEqual([1, 0, 0]);
});
