import * as z from 'zod/mini';
import { lazy } from '../../base/lazy.ts';
import type { RequestRecord } from '../../http/guarded-fetch.ts';
import { defineTable } from '../../storage/define-table.ts';

const REQUESTS_KEPT = 5_000;

export const requests = defineTable<RequestRecord>({
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
