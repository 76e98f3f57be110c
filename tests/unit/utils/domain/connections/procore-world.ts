import { told } from '../journal/told.ts';
import { createJournal } from '../../../../../utils/domain/journal/append.ts';
import type { PolicyState } from '../../../../../utils/base/types.ts';
import { afterEach, vi } from 'vitest';
import { connectionHandlers } from '../../../../../utils/domain/connections/service.ts';
import type { Caller } from '../../../../../utils/app/messaging/gate.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../../../utils/domain/settings/schema.ts';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import type { LoginEnd } from '../../../../../utils/domain/connections/items.ts';
import {
  fakeClock,
  fakeLoans,
  fakeLocks,
  fakeLog,
  fakeSession,
  fakeWindows,
  fakeWorker,
  KEY,
  redirectUrl,
  until,
} from '../../auth/fake-docusign.ts';
import { CLIENT_ID, fakeProcore, SECRET } from '../../auth/fake-procore.ts';

const CALLER: Caller = { from: 'ours', tabId: null, windowId: null, origin: 'chrome-extension://x' };

let databases = 0;
const opened: CountersignDatabase[] = [];

/** A company with its own Procore app: id set, secret typed, hosts granted. */
export function setUp(settings: Partial<Settings> = {}) {
  databases += 1;
  const db = new CountersignDatabase(`procore-${databases}`);
  opened.push(db);
  const procore = fakeProcore();
  const session = fakeSession();
  session.values.set('secret:procore', JSON.stringify(SECRET));
  const browser = fakeWindows();
  const time = fakeClock();
  const log = fakeLog(time.clock);
  const granted = new Set(['login.procore.com', 'api.procore.com', 'login-sandbox.procore.com']);
  const pages: string[] = [];
  const loginEnds: (LoginEnd | null)[] = [];
  const policy = { secret: undefined as unknown, state: 'told' as PolicyState };
  const own: Settings = {
    ...DEFAULT_SETTINGS,
    integrationKey: KEY,
    procoreClientId: CLIENT_ID,
    ...settings,
  };
  const { procoreEnvironment: environment } = own;
  let worker = fakeWorker();
  const startWorker = () => {
    worker = fakeWorker();
    const { bound } = worker;
    return connectionHandlers({
      db,
      clock: time.clock,
      journal: createJournal({ db, clock: time.clock }),
      log,
      fetch: bound(procore.fetch),
      session: {
        get: bound(session.area.get),
        set: bound(session.area.set),
        remove: bound(session.area.remove),
        keys: bound(session.area.keys),
      },
      locks: fakeLocks(),
      settings: async () => ({ settings: own, locked: [], refused: [], policy: 'told' }),
      launch: bound(browser.launch),
      redirectUrl,
      windows: browser.windows,
      loginWindow: browser.record,
      loginEnded: async () => undefined,
      procoreLoginEnded: async (end) => {
        loginEnds.push(end);
      },
      originRule: { ensure: async () => undefined },
      policySecret: async () =>
        policy.state === 'told' ? { state: 'told', secret: policy.secret } : { state: policy.state },
      isGranted: async (hosts) => hosts.every((host) => granted.has(host)),
      giveBack: async (hosts) => {
        for (const host of hosts) granted.delete(host);
      },
      ...fakeLoans(),
      openPage: async (url) => {
        pages.push(url);
      },
    });
  };
  const world = {
    db,
    procore,
    session,
    browser,
    time,
    log,
    granted,
    pages,
    loginEnds,
    policy,
    own,
    here: startWorker(),
    restart: () => {
      worker.stop();
      browser.forgetWatchers();
      world.here = startWorker();
    },
    restartBrowser: () => {
      world.restart();
      session.values.clear();
    },
    row: async (userId = '42') => {
      const row = await db.connections.get(['procore', environment, userId]);
      return row?.vendor === 'procore' ? row : undefined;
    },
    journal: () => told(db),
    /** Presses Connect: the login window is open, or the login has failed. */
    open: async () => {
      const before = browser.launched.length;
      let over = false;
      const ending = Promise.resolve(
        world.here.connect({ vendor: 'procore', loginHint: '' }, CALLER),
      ).finally(() => {
        over = true;
      });
      ending.catch(() => undefined);
      await until(() => over || browser.launched.length > before);
      return { ending };
    },
    /** Presses Connect, logs in and allows the app. */
    connect: async () => {
      const { ending } = await world.open();
      const asked = new URL(browser.asked()).searchParams;
      const code = procore.codeFor(browser.asked());
      browser.comeBack(`${asked.get('redirect_uri')}?code=${code}&state=${asked.get('state')}`);
      return ending;
    },
    startCode: async () => world.here.startCode({ vendor: 'procore' }, CALLER),
    paste: async (code: string) => world.here.pasteCode({ vendor: 'procore', code }, CALLER),
    refresh: async (userId = '42') =>
      world.here.refreshConnection({ id: `procore:${environment}:${userId}` }, CALLER),
    disconnect: async (userId = '42') =>
      world.here.disconnect({ id: `procore:${environment}:${userId}` }, CALLER),
    cancel: async () => world.here.cancelConnect({ vendor: 'procore' }, CALLER),
    secretBy: async () => (await world.here.procoreSecret(null, CALLER)).by,
    setSecret: async (secret: string) => world.here.setProcoreSecret({ secret }, CALLER),
    forgetSecret: async () => world.here.forgetProcoreSecret(null, CALLER),
    /** What is on this computer's disk, and what is said: tables and the log. */
    kept: async (): Promise<string> => {
      const tables = await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()]));
      return JSON.stringify([tables, log.entries()]);
    },
  };
  return world;
}

/** Waits for what the person does not wait for. */
export const eventually = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 5000 });

afterEach(async () => {
  for (const db of opened.splice(0)) await db.delete();
});
