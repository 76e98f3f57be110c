import { createJournal } from '../../../../../utils/domain/journal/append.ts';
import { signal } from '@preact/signals';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { MINUTE } from '../../../../../utils/base/clock.ts';
import type { AppError } from '../../../../../utils/base/errors.ts';
import type { EffectiveSettings } from '../../../../../utils/domain/settings/effective.ts';
import { DEFAULT_SETTINGS } from '../../../../../utils/domain/settings/schema.ts';
import type { DocusignConnection } from '../../../../../utils/domain/connections/tables.ts';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import type { Question } from '../../../../../utils/domain/pages/items.ts';
import type { ConfirmedWho } from '../../../../../utils/domain/connections/current.ts';
import { createConnectionStore } from '../../../../../utils/domain/connections/store.ts';
import { live } from '../../../../../utils/storage/live.ts';
import { tickingNow } from '../../../../../utils/platform/ticking-now.ts';
import { createPrivacyStore } from '../../../../../utils/domain/own-data/store.ts';
import { createQuestionStore } from '../../../../../utils/domain/pages/question.ts';
import {
  createActiveContextStore,
  type ActiveContextSources,
} from '../../../../../utils/domain/pages/active-context.ts';
import { createSettingsStore } from '../../../../../utils/domain/settings/store.ts';
import { background } from './background.ts';
import type { Environment } from '../../../../../utils/base/types.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
let database: CountersignDatabase;
let closing: AbortController;

beforeEach(() => {
  database = new CountersignDatabase(`stores-${crypto.randomUUID()}`);
  closing = new AbortController();
});
afterEach(async () => {
  closing.abort();
  vi.useRealTimers();
  await database.delete();
});

function connectionOf(environment: Environment, facts: Partial<DocusignConnection> = {}): DocusignConnection {
  return {
    vendor: 'docusign',
    environment,
    userId: 'u',
    name: 'Pat',
    email: 'pat@x.example',
    accounts: [],
    chosenAccountId: null,
    connectedAt: NOW,
    signedInAt: NOW,
    refreshedAt: NOW,
    ...facts,
  };
}

