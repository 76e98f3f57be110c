import * as z from 'zod/mini';
import { lazy } from '../../base/lazy.ts';
import type { Instant, LinkKey } from '../../base/types.ts';
import { defineTable, LEDGER_DAYS } from '../../storage/define-table.ts';

const linkKey = { zone: z.string(), person: z.string(), project: z.string() };

/** One pass through a guided procedure. */
export type Run = LinkKey & {
  id: string;
  procedure: string;
  company: string;
  status: 'running' | 'done' | 'cancelled';
  step: number;
  outcomes: { step: string; outcome: 'proven' | 'by-hand' | 'skipped'; at: Instant }[];
  /** In the time of runs, as all moments of a run but `updatedAt`: it goes on where the clock was put back. */
  startedAt: Instant;
  /** When the current step began, or the run ended: only what is seen after it can prove the step. */
  stepAt: Instant;
  /** By the clock. */
  updatedAt: Instant;
  /** The person came to the current step by going back: a page that stood open before does not prove it again. */
  wentBack?: true;
  /** At the step that asks who it is, the person confirmed the account that is to be left. */
  sameAccount?: true;
  /**
   * What happened last in each tab during the run, to tell fresh readings from stale ones; 0 = never. `pressedAt`: a
   * press that saves a change; `unchangedAt`: it showed what is to be changed, such as Synced; `logoutAt`: DocuSign's
   * log-out page was opened in it. `unchangedIn`: the document that showed it, by the moment it began. Runs of earlier
   * versions have `syncedAt` for `unchangedAt`.
   */
  pages?: {
    tab: number;
    loadedAt: Instant;
    pressedAt: Instant;
    unchangedAt?: Instant;
    unchangedIn?: number;
    syncedAt?: Instant;
    logoutAt: Instant;
  }[];
  /** What it is about, such as `commitment:42`, and where that was open; only where the procedure is about an item. */
  item?: { key: string; href: string };
  /** Who was confirmed when the run began; only where the procedure is to leave that account. */
  oldAccount?: { who: string; accountId: string };
};

export const runs = defineTable<Run>({
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
