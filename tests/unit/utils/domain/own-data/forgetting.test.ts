import { journalOf } from '../journal/told.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { pageHandlers } from '../../../../../utils/domain/pages/service.ts';
import { keepConfirmation } from '../../../../../utils/domain/links/confirm.ts';
import { evidenceCache } from '../../../../../utils/domain/links/evidence-cache.ts';
import { createLedger } from '../../../../../utils/domain/links/ledger.ts';
import type { Caller } from '../../../../../utils/app/messaging/gate.ts';
import { layerSettings } from '../../../../../utils/domain/settings/effective.ts';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import { eraseForgotten } from '../../../../../utils/domain/own-data/erase.ts';
import { createForgetting } from '../../../../../utils/storage/forgetting.ts';
import { pendingReports } from '../../../../../utils/domain/pages/items.ts';

const NOW = Date.UTC(2026, 10, 21);
const APP = 'https://app.procore.com';
const PROFILE = `${APP}/account/settings?project_id=99`;
const WHO = 'sue@riverside.example';
const caller: Caller = { from: 'page', tabId: 1, windowId: 1, origin: APP };

let db: CountersignDatabase;
beforeEach(() => {
  db = new CountersignDatabase(`forgetting-${crypto.randomUUID()}`);
});
afterEach(async () => db.delete());

function setUp() {
  const forgetting = createForgetting();
  /** Held by a test: whoever opens the database waits meanwhile. */
  const gate = { open: Promise.resolve() };
  const ledger = createLedger(
    async () => {
      await gate.open;
      return db;
    },
    () => NOW,
    evidenceCache(),
  );
  const handlers = pageHandlers({
    forgetting,
    ledger,
    clock: () => NOW,
    stamp: () => NOW,
    settings: async () => layerSettings({}, {}),
    bringBadges: async () => undefined,
    openPanel: vi.fn(),
    onReport: vi.fn(),
    onStored: vi.fn(),
    askAgain: vi.fn(),
    log: vi.fn(),
  });
  const report = (says: 'synced' | 'not-linked' = 'synced') =>
    handlers.pageReport(
      {
        id: crypto.randomUUID(),
        href: PROFILE,
        person: '5',
        title: '',
        readings: [{ kind: 'link-row', says }],
      },
      caller,
    );
  const forget = () =>
    forgetting.forget(async () => {
      await eraseForgotten(db, journalOf(db));
      await ledger.invalidateCache();
    });
  return { gate, report, forget };
}

/** All that is stored, as text. */
async function stored(): Promise<string> {
  const rows = await Promise.all(db.tables.map((table) => table.toArray()));
  const areas = [await fakeBrowser.storage.local.get(null), await fakeBrowser.storage.session.get(null)];
  return JSON.stringify([rows, areas]);
}

/** What pages of the zone left behind, with the word of who it is. */
async function fill(report: () => unknown): Promise<void> {
  await report();
  await keepConfirmation(db, {
    zone: 'app.procore.com',
    person: '5',
    project: '99',
    who: WHO,
    accountId: '',
    accountName: '',
    source: 'person',
    at: NOW,
  });
  // Reads the link anew, and so the copy of it.
  await report();
  await vi.waitFor(async () => expect(await stored()).toContain(WHO));
}

test('what is left after forgetting tells of nobody', async () => {
  const { report, forget } = setUp();
  await fill(report);
  await forget();
  const left = await stored();
  expect([left.includes(WHO), left.includes('app.procore.com'), left.includes('"99"')]).toEqual([
    false,
    false,
    false,
  ]);
});

test('reports that are under way bring nothing back', async () => {
  const { gate, report, forget } = setUp();
  await fill(report);
  const { promise, resolve: letIn } = Promise.withResolvers<void>();
  gate.open = promise;
  // Each is answered from memory, and written down behind that.
  const underWay = [report(), report(), report()].map((one) => Promise.resolve(one).catch(() => undefined));
  await underWay[0];
  const forgotten = forget();
  letIn();
  await Promise.all([forgotten, ...underWay]);
  // Written after all that was queued for this link, so nothing more of that comes.
  await report('not-linked');
  await vi.waitFor(async () => expect(await pendingReports.get()).toEqual({}));
  expect((await db.sightings.toArray()).map(({ says }) => says)).toEqual(['not-linked']);
  expect(await db.uses.count()).toBe(0);
  expect(await stored()).not.toContain(WHO);
});