describe('the connection', () => {
  function open() {
    const back = background();
    const environment = signal<Environment>('production');
    const loginOpen = signal(false);
    const confirmed = signal<ConfirmedWho | null>(null);
    const lastProblem = signal<AppError | null>(null);
    const forget = vi.fn(() => {
      lastProblem.value = null;
    });
    const store = createConnectionStore('docusign', {
      database,
      ask: back.ask,
      environment,
      hasApp: signal(true),
      confirmed,
      loginOpen,
      lastLogin: { problem: lastProblem, forget },
      until: closing.signal,
    });
    return { ...back, store, environment, confirmed, loginOpen, lastProblem, forget };
  }

  it('is the one of the environment that is set', async () => {
    await database.connections.bulkAdd([connectionOf('demo')]);
    const { store, environment } = open();
    await vi.waitFor(() => expect(store.current.value).toEqual({ status: 'ready', value: null }));
    environment.value = 'demo';
    expect(store.current.value).toEqual({ status: 'ready', value: connectionOf('demo') });
  });

  it('waits from the press until the answer, and opens no second login meanwhile', async () => {
    const { store, asked, accept } = open();
    const first = store.connect('pat@x.example');
    void store.connect('somebody@x.example');
    expect(store.waiting.value).toBe(true);
    expect(asked).toEqual([['connect', { vendor: 'docusign', loginHint: 'pat@x.example' }]]);
    accept({ id: 'docusign:production:u' });
    await first;
    expect(store.waiting.value).toBe(false);
    expect(store.problem.value).toBeNull();
  });

  it('can be cancelled while it waits, and the next try works', async () => {
    const { store, asked, accept, refuse } = open();
    const first = store.connect('');
    const cancelled = store.cancel();
    expect(asked.map(([name]) => name)).toEqual(['connect', 'cancelConnect']);
    refuse('login-closed');
    accept();
    await Promise.all([first, cancelled]);
    expect(store.problem.value).toEqual({ kind: 'login-closed' });
    void store.connect('');
    expect(store.problem.value).toBeNull();
    expect(asked.length).toBe(3);
  });

  it('waits as well for a login that another page of ours began', () => {
    const { store, loginOpen } = open();
    expect(store.waiting.value).toBe(false);
    loginOpen.value = true;
    expect(store.waiting.value).toBe(true);
  });

  it('tells how a login failed that a page of ours asked for which is gone, until it is dismissed', () => {
    const { store, lastProblem, forget } = open();
    expect(store.problem.value).toBeNull();
    lastProblem.value = { kind: 'login-refused' };
    expect(store.problem.value).toEqual({ kind: 'login-refused' });
    store.dismiss();
    expect(store.problem.value).toBeNull();
    expect(forget).toHaveBeenCalledOnce();
  });

  it('tells of a disconnect until the next connect, and not of one that failed', async () => {
    const { store, accept, refuse } = open();
    const failed = store.disconnect('docusign:production:u');
    refuse('offline');
    await failed;
    expect([store.disconnected.value, store.problem.value]).toEqual([false, { kind: 'offline' }]);
    const done = store.disconnect('docusign:production:u');
    accept();
    await done;
    expect([store.disconnected.value, store.problem.value]).toEqual([true, null]);
    void store.connect('');
    expect(store.disconnected.value).toBe(false);
  });

  it('asks for the one that is meant when choosing and refreshing, and says that this one is busy', async () => {
    const { store, asked, accept } = open();
    const chosen = store.choose('docusign:demo:u', 'a-1');
    accept();
    await chosen;
    void store.refresh('docusign:production:u');
    void store.refresh('docusign:demo:u');
    expect(asked).toEqual([
      ['chooseAccount', { id: 'docusign:demo:u', accountId: 'a-1' }],
      ['refreshConnection', { id: 'docusign:production:u' }],
    ]);
    expect(
      ['docusign:production:u', 'docusign:demo:u'].map((id) => store.isBusy('refreshConnection', id)),
    ).toEqual([true, false]);
  });

  it('shows everybody of this vendor, and goes by who was confirmed on the page in front', async () => {
    const sam = connectionOf('production', {
      userId: 'v',
      name: 'Sam',
      email: 'sam@x.example',
      signedInAt: NOW + 1,
    });
    const rows = [connectionOf('demo'), connectionOf('production'), sam];
    await database.connections.bulkAdd([
      ...rows,
      {
        vendor: 'procore',
        environment: 'production',
        userId: '42',
        name: 'Kim',
        login: 'kim@x.example',
        companies: [],
        connectedAt: NOW,
        signedInAt: NOW,
        refreshedAt: NOW,
      },
    ]);
    const { store, confirmed } = open();
    await vi.waitFor(() => expect(store.connections.value).toEqual({ status: 'ready', value: rows }));
    expect(store.current.value).toMatchObject({ value: { name: 'Sam' } });
    confirmed.value = { who: 'pat@x.example', accountId: '' };
    expect(store.current.value).toMatchObject({ value: { name: 'Pat' } });
  });
});

describe('settings', () => {
  it('shows what is stored after a save, and keeps everything when it is refused', async () => {
    const { ask, asked, accept, refuse } = background();
    let stored: EffectiveSettings = {
      settings: DEFAULT_SETTINGS,
      locked: ['zones'],
      refused: [{ name: 'x', item: null, why: 'unknown' }],
      policy: 'unreadable',
    };
    const store = createSettingsStore({
      ask,
      effective: async () => stored,
      watch: () => () => undefined,
      until: closing.signal,
    });
    await vi.waitFor(() => expect(store.loaded.value).toBe(true));
    expect([store.isLocked('zones'), store.isLocked('badges')]).toEqual([true, false]);
    expect([store.refused.value, store.policy.value]).toEqual([stored.refused, 'unreadable']);

    const refusal = store.save({ warningDay: 9 });
    refuse('storage-full');
    expect(await refusal).toBe(false);
    expect([store.settings.value.warningDay, store.problem.value, store.saved.value]).toEqual([
      23,
      { kind: 'storage-full' },
      null,
    ]);

    const saving = store.save({ warningDay: 9 });
    stored = { ...stored, settings: { ...DEFAULT_SETTINGS, warningDay: 9 } };
    accept();
    expect(await saving).toBe(true);
    expect([store.settings.value.warningDay, store.problem.value, store.saved.value]).toEqual([
      9,
      null,
      'warningDay',
    ]);

    const adding = store.addHost('eu01.procore.com');
    accept();
    await adding;
    expect(asked.at(-1)).toEqual(['addZone', { host: 'eu01.procore.com' }]);
  });

  it('follows a change made elsewhere until its page closes', () => {
    let tell: ((settings: EffectiveSettings) => void) | undefined;
    const unwatch = vi.fn();
    const store = createSettingsStore({
      ask: background().ask,
      effective: () => new Promise(() => undefined),
      watch: (changed) => {
        tell = changed;
        return unwatch;
      },
      until: closing.signal,
    });
    tell?.({
      settings: { ...DEFAULT_SETTINGS, environment: 'demo' },
      locked: [],
      refused: [],
      policy: 'told',
    });
    expect(store.settings.value.environment).toBe('demo');
    closing.abort();
    expect(unwatch).toHaveBeenCalledTimes(1);
  });
});

