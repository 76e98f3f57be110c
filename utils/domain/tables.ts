import * as z from 'zod/mini';
import { lazy } from '../base/lazy.ts';
import { ELEMENT_KINDS, ENVIRONMENTS, type Instant, PROCORE_ENVIRONMENTS } from '../base/types.ts';
import type {
  AccountFacts,
  Confirmation,
  Connection,
  JournalEntry,
  LinkRow,
  LearnedPath,
  ProcoreConnection,
  ProjectName,
  RequestRecord,
  Run,
  Sighting,
  TableName,
  Use,
} from './database.ts';
import { type DefinedTable, defineTable, LEDGER_DAYS } from '../storage/define-table.ts';

const JOURNAL_DAYS = 400;
const REQUESTS_KEPT = 5_000;

const linkKey = { zone: z.string(), person: z.string(), project: z.string() };

const sighting = lazy(
  (): z.ZodMiniType<Sighting> =>
    z.object({
      ...linkKey,
      id: z.number(),
      company: z.string(),
      kind: z.enum(ELEMENT_KINDS),
      says: z.string(),
      disabled: z.boolean(),
      item: z.string(),
      firstAt: z.number(),
      at: z.number(),
      undated: z.optional(z.literal(true)),
    }),
);

const sightings = defineTable<Sighting>({
  row: sighting,
  onForget: 'erase',
  keep: { days: LEDGER_DAYS, by: 'at' },
});

const confirmation = lazy(
  (): z.ZodMiniType<Confirmation> =>
    z.object({
      ...linkKey,
      who: z.string(),
      accountId: z.string(),
      accountName: z.string(),
      source: z.enum(['person', 'docusign']),
      at: z.number(),
    }),
);

const confirmations = defineTable<Confirmation>({
  row: confirmation,
  onForget: 'erase',
  keep: { days: LEDGER_DAYS, by: 'at', unlessRead: 'link' },
});

const use = lazy(
  (): z.ZodMiniType<Use> =>
    z.object({ ...linkKey, id: z.number(), how: z.enum(['linked', 'sent']), at: z.number() }),
);

const uses = defineTable<Use>({
  row: use,
  onForget: 'erase',
  keep: { days: LEDGER_DAYS, by: 'at' },
});

const links = defineTable<LinkRow>({
  row: lazy(() =>
    z.object({
      ...linkKey,
      company: z.string(),
      bearing: z.array(sighting()),
      latest: z.array(sighting()),
      lastUse: z.nullable(use()),
      confirmation: z.nullable(confirmation()),
    }),
  ),
  onForget: 'erase',
  // As long as what it was made of.
  keep: { days: LEDGER_DAYS, by: lastAt },
});

function lastAt({ latest, lastUse, confirmation: confirmed }: LinkRow): Instant {
  return Math.max(0, ...[...latest, lastUse, confirmed].map((dated) => dated?.at ?? 0));
}

const projects = defineTable<ProjectName>({
  row: lazy(() =>
    z.object({
      zone: z.string(),
      project: z.string(),
      company: z.string(),
      name: z.string(),
      at: z.number(),
    }),
  ),
  onForget: 'erase',
  keep: { days: LEDGER_DAYS, by: 'at', unlessRead: 'project' },
});

const places = defineTable<LearnedPath>({
  row: lazy(() =>
    z.object({ zone: z.string(), name: z.literal('profile'), path: z.string(), at: z.number() }),
  ),
  onForget: 'erase',
  // One for each host of Procore's.
  keep: 'always',
});

const runs = defineTable<Run>({
  row: lazy(() =>
    z.object({
      ...linkKey,
      id: z.string(),
      procedure: z.string(),
      company: z.string(),
      status: z.enum(['running', 'done', 'cancelled']),
      step: z.number(),
      outcomes: z.array(
        z.object({ step: z.string(), outcome: z.enum(['proven', 'by-hand', 'skipped']), at: z.number() }),
      ),
      startedAt: z.number(),
      stepAt: z.number(),
      updatedAt: z.number(),
      wentBack: z.exactOptional(z.literal(true)),
      sameAccount: z.exactOptional(z.literal(true)),
      pages: z.exactOptional(
        z.array(
          z.object({
            tab: z.number(),
            loadedAt: z.number(),
            pressedAt: z.number(),
            unchangedAt: z.exactOptional(z.number()),
            unchangedIn: z.exactOptional(z.number()),
            syncedAt: z.exactOptional(z.number()),
            logoutAt: z.number(),
          }),
        ),
      ),
      item: z.exactOptional(z.object({ key: z.string(), href: z.string() })),
      oldAccount: z.exactOptional(z.object({ who: z.string(), accountId: z.string() })),
    }),
  ),
  onForget: 'erase',
  keep: { days: LEDGER_DAYS, by: 'updatedAt' },
});

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

const connections = defineTable<Connection>({
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

const procoreConnections = defineTable<ProcoreConnection>({
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

const requests = defineTable<RequestRecord>({
  row: lazy(() =>
    z.object({
      id: z.number(),
      at: z.number(),
      method: z.string(),
      host: z.string(),
      path: z.string(),
      status: z.number(),
      took: z.number(),
    }),
  ),
  onForget: 'keep',
  keep: { newest: REQUESTS_KEPT },
});

const journal = defineTable<JournalEntry>({
  row: lazy(() => z.object({ id: z.number(), at: z.number(), what: z.string(), detail: z.string() })),
  onForget: 'keep',
  keep: { days: JOURNAL_DAYS, by: 'at' },
});

/** Every table: one that is not here does not compile. Forgetting, pruning and reading go through this list. */
export const TABLES = {
  sightings,
  confirmations,
  uses,
  links,
  projects,
  places,
  runs,
  connections,
  procoreConnections,
  requests,
  journal,
} satisfies Record<TableName, DefinedTable>;

export const TABLE_NAMES = Object.keys(TABLES).filter((name): name is TableName => name in TABLES);
