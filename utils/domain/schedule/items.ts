import * as z from 'zod/mini';
import { defineItem } from '../../storage/define-item.ts';

/** When what an alarm does was done last, by the alarm's name. */
export const alarmsDone = defineItem(
  'local:alarms-done',
  () => z.record(z.string(), z.number()),
  {},
  { onForget: 'keep', keep: 'always' },
);
