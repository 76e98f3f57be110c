import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkCountdown } from '../../../../../utils/domain/links/countdown.ts';
import { DAY } from '../../../../../utils/base/clock.ts';
import { evidenceCache } from '../../../../../utils/domain/links/evidence-cache.ts';
import { createLedger, type Ledger } from '../../../../../utils/domain/links/ledger.ts';
import { rowsOf } from '../../../../../utils/domain/links/link-row.ts';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import { createForgetting } from '../../../../../utils/storage/forgetting.ts';
import { prune } from '../../../../../utils/domain/own-data/prune.ts';

/** Chores are watched by what a page can do between two of their slices, which no slow machine can change. */

const NOW = Date.UTC(2026, 10, 21);
const key = { zone: 'app.procore.com', person: '5', project: '99' };
/** Rows that a chore may touch while a page waits. */
const SLICE = 100;

let db: CountersignDatabase;
let ledger: Ledger;
beforeEach(() => {
  db = new CountersignDatabase(`slices-${crypto.randomUUID()}`);
  ledger = createLedger(
    async () => db,
    () => NOW,
    evidenceCache(),
  );
});
afterEach(async () => db.delete());

const reading = (project: number, at: number) => ({
  ...key,
  project: String(project),
  company: '7',
  kind: 'link-row' as const,
  says: 'synced',
  disabled: false,
  item: '',
  firstAt: at,
  at,
});

/** A page that reports between any two slices: it is answered before the chore goes on. */
function pageBetween() {
  const breaths = { count: 0 };
  const breathe = async () => {
    breaths.count += 1;
    const project = String(100_000 + breaths.count);
    await ledger.record({ ...key, project }, '7', '', [{ kind: 'link-row', says: 'synced' }], []);
    await ledger.link({ ...key, project }, 23);
  };
  return { breaths, breathe };
}

test('pruning lets a page in between the slices of every table', { timeout: 60_000 }, async () => {
  const many = Array.from({ length: 1_000 }, (_, at) => at);
  const old = NOW - 401 * DAY;
  const readings = many.map((project) => reading(project, old));
  await db.sightings.bulkAdd(readings);
  await db.links.bulkPut(
    rowsOf(
      readings.map((row, id) => ({ ...row, id })),
      [],
      [],
    ),
  );
  await db.requests.bulkAdd(
    Array.from({ length: 5_500 }, () => ({
      at: NOW,
      method: 'GET',
      host: 'x',
      path: '/',
      status: 200,
      took: 1,
    })),
  );
  const tables = [db.sightings, db.links, db.requests];
  const left = () => Promise.all(tables.map((table) => table.count()));
  const { breaths, breathe } = pageBetween();
  let before = await left();
  await prune(db, NOW, async () => {
    const now = await left();
    expect(Math.max(...now.map((count, at) => (before[at] ?? 0) - count))).toBeLessThanOrEqual(SLICE);
    await breathe();
    before = await left();
  });
  expect(breaths.count).toBeGreaterThan(2_500 / SLICE);
  expect(await left()).toEqual([breaths.count, breaths.count, 5_000]);
});

test('the countdown lets a page in, and a person who forgets, between its slices', async () => {
  const usedAt = NOW - 25 * DAY;
  const readings = Array.from({ length: 550 }, (_, project) => ({
    ...reading(project, usedAt),
    id: project,
  }));
  const uses = readings.map(({ id, project }) => ({ ...key, project, id, how: 'sent', at: usedAt }) as const);
  await db.links.bulkPut(rowsOf(readings, uses, []));
  const { breaths, breathe } = pageBetween();
  const forgetting = createForgetting();
  let forgotten = 0;
  await checkCountdown(ledger, 23, forgetting, async () => {
    await breathe();
    await forgetting.forget(async () => {
      forgotten += 1;
    });
  });
  expect(breaths.count).toBeGreaterThanOrEqual(Math.ceil(550 / SLICE));
  expect(forgotten).toBe(breaths.count);
});