describe('the question', () => {
  const asked = (at: number): Question => ({
    kind: 'banner',
    says: 'unknown',
    zone: 'app.procore.com',
    person: '',
    project: '101',
    company: '9',
    item: '',
    href: 'https://app.procore.com/',
    at,
  });

  it('is the newest one, and one that was put away stays away until the next press', async () => {
    let tell: ((question: Question | null) => void) | undefined;
    const store = createQuestionStore({
      get: async () => asked(1),
      watch: (changed) => {
        tell = changed;
        return () => undefined;
      },
      until: closing.signal,
    });
    await vi.waitFor(() => expect(store.question.value).toEqual(asked(1)));
    store.putAway();
    expect(store.question.value).toBeNull();
    tell?.(asked(2));
    expect(store.question.value).toEqual(asked(2));
    store.putAway();
    // The clock went back before the next press.
    tell?.(asked(1));
    expect(store.question.value).toEqual(asked(1));
  });
});

describe('the tab in front', () => {
  function look(url: string | undefined, facts: Partial<ActiveContextSources> = {}) {
    const store = createActiveContextStore({
      activeTab: async () => ({ id: 4, url }),
      isRead: async (host) => host !== 'eu01.procore.com',
      placeOfTab: async () => undefined,
      personsIn: async () => [],
      ...facts,
    });
    return store.look().then(() => store.context.value);
  }
  const before = { zone: 'app.procore.com', person: '8', project: '101', company: '9' };

  it('is no Procore page without an address, or with another one', async () => {
    expect(await look(undefined)).toEqual({ status: 'not-procore' });
    expect(await look('https://example.com/1/project/home')).toEqual({ status: 'not-procore' });
    expect(await look('http://app.procore.com/1/project/home')).toEqual({ status: 'not-procore' });
  });

  it('is a host that is not read yet', async () => {
    expect(await look('https://eu01.procore.com/1/project/home')).toEqual({
      status: 'not-granted',
      host: 'eu01.procore.com',
    });
  });

  it('is the project of the address, as the only person met there', async () => {
    expect(await look('https://app.procore.com/101/project/home', { personsIn: async () => ['7'] })).toEqual({
      status: 'project',
      here: { zone: 'app.procore.com', person: '7', project: '101', company: '' },
    });
  });

  it('is the project the tab was last in, where the address tells of none', async () => {
    const placeOfTab = async () => before;
    expect(await look('https://app.procore.com/account/profile', { placeOfTab })).toEqual({
      status: 'project',
      here: before,
    });
    expect(await look('https://app.procore.com/9/company/home', { placeOfTab })).toEqual({
      status: 'project',
      here: before,
    });
    expect(await look('https://app.procore.com/10/company/home', { placeOfTab })).toEqual({
      status: 'no-project',
      zone: 'app.procore.com',
    });
    expect(await look('https://us02.procore.com/account/profile', { placeOfTab })).toEqual({
      status: 'no-project',
      zone: 'us02.procore.com',
    });
  });

  it('is what the last look found, although an earlier one ends later', async () => {
    const tabs = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
    let looks = 0;
    const store = createActiveContextStore({
      activeTab: async () => ({ id: 4, url: await tabs[looks++]?.promise }),
      isRead: async () => true,
      placeOfTab: async () => undefined,
      personsIn: async () => [],
    });
    const both = [store.look(), store.look()];
    tabs[1]?.resolve('https://app.procore.com/2/project/home');
    await both[1];
    tabs[0]?.resolve('https://app.procore.com/1/project/home');
    await both[0];
    expect(store.context.value).toMatchObject({ here: { project: '2' } });
  });
});

