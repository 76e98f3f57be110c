import { type AppError, toAppError } from '../../base/errors.ts';
import type { Environment } from '../../base/types.ts';
import type { AccountRef, Call, DocuSignClient } from './client.ts';
import { restSite } from './environments.ts';
import { mayBeStaleToken } from './faults.ts';
import type { Account, User, UserInfoAccount } from './schemas.ts';

export type AccountFacts = {
  accountId: string;
  accountName: string;
  baseUri: string;
  isDefault: boolean;
  /** As DocuSign reports it (Active, ActivationSent, Closed …), or null while not read. */
  membership: string | null;
  maySend: boolean | null;
  isAdmin: boolean | null;
  /** Why membership or sending could not be read: an ErrorKind, or null. */
  problem: string | null;
  /** The name of the permission profile, or ''. This and what follows is absent in rows of earlier versions. */
  profile?: string;
  suspended?: boolean | null;
  sendingBlocked?: boolean | null;
  /** Envelopes left in the billing period; null: not told. */
  envelopesLeft?: number | 'unlimited' | null;
  /** DocuSign's own code for the problem, or ''. */
  problemCode?: string;
};

/** The built-in profiles under their two names each. Source: DocuSign admin guide, permission profiles. */
export const PROFILES_THAT_SEND = ['account administrator', 'ds admin', 'docusign sender', 'ds sender'];
export const PROFILES_THAT_DO_NOT = ['docusign viewer', 'ds viewer'];

/** An account as userinfo names it, with nothing asked of it yet. An address we do not call marks it, no more. */
export function unreadAccount(environment: Environment, listed: UserInfoAccount): AccountFacts {
  const facts: AccountFacts = {
    accountId: listed.account_id.slice(0, 64),
    accountName: listed.account_name,
    baseUri: '',
    isDefault: listed.is_default === true,
    membership: null,
    maySend: null,
    isAdmin: null,
    problem: null,
  };
  try {
    return { ...facts, baseUri: restSite(environment, listed.base_uri) };
  } catch (thrown) {
    return { ...facts, ...problemOf(thrown) };
  }
}

/**
 * Membership, administration and sending right of one person in one account. What cannot be read stays null beside the
 * kind of problem; only a stale token and the caller's own signal stop it.
 */
export async function readAccount(
  client: DocuSignClient,
  listed: AccountFacts,
  userId: string,
  call: Call,
): Promise<AccountFacts> {
  if (listed.baseUri === '') return listed;
  const place: AccountRef = { site: listed.baseUri, accountId: listed.accountId };
  const [user, settings, account] = await Promise.allSettled([
    client.user(place, userId, call),
    client.userSettings(place, userId, call),
    client.account(place, call),
  ]);
  call.signal?.throwIfAborted();
  for (const part of [user, settings, account]) {
    if (part.status === 'rejected' && mayBeStaleToken(part.reason)) throw part.reason;
  }
  // Without the member nothing else is worth saying; the settings and the account are then refused as well.
  if (user.status === 'rejected') return { ...listed, ...problemOf(user.reason) };

  const facts = {
    ...listed,
    membership: user.value.userStatus === '' ? null : user.value.userStatus,
    isAdmin: user.value.isAdmin,
    problem: null,
    problemCode: '',
    profile: user.value.permissionProfileName,
    ...(account.status === 'fulfilled' ? stateOf(account.value) : UNTOLD),
  };
  if (facts.suspended || facts.sendingBlocked) return { ...facts, maySend: false };
  const maySend =
    (settings.status === 'fulfilled' ? settings.value.canSendEnvelope : null) ?? sendingByProfile(user.value);
  if (maySend !== null) return { ...facts, maySend };
  const why =
    settings.status === 'rejected' ? problemOf(settings.reason) : ({ problem: 'unexpected-reply' } as const);
  return { ...facts, maySend, ...why };
}

const UNTOLD = { suspended: null, sendingBlocked: null, envelopesLeft: null } as const;

function stateOf(account: Account): Pick<AccountFacts, 'suspended' | 'sendingBlocked' | 'envelopesLeft'> {
  const {
    billingPeriodEnvelopesAllowed: allowed,
    billingPeriodEnvelopesSent: sent,
    envelopeSendingBlocked: sendingBlocked,
  } = account;
  // The words are not documented: only the one that cannot mean anything else counts. DocuSign leaves fields without a
  // value out, so an account that tells of itself and has no such status is not suspended.
  const status = account.suspensionStatus.trim().toLowerCase();
  const suspended = status === 'suspended' ? true : status === '' && sendingBlocked !== null ? false : null;
  const left = allowed === null || sent === null ? null : Math.max(0, Number(allowed) - sent);
  return { suspended, sendingBlocked, envelopesLeft: allowed === 'unlimited' ? allowed : left };
}

function problemOf(thrown: unknown): { problem: AppError['kind']; problemCode?: string } {
  const { kind, detail = '' } = toAppError(thrown);
  // Seconds to wait and statuses are figures and no codes.
  const isCode = /^(?=.*[a-z])[a-z0-9_]{1,60}$/.test(detail);
  return isCode ? { problem: kind, problemCode: detail } : { problem: kind };
}

/** Some accounts refuse a person their own settings; the member's own copy and the built-in profiles still tell. */
function sendingByProfile(user: User): boolean | null {
  const own = user.userSettings?.canSendEnvelope;
  if (typeof own === 'boolean') return own;
  const profile = user.permissionProfileName.trim().toLowerCase();
  if (PROFILES_THAT_SEND.includes(profile)) return true;
  if (PROFILES_THAT_DO_NOT.includes(profile)) return false;
  return null;
}
