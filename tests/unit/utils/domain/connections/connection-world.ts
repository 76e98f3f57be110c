import { told } from '../journal/told.ts';
import { createJournal } from '../../../../../utils/domain/journal/append.ts';
import { afterEach, vi } from 'vitest';
import { connectionHandlers } from '../../../../../utils/domain/connections/service.ts';
import type { Caller } from '../../../../../utils/app/messaging/gate.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../../../utils/domain/settings/schema.ts';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import type { Environment } from '../../../../../utils/base/types.ts';
import type { AccountFacts } from '../../../../../utils/vendors/docusign/account-facts.ts';
import type { LoginEnd } from '../../../../../utils/domain/connections/items.ts';
import {
  ACCOUNT,
  fakeClock,
  fakeDocuSign,
  fakeLoans,
  fakeLocks,
  fakeLog,
  fakeSession,
  fakeWindows,
  fakeWorker,
  KEY,
  PERSON,
  redirectUrl,
  until,
} from '../../auth/fake-docusign.ts';

export const OTHER_ACCOUNT = 'fe0b61a3-0000-4000-8000-00000000cccc';
export const OTHER_PERSON = '50d89ab1-0000-4000-8000-00000000dddd';
export const CALLER: Caller = { from: 'ours', tabId: null, windowId: null, origin: 'chrome-extension://x' };
export const SUSAN = `docusign:production:${PERSON}`;
export const TAL = `docusign:production:${OTHER_PERSON}`;
/** What is in the session while Susan is signed in. */
export const HER_TOKENS = `tokens:${SUSAN}`;

export const FACTS: AccountFacts = {
  accountId: ACCOUNT,
  accountName: 'Cloud Nine',
  baseUri: 'https://na3.docusign.net',
  isDefault: true,
  membership: 'Active',
  maySend: true,
  isAdmin: false,
  problem: null,
  profile: 'DS Sender',
  suspended: false,
  sendingBlocked: false,
  envelopesLeft: null,
  problemCode: '',
};

/** Of an account that was not read, nothing but what userinfo said is there. */
export const UNREAD_FACTS: AccountFacts = {
  accountId: ACCOUNT,
  accountName: 'Cloud Nine',
  baseUri: 'https://na3.docusign.net',
  isDefault: true,
  membership: null,
  maySend: null,
  isAdmin: null,
  problem: null,
};

/** Nothing of Procore: DocuSign's part is under test. */
export const NO_PROCORE = {
  procoreLoginEnded: async () => undefined,
  policySecret: async () => ({ state: 'told' as const, secret: undefined }),
  isGranted: async () => false,
  giveBack: async () => undefined,
  ...fakeLoans(),
  openPage: async () => undefined,
};

async function rowOf(db: CountersignDatabase, userId: string, environment: Environment) {
  const row = await db.connections.get(['docusign', environment, userId]);
  return row?.vendor === 'docusign' ? row : undefined;
}

let databases = 0;
export const opened: CountersignDatabase[] = [];

export function setUp(settings: Partial<Settings> = {}) {
  databases += 1;
  const db = new CountersignDatabase(`connection-${databases}`);
  opened.push(db);
  const docusign = fakeDocuSign();
  const session = fakeSession();
  const browser = fakeWindows();
  const time = fakeClock();
  const log = fakeLog(time.clock);
  const ensure = vi.fn(async () => undefined);
  const loginEnds: (LoginEnd | null)[] = [];
  const own: Settings = { ...DEFAULT_SETTINGS, integrationKey: KEY, ...settings };
  let worker = fakeWorker();
  const startWorker = () => {
    worker = fakeWorker();
    const { bound } = worker;
    const handlers = connectionHandlers({
      db,
      clock: time.clock,
      journal: createJournal({ db, clock: time.clock }),
      log,
      fetch: bound(docusign.fetch),
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
      loginEnded: async (end) => {
        loginEnds.push(end);
      },
      windows: { ...browser.windows, close: bound(browser.windows.close) },
      loginWindow: { get: bound(browser.record.get), set: bound(browser.record.set) },
      originRule: { ensure },
      ...NO_PROCORE,
    });
    return {
      wake: handlers.wake,
      refreshOld: handlers.refreshOld,
      connect: async (loginHint = '') => handlers.connect({ vendor: 'docusign', loginHint }, CALLER),
      cancel: async () => handlers.cancelConnect({ vendor: 'docusign' }, CALLER),
      choose: async (accountId: string, id = SUSAN) => handlers.chooseAccount({ id, accountId }, CALLER),
      refresh: async (id = SUSAN) => handlers.refreshConnection({ id }, CALLER),
      disconnect: async (id = SUSAN) => handlers.disconnect({ id }, CALLER),
    };
  };
  const world = {
    db,
    docusign,
    session,
    browser,
    time,
    log,
    ensure,
    loginEnds,
    own,
    here: startWorker(),
    /** The browser stops the worker and starts another. */
    restart: () => {
      worker.stop();
      browser.forgetWatchers();
      world.here = startWorker();
    },
    /** The whole browser ends: the session is gone, the database stays. */
    restartBrowser: () => {
      world.restart();
      session.values.clear();
    },
    row: (userId = PERSON) => rowOf(db, userId, own.environment),
    journal: () => told(db),
    /** Presses Connect, logs in and accepts. */
    connect: async (loginHint?: string) => {
      const before = browser.launched.length;
      const ending = world.here.connect(loginHint);
      await until(() => browser.launched.length > before);
      browser.comeBack(docusign.accept(browser.asked()));
      return ending;
    },
  };
  return world;
}

/** Everything that lies on this computer after all that was done. */
export async function everythingStored({ db, session, log }: ReturnType<typeof setUp>): Promise<string> {
  const tables = await Promise.all(db.tables.map(async (table) => [table.name, await table.toArray()]));
  return JSON.stringify([tables, [...session.values], log.entries()]);
}

afterEach(async () => {
  for (const db of opened.splice(0)) await db.delete();
});
