import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { pageHandlers } from '../../../../../utils/domain/pages/service.ts';
import type { ReportedPage } from '../../../../../utils/domain/pages/report-queue.ts';
import { DAY, MINUTE } from '../../../../../utils/base/clock.ts';
import { keepConfirmation } from '../../../../../utils/domain/links/confirm.ts';
import { evidenceCache } from '../../../../../utils/domain/links/evidence-cache.ts';
import { createLedger, type Ledger } from '../../../../../utils/domain/links/ledger.ts';
import type { Link } from '../../../../../utils/domain/links/link.ts';
import type { Caller } from '../../../../../utils/app/messaging/gate.ts';
import { layerSettings } from '../../../../../utils/domain/settings/effective.ts';
import type { SettingsPatch } from '../../../../../utils/domain/settings/schema.ts';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import { createForgetting } from '../../../../../utils/storage/forgetting.ts';
import { pendingPresses, pendingReports, question } from '../../../../../utils/domain/pages/items.ts';
import type { Reading } from '../../../../../utils/base/types.ts';

const APP = 'https://app.procore.com';
const PROFILE = `${APP}/account/settings`;
const ITEM = `${APP}/99/project/commitments/work_order_contracts/42`;
const row = (says: 'synced' | 'not-linked'): Reading => ({ kind: 'link-row', says });
const send: Reading = { kind: 'send-button', says: 'complete' };

let now = Date.UTC(2026, 10, 21);
let db: CountersignDatabase;
let ledger: Ledger;
let sights: { context: ReportedPage; link: Link }[];
let names = 0;

beforeEach(() => {
  db = new CountersignDatabase(`page-${++names}`);
  ledger = createLedger(
    async () => db,
    () => now,
    evidenceCache(),
  );
  sights = [];
});

function setUp(personal: SettingsPatch = {}) {
  const openPanel = vi.fn();
  const bringBadges = vi.fn(async (_tabId: number) => undefined);
  const askAgain = vi.fn();
  const onStored = vi.fn();
  const handlers = pageHandlers({
    forgetting: createForgetting(),
    ledger,
    clock: () => now,
    stamp: () => now,
    settings: async () => layerSettings(personal, {}),
    bringBadges,
    openPanel,
    onReport: (context, link) => {
      sights.push({ context, link });
    },
    onStored,
    askAgain,
    log: vi.fn(),
  });
  const caller = (tabId = 1, origin = APP): Caller => ({ from: 'page', tabId, windowId: 1, origin });
  /** A sight, until what it leads to is written down too. */
  const see = async (
    href: string,
    readings: Reading[],
    over: {
      person?: string;
      title?: string;
      tabId?: number;
      cookieStore?: string;
      opener?: number;
      documentStartedAt?: number;
    } = {},
  ) => {
    const { person = '', title = '', tabId, cookieStore = '', opener, documentStartedAt } = over;
    const answer = await handlers.pageReport(
      {
        id: crypto.randomUUID(),
        href,
        person,
        title,
        ...(documentStartedAt && { documentStartedAt }),
        readings,
      },
      { ...caller(tabId, URL.parse(href)?.origin), cookieStore, opener },
    );
    await vi.waitFor(async () => expect(await pendingReports.get()).toEqual({}));
    return answer;
  };
  return { handlers, caller, see, openPanel, bringBadges, askAgain, onStored };
}

