import * as z from 'zod/mini';
import { isOlderThan, MINUTE } from '../base/clock.ts';
import { AppFault } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { Clock, Instant } from '../base/types.ts';
import { type Grant, refreshGrant, type TokenEndpoint } from './grant.ts';
import type { SessionArea } from '../platform/session-area.ts';

const Kept = z.object({
  accessToken: z.string(),
  refreshToken: z.nullable(z.string()),
  issuedAt: z.number(),
  lifetime: z.number(),
  /** The app the grant belongs to: a key changed in settings must not be used with it. */
  clientId: z.string(),
});
type Kept = z.infer<typeof Kept>;

/** What callers get when their grant was forgotten or replaced under them; the vendor's own no has its code instead. */
const FORGOTTEN = 'forgotten';

/** True when nobody but ourselves ended the grant. */
export function wasForgotten(thrown: unknown): boolean {
  return thrown instanceof AppFault && thrown.error.detail === FORGOTTEN;
}

/** A token this close to its end is renewed before it is used; one that lives for less than twice as long, at half time. */
const MARGIN = MINUTE;

/**
 * True when its end is near by all that is known. Where the clock went back since it was issued nothing is: it is used,
 * and the vendor's own no renews it.
 */
function isRunningOut({ issuedAt, lifetime }: Kept, now: Instant): boolean {
  return isOlderThan(issuedAt, lifetime - Math.min(MARGIN, lifetime / 2), now);
}

const PREFIX = 'tokens:';

/** The names of all grants whose tokens are kept. */
export async function keptGrants(session: SessionArea): Promise<string[]> {
  return (await session.keys())
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length));
}

export type TokenStore = ReturnType<typeof createTokenStore>;

/**
 * Keeps one grant's tokens in `storage.session`, and gives them out. Refreshing is single-flight over all contexts
 * (`navigator.locks` and a second look), the new pair is stored before it is used, and what was forgotten meanwhile
 * stays forgotten.
 */
export function createTokenStore({
  name,
  server,
  session,
  locks,
  endpoint,
  clock,
  log,
  mayBeStale,
}: {
  /** Names the grant in storage, such as `docusign:production:` and the person; without a person until it is read. */
  name: string;
  server: { issuer: string; authorization_endpoint: string; token_endpoint: string };
  session: SessionArea;
  locks: Pick<LockManager, 'request'>;
  endpoint: TokenEndpoint;
  clock: Clock;
  log: Log;
  /** True for a fault that a new access token may cure. */
  mayBeStale: (thrown: unknown) => boolean;
}) {
  const key = `${PREFIX}${name}`;
  /** Everything asked with the present grant; replaced whenever it is forgotten or another one is kept. */
  let life = new AbortController();

  const read = async (): Promise<Kept | null> => {
    const parsed = Kept.safeParse(await session.get(key));
    if (!parsed.success) return null;
    log.redactor.register(parsed.data.accessToken, parsed.data.refreshToken ?? '');
    return parsed.data;
  };

  const write = (grant: Grant, clientId: string): Promise<void> => {
    log.redactor.register(grant.accessToken, grant.refreshToken ?? '');
    return session.set(key, { ...grant, clientId } satisfies Kept);
  };

  /** Takes effect at once: what is still under way with this grant can no longer bring it back. */
  const forget = (): Promise<void> => {
    life.abort(new AppFault('sign-in-again', FORGOTTEN));
    life = new AbortController();
    return session.remove(key);
  };

  /** A pair other than the one holding `used`, from another context or from the vendor. */
  const renew = (used: string): Promise<Kept> => {
    const mine = life.signal;
    return locks.request(`refresh:${name}`, async (): Promise<Kept> => {
      const kept = await read();
      mine.throwIfAborted();
      if (!kept) throw new AppFault('sign-in-again');
      if (kept.accessToken !== used) return kept;
      if (kept.refreshToken === null) {
        await forget();
        throw new AppFault('sign-in-again');
      }
      let grant: Grant;
      try {
        grant = await refreshGrant(endpoint, { server, clientId: kept.clientId }, kept.refreshToken, mine);
      } catch (thrown) {
        mine.throwIfAborted();
        // Only the vendor's own no ends the grant. A lost answer leaves it: the old pair may still work.
        if (thrown instanceof AppFault && thrown.error.kind === 'sign-in-again') await forget();
        throw thrown;
      }
      // Between this look and the write nothing can come: a forgetting before it is seen, one after it removes.
      mine.throwIfAborted();
      await write(grant, kept.clientId);
      return { ...grant, clientId: kept.clientId };
    });
  };

  /** Forgets, and answers with what is left to be ended at the vendor: one token, and the app it belongs to. */
  const surrender = async (): Promise<{ token: string; clientId: string } | null> => {
    life.abort(new AppFault('sign-in-again', FORGOTTEN));
    life = new AbortController();
    const kept = await read();
    await session.remove(key);
    return kept && { token: kept.refreshToken ?? kept.accessToken, clientId: kept.clientId };
  };

  const keep = async (grant: Grant, clientId: string): Promise<void> => {
    life.abort(new AppFault('sign-in-again', FORGOTTEN));
    life = new AbortController();
    await write(grant, clientId);
  };

  return {
    /** Starts a new grant; whatever was under way with an older one ends. */
    keep,
    forget,
    surrender,

    /** Hands its tokens to the store of the person they turned out to be of. Stopped in the middle, both have them. */
    moveTo: async (person: { keep: typeof keep; forget: typeof forget }): Promise<void> => {
      const mine = life.signal;
      const kept = await read();
      mine.throwIfAborted();
      if (!kept) throw new AppFault('sign-in-again', FORGOTTEN);
      const { clientId, ...grant } = kept;
      await person.keep(grant, clientId);
      if (mine.aborted) await person.forget();
      mine.throwIfAborted();
      await session.remove(key);
    },

    /** When what is there to sign requests with was given; null while there is nothing. */
    issuedAt: async (): Promise<Instant | null> => (await read())?.issuedAt ?? null,

    /**
     * Calls with a token that should work; when the vendor finds it stale, once more with a new one. A second no ends
     * the grant.
     */
    use: async <T>(call: (accessToken: string, signal: AbortSignal) => Promise<T>): Promise<T> => {
      const mine = life.signal;
      const kept = await read();
      mine.throwIfAborted();
      if (!kept) throw new AppFault('sign-in-again');
      const first = isRunningOut(kept, clock()) ? await renew(kept.accessToken) : kept;
      try {
        return await call(first.accessToken, mine);
      } catch (thrown) {
        mine.throwIfAborted();
        if (!mayBeStale(thrown)) throw thrown;
      }
      const second = await renew(first.accessToken);
      try {
        return await call(second.accessToken, mine);
      } catch (thrown) {
        mine.throwIfAborted();
        if (thrown instanceof AppFault && thrown.error.kind === 'sign-in-again') await forget();
        throw thrown;
      }
    },
  };
}
