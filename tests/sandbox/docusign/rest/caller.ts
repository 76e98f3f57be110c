import type { Provider } from 'oidc-provider';
import type { Account, EnvironmentState, Membership, Person, Switches } from '../state.ts';
import { RestError } from './errors.ts';

/** Who asks, and in which of their accounts. */
export type Caller = { person: Person; account: Account; membership: Membership };

/**
 * The order in which DocuSign refuses: no bearer, a bearer that is none, a bearer of the other environment or a site
 * the account does not live on, an account that is not the person's, an address it does not let in, a membership that
 * is over.
 */
export async function findCaller({
  authorization,
  accountId,
  host,
  state,
  switches,
  provider,
  otherProvider,
}: {
  authorization: string | undefined;
  accountId: string;
  /** The site that was called. */
  host: string;
  state: EnvironmentState;
  switches: Switches;
  provider: Provider;
  otherProvider: Provider;
}): Promise<Caller> {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw new RestError(401, 'PARTNER_AUTHENTICATION_FAILED');
  const grant = await provider.AccessToken.find(token);
  const person = state.people.find(({ userId }) => userId === grant?.accountId);
  if (grant === undefined || person === undefined) {
    const elsewhere = await otherProvider.AccessToken.find(token);
    throw new RestError(
      401,
      elsewhere === undefined ? 'AUTHORIZATION_INVALID_TOKEN' : 'PARTNER_AUTHENTICATION_FAILED',
    );
  }
  if (grant.scope?.split(' ').includes('signature') !== true) {
    throw new RestError(switches.permissionStatus, 'USER_LACKS_PERMISSIONS');
  }
  const account = state.accounts.find(
    (candidate) =>
      candidate.accountId === accountId.toLowerCase() || candidate.externalAccountId === accountId,
  );
  const membership = person.memberships.find((candidate) => candidate.accountId === account?.accountId);
  if (account === undefined || membership === undefined) {
    throw new RestError(401, 'USER_DOES_NOT_BELONG_TO_SPECIFIED_ACCOUNT');
  }
  if (account.host !== host) throw new RestError(401, 'PARTNER_AUTHENTICATION_FAILED');
  if (account.addressRestricted) {
    throw new RestError(switches.addressRestriction.status, switches.addressRestriction);
  }
  const over = membership.status === 'Closed' || membership.status === 'Disabled';
  if (
    (switches.refuseInactive === 'closed' && over) ||
    (switches.refuseInactive === 'all' && membership.status !== 'Active')
  ) {
    throw new RestError(400, 'USER_LACKS_MEMBERSHIP');
  }
  return { person, account, membership };
}
