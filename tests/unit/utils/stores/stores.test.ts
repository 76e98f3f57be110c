import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOUR, MINUTE } from '../../../../utils/clock.ts';
import type { AppError } from '../../../../utils/errors.ts';
import { startRun } from '../../../../utils/guide/engine.ts';
import type { Ask } from '../../../../utils/messaging/ask.ts';
import type { EffectiveSettings } from '../../../../utils/settings/effective.ts';
import { DEFAULT_SETTINGS } from '../../../../utils/settings/schema.ts';
import { type Connection, CountersignDatabase } from '../../../../utils/storage/database.ts';
import type { Question } from '../../../../utils/storage/items.ts';
import { createConnectionStore } from '../../../../utils/stores/connection.ts';
import { live } from '../../../../utils/stores/live.ts';
import { tickingNow } from '../../../../utils/stores/now.ts';
import { createPrivacyStore } from '../../../../utils/stores/privacy.ts';
import { createQuestionStore } from '../../../../utils/stores/question.ts';
import { createRunStore } from '../../../../utils/stores/runs.ts';
import { createSceneStore, type SceneSources } from '../../../../utils/stores/scene.ts';
import { createSettingsStore } from '../../../../utils/stores/settings.ts';
import type { Environment } from '../../../../utils/types.ts';

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

/** A background whose answers are given by hand, one after the other. */
function background() {
  const asked: [name: string, data: unknown][] = [];
  const waiting: ((answer: { ok: true; value: unknown } | { ok: false; error: AppError }) => void)[] = [];
  const ask = ((name: string, data: unknown) => {
    asked.push([name, data]);
    return new Promise((resolve) => waiting.push(resolve));
  }) as unknown as Ask;
  return {
    ask,
    asked,
    accept: (value: unknown = null) => waiting.shift()?.({ ok: true, value }),
    refuse: (kind: AppError['kind']) => waiting.shift()?.({ ok: false, error: { kind } }),
  };
}

function connectionOf(environment: Environment): Connection {
  return {
    environment,
    userId: 'u',
    name: 'Pat',
    email: 'pat@x.example',
    accounts: [],
    chosenAccountId: null,
    connectedAt: NOW,
    refreshedAt: NOW,
  };
}

describe('the connection', () => {
  function open() {
    const back = background();
    const environment = signal<Environment>('production');
    const loginOpen = signal(false);
    const lastProblem = signal<AppError | null>(null);
    const forget = vi.fn(() => {
      lastProblem.value = null;
    });
    const store = createConnectionStore({
      database,
      ask: back.ask,
      environment,
      hasKey: signal(true),
      loginOpen,
      lastLogin: { problem: lastProblem, forget },
      until: closing.signal,
    });
    return { ...back, store, environment, loginOpen, lastProblem, forget };
  }

  it('is the one of the environment that is set', async () => {
    await database.connections.bulkAdd([connectionOf('demo')]);
    const { store, environment } = open();
    await vi.waitFor(() => expect(store.connection.value).toEqual({ status: 'ready', value: null }));
    environment.value = 'demo';
    expect(store.connection.value).toEqual({ status: 'ready', value: connectionOf('demo') });
  });

  it('waits from the press until the answer, and opens no second login meanwhile', async () => {
    const { store, asked, accept } = open();
    const first = store.connect('pat@x.example');
    void store.connect('somebody@x.example');
    expect(store.waiting.value).toBe(true);
    expect(asked).toEqual([['connect', { loginHint: 'pat@x.example' }]]);
    accept({ environment: 'production', userId: 'u' });
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
    const failed = store.disconnect();
    refuse('offline');
    await failed;
    expect([store.disconnected.value, store.problem.value]).toEqual([false, { kind: 'offline' }]);
    const done = store.disconnect();
    accept();
    await done;
    expect([store.disconnected.value, store.problem.value]).toEqual([true, null]);
    void store.connect('');
    expect(store.disconnected.value).toBe(false);
  });

  it('asks for the environment that is set when choosing and refreshing', async () => {
    const { store, asked, accept, environment } = open();
    environment.value = 'demo';
    const chosen = store.choose('a-1');
    accept();
    await chosen;
    void store.refresh();
    expect(asked).toEqual([
      ['chooseAccount', { environment: 'demo', accountId: 'a-1' }],
      ['refreshConnection', { environment: 'demo' }],
    ]);
  });
});

