import type { DBCoreCursor } from 'dexie';
import { expect, test, vi } from 'vitest';
import { signal } from '@preact/signals';
import { DAY, MINUTE } from '../../../../../utils/base/clock.ts';
import { cachedEvidence } from '../../../../../utils/domain/links/items.ts';
import { evidenceCache } from '../../../../../utils/domain/links/evidence-cache.ts';
import { createLedger } from '../../../../../utils/domain/links/ledger.ts';
import { rowsOf } from '../../../../../utils/domain/links/link-row.ts';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import type { Sighting } from '../../../../../utils/domain/links/tables.ts';
import { createLedgerStore } from '../../../../../utils/domain/links/store.ts';
import type { Reading } from '../../../../../utils/base/types.ts';

/** What the ledger costs is counted in rows, which no slow machine can change. */

const START = Date.UTC(2026, 0, 1);
const key = { zone: 'app.procore.com', person: '', project: '99' };
const page: Reading[] = [
  { kind: 'send-button', says: 'complete' },
  { kind: 'banner', says: 'signature-pending' },
  { kind: 'sign-toggle', says: 'on' },
];
let names = 0;

/** A database that counts the rows it gives out. */
function countingDatabase(): { db: CountersignDatabase; read: { rows: number } } {
  const db = new CountersignDatabase(`cost-${++names}`);
  const read = { rows: 0 };
  db.use({
    stack: 'dbcore',
    name: 'count',
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        return {
          ...table,
          get: (request) => {
            read.rows += 1;
            return table.get(request);
          },
          getMany: (request) => {
            read.rows += request.keys.length;
            return table.getMany(request);
          },
          query: async (request) => {
            const answer = await table.query(request);
            read.rows += answer.result.length;
            return answer;
          },
          openCursor: async (request) => {
            const cursor = await table.openCursor(request);
            if (!cursor) return cursor;
            const start = cursor.start.bind(cursor);
            return Object.create(cursor, {
              start: {
                value: (next: () => void) =>
                  start(() => {
                    read.rows += 1;
                    next();
                  }),
              },
            }) as DBCoreCursor;
          },
        };
      },
    }),
  });
  return { db, read };
}

/** A history of so many projects with so many readings each, five items of them read again and again. */
async function fill(db: CountersignDatabase, projects: number, readings: number): Promise<void> {
  const rows: Omit<Sighting, 'id'>[] = [];
  for (let project = 0; project < projects; project += 1)
    for (let turn = 0; turn < readings; turn += 1) {
      const at = START + turn * 2 * 60 * MINUTE;
      const kinds = ['link-row', 'send-button', 'banner', 'sign-toggle'] as const;
      const kind = kinds[turn % kinds.length] ?? 'banner';
      const says = { 'link-row': 'synced', 'send-button': 'complete', banner: 'signature-pending' };
      rows.push({
        ...key,
        project: String(99 + project),
        company: '7',
        kind,
        says: kind === 'sign-toggle' ? (turn % 8 === 3 ? 'on' : 'off') : says[kind],
        disabled: false,
        item: kind === 'link-row' ? '' : `commitment:${40 + (turn % 5)}`,
        firstAt: at,
        at,
      });
    }
  await db.sightings.bulkAdd(rows);
  await db.links.bulkPut(rowsOf(await db.sightings.toArray(), [], []));
}

async function costOfReports(readings: number): Promise<number> {
  const { db, read } = countingDatabase();
  await fill(db, 1, readings);
  let now = START + (readings + 10) * 2 * 60 * MINUTE;
  const ledger = createLedger(
    async () => db,
    () => now,
    evidenceCache(),
  );
  read.rows = 0;
  for (let report = 0; report < 10; report += 1) {
    await ledger.record(key, '7', 'commitment:42', page, []);
    await ledger.link(key, 23);
    now += MINUTE;
  }
  const { rows } = read;
  await db.delete();
  return rows / 10;
}

test('a report reads as few rows however much was read of its project', { timeout: 60_000 }, async () => {
  const some = await costOfReports(40);
  expect(some).toBeGreaterThan(4);
  expect(some).toBeLessThanOrEqual(10);
  expect(await costOfReports(2_000)).toBeLessThanOrEqual(some);
  expect(await costOfReports(20_000)).toBeLessThanOrEqual(some);
});

test('the countdown reads the links that are running out alone', { timeout: 60_000 }, async () => {
  const { db, read } = countingDatabase();
  await fill(db, 1_000, 8);
  const now = START + 40 * DAY;
  const used = [
    ['over', 31],
    ['due', 25],
    ['due too', 23],
    ['not yet', 22],
  ] as const;
  for (const [name, days] of used) {
    const use = { ...key, project: name, id: days, how: 'sent', at: now - days * DAY } as const;
    const seen = {
      ...key,
      project: name,
      id: 1e6 + days,
      company: '7',
      kind: 'link-row',
      says: 'synced',
    } as const;
    const sighting = { ...seen, disabled: false, item: '', firstAt: use.at, at: use.at };
    await db.links.bulkPut(rowsOf([sighting], [use], []));
  }
  const ledger = createLedger(
    async () => db,
    () => now,
    evidenceCache(),
  );
  read.rows = 0;
  const links = await ledger.linksRunningOut(23);
  expect(links.map((link) => link.key.project).toSorted()).toEqual(['due', 'due too']);
  expect(links.every(({ countdown }) => countdown?.warns)).toBe(true);
  expect(read.rows).toBeLessThanOrEqual(10);
  expect(await cachedEvidence.get()).toEqual({});
  await db.delete();
});

test('our pages read the link here by itself, and of the others those seen last', {
  timeout: 60_000,
}, async () => {
  const { db, read } = countingDatabase();
  await fill(db, 300, 8);
  const closing = new AbortController();
  read.rows = 0;
  const store = createLedgerStore({
    database: db,
    here: signal({ ...key, company: '7' }),
    now: signal(START + 20 * DAY),
    warningDay: signal(23),
    listsOthers: true,
    until: closing.signal,
  });
  let rowsUntilHere = 0;
  store.active.subscribe(({ status }) => {
    if (status === 'ready' && rowsUntilHere === 0) rowsUntilHere = read.rows;
  });
  await vi.waitFor(() => expect(store.others.value.status).toBe('ready'), { timeout: 20_000 });
  expect(rowsUntilHere).toBeGreaterThan(0);
  expect(rowsUntilHere).toBeLessThanOrEqual(5);
  const first = store.others.value;
  if (first.status !== 'ready') throw new Error('not read');
  expect({ count: first.value.count, areAll: first.value.areAll }).toEqual({ count: 299, areAll: false });
  // A key, a row and a name for each, and what is here.
  expect(read.rows).toBeLessThanOrEqual(3 * 51 + 20);
  store.wantAllOthers();
  await vi.waitFor(() => expect(store.others.value).toMatchObject({ value: { count: 299, areAll: true } }), {
    timeout: 20_000,
  });
  closing.abort();
  await db.delete();
});
