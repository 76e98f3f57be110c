import * as oauth from 'oauth4webapi';
import * as z from 'zod/mini';
import { AppFault } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { Clock } from '../base/types.ts';
import { authorizationUrl } from './authorization-url.ts';
import { exchangeCode, type Grant, type LoginTarget, type TokenEndpoint } from './grant.ts';
import { lateFault, launchEnd, launchFault } from './launch-fault.ts';
import { checkAnswer } from './login-answer.ts';
import { LONGEST_LOGIN } from './login-times.ts';
import { followTrail } from './login-trail.ts';
import type { LoginWindows } from '../platform/login-windows.ts';
import type { SessionArea } from '../platform/session-area.ts';
import { closeRecorded, type WindowRecord } from './window-record.ts';

/** An attempt that is under way. In `storage.session`, so that a worker that starts anew knows of it. */
const Attempt = z.object({
  target: z.string(),
  clientId: z.string(),
  redirectUri: z.string(),
  state: z.string(),
  verifier: z.string(),
  startedAt: z.number(),
  windowId: z.nullable(z.number()),
});
type Attempt = z.infer<typeof Attempt>;

const ATTEMPT_KEY = 'login';

/** How often a launch is repeated after windows of an earlier flow were closed, and the pause between, in ms. */
const BUSY_TRIES = 10;
const BUSY_PAUSE = 200;

export type Login = ReturnType<typeof createLogin>;

export type LoginDeps = {
  session: SessionArea;
  clock: Clock;
  log: Log;
  /** Where the tokens of this target come from. */
  endpointOf: (target: LoginTarget) => TokenEndpoint;
  /** `identity.launchWebAuthFlow`, interactive: answers with the address the window came back to. */
  launch: (url: string) => Promise<string | undefined>;
  /** `identity.getRedirectURL`. */
  redirectUrl: (path: string) => string;
  windows: LoginWindows;
  /** Whether the host answers at all: tells a network fault from an error page. */
  reachable: (target: LoginTarget) => Promise<boolean>;
  /** Told, by its target's name, before a code is traded for tokens. */
  trading: (target: string) => Promise<void>;
  /** Keeps the open window for the worker after a reload of the extension. */
  windowRecord: WindowRecord;
  /** The login host of a target, by its name. */
  loginHostOf: (target: string) => string | undefined;
  /** Told when an attempt of an earlier worker was found cut off; `target` is its name. */
  interrupted: (target: string) => Promise<void>;
};

/**
 * The login with a vendor: authorization code with PKCE (S256), in a window of the browser's. One at a time, whoever the
 * vendor is: the browser opens no second one. Every end is an AppFault or a grant, and leaves nothing behind.
 */
