import type { Table } from 'dexie';
import type { Grant, LoginTarget, TokenEndpoint } from '../../auth/grant.ts';
import type { Login } from '../../auth/login.ts';
import type { SessionArea } from '../../platform/session-area.ts';
import { createTokenStore, type TokenStore, wasForgotten } from '../../auth/token-store.ts';
import { HOUR, isWithin } from '../../base/clock.ts';
import { AppFault, type ErrorKind, toAppError } from '../../base/errors.ts';
import { type Journal, journalTables } from '../journal/append.ts';
import type { Vendor } from './journal.ts';
import type { Log } from '../../base/log.ts';
import type { CountersignDatabase } from '../database.ts';
import type { LoginEnd } from './items.ts';
import type { Clock, Instant } from '../../base/types.ts';
import { createTrades } from './trades.ts';

/** What every connection's row has, whoever the vendor is. */
type Row<E> = {
  environment: E;
  userId: string;
  refreshedAt: Instant;
  signedOutAt?: Instant;
  refusedAs?: string;
};

/** With whose token a vendor is read, and until when. */
export type AuthorizedCall = { accessToken: string; signal: AbortSignal };

/** One vendor, as far as signing in and forgetting need to know it. `E` are its environments. */
export type Provider<E extends string, R extends Row<E>> = {
  /** Begins the names of its grants. */
  id: Vendor;
  environments: readonly E[];
  rows: Table<R, E>;
  endpoint: TokenEndpoint;
  targetOf: (environment: E, clientId: string) => LoginTarget;
  /** An address of the login host that answers anybody. */
  probe: (environment: E) => string;
  isHostOf: (environment: E, host: string) => boolean;
  /** True for a fault that a new access token may cure. */
  mayBeStale: (thrown: unknown) => boolean;
  /** Where and as which app to sign in, as the settings are now; '' where no app is set. */
  app: () => Promise<{ environment: E; clientId: string }>;
  noApp: ErrorKind;
  /** Throws where the browser does not let us ask this vendor. */
  allowed: (environment: E) => Promise<void>;
  /** Reads who is signed in and what there is to know of them, and keeps it. */
  read: (environment: E, reading: AuthorizedCall) => Promise<R>;
  isUnread: (row: R) => boolean;
  /** A reading failed: what was never read says why. */
  markUnread: (environment: E, kind: ErrorKind) => Promise<void>;
  /** Keeps how a login failed, for the pages that did not hear it; null when another one begins. */
  loginEnded: (end: LoginEnd | null) => Promise<void>;
  /** The connection was forgotten here; `left` is what may still be ended at the vendor. */
  ended?: (environment: E, left: { token: string; clientId: string } | null) => Promise<void>;
};

export type ConnectionDeps = {
  db: CountersignDatabase;
  clock: Clock;
  log: Log;
  journal: Journal;
  session: SessionArea;
  locks: Pick<LockManager, 'request'>;
  /** One for all vendors: the browser shows one login window at a time. */
  login: () => Login;
};

/** Both vendors ask to read people anew rarely, and have limits by the hour. */
const FACTS_GOOD_FOR = 8 * HOUR;

