import type { EffectiveSettings } from '../settings/effective.ts';
import { type Journal, journalTables } from '../journal/append.ts';
import type { CountersignDatabase } from '../database.ts';
import type { AccountFacts } from '../../vendors/docusign/account-facts.ts';
import { connectionKey } from './key.ts';
import type { DocusignConnection } from './tables.ts';
import type { LoginEnd } from './items.ts';
import { type Clock, ENVIRONMENTS, type Environment } from '../../base/types.ts';
import { readAccount, unreadAccount } from '../../vendors/docusign/account-facts.ts';
import type { DocuSignClient } from '../../vendors/docusign/client.ts';
import {
  DOCUSIGN_LOGIN_PARAMS,
  DOCUSIGN_SCOPE,
  DOCUSIGN_WORLDS,
  docuSignServer,
  isHostOf,
} from '../../vendors/docusign/environments.ts';
import { mayBeStaleToken, tokenFault } from '../../vendors/docusign/faults.ts';
import type { UserInfo } from '../../vendors/docusign/schemas.ts';
import type { Provider } from './provider.ts';

/** Accounts asked at once, three calls each: far from the burst limit of 200 calls in 30 seconds. */
const ACCOUNTS_AT_ONCE = 4;

type Who = { userId: string; info: UserInfo };

/** DocuSign: a public client, so no secret, and no host to ask for. */
export function docuSignProvider(deps: {
  db: CountersignDatabase;
  clock: Clock;
  journal: Journal;
  fetch: typeof globalThis.fetch;
  client: DocuSignClient;
  settings: () => Promise<EffectiveSettings>;
  loginEnded: (end: LoginEnd | null) => Promise<void>;
}): Provider<'docusign', Who> {
  const { db, clock, client } = deps;

  /**
   * Writes what was read, unless the grant it was read with was forgotten meanwhile. Who signs in again keeps their choice
   * as long as the account is there.
   */
  const keep = (
    environment: Environment,
    { userId, info }: Who,
    accounts: AccountFacts[],
    { signal, signedIn }: { signal: AbortSignal; signedIn: boolean },
  ): Promise<DocusignConnection> =>
    db.transaction('rw', [db.connections, ...journalTables(db)], async () => {
      const key = connectionKey({ vendor: 'docusign', environment, userId });
      const stored = await db.connections.get(key);
      signal.throwIfAborted();
      const before = stored?.vendor === 'docusign' ? stored : undefined;
      const earlier = before?.accounts ?? [];
      const now = clock();
      const row: DocusignConnection = {
        vendor: 'docusign',
        environment,
        userId,
        name: info.name,
        email: info.email,
        accounts: accounts.map((account) => earlierFacts(account, earlier)),
        // One that chose itself, being the only one, was chosen by nobody once there are more.
        chosenAccountId: choice(
          accounts,
          earlier.length > 1 || accounts.length === 1 ? before?.chosenAccountId : null,
        ),
        connectedAt: before?.connectedAt ?? now,
        signedInAt: before && !signedIn ? before.signedInAt : now,
        refreshedAt: before && accounts.some(isUnread) ? before.refreshedAt : now,
      };
      await db.connections.put(row);
      if (!before) await deps.journal.record({ code: 'connected', vendor: 'docusign', environment }, now);
      return row;
    });

  return {
    id: 'docusign',
    environments: ENVIRONMENTS,
    endpoint: { fetch: deps.fetch, clock, judge: (refusal) => tokenFault(refusal, clock) },
    targetOf: (environment, clientId) => ({
      name: `docusign:${environment}`,
      server: docuSignServer(environment),
      clientId,
      scope: DOCUSIGN_SCOPE,
      params: DOCUSIGN_LOGIN_PARAMS,
      redirectPath: DOCUSIGN_WORLDS[environment].redirectPath,
    }),
    probe: (environment) => `${docuSignServer(environment).issuer}/oauth/userinfo`,
    isHostOf,
    mayBeStale: mayBeStaleToken,
    app: async () => {
      const { environment, integrationKey } = (await deps.settings()).settings;
      return { environment, clientId: integrationKey };
    },
    noApp: 'no-integration-key',
    allowed: async () => undefined,

    identify: async (environment, { accessToken, signal }) => {
      const info = await client.userinfo(environment, { accessToken, signal });
      return { userId: info.sub, info };
    },

    read: async (environment, who, { accessToken, signal, signedIn }) => {
      const { userId, info } = who;
      const listed = info.accounts.map((account) => unreadAccount(environment, account));
      // Kept before the accounts are asked: who signed in is known from here on, even if the rest is cut off.
      await keep(environment, who, listed, { signal, signedIn });
      const facts: AccountFacts[] = [];
      for (let at = 0; at < listed.length; at += ACCOUNTS_AT_ONCE) {
        const some = listed.slice(at, at + ACCOUNTS_AT_ONCE);
        facts.push(
          ...(await Promise.all(
            some.map((account) => readAccount(client, account, userId, { accessToken, signal })),
          )),
        );
      }
      return keep(environment, who, facts, { signal, signedIn });
    },
    isUnread: (row) => row.accounts.some(isUnread),
    markUnread: async (key, kind) => {
      await db.connections
        .where(':id')
        .equals(key)
        .modify((row) => {
          if (row.vendor !== 'docusign') return;
          row.accounts = row.accounts.map((account) =>
            isUnread(account) ? { ...account, problem: kind } : account,
          );
        });
    },
    idsOf: (row) => [row.userId, ...row.accounts.map(({ accountId }) => accountId)],

    loginEnded: deps.loginEnded,
  };
}

/** The only account is chosen by itself; among several the person chooses, once. */
function choice(accounts: readonly AccountFacts[], chosen: string | null | undefined): string | null {
  if (chosen && accounts.some((account) => account.accountId === chosen)) return chosen;
  return accounts.length === 1 ? (accounts[0]?.accountId ?? null) : null;
}

function isUnread(account: AccountFacts): boolean {
  return account.membership === null && account.problem === null;
}

/** While an account is being asked anew, or where it did not answer, what was last read of it stays on show. */
function earlierFacts(account: AccountFacts, earlier: readonly AccountFacts[]): AccountFacts {
  const before = earlier.find((one) => one.accountId === account.accountId);
  if (!before || account.membership !== null || account.problem === 'not-a-member') return account;
  const { accountName, baseUri, isDefault, problem, problemCode = '' } = account;
  const code = before.problemCode === undefined && problemCode === '' ? {} : { problemCode };
  return { ...before, accountName, baseUri, isDefault, ...(problem === null ? {} : { problem, ...code }) };
}
