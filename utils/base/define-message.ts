import type * as z from 'zod/mini';
import { lazy } from './lazy.ts';

/**
 * `page` is our script in the top frame of a granted Procore page, and hostile by assumption; `ours` is one of our own
 * extension pages.
 */
export type SenderClass = 'page' | 'ours';

/**
 * How long its sender waits. `briefly`; `for-work` that rightly takes longer, such as requests to a vendor; `for-person`:
 * until they have done something, which only a dead channel ends early; `for-login`: the same in a login window.
 */
export type Waits = 'briefly' | 'for-work' | 'for-person' | 'for-login';

/** One message to the background: who may send it, its data and its answer. Its two schemas are made when it first comes. */
export function message<F extends SenderClass, D extends z.ZodMiniType, R extends z.ZodMiniType>(of: {
  from: F;
  data: () => D;
  reply: () => R;
  waits?: Waits;
  /** It writes to the ledger: nothing of it is written once the person has forgotten the ledger meanwhile. */
  keepsLedger?: true;
}) {
  const data = lazy(of.data);
  const reply = lazy(of.reply);
  return {
    from: of.from,
    waits: of.waits ?? 'briefly',
    keepsLedger: of.keepsLedger ?? false,
    get data(): D {
      return data();
    },
    get reply(): R {
      return reply();
    },
  };
}
