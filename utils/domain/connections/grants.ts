import type { Grant } from '../../auth/grant.ts';
import { createTokenStore, type TokenStore, wasForgotten } from '../../auth/token-store.ts';
import { AppFault, toAppError } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import type { Clock, Vendor } from '../../base/types.ts';
import type { SessionArea } from '../../platform/session-area.ts';
import type { CountersignDatabase } from '../database.ts';
import type { Journal } from '../journal/append.ts';
import type { LoginEnd } from './items.ts';
import { type ConnectionId, type ConnectionKey, idOf, isOf, keyFrom } from './key.ts';
import type { SurrenderedToken, Provider } from './provider.ts';
import type { ConnectionOf, EnvironmentOf } from './tables.ts';

export type GrantDeps = {
  db: CountersignDatabase;
  clock: Clock;
  log: Log;
  journal: Journal;
  session: SessionArea;
  locks: Pick<LockManager, 'request'>;
};

/** A connection, whether there is a row of it or not. */
export type PlaceOf<V extends Vendor> = {
  id: ConnectionId;
  key: ConnectionKey;
  environment: EnvironmentOf<V>;
  userId: string;
};

/**
 * The tokens of one vendor's grants, and what is read with them. A sign-in goes to an environment; whose it is shows only
 * once its tokens are there. Until that is read they are kept under the name of the environment alone (its slot), and
 * from then on under the person's.
 */
