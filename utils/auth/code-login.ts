import * as oauth from 'oauth4webapi';
import * as z from 'zod/mini';
import { isWithin } from '../base/clock.ts';
import { AppFault } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { Clock } from '../base/types.ts';
import { authorizationUrl } from './authorization-url.ts';
import { exchangeCode, type Grant, type LoginTarget, type TokenEndpoint } from './grant.ts';
import { LONGEST_LOGIN } from './login-times.ts';
import type { SessionArea } from '../platform/session-area.ts';

/** Asks the vendor to show the code instead of sending it anywhere (RFC 6749 says nothing of it; Procore documents it). */
export const SHOW_THE_CODE = 'urn:ietf:wg:oauth:2.0:oob';

const Attempt = z.object({
  target: z.string(),
  clientId: z.string(),
  state: z.string(),
  verifier: z.string(),
  startedAt: z.number(),
});

const ATTEMPT_KEY = 'code-login';

/**
 * The login without a redirect address: the vendor shows a code on its own page, and the person pastes it. Nothing waits
 * meanwhile, so a worker that is stopped loses nothing; the attempt is used up by one paste, and is over in time.
 */
export function createCodeLogin(deps: {
  session: SessionArea;
  clock: Clock;
  log: Log;
  endpointOf: (target: LoginTarget) => TokenEndpoint;
  /** Told, by its target's name, before a code is traded for tokens. */
  trading: (target: string) => Promise<void>;
}) {
  const { session, clock, log } = deps;
  return {
    /** Answers with the address to open; an earlier attempt is over. */
    begin: async (target: LoginTarget): Promise<string> => {
      const attempt = {
        target: target.name,
        clientId: target.clientId,
        state: oauth.generateRandomState(),
        verifier: oauth.generateRandomCodeVerifier(),
        startedAt: clock(),
      } satisfies z.infer<typeof Attempt>;
      log.redactor.register(attempt.state, attempt.verifier);
      await session.set(ATTEMPT_KEY, attempt);
      return authorizationUrl(target, { ...attempt, redirectUri: SHOW_THE_CODE }, '');
    },

    /** Trades the pasted code for tokens. What cannot be a code is refused, and may be pasted again. */
    finish: async (target: LoginTarget, pasted: string, signal: AbortSignal): Promise<Grant> => {
      const code = pasted.trim();
      log.redactor.register(code);
      if (!/^[\w.~+/=-]{6,512}$/.test(code)) throw new AppFault('bad-input', 'code');
      const parsed = Attempt.safeParse(await session.get(ATTEMPT_KEY));
      // Single use: gone before the code is sent.
      await session.remove(ATTEMPT_KEY);
      signal.throwIfAborted();
      const attempt = parsed.success ? parsed.data : null;
      const fits = attempt?.target === target.name && attempt.clientId === target.clientId;
      if (!attempt || !fits) throw new AppFault('login-mismatch');
      if (!isWithin(attempt.startedAt, LONGEST_LOGIN, clock())) throw new AppFault('login-late');
      const answer = oauth.validateAuthResponse(
        target.server,
        { client_id: target.clientId },
        new URLSearchParams({ code, state: attempt.state }),
        attempt.state,
      );
      await deps.trading(target.name);
      return exchangeCode(deps.endpointOf(target), target, answer, SHOW_THE_CODE, attempt.verifier, signal);
    },

    /** The target whose code may still be pasted, or null. */
    awaited: async (): Promise<string | null> => {
      const parsed = Attempt.safeParse(await session.get(ATTEMPT_KEY));
      const isOpen = parsed.success && isWithin(parsed.data.startedAt, LONGEST_LOGIN, clock());
      return isOpen ? parsed.data.target : null;
    },

    forget: (): Promise<void> => session.remove(ATTEMPT_KEY),
  };
}