describe('runs', () => {
  const run = (id: string, facts: object = {}) => ({
    ...startRun({
      id,
      procedure: 'link',
      key: { zone: 'app.procore.com', person: '', project: '101' },
      company: '9',
      item: null,
      now: NOW,
      confirmed: null,
    }),
    ...facts,
  });

  function open() {
    const now = signal(NOW);
    const front = signal<{ zone: string; project: string } | null>(null);
    const back = background();
    const store = createRunStore({ database, ask: back.ask, now, front, until: closing.signal });
    return { ...back, now, front, store };
  }

  it('shows the running run with its project, before one that ended later', async () => {
    await database.runs.bulkAdd([run('a'), run('b', { status: 'done', updatedAt: NOW + 5 })]);
    await database.projects.add({
      zone: 'app.procore.com',
      project: '101',
      company: '9',
      name: 'Riverside Tower',
      at: NOW,
    });
    const { store } = open();
    await vi.waitFor(() =>
      expect(store.run.value).toMatchObject({
        runId: 'a',
        number: 1,
        total: 6,
        projectName: 'Riverside Tower',
        step: { id: 'open-project' },
      }),
    );
  });

  it('shows how a run ended, until it is closed or an hour has passed', async () => {
    await database.runs.add(run('a', { status: 'cancelled' }));
    const { store, now } = open();
    await vi.waitFor(() => expect(store.run.value?.status).toBe('cancelled'));
    now.value = NOW + HOUR + MINUTE;
    expect(store.run.value).toBeNull();
    now.value = NOW;
    store.close('a');
    expect(store.run.value).toBeNull();
  });

  it.each([
    ['a', 'b'],
    ['b', 'a'],
  ])(
    'shows the run of the page in front, and else the one that moved last, whatever the ids: %s',
    async (elsewhere, here) => {
      const other = { zone: 'us02.procore.com', project: '7', stepAt: NOW + 5, updatedAt: NOW - 5 };
      await database.runs.bulkAdd([run(elsewhere, other), run(here)]);
      const { store, front } = open();
      const shown = () => [store.run.value?.runId, ...store.others.value.map(({ runId }) => runId)];
      await vi.waitFor(() => expect(shown()).toEqual([elsewhere, here]));
      front.value = { zone: 'app.procore.com', project: '101' };
      expect(shown()).toEqual([here, elsewhere]);
      // Another project of the same zone, DocuSign's pages that come after it, and a zone without a run.
      front.value = { zone: 'app.procore.com', project: '' };
      front.value = null;
      expect(shown()).toEqual([here, elsewhere]);
      front.value = { zone: 'us02.procore.com', project: '8' };
      expect(shown()).toEqual([elsewhere, here]);
      front.value = { zone: 'eu01.procore.com', project: '1' };
      expect(shown()).toEqual([elsewhere, here]);
    },
  );

  it('shows how the run of the page in front ended, before one that is under way elsewhere', async () => {
    await database.runs.bulkAdd([
      run('a', { zone: 'us02.procore.com' }),
      run('b', { status: 'done', updatedAt: NOW - 5 }),
    ]);
    const { store, front } = open();
    await vi.waitFor(() => expect(store.run.value?.runId).toBe('a'));
    front.value = { zone: 'app.procore.com', project: '101' };
    expect([store.run.value?.runId, store.others.value.length]).toEqual(['b', 1]);
    store.close('b');
    expect([store.run.value?.runId, store.others.value.length]).toEqual(['a', 0]);
  });

  it('brings the project of another run to the front', async () => {
    await database.runs.add(run('a'));
    const { store, asked, accept } = open();
    await vi.waitFor(() => expect(store.run.value).not.toBeNull());
    const gone = store.goTo({ key: { zone: 'app.procore.com', person: '', project: '101' }, company: '9' });
    accept();
    expect(await gone).toBe(true);
    expect(asked).toEqual([
      [
        'openPlace',
        {
          place: 'project',
          subject: { zone: 'app.procore.com', person: '', project: '101', company: '9', item: null },
          href: '',
        },
      ],
    ]);
  });

  it('shows no run that ended at a moment still to come: the clock went back, and nobody knows how long ago', async () => {
    await database.runs.bulkAdd([
      run('a', { status: 'done', updatedAt: NOW - MINUTE }),
      run('b', { status: 'done', updatedAt: NOW + HOUR }),
    ]);
    const { store } = open();
    await vi.waitFor(() => expect(store.run.value?.runId).toBe('a'));
  });

  it('shows nothing of a procedure that this version does not know', async () => {
    await database.runs.bulkAdd([run('a', { procedure: 'future' })]);
    const { store } = open();
    await database.runs.count();
    expect(store.run.value).toBeNull();
  });

  it('does one thing at a time and keeps what went wrong', async () => {
    const { store, asked, refuse } = open();
    const step = store.step('a', 'skip', 'login');
    void store.step('a', 'skip', 'login');
    expect(store.busy.value).toBe('stepRun');
    refuse('not-found');
    await step;
    expect(asked).toEqual([['stepRun', { runId: 'a', action: 'skip', step: 'login' }]]);
    expect([store.busy.value, store.problem.value]).toEqual([null, { kind: 'not-found' }]);
    store.dismiss();
    expect(store.problem.value).toBeNull();
  });
});