/** Our own connection with one vendor: signing in, reading who that proves, forgetting it all. */
export function createConnection<E extends string, R extends Row<E>>(
  provider: Provider<E, R>,
  { db, clock, log, session, locks, login, journal: { record } }: ConnectionDeps,
) {
  const vendor = provider.id;
  const nameOf = (environment: E) => `${provider.id}:${environment}`;
  const keepers = new Map<E, TokenStore>();
  const keeperOf = (environment: E): TokenStore => {
    const known = keepers.get(environment);
    if (known) return known;
    const { name, server } = provider.targetOf(environment, '');
    const { endpoint, mayBeStale } = provider;
    const keeper = createTokenStore({ name, server, session, locks, endpoint, clock, log, mayBeStale });
    keepers.set(environment, keeper);
    return keeper;
  };
  /** Counts the forgettings: a login that ends after one of them is not kept. */
  const forgettings = new Map<E, number>();
  const forgotten = (environment: E) => forgettings.get(environment) ?? 0;
  const readings = new Map<E, Promise<R>>();

  const trades = createTrades({ session, clock });

  const remember = async (end: LoginEnd | null): Promise<void> => {
    try {
      await provider.loginEnded(end);
    } catch (thrown) {
      log.note('the end of a login was not kept', thrown);
    }
  };

  /** `refusedAs`: the vendor's own code, where it was the vendor that ended it. */
  const markSignedOut = async (environment: E, refusedAs?: string): Promise<void> => {
    const signedOut = await provider.rows
      .where('environment')
      .equals(environment)
      .and((row) => row.signedOutAt === undefined)
      .modify((row) => {
        row.signedOutAt = clock();
        if (refusedAs !== undefined) row.refusedAs = refusedAs;
      });
    if (signedOut > 0) await record({ code: 'signed-out', vendor, environment });
  };

  const readOnce = async (environment: E): Promise<R> => {
    try {
      await provider.allowed(environment);
      return await keeperOf(environment).use((accessToken, signal) =>
        provider.read(environment, { accessToken, signal }),
      );
    } catch (thrown) {
      if (!wasForgotten(thrown)) {
        const { kind, detail } = toAppError(thrown);
        await provider.markUnread(environment, kind);
        if (kind === 'sign-in-again') await markSignedOut(environment, detail);
        // Surer than how a login window ended: a wrong key and a wrong redirect address look alike there.
        if (kind === 'wrong-key') await remember({ error: toAppError(thrown), at: clock() });
      }
      throw thrown;
    }
  };

  /** Reads who is signed in and what they may do; two asking at once share one reading. */
  const read = (environment: E): Promise<R> => {
    const under = readings.get(environment);
    if (under) return under;
    const fresh = readOnce(environment).finally(() => {
      if (readings.get(environment) === fresh) readings.delete(environment);
    });
    readings.set(environment, fresh);
    return fresh;
  };

  const tellInterrupted = async (environment: E): Promise<void> => {
    await remember({ error: { kind: 'login-interrupted' }, at: clock() });
    await record({ code: 'login-interrupted', vendor, environment });
  };

  /** Says what an earlier worker left undone. A new attempt waits for it: nobody is to take it for its own end. */
  const settle = (environment: E): Promise<void> =>
    trades.settle(nameOf(environment), keeperOf(environment).issuedAt, () => tellInterrupted(environment));

  const readQuietly = async (environment: E): Promise<void> => {
    try {
      await read(environment);
    } catch (thrown) {
      log.note('the connection was not read', thrown);
    }
  };

  /** Begins with the app of the settings; how it failed is kept. */
  const attempt = async <T>(work: (app: { environment: E; clientId: string }) => Promise<T>): Promise<T> => {
    const app = await provider.app();
    const { environment, clientId } = app;
    const before = forgotten(environment);
    try {
      await Promise.all([login().recover(), settle(environment)]);
      await remember(null);
      if (clientId === '') throw new AppFault(provider.noApp);
      await provider.allowed(environment);
      // Before anything is shown: without it the answer would be worth nothing.
      await provider.endpoint.secret?.();
      return await work(app);
    } catch (thrown) {
      const error = toAppError(thrown);
      // Neither the one still under way nor one that was forgotten on purpose has failed.
      if (error.kind !== 'login-open' && forgotten(environment) === before) {
        await remember({ error, at: clock() });
      }
      throw thrown;
    }
  };

  /** Signs in by whichever way `obtain` takes. */
  const signIn = (obtain: (target: LoginTarget) => Promise<Grant>) =>
    attempt(async ({ environment, clientId }): Promise<{ environment: E; userId: string }> => {
      const before = forgotten(environment);
      const grant = await obtain(provider.targetOf(environment, clientId)).catch(async (thrown: unknown) => {
        await trades.end(nameOf(environment));
        throw thrown;
      });
      if (forgotten(environment) !== before) {
        // It came too late to be kept here, so it is not to last at the vendor either.
        await provider.ended?.(environment, { token: grant.refreshToken ?? grant.accessToken, clientId });
        await trades.end(nameOf(environment));
        throw new AppFault('login-closed');
      }
      // A reading under way belongs to the grant that is being replaced.
      readings.delete(environment);
      await keeperOf(environment).keep(grant, clientId);
      await trades.end(nameOf(environment));
      const { userId } = await read(environment);
      return { environment, userId };
    });

  return {
    nameOf,
    /** True for the name of one of its grants. */
    owns: (name: string): boolean =>
      provider.environments.some((environment) => nameOf(environment) === name),
    endpoint: provider.endpoint,
    /** The address that tells whether the login host of this grant is reached. */
    probe: (name: string): string | undefined => {
      const environment = provider.environments.find((one) => nameOf(one) === name);
      return environment && provider.probe(environment);
    },

    signIn,
    /** The first part of a sign-in that is finished later. */
    prepare: (work: (target: LoginTarget) => Promise<void>): Promise<void> =>
      attempt(({ environment, clientId }) => work(provider.targetOf(environment, clientId))),
    connect: (loginHint: string) => signIn((target) => login().start(target, loginHint.trim())),

    /** Gives up its login, if one is under way. */
    cancel: async (): Promise<void> => {
      for (const environment of provider.environments) await login().cancel(nameOf(environment));
    },

    /** A code is about to be traded for tokens of this name. */
    trading: trades.begin,

    /** A login of an earlier worker was found cut off. */
    interrupted: async (name: string): Promise<void> => {
      const environment = provider.environments.find((one) => nameOf(one) === name);
      if (environment) await tellInterrupted(environment);
    },

    refresh: async (environment: E): Promise<void> => {
      if (!(await provider.rows.get(environment))) throw new AppFault('not-found');
      await read(environment);
    },

    /** Calls the vendor with a token that should work; a grant that turns out to be over is marked so. */
    use: async <T>(environment: E, call: (reading: AuthorizedCall) => Promise<T>): Promise<T> => {
      await provider.allowed(environment);
      try {
        return await keeperOf(environment).use((accessToken, signal) => call({ accessToken, signal }));
      } catch (thrown) {
        const { kind, detail } = toAppError(thrown);
        if (kind === 'sign-in-again' && !wasForgotten(thrown)) await markSignedOut(environment, detail);
        throw thrown;
      }
    },

    disconnect: async (environment: E): Promise<void> => {
      // First of all and without the network: nothing under way can bring anything back after this.
      forgettings.set(environment, forgotten(environment) + 1);
      const surrendered = keeperOf(environment).surrender();
      readings.delete(environment);
      await login().cancel(nameOf(environment));
      const left = await surrendered;
      await remember(null);
      await db.transaction('rw', [provider.rows, db.requests, ...journalTables(db)], async () => {
        const was = await provider.rows.get(environment);
        await provider.rows.delete(environment);
        await db.requests.filter(({ host }) => provider.isHostOf(environment, host)).delete();
        if (was) await record({ code: 'disconnected', vendor, environment });
      });
      await provider.ended?.(environment, left);
    },

    /** At each start of the worker: a sign-in that ended with the browser, a reading that was cut off. */
    wake: async (): Promise<void> => {
      for (const environment of provider.environments) {
        await settle(environment);
        const [row, issuedAt] = await Promise.all([
          provider.rows.get(environment),
          keeperOf(environment).issuedAt(),
        ]);
        const signedIn = issuedAt !== null;
        // Tokens do not outlive the browser; what they proved does, dated.
        if (row && !signedIn) await markSignedOut(environment);
        // Cut off after the exchange: the sign-in was given, so its reading is finished.
        if (signedIn && (!row || provider.isUnread(row))) await readQuietly(environment);
      }
    },

    /** Reads again what is older than `FACTS_GOOD_FOR`. Never throws. */
    refreshOld: async (): Promise<void> => {
      for (const row of await provider.rows.toArray()) {
        if (row.signedOutAt !== undefined || isWithin(row.refreshedAt, FACTS_GOOD_FOR, clock())) continue;
        await readQuietly(row.environment);
      }
    },
  };
}
