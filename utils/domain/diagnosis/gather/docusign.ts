import { toAppError } from '../../../base/errors.ts';
import type { AccountFacts } from '../../../vendors/docusign/account-facts.ts';
import type { LoginEnd } from '../../connections/items.ts';
import { type ConnectionId, idOf } from '../../connections/key.ts';
import type { DocusignConnection } from '../../connections/tables.ts';
import { withTimeout } from '../../../base/with-timeout.ts';
import { type AccountState, type DocusignFacts, whyShape } from '../facts.ts';
import type { LoginFacts } from '../facts.ts';
import { FactUnavailable, type FactValue } from './gather.ts';

export type DocusignSources = {
  /** The connection that speaks for the person. */
  current: () => Promise<DocusignConnection | null>;
  /** The same row as it is by now. */
  rowOf: (row: DocusignConnection) => Promise<DocusignConnection | undefined>;
  /** Reads who is signed in, and what they may do, anew. */
  refresh: (id: ConnectionId) => Promise<unknown>;
  /** So long, in milliseconds, the reading may take before what is stored is told instead. */
  patience: number;
};

/** Our own connection, read anew; where that fails, what it said last, with why. */
export async function readDocusignFacts({
  current,
  rowOf,
  refresh,
  patience,
}: DocusignSources): Promise<FactValue<DocusignFacts>> {
  const before = await current();
  if (!before) throw new FactUnavailable('not-connected');
  const failure = before.signedOutAt === undefined ? await failureOf(refresh(idOf(before)), patience) : null;
  const row = await rowOf(before);
  if (!row) throw new FactUnavailable('not-connected');
  return {
    value: {
      environment: row.environment,
      name: row.name.slice(0, 200),
      email: row.email.slice(0, 254),
      chosenAccountId: row.chosenAccountId,
      accounts: row.accounts.slice(0, 50).map(accountState),
      refreshedAt: row.refreshedAt,
      signedOutAt: row.signedOutAt ?? null,
      problem: failure?.kind ?? (row.refusedAs === undefined ? null : 'sign-in-again'),
      problemCode: (failure?.detail ?? row.refusedAs ?? '').slice(0, 60),
    },
    ...(failure ? { at: row.refreshedAt } : {}),
  };
}

async function failureOf(work: Promise<unknown>, patience: number) {
  try {
    await withTimeout(patience, work);
    return null;
  } catch (thrown) {
    return toAppError(thrown);
  }
}

function accountState(account: AccountFacts): AccountState {
  const problem = whyShape().safeParse(account.problem);
  return {
    accountId: account.accountId,
    accountName: account.accountName.slice(0, 200),
    isDefault: account.isDefault,
    membership: account.membership,
    maySend: account.maySend,
    isAdmin: account.isAdmin,
    profile: account.profile ?? '',
    suspended: account.suspended ?? null,
    sendingBlocked: account.sendingBlocked ?? null,
    envelopesLeft: account.envelopesLeft ?? null,
    problem: problem.success ? problem.data : null,
    problemCode: account.problemCode ?? '',
  };
}

/** How the last login with either vendor ended, if it failed. */
export async function readLoginFacts(
  lastEnd: () => Promise<LoginEnd | null>,
  lastProcoreEnd: () => Promise<LoginEnd | null>,
): Promise<FactValue<LoginFacts>> {
  const [docusign, procore] = await Promise.all([lastEnd(), lastProcoreEnd()]);
  return {
    value: {
      failed: docusign && failureIn(docusign),
      ...(procore ? { procore: failureIn(procore) } : {}),
    },
  };
}

const failureIn = ({ error, at }: LoginEnd): NonNullable<LoginFacts['failed']> => ({
  kind: error.kind,
  detail: (error.detail ?? '').slice(0, 200),
  at,
});
