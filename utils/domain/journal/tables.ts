import * as z from 'zod/mini';
import { lazy } from '../../base/lazy.ts';
import type { Instant } from '../../base/types.ts';
import { defineTable } from '../../storage/define-table.ts';

/**
 * One entry as it is stored: a code and what belongs to it (`readEntry`). Append-only, and written by `append.ts` alone.
 * What an earlier version wrote has no `seq`, `previous` and `hash`.
 */
export type JournalRow = {
  id: number;
  at: Instant;
  code: string;
  /** Counts the entries without a gap, from 1. */
  seq?: number;
  /** The hash of the entry before. */
  previous?: string;
  /** See `hashOf`. */
  hash?: string;
};

/**
 * Where the chain of entries begins and ends. `first` is what the oldest kept entry follows: a pruned entry, or the last
 * one of an earlier version. `last` is the newest entry.
 */
export type JournalEnd = { end: 'first' | 'last'; id: number; seq: number; hash: string };

/** What the very first entry follows. */
export const GENESIS: Omit<JournalEnd, 'end'> = { id: 0, seq: 0, hash: '0'.repeat(64) };

const JOURNAL_DAYS = 400;

export const journal = defineTable<JournalRow>({
  row: lazy(() =>
    z.looseObject({
      id: z.number(),
      at: z.number(),
      code: z.string(),
      seq: z.exactOptional(z.number()),
      previous: z.exactOptional(z.string()),
      hash: z.exactOptional(z.string()),
    }),
  ),
  onForget: 'keep',
  keep: { days: JOURNAL_DAYS, by: 'at', fromTheFront: true },
});

export const journalEnds = defineTable<JournalEnd>({
  row: lazy(() =>
    z.object({ end: z.enum(['first', 'last']), id: z.number(), seq: z.number(), hash: z.string() }),
  ),
  onForget: 'keep',
  keep: 'always',
});