describe('privacy', () => {
  const save = vi.fn(async () => true);

  it('says whether the journal is whole, anew with each entry, and hands it out', async () => {
    const { ask } = background();
    const { record } = createJournal({ db: database, clock: () => NOW });
    await record({ code: 'own-data-reset' });
    const store = createPrivacyStore({ database, ask, clock: () => NOW, save, until: closing.signal });
    await vi.waitFor(() => expect(store.verdict.value).toMatchObject({ faults: [], chained: 1 }));
    await database.journal.update(1, { at: NOW - 1 });
    await record({ code: 'own-data-reset' });
    await vi.waitFor(() =>
      expect(store.verdict.value?.faults).toEqual([{ kind: 'changed', id: 1, at: NOW - 1 }]),
    );
    await store.saveJournal((entry) => entry?.code ?? '');
    expect(save).toHaveBeenCalledWith(
      expect.stringMatching(/^countersign-journal-\d{4}-\d\d-\d\d\.jsonl$/),
      expect.stringContaining('"text":"own-data-reset"'),
      'application/jsonl',
    );
  });

  it('counts what is kept, and shows the newest requests and deeds first', async () => {
    const request = { at: NOW, method: 'GET', host: 'na3.docusign.net', path: '/', status: 200, took: 1 };
    await database.requests.bulkAdd(
      Array.from({ length: 230 }, (_, index) => ({ ...request, status: index })),
    );
    await database.journal.bulkAdd([
      { at: NOW, code: 'first' },
      { at: NOW, code: 'second' },
    ]);
    const { ask, accept } = background();
    const store = createPrivacyStore({ database, ask, clock: () => NOW, save, until: closing.signal });
    await vi.waitFor(() => {
      expect(store.requests.value).toMatchObject({
        status: 'ready',
        value: { length: 200, 0: { status: 229 } },
      });
      expect(store.journal.value).toMatchObject({ value: [{ code: 'second' }, { code: 'first' }] });
      expect(store.stored.value).toEqual({
        status: 'ready',
        value: {
          sightings: 0,
          projects: 0,
          confirmations: 0,
          runs: 0,
          connections: 0,
          procoreConnections: 0,
        },
      });
    });
    const forgetting = store.forget();
    accept();
    await forgetting;
    expect(store.forgotten.value).toBe(true);
  });

  it('shows what can be read beside a damaged entry, and counts the others', async () => {
    await database.journal.add({ at: NOW, code: 'first' });
    const raw = await new Dexie(database.name).open();
    await raw.table('journal').bulkAdd([{ at: 'soon' }, { at: NOW, code: 5 }]);
    raw.close();
    await fakeBrowser.storage.local.set({ settings: { warningDay: 9, colour: 'red' } });
    const { ask } = background();
    const store = createPrivacyStore({ database, ask, clock: () => NOW, save, until: closing.signal });
    await vi.waitFor(() => {
      expect(store.journal.value).toMatchObject({ status: 'ready', value: [{ code: 'first' }] });
      expect(store.unread.value).toBe(3);
    });
  });
});

describe('a query', () => {
  it('tells when the database cannot be read', async () => {
    const state = live(() => Promise.reject(new Error('damaged')), closing.signal);
    await vi.waitFor(() => expect(state.value).toEqual({ status: 'failed' }));
  });
});

describe('the time', () => {
  it('moves on by itself, and stands still once its page is closed', () => {
    vi.useFakeTimers();
    let clock = NOW;
    const now = tickingNow(() => clock, closing.signal);
    clock += MINUTE;
    vi.advanceTimersByTime(MINUTE / 2);
    expect(now.value).toBe(NOW + MINUTE);
    closing.abort();
    expect(vi.getTimerCount()).toBe(0);
  });
});
