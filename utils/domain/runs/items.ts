import { limitStates } from '../../http/limits.ts';
import { defineItem } from '../../storage/define-item.ts';

/** What the vendors said of their limits, by account: the next worker does not knock at a closed door. */
export const vendorLimits = defineItem(
  'session:vendor-limits',
  limitStates,
  {},
  { onForget: 'keep', keep: 'session' },
);
