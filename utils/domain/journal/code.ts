import * as z from 'zod/mini';
import { lazy } from '../../base/lazy.ts';

/** One thing the journal can tell of: the shape of what it says beside its code, and an example of it. */
export type JournalCode<P extends object> = { payload: () => z.ZodMiniType<P>; example: P };

/**
 * For a feature's `journal.ts`. A payload holds ids, codes and hosts, never names or addresses of people: the journal
 * stays when the person forgets the ledger. `at`, `id`, `seq`, `previous` and `hash` are taken.
 */
export const journalCode = <P extends object>(
  payload: () => z.ZodMiniType<P>,
  example: NoInfer<P>,
): JournalCode<P> => ({ payload: lazy(payload), example });

/** One that needs no payload. */
export const bareCode = (): JournalCode<object> => ({ payload: lazy(() => z.object({})), example: {} });