export function createGrants<V extends Vendor, Who extends { userId: string }>(
  provider: Provider<V, Who>,
  { db, clock, log, journal, session, locks }: GrantDeps,
) {
  type E = EnvironmentOf<V>;
  type Row = ConnectionOf<V>;
  type Place = PlaceOf<V>;

  const slotOf = (environment: E): string => `${provider.id}:${environment}`;
  const environmentOf = (slot: string): E | undefined =>
    provider.environments.find((environment) => slotOf(environment) === slot);
  /** Null for the id of another vendor's, or of none. */
  const placeOf = (id: ConnectionId): Place | null => {
    const key = keyFrom(id);
    const environment = provider.environments.find((one) => one === key?.[1]);
    return key?.[0] === provider.id && environment ? { id, key, environment, userId: key[2] } : null;
  };
  const rowOf = async ({ key }: Place): Promise<Row | undefined> => {
    const row = await db.connections.get(key);
    return row && isOf(provider.id)(row) ? row : undefined;
  };

  const keepers = new Map<string, TokenStore>();
  const keeperOf = (name: string, environment: E): TokenStore => {
    const known = keepers.get(name);
    if (known) return known;
    const { server } = provider.targetOf(environment, '');
    const { endpoint, mayBeStale } = provider;
    const keeper = createTokenStore({ name, server, session, locks, endpoint, clock, log, mayBeStale });
    keepers.set(name, keeper);
    return keeper;
  };
  const arrivalsOf = (environment: E) => keeperOf(slotOf(environment), environment);
  const readings = new Map<ConnectionId, Promise<Row>>();
  const identifications = new Map<E, Promise<{ place: Place; who: Who }>>();

  const remember = async (end: LoginEnd | null): Promise<void> => {
    try {
      await provider.loginEnded(end);
    } catch (thrown) {
      log.note('the end of a login was not kept', thrown);
    }
  };

  /** `refusedAs`: the vendor's own code, where it was the vendor that ended it. */
  const markSignedOut = async ({ key, environment }: Place, refusedAs?: string): Promise<void> => {
    const signedOut = await db.connections
      .where(':id')
      .equals(key)
      .and((row) => row.signedOutAt === undefined)
      .modify((row) => {
        row.signedOutAt = clock();
        if (refusedAs !== undefined) row.refusedAs = refusedAs;
      });
    if (signedOut > 0) await journal.record({ code: 'signed-out', vendor: provider.id, environment });
  };

  const readOnce = async (place: Place, signedInAs?: Who): Promise<Row> => {
    const { environment } = place;
    try {
      await provider.allowed(environment);
      return await keeperOf(place.id, environment).use(async (accessToken, signal) => {
        const call = { accessToken, signal, signedIn: signedInAs !== undefined };
        const who = signedInAs ?? (await provider.identify(environment, call));
        // Nobody's answer is written over somebody else.
        if (who.userId !== place.userId) throw new AppFault('unexpected-reply', 'person');
        return provider.read(environment, who, call);
      });
    } catch (thrown) {
      if (!wasForgotten(thrown)) {
        const { kind, detail } = toAppError(thrown);
        await provider.markUnread(place.key, kind);
        if (kind === 'sign-in-again') await markSignedOut(place, detail);
        // Surer than how a login window ended: a wrong key and a wrong redirect address look alike there.
        if (kind === 'wrong-key') await remember({ error: toAppError(thrown), at: clock() });
      }
      throw thrown;
    }
  };

  /** Reads who is signed in and what they may do; two asking at once share one reading. */
  const read = (place: Place, signedInAs?: Who): Promise<Row> => {
    const under = readings.get(place.id);
    if (under) return under;
    const fresh = readOnce(place, signedInAs).finally(() => {
      if (readings.get(place.id) === fresh) readings.delete(place.id);
    });
    readings.set(place.id, fresh);
    return fresh;
  };

  const identifyOnce = async (environment: E): Promise<{ place: Place; who: Who }> => {
    await provider.allowed(environment);
    const arrivals = arrivalsOf(environment);
    const who = await arrivals.use((accessToken, signal) =>
      provider.identify(environment, { accessToken, signal }),
    );
    const place = placeOf(idOf({ vendor: provider.id, environment, userId: who.userId }));
    if (!place) throw new AppFault('unexpected-reply', 'person');
    await arrivals.moveTo(keeperOf(place.id, environment));
    // A reading under way belongs to the grant that was replaced.
    readings.delete(place.id);
    return { place, who };
  };

  /** Finds out whose the tokens are that came, and reads on as that person. */
  const settleIn = async (environment: E): Promise<Place> => {
    const under = identifications.get(environment);
    const fresh =
      under ??
      identifyOnce(environment).finally(() => {
        if (identifications.get(environment) === fresh) identifications.delete(environment);
      });
    identifications.set(environment, fresh);
    const { place, who } = await fresh;
    await read(place, who);
    return place;
  };

  /** Never throws. */
  const quietly = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch (thrown) {
      log.note('the connection was not read', thrown);
    }
  };

  /** Tokens whose person was not read: an earlier worker was stopped first, or the vendor did not answer. */
  const settleArrivals = async (): Promise<void> => {
    for (const environment of provider.environments) {
      const isThere = (await arrivalsOf(environment).issuedAt()) !== null;
      if (isThere) await quietly(settleIn(environment));
    }
  };

  return {
    slotOf,
    environmentOf,
    placeOf,
    rowOf,
    remember,
    markSignedOut,
    keeperOf: ({ id, environment }: Place): TokenStore => keeperOf(id, environment),
    arrivalsOf,
    read,
    quietly,
    settleArrivals,

    /** Keeps the tokens of a new sign-in. */
    arrive: (environment: E, grant: Grant, clientId: string): Promise<void> => {
      identifications.delete(environment);
      return arrivalsOf(environment).keep(grant, clientId);
    },
    settleIn,

    /** Takes the tokens of one away, at once, and those whose person was not read yet: they may be this one's. */
    surrender: async (place: Place): Promise<SurrenderedToken[]> => {
      const { id, environment } = place;
      const surrendered = [keeperOf(id, environment), arrivalsOf(environment)].map((one) => one.surrender());
      readings.delete(id);
      identifications.delete(environment);
      return (await Promise.all(surrendered)).filter((left) => left !== null);
    },
  };
}
