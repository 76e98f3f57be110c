import * as z from 'zod/mini';
import { lazy } from '../../base/lazy.ts';
import type { Instant, Zone } from '../../base/types.ts';
import { defineTable } from '../../storage/define-table.ts';

/** Addresses learned from the person's own visits, such as the profile page of a zone. */
export type LearnedPath = { zone: Zone; name: 'profile'; path: string; at: Instant };

export const places = defineTable<LearnedPath>({
  row: lazy(() =>
    z.object({ zone: z.string(), name: z.literal('profile'), path: z.string(), at: z.number() }),
  ),
  onForget: 'erase',
  // One for each host of Procore's.
  keep: 'always',
});
