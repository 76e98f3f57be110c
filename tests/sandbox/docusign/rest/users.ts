import type { Account, EnvironmentState, Membership, Person } from '../state.ts';
import { RestError } from './errors.ts';
import { capitalBoolean, withoutAbsent } from './scalars.ts';

const MOST_USERS = 100;
const STATUSES = ['ActivationRequired', 'ActivationSent', 'Active', 'Closed', 'Disabled'];

export type Member = { person: Person; membership: Membership };

export function membersOf(account: Account, state: EnvironmentState): Member[] {
  return state.people.flatMap((person) => {
    const membership = person.memberships.find(({ accountId }) => accountId === account.accountId);
    return membership === undefined ? [] : [{ person, membership }];
  });
}

/** The item of a list. */
export function userSummary({ person, membership }: Member): Record<string, string> {
  return {
    userName: person.name,
    userId: person.userId,
    userType: 'CompanyUser',
    isAdmin: capitalBoolean(membership.isAdmin),
    userStatus: membership.status,
    uri: `/users/${person.userId}`,
    email: person.email,
    createdDateTime: membership.addedAt,
  };
}

/** `GET /users/{id}`. */
export function userInformation(member: Member): Record<string, unknown> {
  const { person, membership } = member;
  return {
    ...userSummary(member),
    ...withoutAbsent({
      firstName: person.givenName,
      lastName: person.familyName,
      permissionProfileId: membership.permissionProfileId,
      permissionProfileName: membership.permissionProfileName,
      isNAREnabled: 'false',
      userAddedToAccountDateTime: membership.addedAt,
      sendActivationOnInvalidLogin: 'false',
      enableConnectForUser: 'false',
      defaultAccountId: person.memberships.find(({ isDefault }) => isDefault)?.accountId,
    }),
    // One of the few real booleans of this resource.
    hasRemoteNotary: false,
    userSettings: userSettings(member),
    groupList: [],
  };
}

/** `GET /users/{id}/settings`. */
export function userSettings({ person, membership }: Member): Record<string, unknown> {
  const admin = String(membership.isAdmin);
  return {
    canSendEnvelope: String(membership.canSendEnvelope),
    canSignEnvelope: 'true',
    canSendAPIRequests: 'true',
    canManageAccount: admin,
    canManageTemplates: membership.canSendEnvelope ? 'share' : 'none',
    bulkSend: 'false',
    allowSendOnBehalfOf: 'false',
    apiAccountWideAccess: 'false',
    disableDocumentUpload: 'false',
    adminOnly: 'false',
    locale: person.locale,
    powerFormMode: 'none',
    timezoneOffset: 'tz_01_pacific',
    accountManagementGranular: {
      canManageUsers: admin,
      canManageAdmins: admin,
      canManageAccountSettings: admin,
      canViewUsers: admin,
    },
  };
}

/** `GET /users`: filters, then a page. An e-mail nobody has is an error, not an empty list. */
export function userList(members: Member[], query: URLSearchParams): Record<string, unknown> {
  const email = query.get('email')?.toLowerCase();
  const part = query.get('email_substring')?.toLowerCase();
  const statuses = query.get('status')?.split(',');
  if (email !== undefined && part !== undefined) {
    throw new RestError(400, 'INVALID_REQUEST_PARAMETER', 'Use email or email_substring, not both.');
  }
  if (statuses?.some((status) => !STATUSES.includes(status))) {
    throw new RestError(400, 'INVALID_REQUEST_PARAMETER', "Invalid value for 'status'.");
  }
  const nameText = query.get('user_name_substring')?.toLowerCase();
  const found = members.filter(
    ({ person, membership }) =>
      (email === undefined || person.email === email) &&
      (part === undefined || person.email.includes(part)) &&
      (nameText === undefined || person.name.toLowerCase().includes(nameText)) &&
      (statuses === undefined || statuses.includes(membership.status)),
  );
  if (email !== undefined && found.length === 0) throw new RestError(400, 'USER_LACKS_MEMBERSHIP');

  const count = Math.min(positive(query.get('count'), MOST_USERS, 'count'), MOST_USERS);
  const start = positive(query.get('start_position'), 0, 'start_position');
  const page = found.slice(start, start + count);
  const pageUri = (from: number) => {
    const next = new URLSearchParams(query);
    next.set('count', String(count));
    next.set('start_position', String(from));
    return `/users?${next}`;
  };
  return {
    users: page.map(query.get('additional_info') === 'true' ? userInformation : userSummary),
    resultSetSize: String(page.length),
    totalSetSize: String(found.length),
    startPosition: String(start),
    endPosition: String(Math.max(start + page.length - 1, 0)),
    ...(start + page.length < found.length ? { nextUri: pageUri(start + count) } : {}),
    ...(start > 0 ? { previousUri: pageUri(Math.max(start - count, 0)) } : {}),
  };
}

function positive(text: string | null, fallback: number, name: string): number {
  if (text === null) return fallback;
  if (!/^\d{1,9}$/.test(text)) {
    throw new RestError(400, 'INVALID_REQUEST_PARAMETER', `Invalid value for '${name}'.`);
  }
  return Number(text);
}
