import type { TokenEndpoint } from '../../auth/grant.ts';
import { AppFault, toAppError } from '../../base/errors.ts';
import type { EffectiveSettings } from '../settings/effective.ts';
import { type Journal, journalTables } from '../journal/append.ts';
import type { CountersignDatabase } from '../database.ts';
import { connectionKey } from './key.ts';
import type { ProcoreCompany, ProcoreConnection } from './tables.ts';
import type { LoginEnd } from './items.ts';
import { type Clock, PROCORE_ENVIRONMENTS, type ProcoreEnvironment } from '../../base/types.ts';
import { mayBeStaleProcoreToken, procoreTokenFault } from '../../vendors/procore/api-faults.ts';
import type { ProcoreCall, ProcoreClient } from '../../vendors/procore/client.ts';
import {
  hostsToAsk,
  isProcoreHostOf,
  PROCORE_WORLDS,
  procoreServer,
} from '../../vendors/procore/environments.ts';
import type { Provider } from './provider.ts';

/** More are kept by name alone. Procore's spike limit can be as low as 25 calls in 10 seconds. */
const COMPANIES_READ = 10;
const COMPANIES_KEPT = 100;

type Who = { userId: string; login: string; name: string };

/** The company's own Procore app: a client with a secret, on hosts the person grants in the press on Connect. */
export function procoreProvider(deps: {
  db: CountersignDatabase;
  clock: Clock;
  journal: Journal;
  fetch: typeof globalThis.fetch;
  client: ProcoreClient;
  settings: () => Promise<EffectiveSettings>;
  secret: () => Promise<string>;
  isGranted: (hosts: readonly string[]) => Promise<boolean>;
  loginEnded: (end: LoginEnd | null) => Promise<void>;
  ended: NonNullable<Provider<'procore', Who>['ended']>;
}): Provider<'procore', Who> {
  const { db, clock, client } = deps;

  /** Writes what was read, unless the grant it was read with was forgotten meanwhile. */
  const keep = (
    environment: ProcoreEnvironment,
    person: Who,
    companies: ProcoreCompany[],
    { signal, signedIn }: { signal: AbortSignal; signedIn: boolean },
  ): Promise<ProcoreConnection> =>
    db.transaction('rw', [db.connections, ...journalTables(db)], async () => {
      const key = connectionKey({ vendor: 'procore', environment, userId: person.userId });
      const stored = await db.connections.get(key);
      signal.throwIfAborted();
      const before = stored?.vendor === 'procore' ? stored : undefined;
      const earlier = before?.companies ?? [];
      const now = clock();
      const row: ProcoreConnection = {
        vendor: 'procore',
        environment,
        ...person,
        name: person.name || (before?.name ?? ''),
        companies: companies.map(
          (company) =>
            (isRead(company) ? null : earlier.find(({ companyId }) => companyId === company.companyId)) ??
            company,
        ),
        connectedAt: before?.connectedAt ?? now,
        signedInAt: before && !signedIn ? before.signedInAt : now,
        refreshedAt: before && companies.slice(0, COMPANIES_READ).some(isUnread) ? before.refreshedAt : now,
      };
      await db.connections.put(row);
      if (!before) await deps.journal.record({ code: 'connected', vendor: 'procore', environment }, now);
      return row;
    });

  /** Where its pages are, and whether the app is installed there. Only a stale token and the caller's signal stop it. */
  const readCompany = async (company: ProcoreCompany, call: ProcoreCall): Promise<ProcoreCompany> => {
    try {
      const zone = await client.zoneOf({ company: company.companyId }, call);
      return { ...company, zone, problem: null, readAt: clock() };
    } catch (thrown) {
      call.signal?.throwIfAborted();
      if (mayBeStaleProcoreToken(thrown)) throw thrown;
      return { ...company, problem: toAppError(thrown).kind, readAt: clock() };
    }
  };

  /** Procore names a person only within a company that has the app. */
  const nameIn = async (companies: readonly ProcoreCompany[], call: ProcoreCall): Promise<string> => {
    const company = companies.find((one) => isRead(one) && one.problem === null);
    if (!company) return '';
    try {
      return (await client.meIn({ company: company.companyId }, call)).name;
    } catch (thrown) {
      call.signal?.throwIfAborted();
      if (mayBeStaleProcoreToken(thrown)) throw thrown;
      return '';
    }
  };

  return {
    id: 'procore',
    environments: PROCORE_ENVIRONMENTS,
    endpoint: procoreEndpoint(deps),
    targetOf: (environment, clientId) => ({
      name: `procore:${environment}`,
      server: procoreServer(environment),
      clientId,
      scope: '',
      params: {},
      redirectPath: PROCORE_WORLDS[environment].redirectPath,
    }),
    probe: (environment) => `${procoreServer(environment).issuer}/oauth/token/info`,
    isHostOf: isProcoreHostOf,
    mayBeStale: mayBeStaleProcoreToken,
    app: async () => {
      const { procoreEnvironment, procoreClientId } = (await deps.settings()).settings;
      return { environment: procoreEnvironment, clientId: procoreClientId };
    },
    noApp: 'no-client-id',
    allowed: async (environment) => {
      const hosts = hostsToAsk(environment);
      if (!(await deps.isGranted(hosts))) throw new AppFault('permission-refused', hosts.join(', '));
    },

    identify: async (environment, { accessToken, signal }) => {
      const { id, login, name } = await client.me({ environment, accessToken, signal });
      return { userId: id, login, name };
    },

    read: async (environment, person, { accessToken, signal, signedIn }) => {
      const call: ProcoreCall = { environment, accessToken, signal };
      const listed: ProcoreCompany[] = (await client.companies(call))
        .filter((company) => company.is_active !== false)
        .slice(0, COMPANIES_KEPT)
        .map(({ id, name }) => ({ companyId: id, companyName: name, zone: '', problem: null }));
      // Kept before the companies are asked: who signed in is known from here on, even if the rest is cut off.
      await keep(environment, person, listed, { signal, signedIn });
      const companies: ProcoreCompany[] = [];
      for (const [at, company] of listed.entries()) {
        companies.push(at < COMPANIES_READ ? await readCompany(company, call) : company);
      }
      const name = person.name || (await nameIn(companies, call));
      return keep(environment, { ...person, name }, companies, { signal, signedIn });
    },
    isUnread: (row) => row.companies.slice(0, COMPANIES_READ).some(isUnread),
    markUnread: async (key, kind) => {
      await db.connections
        .where(':id')
        .equals(key)
        .modify((row) => {
          if (row.vendor !== 'procore') return;
          row.companies = row.companies.map((company, at) =>
            at < COMPANIES_READ && isUnread(company)
              ? { ...company, problem: kind, readAt: clock() }
              : company,
          );
        });
    },
    idsOf: (row) => [row.userId, ...row.companies.map(({ companyId }) => companyId)],

    loginEnded: deps.loginEnded,
    ended: deps.ended,
  };
}

/** Procore's token endpoint, with the secret of the company's own app. */
export function procoreEndpoint({
  fetch,
  clock,
  secret,
}: {
  fetch: typeof globalThis.fetch;
  clock: Clock;
  secret: () => Promise<string>;
}): TokenEndpoint {
  return { fetch, clock, judge: (refusal) => procoreTokenFault(refusal, clock), secret };
}

function isRead(company: ProcoreCompany): boolean {
  return company.readAt !== undefined;
}

function isUnread(company: ProcoreCompany): boolean {
  return !isRead(company);
}
