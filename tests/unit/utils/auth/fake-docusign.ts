import { createHash } from 'node:crypto';
import type { LoginWindows, PopupPage } from '../../../../utils/platform/login-windows.ts';
import type { SessionArea } from '../../../../utils/platform/session-area.ts';
import type { RecordedWindow, WindowRecord } from '../../../../utils/auth/window-record.ts';
import { createLog, type Log } from '../../../../utils/base/log.ts';
import { createRedactor } from '../../../../utils/base/redact.ts';

/** Things of DocuSign's and the browser's, small and in memory, that keep their own state and rules. */

export const KEY = '11111111-2222-4333-8444-555555555555';
export const PERSON = '50d89ab1-0000-4000-8000-00000000aaaa';
export const ACCOUNT = 'fe0b61a3-0000-4000-8000-00000000bbbb';
export const REDIRECT_ROOT = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
export const redirectUrl = (path: string): string => `${REDIRECT_ROOT}${path}`;

export type Seen = { method: string; host: string; path: string; authorization: string; body: string };

export type FakeAccount = {
  account_id: string;
  account_name: string;
  base_uri: string;
  is_default: unknown;
  /** Answers of the account's API, by the end of the path; a missing one is a member who may send. */
  answers?: Record<string, () => Response>;
};

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

export function refusal(status: number, errorCode: string): Response {
  return json({ errorCode, message: 'words that may change' }, status);
}

export function fakeAccount(overrides: Partial<FakeAccount> = {}): FakeAccount {
  return {
    account_id: ACCOUNT,
    account_name: 'Cloud Nine',
    base_uri: 'https://na3.docusign.net',
    is_default: true,
    ...overrides,
  };
}

/** One secret that is unique and can be searched for; 50 characters, no shape of a JWT. */
let counter = 0;
function canary(what: string): string {
  counter += 1;
  return `canary.${what}.${counter}.${'x'.repeat(30)}`;
}

export function fakeDocuSign() {
  const seen: Seen[] = [];
  const codes = new Map<string, { challenge: string; clientId: string; redirectUri: string }>();
  const live = { access: new Set<string>(), refresh: new Set<string>() };
  const secrets = new Set<string>();
  const state = {
    person: { sub: PERSON, name: 'Susan Smart', email: 'susan.smart@example.com' },
    accounts: [fakeAccount()] as FakeAccount[],
    /** Takes the place of every answer while it gives one. */
    fault: (_seen: Seen): Response | undefined | Promise<Response | undefined> => undefined,
    expiresIn: 28_800 as unknown,
  };

  const issue = (): Response => {
    const accessToken = canary('access');
    const refreshToken = canary('refresh');
    secrets.add(accessToken).add(refreshToken);
    live.access.add(accessToken);
    live.refresh.add(refreshToken);
    return json({
      access_token: accessToken,
      token_type: 'Bearer',
      refresh_token: refreshToken,
      expires_in: state.expiresIn,
    });
  };

  const token = (form: URLSearchParams): Response => {
    if (form.get('grant_type') === 'authorization_code') {
      const code = codes.get(form.get('code') ?? '');
      codes.delete(form.get('code') ?? '');
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      const fits = code && code.challenge === challenge && code.clientId === form.get('client_id');
      return fits ? issue() : json({ error: 'invalid_grant' }, 400);
    }
    const old = form.get('refresh_token') ?? '';
    return live.refresh.delete(old) ? issue() : json({ error: 'invalid_grant' }, 400);
  };

  const answer = (asked: Seen): Response => {
    if (asked.path === '/oauth/token') return token(new URLSearchParams(asked.body));
    const bearer = asked.authorization.replace(/^Bearer /, '');
    if (asked.path === '/oauth/userinfo') {
      if (!live.access.has(bearer)) return new Response(null, { status: 401 });
      // JSON leaves out what is undefined.
      return json({
        ...state.person,
        accounts: state.accounts.map((one) => ({ ...one, answers: undefined })),
      });
    }
    if (!live.access.has(bearer)) return refusal(401, 'AUTHORIZATION_INVALID_TOKEN');
    const [, accountId, rest = ''] = /^\/restapi\/v2\.1\/accounts\/([^/]+)(.*)$/.exec(asked.path) ?? [];
    const account = state.accounts.find((one) => one.account_id === accountId);
    if (!account) return refusal(401, 'USER_DOES_NOT_BELONG_TO_SPECIFIED_ACCOUNT');
    const own = rest.endsWith('/settings') ? 'settings' : rest === '' ? 'account' : 'user';
    const special = account.answers?.[own];
    if (special) return special();
    if (own === 'settings') return json({ canSendEnvelope: 'true' });
    if (own === 'account') return json({ envelopeSendingBlocked: 'false' });
    return json({
      userId: PERSON,
      userStatus: 'Active',
      isAdmin: 'False',
      permissionProfileName: 'DS Sender',
    });
  };

  return {
    state,
    seen,
    live,
    codes,
    /** Every token and code ever given out. */
    secrets,
    tokenCalls: () => seen.filter(({ path }) => path === '/oauth/token'),
    /** The access tokens given out so far are refused from now on; refreshing still works. */
    expire: () => live.access.clear(),
    /** The person withdrew consent. */
    revoke: () => {
      live.access.clear();
      live.refresh.clear();
    },

    fetch: (async (input: RequestInfo | URL, init?: RequestInit) => {
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      const url = new URL(request.url);
      const asked: Seen = {
        method: request.method,
        host: url.host,
        path: url.pathname,
        authorization: request.headers.get('authorization') ?? '',
        body: await request.text(),
      };
      seen.push(asked);
      const aborted = new Promise<never>((_, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason), { once: true });
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason), { once: true });
      });
      aborted.catch(() => undefined);
      return (await Promise.race([state.fault(asked), aborted])) ?? answer(asked);
    }) as typeof fetch,

    /** The person logs in and accepts: the address the window comes back to. */
    accept: (authorize: string): string => {
      const asked = new URL(authorize).searchParams;
      const code = canary('code');
      secrets.add(code);
      codes.set(code, {
        challenge: asked.get('code_challenge') ?? '',
        clientId: asked.get('client_id') ?? '',
        redirectUri: asked.get('redirect_uri') ?? '',
      });
      return `${asked.get('redirect_uri')}?code=${encodeURIComponent(code)}&state=${asked.get('state')}`;
    },
  };
}

