import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pageHandlers } from '../../../utils/domain/pages/service.ts';
import { evidenceCache } from '../../../utils/domain/links/evidence-cache.ts';
import { createLedger } from '../../../utils/domain/links/ledger.ts';
import { layerSettings } from '../../../utils/domain/settings/effective.ts';
import { CountersignDatabase } from '../../../utils/domain/database.ts';
import { createForgetting } from '../../../utils/storage/forgetting.ts';
import { pendingReports } from '../../../utils/domain/pages/items.ts';
import type { Reading } from '../../../utils/base/types.ts';

const US = 'https://app.procore.com';
const UK = 'https://uk01.procore.com';
const SYNCED: Reading = { kind: 'link-row', says: 'synced' };

let db: CountersignDatabase;
let count = 0;
beforeEach(() => {
  count += 1;
  db = new CountersignDatabase(`foreign-${count}`);
});
afterEach(async () => {
  await db.delete();
});

/** What a script that has taken over a page of `origin` gets written down by saying all this. */
async function told(origin: string, href: string, over: { title?: string; person?: string } = {}) {
  const clock = () => 1000;
  const ledger = createLedger(async () => db, clock, evidenceCache());
  const handlers = pageHandlers({
    forgetting: createForgetting(),
    ledger,
    clock,
    stamp: clock,
    settings: async () => layerSettings({}, {}),
    bringBadges: async () => undefined,
    openPanel: () => undefined,
    onReport: () => undefined,
    onStored: () => undefined,
    askAgain: () => undefined,
    log: () => undefined,
  });
  const caller = { from: 'page', tabId: 1, windowId: 1, origin } as const;
  const said = { id: crypto.randomUUID(), person: '', title: '', ...over };
  await Promise.resolve(handlers.pageReport({ href, readings: [SYNCED], ...said }, caller)).catch(
    () => undefined,
  );
  await Promise.resolve(handlers.sendPressed({ href, says: 'complete' }, caller)).catch(() => undefined);
  // What was answered at once may be written down a moment later.
  await vi.waitFor(async () => expect(await pendingReports.get()).toEqual({}));
  const rows = await db.sightings.toArray();
  return rows.map(({ zone, company, project, item }) => ({ zone, company, project, item }));
}

/** D9: where a reading belongs is decided by the address, and the address by its own origin. */
describe('a page that speaks for another', () => {
  it('is believed of itself', async () => {
    expect(await told(US, `${US}/webclients/host/companies/9/projects/99/tools/home`)).toEqual([
      { zone: 'app.procore.com', company: '9', project: '99', item: '' },
    ]);
  });

  it.each([
    ['another zone', `${UK}/99/project/home`],
    ['another zone in a user name', `https://app.procore.com@uk01.procore.com/99/project/home`],
    ['another zone after a port', 'https://uk01.procore.com:443/99/project/home'],
    ['another zone in capitals', 'https://UK01.PROCORE.COM/99/project/home'],
    ['another zone with a dot at the end', 'https://uk01.procore.com./99/project/home'],
    ['a host of nobody', 'https://app.procore.com.evil.test/99/project/home'],
    ['plain http', 'http://app.procore.com/99/project/home'],
    ['another port', 'https://app.procore.com:8443/99/project/home'],
    ['no address', 'data:text/html,99/project/home'],
    ['an address in an address', `blob:${UK}/99/project/home`],
  ])('(%s) is not believed', async (_, href) => {
    expect(await told(US, href)).toEqual([]);
  });

  it.each([
    ['a title', { title: 'Project 77 • /77/project • companies/7/projects/77' }],
    ['a person who is none', { person: '__proto__' }],
  ])('(%s) changes nothing of where it belongs', async (_, over) => {
    expect(await told(US, `${US}/99/project/home`, over)).toEqual([
      { zone: 'app.procore.com', company: '', project: '99', item: '' },
    ]);
  });

  it.each([
    [`${US}/99/project/home?project_id=77&next=/77/project/home`, '99'],
    [`${US}/99/project/home#/77/project/home`, '99'],
    [`${US}/99/project/../../77/project/home`, '77'],
    [`${US}/99/project/home/77/project/x`, '99'],
    [`${US}/account/settings?project_id=77%2f..%2f99`, ''],
    [`${US}/account/settings?project_id=-77`, ''],
    [`${US}/account/settings?project_id=77&project_id=99`, '77'],
    [`${US}/%39%39/project/home`, ''],
    [`${US}/９９/project/home`, ''],
  ])('%s belongs to project %j', async (href, project) => {
    expect((await told(US, href)).map((row) => row.project)).toEqual([project]);
  });
});
