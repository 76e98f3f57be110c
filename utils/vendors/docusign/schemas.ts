import * as z from 'zod/mini';
import { shown } from '../shown.ts';

/**
 * Shapes of DocuSign's answers, as far as they are used. Nearly every scalar is a string there, real booleans occur as
 * well, and what is null is usually left out. Source: DocuSign's OpenAPI text for eSignature v2.1.
 */

/** `true`, `"true"`, `"False"` …; null for anything else, which then counts as not read. */
const flag = z.catch(
  z.pipe(
    z.union([z.boolean(), z.string()]),
    z.transform((value) => {
      const word = String(value).trim().toLowerCase();
      return word === 'true' ? true : word === 'false' ? false : null;
    }),
  ),
  null,
);
const optionalFlag = z._default(flag, null);

/** A figure as a number or as digits; null for anything that is none. */
const count = z._default(
  z.catch(
    z.nullable(
      z.pipe(
        z.union([z.number(), z.string().check(z.regex(/^\s*\d{1,12}\s*$/))]),
        z.pipe(z.transform(Number), z.int().check(z.nonnegative())),
      ),
    ),
    null,
  ),
  null,
);

/** What numeric fields say where a plan has no limit. */
const unlimited = z.pipe(
  z.string().check(z.regex(/^\s*unlimited\s*$/i)),
  z.transform(() => 'unlimited' as const),
);

const Guid = z.string().check(z.regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i));

const UserInfoAccount = z.object({
  account_id: z.string(),
  account_name: shown,
  base_uri: z._default(z.catch(z.string(), ''), ''),
  is_default: optionalFlag,
});
export type UserInfoAccount = z.output<typeof UserInfoAccount>;

/** `GET /oauth/userinfo`. `accounts` may be empty, and none of them may be the default. */
export const UserInfo = z.object({
  sub: Guid,
  name: shown,
  email: shown,
  accounts: z.pipe(
    z.optional(z.nullable(z.array(UserInfoAccount))),
    z.transform((accounts) => accounts ?? []),
  ),
});
export type UserInfo = z.output<typeof UserInfo>;

/** `GET /users/{userId}`. */
export const User = z.object({
  userId: z.string(),
  userStatus: shown,
  isAdmin: optionalFlag,
  permissionProfileName: shown,
  userSettings: z.catch(z.optional(z.nullable(z.object({ canSendEnvelope: optionalFlag }))), undefined),
});
export type User = z.output<typeof User>;

/** `GET /users/{userId}/settings`. */
export const UserSettings = z.object({ canSendEnvelope: optionalFlag });

/** `GET /accounts/{accountId}`. A suspended account is told by these fields alone; there is no error code for it. */
export const Account = z.object({
  suspensionStatus: shown,
  envelopeSendingBlocked: optionalFlag,
  billingPeriodEnvelopesAllowed: z.union([unlimited, count]),
  billingPeriodEnvelopesSent: count,
});
export type Account = z.output<typeof Account>;