/** `storage.session`: survives a worker, and everything in it can be searched. */
export function fakeSession() {
  const values = new Map<string, string>();
  const writes: string[] = [];
  const area: SessionArea = {
    get: async (key) => {
      const kept = values.get(key);
      return kept === undefined ? undefined : (JSON.parse(kept) as unknown);
    },
    set: async (key, value) => {
      values.set(key, JSON.stringify(value));
      writes.push(key);
    },
    remove: async (key) => {
      values.delete(key);
    },
    keys: async () => [...values.keys()],
  };
  return { area, values, writes };
}

/** Waits until something is so, turn by turn of the event loop; real time and fake timers do not matter. */
export async function until(isSo: () => boolean): Promise<void> {
  const giveUpAt = process.hrtime.bigint() + 10_000_000_000n;
  while (!isSo()) {
    if (process.hrtime.bigint() > giveUpAt) throw new Error(`never came to be: ${String(isSo)}`);
    await new Promise(setImmediate);
  }
}

/**
 * One background worker's share of the world, until it is stopped: then nothing it asked for ever answers, and what it
 * still tries has no effect.
 */
export function fakeWorker() {
  let stopped = false;
  const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
  return {
    stop: (): void => {
      stopped = true;
    },
    bound: <A extends unknown[], T>(work: (...args: A) => Promise<T>) => {
      return async (...args: A): Promise<T> => {
        if (stopped) return never();
        const ended = await work(...args).then(
          (value) => () => value,
          (thrown: unknown) => () => {
            throw thrown;
          },
        );
        return stopped ? never() : ended();
      };
    },
  };
}

/** A lock manager in which requests of one name wait for each other, as `navigator.locks` does over contexts. */
export function fakeLocks(): Pick<LockManager, 'request'> {
  const tails = new Map<string, Promise<unknown>>();
  const request = async (name: string, work: () => unknown) => {
    const before = tails.get(name) ?? Promise.resolve();
    const mine = before.then(work, work);
    tails.set(
      name,
      mine.catch(() => undefined),
    );
    return mine;
  };
  return { request: request as LockManager['request'] };
}

export const CLOSED_IN_CHROMIUM = 'The user did not approve access.';
export const CLOSED_IN_FIREFOX = 'User cancelled or denied access.';
export const NOT_LOADED_IN_CHROMIUM = 'Authorization page could not be loaded.';
export const NOT_LOADED_IN_FIREFOX = 'Invalid request';
export const BUSY = 'Only one web auth flow is allowed at a time.';

/**
 * The browser's login windows: one flow at a time, a flow outlives the worker that started it, closing its window ends
 * it. What a person does in it is called from the test.
 */
