import * as z from 'zod/mini';
import { lazy } from '../../base/lazy.ts';
import {
  type Environment,
  ENVIRONMENTS,
  type Instant,
  PROCORE_ENVIRONMENTS,
  type ProcoreEnvironment,
  type Zone,
} from '../../base/types.ts';
import { defineTable } from '../../storage/define-table.ts';
import type { AccountFacts } from '../../vendors/docusign/account-facts.ts';

/** Our own OAuth grant, without its tokens: who it proves, dated. */
export type Connection = {
  environment: Environment;
  userId: string;
  name: string;
  email: string;
  accounts: AccountFacts[];
  /** The account the person chose, or null until they did. */
  chosenAccountId: string | null;
  connectedAt: Instant;
  refreshedAt: Instant;
  /** Since when the grant is known to be over; absent while it works. What is shown was true before that. */
  signedOutAt?: Instant;
  /** The vendor's code where it was the vendor that ended the grant; absent where it went with the browser. */
  refusedAs?: string;
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

/** Our own OAuth grant with Procore, without its tokens and without the app's secret. */
export type ProcoreConnection = {
  environment: ProcoreEnvironment;
  userId: string;
  name: string;
  /** What the person signs in with; an e-mail address. */
  login: string;
  companies: ProcoreCompany[];
  connectedAt: Instant;
  refreshedAt: Instant;
  /** Since when the grant is known to be over; absent while it works. */
  signedOutAt?: Instant;
  /** The vendor's code where it was the vendor that ended the grant; absent where it went with the browser. */
  refusedAs?: string;
};

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
  connectedAt: z.number(),
  refreshedAt: z.number(),
  signedOutAt: z.exactOptional(z.number()),
  refusedAs: z.exactOptional(z.string()),
};

export const connections = defineTable<Connection>({
  row: lazy(() =>
    z.object({
      ...grant,
      environment: z.enum(ENVIRONMENTS),
      userId: z.string(),
      name: z.string(),
      email: z.string(),
      accounts: z.array(accountFacts()),
      chosenAccountId: z.nullable(z.string()),
    }),
  ),
  onForget: 'keep',
  // Until the person disconnects.
  keep: 'always',
});

export const procoreConnections = defineTable<ProcoreConnection>({
  row: lazy(() =>
    z.object({
      ...grant,
      environment: z.enum(PROCORE_ENVIRONMENTS),
      userId: z.string(),
      name: z.string(),
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
  ),
  onForget: 'keep',
  keep: 'always',
});
