import { createClientSecret } from './client-secret.ts';
import { createCodeLogin } from '../../auth/code-login.ts';
import type { LoginTarget, TokenEndpoint } from '../../auth/grant.ts';
import { revokeToken } from '../../auth/grant.ts';
import { createLogin, type Login, type LoginDeps } from '../../auth/login.ts';
import type { WindowRecord } from '../../auth/window-record.ts';
import type { SessionArea } from '../../platform/session-area.ts';
import { createConnection } from './connection.ts';
import { docuSignProvider } from './docusign.ts';
import { procoreProvider } from './procore.ts';
import { createRevocations } from './revocations.ts';
import { createProcoreFacts, type ProcoreFactsReader } from '../diagnosis/gather/procore.ts';
import { AppFault, toAppError } from '../../base/errors.ts';
import { createGuardedFetch } from '../../http/guarded-fetch.ts';
import { reachableBy } from '../../http/reachable.ts';
import type { Log } from '../../base/log.ts';
import type { Handlers } from '../../app/messaging/gate.ts';
import type { EffectiveSettings } from '../settings/effective.ts';
import type { PolicySecret } from '../settings/policy.ts';
import { type Journal, journalTables } from '../journal/append.ts';
import type { CountersignDatabase } from '../database.ts';
import { recordIn } from '../own-data/record-requests.ts';
import type { LoginEnd } from './items.ts';
import {
  type Clock,
  type Environment,
  PROCORE_ENVIRONMENTS,
  type ProcoreEnvironment,
} from '../../base/types.ts';
import { createDocuSignClient } from '../../vendors/docusign/client.ts';
import { createProcoreClient } from '../../vendors/procore/client.ts';
import { hostsToAsk, isProcoreEnvironment, procoreServer } from '../../vendors/procore/environments.ts';

export type ConnectionHandlersDeps = Pick<LoginDeps, 'launch' | 'redirectUrl' | 'windows'> & {
  db: CountersignDatabase;
  clock: Clock;
  log: Log;
  journal: Journal;
  fetch: typeof globalThis.fetch;
  session: SessionArea;
  locks: Pick<LockManager, 'request'>;
  settings: () => Promise<EffectiveSettings>;
  /** Keep how a login failed, for the pages that did not hear it; null when another one begins. */
  loginEnded: (end: LoginEnd | null) => Promise<void>;
  procoreLoginEnded: (end: LoginEnd | null) => Promise<void>;
  /** Where the open login window is kept on record. */
  loginWindow: WindowRecord;
  /** Takes `Origin` off our own writes; awaited before each. */
  originRule: { ensure: () => Promise<void> };
  /** The secret of the company's own app, if the organization set it; read anew at each call. */
  policySecret: () => Promise<PolicySecret>;
  /** Whether the browser lets us ask these hosts, and giving them back to it. */
  isGranted: (hosts: readonly string[]) => Promise<boolean>;
  giveBack: (hosts: readonly string[]) => Promise<void>;
  /** Does work with Procore's hosts, which are not to be given back meanwhile; and waits until nobody does, in any page. */
  holdHosts: <T>(work: () => Promise<T>) => Promise<T>;
  untilUnheld: () => Promise<void>;
  /** Shows a page of a vendor to the person. */
  openPage: (url: string) => Promise<unknown>;
};

export type ConnectionHandlers = Pick<
  Handlers,
  | 'connect'
  | 'cancelConnect'
  | 'chooseAccount'
  | 'refreshConnection'
  | 'disconnect'
  | 'connectProcore'
  | 'startProcoreCode'
  | 'pasteProcoreCode'
  | 'cancelProcore'
  | 'refreshProcore'
  | 'disconnectProcore'
  | 'procoreSecret'
  | 'setProcoreSecret'
  | 'forgetProcoreSecret'
