import * as z from 'zod/mini';
import type { AppError } from '../../base/errors.ts';
import { isFault } from '../../base/errors.ts';
import type { Clock } from '../../base/types.ts';
import { type PageCursor, readPages } from '../../http/paging.ts';
import type { Requester } from '../../http/request.ts';
import type { StoredIntent, WriteOutcome, Writer } from '../../http/write.ts';
import { shown } from '../shown.ts';
import { type AccountRef, accountRoot, type Call } from './client.ts';
import { itemError } from './item-errors.ts';
import { docuSignPages } from './paging.ts';

/** A member as lists give them. Source: eSignature REST reference, Users: list. */
const Member = z.object({
  userId: z.string(),
  userName: shown,
  email: shown,
  userStatus: shown,
  createdDateTime: shown,
});
export type Member = z.output<typeof Member>;
const Members = z.object({
  users: z.pipe(
    z.optional(z.array(Member)),
    z.transform((users) => users ?? []),
  ),
});

/** The statuses have to be named: which of them come otherwise is not documented. */
const EVERY_STATUS = 'ActivationRequired,ActivationSent,Active,Closed,Disabled';

/** Codes with which a list by e-mail says that nobody has it. Source: DocuSign's own samples in Ruby and Python. */
const NOBODY = ['user_lacks_membership', 'user_not_found'];

const NewUsers = z.object({
  newUsers: z.array(z.looseObject({ userId: z.optional(z.string()), userName: shown, email: shown })),
});

export type NewUser = { userName: string; email: string; permissionProfileId: string };
/** What became of one of several users. */
export type UserOutcome =
  | { email: string; userId: string; error: null }
  | { email: string; userId: null; error: AppError };

/** Members of an account: reading all, finding one, inviting several at once. */
export function createDocuSignUsers({
  rest,
  write,
  clock,
}: {
  rest: Requester;
  write: Writer;
  clock: Clock;
}) {
  const listUrl = (place: AccountRef, filters: Record<string, string>) =>
    `${accountRoot(place)}/users?${new URLSearchParams({ ...filters, status: EVERY_STATUS })}`;

  return {
    /** All members, page by page, whatever their status. */
    all: (place: AccountRef, call: Call, from?: PageCursor) =>
      readPages<Member>({
        read: docuSignPages({
          ask: rest,
          url: listUrl(place, {}),
          call,
          reply: Members,
          rowsOf: ({ users }): readonly Member[] => users,
        }),
        first: 0,
        keyOf: ({ userId }) => userId,
        ...(from ? { from } : {}),
        ...(call.signal ? { signal: call.signal } : {}),
      }),

    /** Who has an address; one address may belong to several. Nobody is an error there, and an empty list here. */
    byEmail: async (place: AccountRef, email: string, call: Call): Promise<Member[]> => {
      try {
        return (await rest({ ...call, url: listUrl(place, { email }), reply: Members })).users;
      } catch (thrown) {
        if (!isFault(thrown) || !NOBODY.includes(thrown.error.detail ?? '')) throw thrown;
        // Whoever may not list anybody, because they were closed themselves, gets the same code.
        await rest({ ...call, url: `${listUrl(place, {})}&count=1`, reply: Members });
        return [];
      }
    },

    /**
     * Invites at most 500. Each answer is matched by address and name: items need not come in the order they were sent.
     * Somebody the answer does not mention is unknown, so the whole outcome is. Source: Users: create.
     */
    create: async (
      place: AccountRef,
      users: readonly NewUser[],
      call: Call & { intent: StoredIntent },
    ): Promise<WriteOutcome<UserOutcome[]>> => {
      const outcome = await write({
        ...call,
        method: 'POST',
        url: `${accountRoot(place)}/users`,
        body: { newUsers: users },
        reply: NewUsers,
      });
      if (outcome.state !== 'settled') return outcome;
      const told = users.map((user) => {
        const item = outcome.answer.newUsers.find((each) => isSame(each, user));
        return item && toOutcome(user.email, item, itemError(item, clock));
      });
      return told.every((each) => each !== undefined)
        ? { state: 'settled', answer: told }
        : { state: 'unknown', error: { kind: 'unexpected-reply', detail: 'items' } };
    },
  };
}

function isSame(item: { email: string; userName: string }, user: NewUser): boolean {
  return item.email.toLowerCase() === user.email.toLowerCase() && item.userName === user.userName;
}

/** Undefined for an item that neither failed nor tells whom it made. */
function toOutcome(
  email: string,
  { userId }: { userId?: string | undefined },
  error: AppError | null,
): UserOutcome | undefined {
  if (error) return { email, userId: null, error };
  return userId === undefined || userId === '' ? undefined : { email, userId, error: null };
}
