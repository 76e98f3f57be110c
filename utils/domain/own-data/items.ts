import * as z from 'zod/mini';
import { defineItem } from '../../storage/define-item.ts';

/** Rows that are dated later than now, by table and key, with the moment they were first met: see `prune`. */
export const rowsAhead = defineItem(
  'local:rows-ahead',
  () => z.record(z.string(), z.number()),
  {},
  { onForget: 'erase', keep: 'always' },
);
