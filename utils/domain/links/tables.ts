import * as z from 'zod/mini';
import { lazy } from '../../base/lazy.ts';
import { ELEMENT_KINDS, type ElementKind, type Instant, type LinkKey, type Zone } from '../../base/types.ts';
import { defineTable, LEDGER_DAYS } from '../../storage/define-table.ts';

const linkKey = { zone: z.string(), person: z.string(), project: z.string() };

export type LinkTuple = [zone: string, person: string, project: string];

/** One dated reading of a page. Equal readings in a row are one row whose `at` moves on. */
export type Sighting = LinkKey & {
  id: number;
  company: string;
  kind: ElementKind;
  says: string;
  disabled: boolean;
  /** The item read, such as `commitment:42`, or '' outside an item. */
  item: string;
  firstAt: Instant;
  at: Instant;
  /** The clock ran ahead when it was read: the moments are the latest it can have been, nobody knows when. */
  undated?: true | undefined;
};

/** The person's own word about who is behind a link; from DocuSign itself where a connection was there to ask. */
export type Confirmation = LinkKey & {
  /** Name or e-mail as the person gave it, or as DocuSign reported it. */
  who: string;
  accountId: string;
  accountName: string;
  source: 'person' | 'docusign';
  at: Instant;
};

/** One use of the link that was seen: it starts Procore's idle days anew. `at` is the earliest it can have been. */
export type Use = LinkKey & { id: number; how: 'linked' | 'sent'; at: Instant };

/**
 * What one link is derived from, kept beside the history and written in the transaction of whatever it follows from: what
 * a link is can be told from one row, however long its history is.
 */
export type LinkRow = LinkKey & {
  company: string;
  /** Of each kind and saying that bears on the link, the newest sighting. */
  bearing: Sighting[];
  /** Of each kind of element, the newest sighting. */
  latest: Sighting[];
  lastUse: Use | null;
  confirmation: Confirmation | null;
  /** The newest moment in it: it is kept as long as what it was made of. Absent in rows of earlier versions. */
  at?: Instant | undefined;
  /** Of the newest sighting and of the last use; absent where there is none. By these it is found among many. */
  seenAt?: Instant | undefined;
  usedAt?: Instant | undefined;
};

/** What a page called the project; for showing only, never a key. */
export type ProjectName = { zone: Zone; project: string; company: string; name: string; at: Instant };

export const sighting = lazy(
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

export const sightings = defineTable<Sighting>({
  row: sighting,
  onForget: 'erase',
  keep: { days: LEDGER_DAYS, by: 'at' },
});

export const confirmation = lazy(
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

export const confirmations = defineTable<Confirmation>({
  row: confirmation,
  onForget: 'erase',
  keep: { days: LEDGER_DAYS, by: 'at', unlessRead: 'link' },
});

export const use = lazy(
  (): z.ZodMiniType<Use> =>
    z.object({ ...linkKey, id: z.number(), how: z.enum(['linked', 'sent']), at: z.number() }),
);

export const uses = defineTable<Use>({
  row: use,
  onForget: 'erase',
  keep: { days: LEDGER_DAYS, by: 'at' },
});

export const links = defineTable<LinkRow>({
  row: lazy(() =>
    z.object({
      ...linkKey,
      company: z.string(),
      bearing: z.array(sighting()),
      latest: z.array(sighting()),
      lastUse: z.nullable(use()),
      confirmation: z.nullable(confirmation()),
      at: z.optional(z.number()),
      seenAt: z.optional(z.number()),
      usedAt: z.optional(z.number()),
    }),
  ),
  onForget: 'erase',
  keep: { days: LEDGER_DAYS, by: 'at' },
});

export const projects = defineTable<ProjectName>({
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
