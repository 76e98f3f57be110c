import * as z from 'zod/mini';
import { lazy } from '../../base/lazy.ts';
import type { Instant } from '../../base/types.ts';
import { defineTable } from '../../storage/define-table.ts';

/** Append-only: what Countersign did or was told. `what` is a code with a sentence in the locale files. */
export type JournalEntry = { id: number; at: Instant; what: string; detail: string };

const JOURNAL_DAYS = 400;

export const journal = defineTable<JournalEntry>({
  row: lazy(() => z.object({ id: z.number(), at: z.number(), what: z.string(), detail: z.string() })),
  onForget: 'keep',
  keep: { days: JOURNAL_DAYS, by: 'at' },
});
