import { afterEach, expect, vi } from 'vitest';
import type { LoginTarget } from '../../../../utils/auth/grant.ts';
import { createLogin } from '../../../../utils/auth/login.ts';
import { createGuardedFetch } from '../../../../utils/http/guarded-fetch.ts';
import {
  DOCUSIGN_LOGIN_PARAMS,
  DOCUSIGN_SCOPE,
  DOCUSIGN_WORLDS,
  docuSignServer,
} from '../../../../utils/vendors/docusign/environments.ts';
import { tokenFault } from '../../../../utils/vendors/docusign/faults.ts';
import type { Environment } from '../../../../utils/base/types.ts';
import {
  fakeClock,
  fakeDocuSign,
  fakeLog,
  fakeSession,
  fakeWindows,
  fakeWorker,
  KEY,
  redirectUrl,
  until,
} from './fake-docusign.ts';

export const LOGIN_PAGE = 'https://account.docusign.com/username';

export function targetOf(environment: Environment): LoginTarget {
  return {
    name: `docusign:${environment}`,
    server: docuSignServer(environment),
    clientId: KEY,
    scope: DOCUSIGN_SCOPE,
    params: DOCUSIGN_LOGIN_PARAMS,
    redirectPath: DOCUSIGN_WORLDS[environment].redirectPath,
  };
}
export const TARGET = targetOf('production');

export function setUp(closedText?: string) {
  const docusign = fakeDocuSign();
  const session = fakeSession();
  const browser = fakeWindows(closedText === undefined ? {} : { closedText });
  const time = fakeClock();
  const log = fakeLog(time.clock);
  const interrupted: string[] = [];
  const traded: string[] = [];
  let reachable = true;
  let worker = fakeWorker();
  const startWorker = () => {
    worker = fakeWorker();
    const { bound } = worker;
    return createLogin({
      session: {
        get: bound(session.area.get),
        set: bound(session.area.set),
        remove: bound(session.area.remove),
        keys: bound(session.area.keys),
      },
      clock: time.clock,
      log,
      endpointOf: () => ({
        fetch: createGuardedFetch({
          fetch: bound(docusign.fetch),
          clock: time.clock,
          log,
          record: () => () => undefined,
          beforeWrite: async () => undefined,
        }),
        clock: time.clock,
        judge: (refusal) => tokenFault(refusal, time.clock),
      }),
      launch: bound(browser.launch),
      redirectUrl,
      windows: { ...browser.windows, close: bound(browser.windows.close) },
      windowRecord: { get: bound(browser.record.get), set: bound(browser.record.set) },
      loginHostOf: () => 'account.docusign.com',
      trading: async (target) => {
        traded.push(target);
      },
      reachable: async () => reachable,
      interrupted: async (target) => {
        interrupted.push(target);
      },
    });
  };
  /** The browser stops the worker and starts another one: nothing in memory, the same session and windows. */
  const restartWorker = () => {
    worker.stop();
    browser.forgetWatchers();
    return startWorker();
  };
  return {
    docusign,
    session,
    browser,
    time,
    log,
    interrupted,
    traded,
    restartWorker,
    login: startWorker(),
    goOffline: () => {
      reachable = false;
    },
  };
}

/** Starts a login and waits until its window is open. */
export async function open(world: ReturnType<typeof setUp>, hint = '', login = world.login, target = TARGET) {
  const before = world.browser.launched.length;
  const ending: Promise<unknown> = login.start(target, hint).catch((thrown: unknown) => thrown);
  await until(() => world.browser.launched.length > before);
  return { ending };
}

/** Nothing of an attempt is left anywhere. */
export async function expectNoResidue({ session, browser }: ReturnType<typeof setUp>) {
  expect([...session.values.keys()]).toEqual([]);
  expect(browser.watchers.size).toBe(0);
  expect(await browser.record.get()).toBeNull();
}

afterEach(() => {
  vi.useRealTimers();
});
