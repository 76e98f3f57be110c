import * as z from 'zod/mini';
import { lazy } from '../../base/lazy.ts';
import {
  type Environment,
  ENVIRONMENTS,
  type Instant,
  PROCORE_ENVIRONMENTS,
  type ProcoreEnvironment,
  type Vendor,
  type Zone,
} from '../../base/types.ts';
import { defineTable } from '../../storage/define-table.ts';
import type { AccountFacts } from '../../vendors/docusign/account-facts.ts';

/** What is kept of every OAuth grant of our own, without its tokens: who it proves, dated. */
type GrantRow = {
  /** As the vendor names the person. */
  userId: string;
  name: string;
  /** Since when this person is connected. */
  connectedAt: Instant;
  /** When they last signed in. */
  signedInAt: Instant;
  refreshedAt: Instant;
  /** Since when the grant is known to be over; absent while it works. What is shown was true before that. */
  signedOutAt?: Instant;
  /** The vendor's code where it was the vendor that ended the grant; absent where it went with the browser. */
  refusedAs?: string;
};

export type DocusignConnection = GrantRow & {
  vendor: 'docusign';
  environment: Environment;
  email: string;
  accounts: AccountFacts[];
  /** The account the person chose, or null until they did. */
  chosenAccountId: string | null;
};

export type ProcoreCompany = {
  companyId: string;
  companyName: string;
  /** The host its pages are on, or '' while not read. */
  zone: Zone;
  /** Why it could not be read: an ErrorKind, or null. */
  problem: string | null;
  /** Absent while it was not asked yet. */
  readAt?: Instant;
};

export type ProcoreConnection = GrantRow & {
  vendor: 'procore';
  environment: ProcoreEnvironment;
  /** What the person signs in with; an e-mail address. */
  login: string;
  companies: ProcoreCompany[];
};

/** One person's grant in one environment of a vendor. Several stand side by side. */
export type Connection = DocusignConnection | ProcoreConnection;
export type ConnectionOf<V extends Vendor> = Extract<Connection, { vendor: V }>;
export type EnvironmentOf<V extends Vendor> = ConnectionOf<V>['environment'];

const accountFacts = lazy(
  (): z.ZodMiniType<AccountFacts> =>
    z.object({
      accountId: z.string(),
      accountName: z.string(),
      baseUri: z.string(),
      isDefault: z.boolean(),
      membership: z.nullable(z.string()),
      maySend: z.nullable(z.boolean()),
      isAdmin: z.nullable(z.boolean()),
      problem: z.nullable(z.string()),
      profile: z.exactOptional(z.string()),
      suspended: z.exactOptional(z.nullable(z.boolean())),
      sendingBlocked: z.exactOptional(z.nullable(z.boolean())),
      envelopesLeft: z.exactOptional(z.nullable(z.union([z.number(), z.literal('unlimited')]))),
      problemCode: z.exactOptional(z.string()),
    }),
);

const grant = {
  userId: z.string().check(z.minLength(1)),
  name: z.string(),
  connectedAt: z.number(),
  signedInAt: z.number(),
  refreshedAt: z.number(),
  signedOutAt: z.exactOptional(z.number()),
  refusedAs: z.exactOptional(z.string()),
};

export const connections = defineTable<Connection>({
  row: lazy(() =>
    z.discriminatedUnion('vendor', [
      z.object({
        ...grant,
        vendor: z.literal('docusign'),
        environment: z.enum(ENVIRONMENTS),
        email: z.string(),
        accounts: z.array(accountFacts()),
        chosenAccountId: z.nullable(z.string()),
      }),
      z.object({
        ...grant,
        vendor: z.literal('procore'),
        environment: z.enum(PROCORE_ENVIRONMENTS),
        login: z.string(),
        companies: z.array(
          z.object({
            companyId: z.string(),
            companyName: z.string(),
            zone: z.string(),
            problem: z.nullable(z.string()),
            readAt: z.exactOptional(z.number()),
          }),
        ),
      }),
    ]),
  ),
  onForget: 'keep',
  // Until the person disconnects.
  keep: 'always',
});
