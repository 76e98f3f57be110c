import * as z from 'zod/mini';
import { settingsPatch } from './schema.ts';
import { defineItem } from '../../storage/define-item.ts';

/** What the person set; only what differs from the defaults. */
export const personalSettings = defineItem(
  'local:settings',
  settingsPatch,
  {},
  { onForget: 'keep', keep: 'always' },
);

/** What the organization set, as the browser last told it: at its start it takes its time to tell again. */
export const knownPolicy = defineItem(
  'local:known-policy',
  () => z.record(z.string(), z.unknown()),
  {},
  { onForget: 'keep', keep: 'always' },
);
