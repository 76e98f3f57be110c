import { randomUUID } from 'node:crypto';
import type { EnvironmentState, Membership, Person } from '../state.ts';
import type { Caller } from './caller.ts';
import { MESSAGES, RestError, type RestErrorCode } from './errors.ts';
import { type Member, membersOf, userInformation, userSummary } from './users.ts';

/** developers.docusign.com, eSignature REST reference, Users: create. */
const MOST_USERS = 500;
const NEVER = '0001-01-01T08:00:00.0000000Z';

type Fields = Record<string, unknown>;

/**
 * `POST /users`: 201 even where some items failed; each of those has `errorDetails`. Nothing in it tells one request from
 * the same request again. What DocuSign does then is not settled by public papers, so here it is the worst that was
 * reported: somebody who is invited already is refused and gets another e-mail all the same, and the address of somebody
 * who was closed makes a second user.
 */
export function createUsers(
  state: EnvironmentState,
  caller: Caller,
  body: unknown,
  now: number,
): Record<string, unknown> {
  const items = itemsOf(caller, body, 'newUsers');
  if (items.length > MOST_USERS) throw new RestError(400, 'INVALID_REQUEST_PARAMETER', 'Too many users.');
  return { newUsers: items.map((item) => createUser(state, caller, item, now)) };
}

function createUser(state: EnvironmentState, { account }: Caller, item: Fields, now: number): Fields {
  const [name, email] = [textOf(item.userName), textOf(item.email).toLowerCase()];
  if (name === '' || !/^[^@\s]+@[^@\s]+$/.test(email)) {
    return { userName: name, email, createdDateTime: NEVER, ...errorDetails('INVALID_REQUEST_PARAMETER') };
  }
  const mail = (userId: string) => state.mails.push({ accountId: account.accountId, userId, email, at: now });
  const there = membersOf(account, state).find(
    ({ person, membership }) => person.email === email && membership.status !== 'Closed',
  );
  if (there) {
    if (there.membership.status === 'ActivationSent') mail(there.person.userId);
    const { userId, uri } = userSummary(there);
    // The id is that of whom it found, not of anybody it made.
    return {
      userId,
      uri,
      email,
      userName: name,
      createdDateTime: NEVER,
      ...errorDetails('USER_ALREADY_EXISTS_IN_ACCOUNT'),
    };
  }
  const addedAt = dotNetTime(now);
  const membership: Membership = {
    accountId: account.accountId,
    status: 'ActivationSent',
    isDefault: true,
    isAdmin: false,
    canSendEnvelope: true,
    permissionProfileId: textOf(item.permissionProfileId) || '1665537',
    permissionProfileName: 'DocuSign Sender',
    addedAt,
    listed: true,
  };
  const [given = '', ...family] = name.split(' ');
  const person: Person = {
    userId: randomUUID(),
    email,
    name,
    givenName: textOf(item.firstName) || given,
    familyName: textOf(item.lastName) || family.join(' '),
    password: randomUUID(),
    created: addedAt,
    locale: 'en',
    memberships: [membership],
  };
  state.people.push(person);
  mail(person.userId);
  return { ...userSummary({ person, membership }), createdDateTime: addedAt, membershipId: randomUUID() };
}

/** `PUT /users`: changed fields and the `userId` of each; the e-mail cannot be changed here, and a closed user not at all. */
export function updateUsers(
  state: EnvironmentState,
  caller: Caller,
  body: unknown,
  now: number,
): Record<string, unknown> {
  const items = itemsOf(caller, body, 'users');
  const members = membersOf(caller.account, state);
  return { users: items.map((item) => updateUser(state, members, item, now)) };
}

function updateUser(state: EnvironmentState, members: Member[], item: Fields, now: number): Fields {
  const userId = textOf(item.userId).toLowerCase();
  const member = members.find(({ person }) => person.userId === userId);
  if (!member) return { userId, ...errorDetails('USER_DOES_NOT_EXIST_IN_SYSTEM') };
  const { person, membership } = member;
  if (membership.status === 'Closed') return { userId, ...errorDetails('USER_LACKS_MEMBERSHIP') };
  person.name = textOf(item.userName) || person.name;
  person.givenName = textOf(item.firstName) || person.givenName;
  person.familyName = textOf(item.lastName) || person.familyName;
  membership.permissionProfileId = textOf(item.permissionProfileId) || membership.permissionProfileId;
  if (item.sendActivationEmail === 'send' && membership.status === 'ActivationSent') {
    state.mails.push({ accountId: membership.accountId, userId, email: person.email, at: now });
  }
  return userInformation(member);
}

function itemsOf({ membership }: Caller, body: unknown, list: string): Fields[] {
  if (!membership.isAdmin) throw new RestError(400, 'USER_NOT_ACCOUNT_ADMIN');
  const items: unknown = isFields(body) ? body[list] : undefined;
  if (!Array.isArray(items) || items.length === 0 || !items.every(isFields)) {
    throw new RestError(400, 'INVALID_REQUEST_BODY');
  }
  return items;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const errorDetails = (errorCode: RestErrorCode) => ({
  errorDetails: { errorCode, message: MESSAGES[errorCode] },
});
/** UTC with seven digits of a second. */
const dotNetTime = (instant: number): string => new Date(instant).toISOString().replace('Z', '0000Z');