> & {
  /** At each start of the worker: the header rule, a login that was cut off, a sign-in that ended with the browser. */
  wake: () => Promise<void>;
  /** Reads again what is old, and ends what could not be ended; for an alarm or an opened popup. Never throws. */
  refreshOld: () => Promise<void>;
  /** Reads who is signed in with DocuSign, and what they may do, anew. */
  refreshDocusign: (environment: Environment) => Promise<void>;
  /** What our connection with Procore tells the troubleshooter. */
  procoreFacts: ProcoreFactsReader;
};

/** Our own connections with DocuSign and Procore: signing in, who that proves, what they may do, forgetting it all. */
export function connectionHandlers(deps: ConnectionHandlersDeps): ConnectionHandlers {
  const { db, clock, log, journal, session, settings } = deps;
  const guarded = createGuardedFetch({
    fetch: deps.fetch,
    clock,
    log,
    record: recordIn(db, log),
    beforeWrite: () => deps.originRule.ensure(),
  });
  const secret = createClientSecret({ session, policy: deps.policySecret, log });
  const procoreClient = createProcoreClient({ fetch: guarded, clock });

  // A login needs to know the vendors, and they need the login: each asks for the other when it is used.
  let login: Login | undefined;
  const theLogin = (): Login => (login ??= createLogin(loginDeps));
  const shared = { db, clock, log, journal, session, locks: deps.locks, login: theLogin };

  const docusign = createConnection(
    docuSignProvider({
      db,
      clock,
      journal,
      fetch: guarded,
      client: createDocuSignClient({ fetch: guarded, clock }),
      settings,
      loginEnded: deps.loginEnded,
    }),
    shared,
  );
  const procore = createConnection(
    procoreProvider({
      db,
      clock,
      journal,
      fetch: guarded,
      client: procoreClient,
      settings,
      secret: secret.get,
      isGranted: deps.isGranted,
      loginEnded: deps.procoreLoginEnded,
      ended: async (environment, left) => {
        if (left) {
          await journal.record({ code: 'revocation-begun', vendor: 'procore', environment });
          await revocations.add({ ...left, environment, at: clock() });
        } else giveBackQuietly();
        // The person does not wait for it: what is to be forgotten here is forgotten.
        revokeQuietly();
      },
    }),
    shared,
  );
  const connections = [docusign, procore];
  const ownerOf = (name: string) => connections.find((connection) => connection.owns(name));
  const endpointOf = ({ name }: LoginTarget): TokenEndpoint => {
    const owner = ownerOf(name);
    if (!owner) throw new AppFault('bug');
    return owner.endpoint;
  };

  const trading = async (name: string) => ownerOf(name)?.trading(name);

  const isReachable = reachableBy({ fetch: guarded, log });

  const loginDeps: LoginDeps = {
    session,
    clock,
    log,
    endpointOf,
    launch: deps.launch,
    redirectUrl: deps.redirectUrl,
    windows: deps.windows,
    reachable: ({ name }) => isReachable(ownerOf(name)?.probe(name) ?? ''),
    trading,
    interrupted: async (name) => ownerOf(name)?.interrupted(name),
    windowRecord: deps.loginWindow,
    loginHostOf: (name) => URL.parse(ownerOf(name)?.probe(name) ?? '')?.host,
  };
  const codeLogin = createCodeLogin({ session, clock, log, endpointOf, trading });

  const revocations = createRevocations({
    session,
    clock,
    log,
    send: async ({ environment, token, clientId }) => {
      if (!isProcoreEnvironment(environment)) return;
      const server = procoreServer(environment);
      await revokeToken(procore.endpoint, { server, clientId }, token, new AbortController().signal);
    },
    settled: async (environment, done) => {
      await journal.record({ code: done ? 'revoked' : 'not-revoked', vendor: 'procore', environment });
      giveBackQuietly();
    },
  });
  const revokeQuietly = () => {
    revocations.flush().catch((thrown: unknown) => log.note('revoking', thrown));
  };

  /** What was asked for in order to connect goes back, unless it is still needed or is read as a zone. */
  const giveBack = async (environment: ProcoreEnvironment): Promise<void> => {
    const isNeeded =
      (await revocations.hasFor(environment)) ||
      (await db.procoreConnections.get(environment)) !== undefined ||
      (await codeLogin.awaited()) === procore.nameOf(environment);
    if (isNeeded) return;
    const { zones } = (await settings()).settings;
    for (const host of hostsToAsk(environment)) {
      // Taking away what is not granted is told to every listener as well.
      if (!zones.includes(host) && (await deps.isGranted([host]))) await deps.giveBack([host]);
    }
  };
  /** Nobody waits for it: a page that asked holds the hosts until it is answered. */
  const giveBackQuietly = () => {
    deps
      .untilUnheld()
      .then(() => Promise.all(PROCORE_ENVIRONMENTS.map(giveBack)))
      .catch((thrown: unknown) => log.note('hosts were not given back', thrown));
  };
  /** A connection that is not made keeps nothing of what was asked for it. */
  const withHosts = <T>(work: () => Promise<T>): Promise<T> => deps.holdHosts(work).finally(giveBackQuietly);

  return {
    connect: ({ loginHint }) => docusign.connect(loginHint),

    cancelConnect: async () => {
      await docusign.cancel();
      return null;
    },

    chooseAccount: ({ environment, accountId }) =>
      db.transaction('rw', [db.connections, ...journalTables(db)], async () => {
        const row = await db.connections.get(environment);
        if (!row?.accounts.some((account) => account.accountId === accountId))
          throw new AppFault('not-found');
        if (row.chosenAccountId === accountId) return null;
        await db.connections.put({ ...row, chosenAccountId: accountId });
        await journal.record({ code: 'account-chosen', vendor: 'docusign', environment });
        return null;
      }),

    refreshConnection: async ({ environment }) => {
      await docusign.refresh(environment);
      return null;
    },

    disconnect: async ({ environment }) => {
      await docusign.disconnect(environment);
      return null;
    },

    connectProcore: () => withHosts(() => procore.connect('')),

    startProcoreCode: () =>
      withHosts(async () => {
        // Everything is looked at as if the code were there, so that nobody fetches one for nothing.
        await procore.prepare(async (target) => {
          await deps.openPage(await codeLogin.begin(target));
        });
        return null;
      }),

    pasteProcoreCode: ({ code }) =>
      withHosts(() =>
        procore.signIn(async (target) => {
          try {
            return await codeLogin.finish(target, code, new AbortController().signal);
          } catch (thrown) {
            // Nothing was signed in yet: what Procore does not accept is the code.
            throw toAppError(thrown).kind === 'sign-in-again' ? new AppFault('bad-input', 'code') : thrown;
          }
        }),
      ),

    cancelProcore: async () => {
      await codeLogin.forget();
      await procore.cancel();
      giveBackQuietly();
      return null;
    },

    refreshProcore: async ({ environment }) => {
      await procore.refresh(environment);
      return null;
    },

    disconnectProcore: async ({ environment }) => {
      await codeLogin.forget();
      await procore.disconnect(environment);
      return null;
    },

    procoreSecret: async () => ({ by: await secret.holder() }),

    setProcoreSecret: async ({ secret: typed }) => {
      await secret.set(typed);
      await journal.record({ code: 'secret-set' });
      revokeQuietly();
      return null;
    },

    forgetProcoreSecret: async () => {
      await secret.forget();
      await journal.record({ code: 'secret-forgotten' });
      return null;
    },

    wake: async () => {
      try {
        await deps.originRule.ensure();
      } catch (thrown) {
        // The next write tries again, and does not leave without it.
        log.note('the header rule was not put in place', thrown);
      }
      await theLogin().recover();
      for (const connection of connections) await connection.wake();
      await revocations.flush();
      // Of a login that went with the worker, or with the browser.
      giveBackQuietly();
    },

    refreshOld: async () => {
      for (const connection of connections) await connection.refreshOld();
      await revocations.flush();
    },

    refreshDocusign: docusign.refresh,

    procoreFacts: createProcoreFacts({
      clock,
      client: procoreClient,
      connection: async () => {
        const { procoreEnvironment } = (await settings()).settings;
        return db.procoreConnections.get(procoreEnvironment);
      },
      use: procore.use,
    }),
  };
}
