import type { Grant, LoginTarget } from '../../auth/grant.ts';
import type { Login } from '../../auth/login.ts';
import { keptGrants, wasForgotten } from '../../auth/token-store.ts';
import { HOUR, isWithin } from '../../base/clock.ts';
import { AppFault, toAppError } from '../../base/errors.ts';
import type { Vendor } from '../../base/types.ts';
import { forgetRequests } from './forget-requests.ts';
import { journalTables } from '../journal/append.ts';
import { createGrants, type GrantDeps } from './grants.ts';
import { type ConnectionId, idOf } from './key.ts';
import type { AuthorizedCall, Provider } from './provider.ts';
import { connectionsWith } from './rows.ts';
import type { EnvironmentOf } from './tables.ts';
import { createTrades } from './trades.ts';

export type ConnectionDeps = GrantDeps & {
  /** One for all vendors: the browser shows one login window at a time. */
  login: () => Login;
};

/** Both vendors ask to read people anew rarely, and have limits by the hour. */
const FACTS_GOOD_FOR = 8 * HOUR;

/** Our own connections with one vendor: signing in, reading who that proves, forgetting it all. */
export function createConnections<V extends Vendor, Who extends { userId: string }>(
  provider: Provider<V, Who>,
  deps: ConnectionDeps,
) {
  type E = EnvironmentOf<V>;
  const { db, clock, session, login } = deps;
  const { record } = deps.journal;
  const vendor = provider.id;
  const grants = createGrants(provider, deps);
  const { slotOf, environmentOf, placeOf, remember, markSignedOut, read } = grants;
  /** Counts the forgettings: a login that ends after one of them is not kept, whoever it is of. */
  const forgettings = new Map<E, number>();
  const forgotten = (environment: E) => forgettings.get(environment) ?? 0;
  const trades = createTrades({ session, clock });

  const tellInterrupted = async (environment: E): Promise<void> => {
    await remember({ error: { kind: 'login-interrupted' }, at: clock() });
    await record({ code: 'login-interrupted', vendor, environment });
  };

  /** Says what an earlier worker left undone. A new attempt waits for it: nobody is to take it for its own end. */
  const settle = (environment: E): Promise<void> =>
    trades.settle(slotOf(environment), grants.arrivalsOf(environment).issuedAt, () =>
      tellInterrupted(environment),
    );

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
    attempt(async ({ environment, clientId }): Promise<{ id: ConnectionId }> => {
      const before = forgotten(environment);
      const slot = slotOf(environment);
      const grant = await obtain(provider.targetOf(environment, clientId)).catch(async (thrown: unknown) => {
        await trades.end(slot);
        throw thrown;
      });
      if (forgotten(environment) !== before) {
        // It came too late to be kept here, so it is not to last at the vendor either.
        await provider.ended?.(environment, [{ token: grant.refreshToken ?? grant.accessToken, clientId }]);
        await trades.end(slot);
        throw new AppFault('login-closed');
      }
      await grants.arrive(environment, grant, clientId);
      await trades.end(slot);
      const { id } = await grants.settleIn(environment);
      return { id };
    });

  return {
    slotOf,
    /** True for the name of one of its logins. */
    owns: (slot: string): boolean => environmentOf(slot) !== undefined,
    endpoint: provider.endpoint,
    /** The address that tells whether the login host is reached. */
    probe: (slot: string): string | undefined => {
      const environment = environmentOf(slot);
      return environment && provider.probe(environment);
    },

    signIn,
    /** The first part of a sign-in that is finished later. */
    prepare: (work: (target: LoginTarget) => Promise<void>): Promise<void> =>
      attempt(({ environment, clientId }) => work(provider.targetOf(environment, clientId))),
    connect: (loginHint: string) => signIn((target) => login().start(target, loginHint.trim())),

    /** Gives up its login, if one is under way. */
    cancel: async (): Promise<void> => {
      for (const environment of provider.environments) await login().cancel(slotOf(environment));
    },

    /** A code is about to be traded for tokens of this name. */
    trading: trades.begin,

    /** A login of an earlier worker was found cut off. */
    interrupted: async (slot: string): Promise<void> => {
      const environment = environmentOf(slot);
      if (environment) await tellInterrupted(environment);
    },

    refresh: async (id: ConnectionId): Promise<void> => {
      const place = placeOf(id);
      if (!place || !(await grants.rowOf(place))) throw new AppFault('not-found');
      await read(place);
    },

    /** Calls the vendor with a token that should work; a grant that turns out to be over is marked so. */
    use: async <T>(id: ConnectionId, call: (reading: AuthorizedCall) => Promise<T>): Promise<T> => {
      const place = placeOf(id);
      if (!place) throw new AppFault('not-found');
      await provider.allowed(place.environment);
      try {
        return await grants.keeperOf(place).use((accessToken, signal) => call({ accessToken, signal }));
      } catch (thrown) {
        const { kind, detail } = toAppError(thrown);
        if (kind === 'sign-in-again' && !wasForgotten(thrown)) await markSignedOut(place, detail);
        throw thrown;
      }
    },

    /**
     * Forgets one. A login under way in its environment is given up with it, and tokens whose person was not read yet:
     * they may be this one's.
     */
    disconnect: async (id: ConnectionId): Promise<void> => {
      const place = placeOf(id);
      if (!place) throw new AppFault('not-found');
      const { key, environment } = place;
      // First of all and without the network: nothing under way can bring anything back after this.
      forgettings.set(environment, forgotten(environment) + 1);
      const surrendered = grants.surrender(place);
      await login().cancel(slotOf(environment));
      const left = await surrendered;
      await remember(null);
      await db.transaction('rw', [db.connections, db.requests, ...journalTables(db)], async () => {
        const was = await grants.rowOf(place);
        await db.connections.delete(key);
        const others = (await connectionsWith(db, provider.id)).filter(
          (row) => row.environment === environment,
        );
        await forgetRequests(db, {
          isHost: (host) => provider.isHostOf(environment, host),
          gone: was ? provider.idsOf(was) : [key[2]],
          others: others.map(provider.idsOf),
        });
        if (was) await record({ code: 'disconnected', vendor, environment });
      });
      await provider.ended?.(environment, left);
    },

    /** At each start of the worker: a sign-in that ended with the browser, a reading that was cut off. */
    wake: async (): Promise<void> => {
      for (const environment of provider.environments) await settle(environment);
      await grants.settleArrivals();
      const rows = await connectionsWith(db, provider.id);
      const ids = new Set([...rows.map(idOf), ...(await keptGrants(session))]);
      for (const id of ids) {
        const place = placeOf(id);
        if (!place) continue;
        const row = rows.find((one) => idOf(one) === id);
        const signedIn = (await grants.keeperOf(place).issuedAt()) !== null;
        // Tokens do not outlive the browser; what they proved does, dated.
        if (row && !signedIn) await markSignedOut(place);
        // Cut off after the exchange: the sign-in was given, so its reading is finished.
        if (signedIn && (!row || provider.isUnread(row))) await grants.quietly(read(place));
      }
    },

    /** Reads again what is older than `FACTS_GOOD_FOR`. Never throws. */
    refreshOld: async (): Promise<void> => {
      await grants.settleArrivals();
      for (const row of await connectionsWith(db, provider.id)) {
        if (row.signedOutAt !== undefined || isWithin(row.refreshedAt, FACTS_GOOD_FOR, clock())) continue;
        const place = placeOf(idOf(row));
        if (place) await grants.quietly(read(place));
      }
    },
  };
}