export function createLogin(deps: LoginDeps) {
  const { session, clock, log, windows } = deps;
  /** The attempt of this very worker. One that only storage knows was cut off with an earlier worker. */
  let current: { target: string; controller: AbortController; windowId: number | null } | undefined;
  let clearing: Promise<void> = Promise.resolve();

  const readAttempt = async (): Promise<Attempt | null> => {
    const parsed = Attempt.safeParse(await session.get(ATTEMPT_KEY));
    return parsed.success ? parsed.data : null;
  };

  const clearOrphan = async (): Promise<void> => {
    const orphan = await readAttempt();
    await session.remove(ATTEMPT_KEY);
    if (orphan && orphan.windowId !== null) await windows.close(orphan.windowId);
    const recorded = await closeRecorded(deps.windowRecord, windows, {
      now: clock(),
      hostOf: deps.loginHostOf,
    });
    const target = orphan?.target ?? recorded;
    if (target !== undefined) await deps.interrupted(target);
  };

  /** Forgets an attempt of an earlier worker and closes its window. One after the other: none may meet a new attempt. */
  const clear = (): Promise<void> => {
    const next = clearing.then(clearOrphan);
    clearing = next.catch(() => undefined);
    return next;
  };

  const closeMine = async (host: string, earlier: Set<number>, windowId: number | null): Promise<void> => {
    const mine = windowId === null ? (await windows.showing(host)).map((page) => page.windowId) : [windowId];
    for (const id of mine) if (!earlier.has(id)) await windows.close(id);
  };

  /** The browser says a flow is open and no worker of ours waits for it: close what shows our own login. */
  const closeStrays = async (target: LoginTarget): Promise<void> => {
    for (const page of await windows.showing(new URL(target.server.issuer).host)) {
      const asker = page.url === null ? null : URL.parse(page.url)?.searchParams.get('client_id');
      // Procore's login with DocuSign opens popup windows as well, and says whose they are.
      if (asker == null || asker.toLowerCase() === target.clientId.toLowerCase()) {
        await windows.close(page.windowId);
      }
    }
  };

  const launch = async (
    target: LoginTarget,
    url: string,
    signal: AbortSignal,
  ): Promise<string | undefined> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await deps.launch(url);
      } catch (thrown) {
        if (launchEnd(thrown) !== 'busy' || tries > BUSY_TRIES || signal.aborted) throw thrown;
        await closeStrays(target);
        await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE));
      }
    }
  };

  /** Shows the login page and waits for the address it comes back to. */
  const showWindow = async (
    target: LoginTarget,
    url: string,
    attempt: Attempt,
    mine: NonNullable<typeof current>,
  ): Promise<string> => {
    const { signal } = mine.controller;
    const host = new URL(target.server.issuer).host;
    const earlier = new Set((await windows.showing(host)).map((page) => page.windowId));
    const trail = followTrail(target.server.authorization_endpoint);
    const watching = new AbortController();
    windows.watch((page) => {
      const shown = page.url === null ? null : URL.parse(page.url);
      if (mine.windowId === null && shown?.host === host && !earlier.has(page.windowId)) {
        mine.windowId = page.windowId;
        // Before the watch ends, so also before the attempt is taken away: it cannot come back by this.
        const { windowId } = page;
        Promise.all([
          session.set(ATTEMPT_KEY, { ...attempt, windowId } satisfies Attempt),
          deps.windowRecord.set({ target: target.name, windowId, openedAt: attempt.startedAt }),
        ]).catch((thrown: unknown) => log.note('the login window was not remembered', thrown));
      }
      if (mine.windowId === page.windowId) trail.see(page);
    }, watching.signal);

    const deadline = setTimeout(
      () => mine.controller.abort(lateFault(trail.end(), attempt.redirectUri)),
      LONGEST_LOGIN,
    );
    const givenUp = Promise.withResolvers<never>();
    const giveUp = () => givenUp.reject(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      signal.throwIfAborted();
      const launched = launch(target, url, signal);
      // When the login is given up first, the window's own end comes later and nobody asks for it.
      launched.catch(() => undefined);
      const callback = await Promise.race([launched, givenUp.promise]);
      if (callback === undefined) throw new AppFault('login-no-answer', attempt.redirectUri);
      return callback;
    } catch (thrown) {
      if (thrown instanceof AppFault) throw thrown;
      const reachable = launchEnd(thrown) !== 'not-loaded' || (await deps.reachable(target));
      log.note('the login window ended without an answer', thrown);
      throw launchFault(thrown, { trail: trail.end(), reachable, redirectUri: attempt.redirectUri });
    } finally {
      clearTimeout(deadline);
      watching.abort();
      signal.removeEventListener('abort', giveUp);
      if (signal.aborted) await closeMine(host, earlier, mine.windowId);
    }
  };

  return {
    /** Shows the login and trades its answer for tokens. `login-open` while another one is under way. */
    start: async (target: LoginTarget, loginHint: string): Promise<Grant> => {
      if (current) {
        if (current.windowId !== null) await windows.focus(current.windowId);
        throw new AppFault('login-open');
      }
      const mine = { target: target.name, controller: new AbortController(), windowId: null };
      current = mine;
      try {
        await clear();
        const attempt: Attempt = {
          target: target.name,
          clientId: target.clientId,
          redirectUri: deps.redirectUrl(target.redirectPath),
          state: oauth.generateRandomState(),
          verifier: oauth.generateRandomCodeVerifier(),
          startedAt: clock(),
          windowId: null,
        };
        log.redactor.register(attempt.state, attempt.verifier, loginHint);
        await session.set(ATTEMPT_KEY, attempt);
        const url = await authorizationUrl(target, attempt, loginHint);
        const callback = await showWindow(target, url, attempt, mine);
        return await redeem(target, callback, mine.controller.signal);
      } finally {
        current = undefined;
        await Promise.all([session.remove(ATTEMPT_KEY), deps.windowRecord.set(null)]);
      }
    },

    /** Trades an answer for tokens; `start` does it by itself. Each attempt takes one answer, right or wrong. */
    redeem: (target: LoginTarget, callback: string, signal: AbortSignal): Promise<Grant> =>
      redeem(target, callback, signal),

    /** Gives up the login under way, if it is for this target or none is named, and closes its window. */
    cancel: async (target?: string): Promise<void> => {
      if (!current) await clear();
      else if (target === undefined || target === current.target) {
        current.controller.abort(new AppFault('login-closed'));
      }
    },

    /** At the start of a worker: a login that was cut off with the last one is forgotten, its window closed. */
    recover: async (): Promise<void> => {
      if (!current) await clear();
    },
  };

  async function redeem(target: LoginTarget, callback: string, signal: AbortSignal): Promise<Grant> {
    const attempt = await readAttempt();
    // Single use: gone before anything can fail, and before the code is sent.
    await session.remove(ATTEMPT_KEY);
    signal.throwIfAborted();
    const endpoint = deps.endpointOf(target);
    const answer = checkAnswer(target, attempt, callback, {
      ownRedirect: deps.redirectUrl(target.redirectPath),
      now: clock(),
      judge: endpoint.judge,
    });
    if (!attempt) throw new AppFault('login-mismatch');
    log.redactor.register(answer.get('code') ?? '');
    await deps.trading(target.name);
    return exchangeCode(endpoint, target, answer, attempt.redirectUri, attempt.verifier, signal);
  }
}
