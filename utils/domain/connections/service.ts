import { createClientSecret } from './client-secret.ts';
import { createCodeLogin } from '../../auth/code-login.ts';
import type { LoginTarget, TokenEndpoint } from '../../auth/grant.ts';
import { revokeToken } from '../../auth/grant.ts';
import { createLogin, type Login, type LoginDeps } from '../../auth/login.ts';
import type { WindowRecord } from '../../auth/window-record.ts';
import type { SessionArea } from '../../platform/session-area.ts';
import { createConnections } from './connection.ts';
import { currentOf } from './current.ts';
import { createHostLoan } from './host-loan.ts';
import { type ConnectionId, keyFrom } from './key.ts';
import { docuSignProvider } from './docusign.ts';
import { procoreProvider } from './procore.ts';
import type { connectionMessages } from './messages.ts';
import { createRevocations } from './revocations.ts';
import { connectionsWith } from './rows.ts';
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
import type { Clock, Vendor } from '../../base/types.ts';
import { createDocuSignClient } from '../../vendors/docusign/client.ts';
import { createProcoreClient } from '../../vendors/procore/client.ts';
import { isProcoreEnvironment, procoreServer } from '../../vendors/procore/environments.ts';

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

export type ConnectionHandlers = Pick<Handlers, keyof typeof connectionMessages> & {
  /** At each start of the worker: the header rule, a login that was cut off, a sign-in that ended with the browser. */
  wake: () => Promise<void>;
  /** Reads again what is old, and ends what could not be ended; for an alarm or an opened popup. Never throws. */
  refreshOld: () => Promise<void>;
  /** Reads who is signed in there, and what they may do, anew. */
  refresh: (id: ConnectionId) => Promise<void>;
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

  const docusign = createConnections(
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
  const procore = createConnections(
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
        for (const one of left) {
          await journal.record({ code: 'revocation-begun', vendor: 'procore', environment });
          await revocations.add({ ...one, environment, at: clock() });
        }
        if (left.length === 0) hosts.giveBack();
        // The person does not wait for it: what is to be forgotten here is forgotten.
        revokeQuietly();
      },
    }),
    shared,
  );
  const withVendor = { docusign, procore } as const satisfies Record<Vendor, unknown>;
  const both = [docusign, procore] as const;
  const ownerOf = (slot: string) => both.find((one) => one.owns(slot));
  const holderOf = (id: ConnectionId) => {
    const vendor = keyFrom(id)?.[0];
    if (!vendor) throw new AppFault('not-found');
    return withVendor[vendor];
  };
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
      hosts.giveBack();
    },
  });
  const revokeQuietly = () => {
    revocations.flush().catch((thrown: unknown) => log.note('revoking', thrown));
  };

  const hosts = createHostLoan({
    ...deps,
    isNeeded: async (environment) =>
      (await revocations.hasFor(environment)) ||
      (await connectionsWith(db, 'procore')).some((row) => row.environment === environment) ||
      (await codeLogin.awaited()) === procore.slotOf(environment),
  });

  const refresh = async (id: ConnectionId): Promise<void> => holderOf(id).refresh(id);

  return {
    connect: ({ vendor, loginHint }) =>
      vendor === 'procore'
        ? hosts.during(() => procore.connect(loginHint))
        : withVendor[vendor].connect(loginHint),

    startCode: () =>
      hosts.during(async () => {
        // Everything is looked at as if the code were there, so that nobody fetches one for nothing.
        await procore.prepare(async (target) => {
          await deps.openPage(await codeLogin.begin(target));
        });
        return null;
      }),

    pasteCode: ({ code }) =>
      hosts.during(() =>
        procore.signIn(async (target) => {
          try {
            return await codeLogin.finish(target, code, new AbortController().signal);
          } catch (thrown) {
            // Nothing was signed in yet: what Procore does not accept is the code.
            throw toAppError(thrown).kind === 'sign-in-again' ? new AppFault('bad-input', 'code') : thrown;
          }
        }),
      ),

    cancelConnect: async ({ vendor }) => {
      if (vendor === 'procore') await codeLogin.forget();
      await withVendor[vendor].cancel();
      if (vendor === 'procore') hosts.giveBack();
      return null;
    },

    refreshConnection: async ({ id }) => {
      await refresh(id);
      return null;
    },

    disconnect: async ({ id }) => {
      const holder = holderOf(id);
      if (holder === procore) await codeLogin.forget();
      await holder.disconnect(id);
      return null;
    },

    chooseAccount: ({ id, accountId }) =>
      db.transaction('rw', [db.connections, ...journalTables(db)], async () => {
        const key = keyFrom(id);
        const row = key && (await db.connections.get(key));
        if (row?.vendor !== 'docusign' || !row.accounts.some((account) => account.accountId === accountId)) {
          throw new AppFault('not-found');
        }
        if (row.chosenAccountId === accountId) return null;
        await db.connections.put({ ...row, chosenAccountId: accountId });
        const { environment } = row;
        await journal.record({ code: 'account-chosen', vendor: 'docusign', environment });
        return null;
      }),

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
      for (const one of both) await one.wake();
      await revocations.flush();
      // Of a login that went with the worker, or with the browser.
      hosts.giveBack();
    },

    refreshOld: async () => {
      for (const one of both) await one.refreshOld();
      await revocations.flush();
    },

    refresh,

    procoreFacts: createProcoreFacts({
      clock,
      client: procoreClient,
      connection: async () => {
        const { procoreEnvironment: environment } = (await settings()).settings;
        return currentOf(await connectionsWith(db, 'procore'), { environment, now: clock() });
      },
      use: procore.use,
    }),
  };
}