describe('the page handlers', () => {
  test('should give a profile row to the project the tab was in before', async () => {
    const { see } = setUp();
    await see(`${APP}/99/project/home`, []);
    await see(PROFILE, [row('synced')]);
    await see(`${APP}/98/project/home`, [], { tabId: 2 });
    await see(PROFILE, [row('not-linked')], { tabId: 2 });
    const { badges } = await see(ITEM, [send]);
    expect(badges.map(({ kind, state }) => ({ kind, state }))).toEqual([
      { kind: 'send-button', state: 'synced' },
    ]);
    expect((await ledger.link({ zone: 'app.procore.com', person: '', project: '98' }, 23)).state).toBe(
      'not-linked',
    );
  });

  test('should draw badges though there is no room for what goes with the browser, and believe no old place', async () => {
    const { handlers, caller, see } = setUp();
    await see(`${APP}/99/project/home`, []);
    const { session } = fakeBrowser.storage;
    const set = session.set.bind(session);
    // Chromium's own words: seen in Chromium 156.
    const full = () =>
      Promise.reject(new Error('Session storage quota bytes exceeded. Values were not stored.'));
    Object.assign(session, { set: full });
    try {
      const sight = async (href: string, readings: Reading[]) =>
        await handlers.pageReport(
          { id: crypto.randomUUID(), href, person: '', title: '', readings },
          caller(),
        );
      expect((await sight(`${APP}/98/project/home`, [])).badges).toEqual([]);
      expect((await sight(ITEM, [send])).badges).toMatchObject([{ kind: 'send-button' }]);
      expect((await sight(PROFILE, [row('synced')])).badges).toMatchObject([
        { kind: 'link-row', state: 'synced' },
      ]);
    } finally {
      Object.assign(session, { set });
    }
    expect((await ledger.link({ zone: 'app.procore.com', person: '', project: '99' }, 23)).state).toBe(
      'unknown',
    );
  });

  test('should not give a row to a project of another zone', async () => {
    const { see } = setUp();
    await see('https://us02.procore.com/99/project/home', []);
    await see(PROFILE, [row('synced')]);
    expect(sights.at(-1)?.link.key).toEqual({ zone: 'app.procore.com', person: '', project: '' });
  });

  test('should not give a row of another company to the project the tab was in before', async () => {
    const { see } = setUp();
    await see(`${APP}/webclients/host/companies/7/projects/99/home`, []);
    await see(`${PROFILE}?company_id=8`, [row('synced')]);
    expect(sights.at(-1)?.link.key).toEqual({ zone: 'app.procore.com', person: '', project: '' });
    expect((await ledger.link({ zone: 'app.procore.com', person: '', project: '99' }, 23)).state).toBe(
      'unknown',
    );
  });

  test('should keep the persons of two cookie stores apart', async () => {
    const { see } = setUp();
    await see(`${APP}/99/project/home`, [], { person: '5' });
    await see(`${APP}/99/project/home`, [], { tabId: 2, person: '6', cookieStore: 'firefox-container-1' });
    await see(ITEM, [send]);
    await see(ITEM, [send], { tabId: 2, cookieStore: 'firefox-container-1' });
    expect(sights.map(({ link }) => link.key.person)).toEqual(['5', '6', '5', '6']);
  });

  test('should learn where the profile page is from a visit', async () => {
    const { see } = setUp();
    await see(`${PROFILE}?project_id=99`, [row('synced')]);
    expect((await db.places.toArray()).map(({ zone, path }) => ({ zone, path }))).toEqual([
      { zone: 'app.procore.com', path: '/account/settings?project_id=99' },
    ]);
  });

  test('should keep two persons of one browser apart', async () => {
    const { see } = setUp();
    await see(PROFILE, [row('synced')], { person: '5' });
    await see(PROFILE, [row('not-linked')], { person: '6' });
    await see(PROFILE, [], { person: '' });
    expect(sights.map(({ link }) => [link.key.person, link.state])).toEqual([
      ['5', 'synced'],
      ['6', 'not-linked'],
      ['', 'unknown'],
    ]);
  });

  test('should promise nothing to nobody in particular once two persons were met', async () => {
    const { see } = setUp();
    await see(`${PROFILE}?project_id=99`, [row('synced')]);
    expect((await see(ITEM, [send])).badges.map(({ state }) => state)).toEqual(['synced']);
    await see(`${APP}/98/project/home`, [], { person: '5', tabId: 2 });
    await see(`${APP}/98/project/home`, [], { person: '6', tabId: 2 });
    // Not out of memory either.
    expect((await see(ITEM, [send], { tabId: 3 })).badges.map(({ state }) => state)).toEqual(['unknown']);
    expect(sights.at(-1)?.link.reason).toBe('person-not-told');
  });

  test('should drop a control with unknown words outside the items Procore sends', async () => {
    const { see } = setUp();
    const odd: Reading = { kind: 'send-button', says: 'unknown' };
    expect((await see(`${APP}/99/project/home`, [odd])).badges).toEqual([]);
    expect((await see(ITEM, [odd])).badges.map(({ says, state }) => [says, state])).toEqual([
      ['unknown', 'unknown'],
    ]);
  });

  test('should draw no badge of a kind the person switched off, and still keep the sighting', async () => {
    const { see } = setUp({ badges: { 'link-row': false } });
    expect((await see(`${PROFILE}?project_id=99`, [row('synced')])).badges).toEqual([]);
    expect(sights.at(-1)?.link.state).toBe('synced');
  });

  test.each([
    ['an address of another origin', 'https://us02.procore.com/99/project/home', APP],
    ['an address that is no Procore page', 'https://evil.test/99/project/home', 'https://evil.test'],
    ['a host nobody granted', 'https://eu01.procore.com/99/project/home', 'https://eu01.procore.com'],
  ])('should refuse a sight with %s', async (_, href, origin) => {
    const { handlers, caller } = setUp();
    await expect(async () =>
      handlers.pageReport(
        { id: 'r', href, person: '', title: '', readings: [row('synced')] },
        caller(1, origin),
      ),
    ).rejects.toThrow();
    expect(await db.sightings.count()).toBe(0);
  });

  test('should count a press on the send button as a use once the envelope is there', async () => {
    const { handlers, caller, see } = setUp();
    await see(`${PROFILE}?project_id=99`, [row('synced')]);
    await see(ITEM, [send]);
    now += MINUTE;
    await handlers.sendPressed({ href: ITEM, says: 'complete' }, caller());
    const pressedAt = now;
    now += MINUTE;
    await see(ITEM, [{ kind: 'banner', says: 'setup-not-completed' }]);
    const { countdown } = await ledger.link({ zone: 'app.procore.com', person: '', project: '99' }, 23);
    expect(countdown).toEqual({ daysLeft: 29, lastUseAt: pressedAt, warns: false });
  });

  describe('an envelope that appears after a press', () => {
    const envelope: Reading = { kind: 'banner', says: 'signature-pending' };

    /** The item was read and its button pressed, in tab 1; the person, and then what is read a minute later. */
    async function press(set: ReturnType<typeof setUp>) {
      await set.see(`${PROFILE}?project_id=99`, [row('synced')]);
      await set.see(ITEM, [send], { documentStartedAt: now - MINUTE });
      now += MINUTE;
      await set.handlers.sendPressed({ href: ITEM, says: 'complete' }, set.caller());
      now += MINUTE;
    }

    test.each([
      ['in the tab of the press', {}, 1],
      ['in a tab that was opened from there', { tabId: 2, opener: 1 }, 1],
      ['in a tab of its own: a colleague may have sent it', { tabId: 2 }, 0],
      ['in a tab that was opened from another', { tabId: 2, opener: 3 }, 0],
    ])('should count where it is read %s', async (_, where, uses) => {
      const set = setUp();
      await press(set);
      await set.see(ITEM, [envelope], { ...where, documentStartedAt: now });
      expect(await db.uses.count()).toBe(uses);
    });

    test('should be a colleague’s where the item was loaded again before, and still offered to send', async () => {
      const set = setUp();
      await press(set);
      await set.see(ITEM, [send], { documentStartedAt: now });
      expect(await pendingPresses.get()).toEqual([]);
      now += 5 * MINUTE;
      await set.see(ITEM, [envelope], { documentStartedAt: now });
      expect(await db.uses.count()).toBe(0);
    });

    test('should count though the page of the press or of another item offers to send, or its own a greyed button', async () => {
      const set = setUp();
      await press(set);
      await set.see(ITEM, [send], { documentStartedAt: now - 3 * MINUTE });
      await set.see(ITEM.replace('42', '43'), [send], { documentStartedAt: now });
      await set.see(ITEM, [], { documentStartedAt: now });
      await set.see(ITEM, [{ ...send, disabled: true }], { documentStartedAt: now });
      await set.see(ITEM, [envelope], { documentStartedAt: now });
      expect(await db.uses.count()).toBe(1);
    });
  });

  test('should not count a press that led nowhere', async () => {
    const { handlers, caller, see } = setUp();
    await see(`${PROFILE}?project_id=99`, [row('synced')]);
    await handlers.sendPressed({ href: ITEM, says: 'complete' }, caller());
    await see(ITEM, [{ kind: 'banner', says: 'reauth-required' }]);
    expect(await db.uses.count()).toBe(0);
  });

  test('should ask the page to ask again when the written ledger knows more than memory did', async () => {
    const { see, askAgain } = setUp();
    const profile = `${PROFILE}?project_id=99`;
    await see(profile, [row('not-linked')]);
    now += MINUTE;
    const { badges } = await see(profile, [row('synced')]);
    expect(badges.map(({ state, text }) => [state, text])).toEqual([['synced', 'Synced']]);
    // The login it has just seen began the idle days, which memory did not know of.
    await vi.waitFor(() => expect(askAgain).toHaveBeenCalledWith(1));
    expect((await see(profile, [row('synced')])).badges.map(({ text }) => text)).toEqual([
      'Synced · at least 29 days',
    ]);
    expect(askAgain).toHaveBeenCalledOnce();
  });

  test('should bring what draws badges into the tab that asks, and answer once it is there', async () => {
    const { handlers, caller, bringBadges } = setUp();
    expect(await handlers.bringBadges(null, caller(7))).toBeNull();
    expect(bringBadges.mock.calls).toEqual([[7]]);
  });

  test('should open the panel in the turn of the press, then write down the question', async () => {
    const { handlers, caller, openPanel, see } = setUp();
    await see(ITEM, [send]);
    const done = handlers.openPanel({ href: ITEM, kind: 'send-button', says: 'complete' }, caller());
    expect(openPanel).toHaveBeenCalledOnce();
    await done;
    expect(await question.get()).toEqual({
      kind: 'send-button',
      says: 'complete',
      zone: 'app.procore.com',
      person: '',
      company: '',
      project: '99',
      item: 'commitment:42',
      href: ITEM,
      at: now,
    });
  });

  test('should put nothing personal into what a page gets', async () => {
    const { see } = setUp();
    await see(`${PROFILE}?project_id=99`, [row('synced')], { title: 'Commitments • Riverside Tower' });
    await keepConfirmation(db, {
      at: now,
      zone: 'app.procore.com',
      person: '',
      project: '99',
      who: 'sue.canary@example.com',
      accountId: 'canary-account',
      accountName: 'Canary Ltd',
      source: 'person',
    });
    await ledger.invalidateCache();
    const answer = JSON.stringify(await see(ITEM, [send]));
    expect(answer).toContain('You confirmed the account');
    expect(answer).not.toMatch(/canary/i);
  });

  test('should answer out of memory before anything is written down', async () => {
    const { handlers, caller, see } = setUp();
    await see(PROFILE, [row('synced')]);
    await see(ITEM, [send]);
    await see(ITEM, [send]);
    const record = vi.spyOn(ledger, 'record');
    const { badges } = await handlers.pageReport(
      { id: 'r', href: ITEM, person: '', title: '', readings: [send] },
      caller(),
    );
    expect(badges).toHaveLength(1);
    expect(record).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(record).toHaveBeenCalledOnce());
  });

  test('should leave a report that is not on disk to the next worker, with its age', async () => {
    const { handlers, caller, see } = setUp();
    const profile = `${PROFILE}?project_id=99`;
    await see(profile, [row('not-linked')]);
    now += MINUTE;
    // The worker dies between its answer and the database.
    const record = vi.spyOn(ledger, 'record').mockReturnValue(new Promise(() => undefined));
    const said = { id: 'left', href: profile, person: '', title: '', readings: [row('synced')] };
    const { badges } = await handlers.pageReport(said, caller());
    expect(badges.map(({ state }) => state)).toEqual(['synced']);
    const readAt = now;
    now += 5 * MINUTE;
    record.mockRestore();
    const next = setUp();
    await vi.waitFor(() => expect(next.onStored).toHaveBeenCalledWith(1, 'left'));
    await vi.waitFor(async () => expect(await pendingReports.get()).toEqual({}));
    const rows = await db.sightings.toArray();
    expect(rows.map(({ says, at }) => [says, at])).toEqual([
      ['not-linked', readAt - MINUTE],
      ['synced', readAt],
    ]);
    // The page had not heard of it, and tells again.
    await next.handlers.pageReport(
      { ...said, readings: [{ ...row('synced'), age: 5 * MINUTE }] },
      next.caller(),
    );
    await vi.waitFor(() => expect(next.onStored).toHaveBeenCalledTimes(2));
    expect(await db.sightings.count()).toBe(2);
  });

  test('should write down in their order what was left behind from before and after the clock was set back', async () => {
    const key = { zone: 'app.procore.com', person: '', project: '99' };
    const page = { zone: key.zone, company: '7', project: '99', item: null };
    const left = (says: 'synced' | 'not-linked', receivedAt: number) => ({
      page: { page, key, named: true, tabId: 1, href: `${PROFILE}?project_id=99` },
      title: '',
      readings: [row(says)],
      receivedAt,
    });
    await pendingReports.set({ second: left('not-linked', now), first: left('synced', now + 3 * DAY) });
    setUp();
    await vi.waitFor(async () => expect(await pendingReports.get()).toEqual({}));
    expect((await ledger.link(key, 23)).state).toBe('not-linked');
  });

  test('should keep a report before it answers, and tell its page when it is on disk', async () => {
    const { handlers, caller, see, onStored } = setUp();
    await see(ITEM, [send]);
    const record = vi.spyOn(ledger, 'record').mockReturnValue(new Promise(() => undefined));
    await handlers.pageReport({ id: 'r', href: ITEM, person: '', title: '', readings: [send] }, caller());
    expect(Object.keys(await pendingReports.get())).toEqual(['r']);
    expect(onStored).toHaveBeenCalledTimes(1);
    record.mockRestore();
    const next = setUp();
    await vi.waitFor(() => expect(next.onStored).toHaveBeenCalledWith(1, 'r'));
  });

  test('should not let a report wait for one of another link', async () => {
    const { handlers, caller, onStored } = setUp();
    const record = vi.spyOn(ledger, 'record').mockReturnValueOnce(new Promise(() => undefined));
    void handlers.pageReport(
      { id: 'slow', href: `${APP}/98/project/home`, person: '', title: '', readings: [] },
      caller(2),
    );
    await vi.waitFor(() => expect(record).toHaveBeenCalledOnce());
    const { badges } = await handlers.pageReport(
      { id: 'quick', href: ITEM, person: '', title: '', readings: [send] },
      caller(1),
    );
    expect(badges).toHaveLength(1);
    await vi.waitFor(() => expect(onStored).toHaveBeenCalledWith(1, 'quick'));
    record.mockRestore();
  });

  test('should not take a press on what could not be read for a use', async () => {
    const { handlers, caller, see } = setUp();
    await see(`${PROFILE}?project_id=99`, [row('synced')]);
    await handlers.sendPressed({ href: ITEM, says: 'unknown' }, caller());
    await see(ITEM, [{ kind: 'banner', says: 'signature-pending' }]);
    expect(await db.uses.count()).toBe(0);
  });
});