export function fakeWindows({ closedText = CLOSED_IN_CHROMIUM }: { closedText?: string } = {}) {
  type Open = PopupPage & { resolve: (url: string) => void; reject: (reason: Error) => void; asked: string };
  const popups = new Map<number, PopupPage>();
  const watchers = new Set<(page: PopupPage) => void>();
  const launched: string[] = [];
  const focused: number[] = [];
  let flow: Open | undefined;
  let nextId = 100;
  let firstPageFails: string | undefined;

  const windows: LoginWindows = {
    showing: async (host) => [...popups.values()].filter((page) => page.url?.startsWith(`https://${host}/`)),
    watch: (seen, signal) => {
      watchers.add(seen);
      signal.addEventListener('abort', () => watchers.delete(seen), { once: true });
    },
    pageOf: async (windowId) => popups.get(windowId) ?? null,
    close: async (windowId) => {
      popups.delete(windowId);
      if (flow?.windowId !== windowId) return;
      const ended = flow;
      flow = undefined;
      ended.reject(new Error(closedText));
    },
    focus: async (windowId) => {
      focused.push(windowId);
    },
  };

  const show = (page: PopupPage): void => {
    popups.set(page.windowId, page);
    for (const seen of watchers) seen(page);
  };

  let recorded: RecordedWindow | null = null;
  const record: WindowRecord = {
    get: async () => recorded,
    set: async (open) => {
      recorded = open;
    },
  };

  return {
    windows,
    /** On disk: outlives the worker, the session and the browser. */
    record,
    popups,
    watchers,
    /** A worker's listeners go with it. */
    forgetWatchers: (): void => watchers.clear(),
    launched,
    focused,
    /** What `launchWebAuthFlow` does; the window opens on DocuSign's login page. */
    launch: (url: string): Promise<string> => {
      launched.push(url);
      const failure = firstPageFails;
      firstPageFails = undefined;
      if (failure !== undefined) return Promise.reject(new Error(failure));
      if (flow) return Promise.reject(new Error(BUSY));
      nextId += 1;
      const windowId = nextId;
      const opened = Promise.withResolvers<string>();
      flow = { windowId, url, loaded: true, asked: url, resolve: opened.resolve, reject: opened.reject };
      show({ windowId, url, loaded: true });
      return opened.promise;
    },
    /** The open flow's authorization address. */
    asked: (): string => flow?.asked ?? '',
    windowId: (): number => flow?.windowId ?? -1,
    isOpen: (): boolean => flow !== undefined,
    /** The window moves on to another page; null is a page of a host we may not see. */
    goTo: (url: string | null, loaded = true): void => {
      if (flow) show({ windowId: flow.windowId, url, loaded });
    },
    /** A popup of somebody else's. */
    openOther: (url: string): number => {
      nextId += 1;
      show({ windowId: nextId, url, loaded: true });
      return nextId;
    },
    /** DocuSign sends the window back. */
    comeBack: (url: string): void => {
      const ended = flow;
      flow = undefined;
      if (!ended) return;
      popups.delete(ended.windowId);
      ended.resolve(url);
    },
    closeByHand: (): Promise<void> => windows.close(flow?.windowId ?? -1),
    /** The first page of the next flow cannot be loaded: the browser ends the flow without showing a window. */
    failFirstPage: (text: string): void => {
      firstPageFails = text;
    },
    /** A page cannot be loaded: the browser ends the flow and closes its window. */
    fail: (text: string): void => {
      const ended = flow;
      flow = undefined;
      if (!ended) return;
      popups.delete(ended.windowId);
      ended.reject(new Error(text));
    },
  };
}

export function fakeClock(start = Date.parse('2026-11-21T09:00:00Z')) {
  let now = start;
  const clock = () => now;
  return {
    clock,
    advance: (milliseconds: number): void => {
      now += milliseconds;
    },
  };
}

export function fakeLog(clock: () => number): Log {
  return createLog({ clock, redactor: createRedactor() });
}

/** Loans of one worker, which go with it. */
export function fakeLoans() {
  const held = new Set<Promise<unknown>>();
  return {
    holdHosts: <T>(work: () => Promise<T>): Promise<T> => {
      const done = work();
      const over = done
        .catch(() => undefined)
        .finally(() => {
          held.delete(over);
        });
      held.add(over);
      return done;
    },
    untilUnheld: async (): Promise<void> => {
      while (held.size > 0) await Promise.all(held);
    },
  };
}