describe('settings', () => {
  it('shows what is stored after a save, and keeps everything when it is refused', async () => {
    const { ask, asked, accept, refuse } = background();
    let stored: EffectiveSettings = { settings: DEFAULT_SETTINGS, locked: ['zones'], refused: ['x'] };
    const store = createSettingsStore({
      ask,
      effective: async () => stored,
      watch: () => () => undefined,
      until: closing.signal,
    });
    await vi.waitFor(() => expect(store.loaded.value).toBe(true));
    expect([store.isLocked('zones'), store.isLocked('badges'), store.refused.value]).toEqual([
      true,
      false,
      ['x'],
    ]);

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
    tell?.({ settings: { ...DEFAULT_SETTINGS, environment: 'demo' }, locked: [], refused: [] });
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
  });
});

describe('the tab in front', () => {
  function look(url: string | undefined, facts: Partial<SceneSources> = {}) {
    const store = createSceneStore({
      activeTab: async () => ({ id: 4, url }),
      isRead: async (host) => host !== 'eu01.procore.com',
      placeOfTab: async () => undefined,
      personsIn: async () => [],
      ...facts,
    });
    return store.look().then(() => store.scene.value);
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
    const store = createSceneStore({
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
    expect(store.scene.value).toMatchObject({ here: { project: '2' } });
  });
});

describe('privacy', () => {
  it('counts what is kept, and shows the newest requests and deeds first', async () => {
    const request = { at: NOW, method: 'GET', host: 'na3.docusign.net', path: '/', status: 200, took: 1 };
    await database.requests.bulkAdd(
      Array.from({ length: 230 }, (_, index) => ({ ...request, status: index })),
    );
    await database.journal.bulkAdd([
      { at: NOW, what: 'first', detail: '' },
      { at: NOW, what: 'second', detail: '' },
    ]);
    const { ask, accept } = background();
    const store = createPrivacyStore({ database, ask, until: closing.signal });
    await vi.waitFor(() => {
      expect(store.requests.value).toMatchObject({
        status: 'ready',
        value: { length: 200, 0: { status: 229 } },
      });
      expect(store.journal.value).toMatchObject({ value: [{ what: 'second' }, { what: 'first' }] });
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
