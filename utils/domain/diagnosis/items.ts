import * as z from 'zod/mini';
import { CHECK_IDS } from './types.ts';
import { defineItem } from '../../storage/define-item.ts';

/** That our panel was asked to find out why it does not work; `check` is null for all of it. */
const troubleshootingShape = () => z.object({ check: z.nullable(z.enum(CHECK_IDS)), at: z.number() });

export type Troubleshooting = z.infer<ReturnType<typeof troubleshootingShape>>;

export const troubleshooting = defineItem(
  'session:troubleshooting',
  () => z.nullable(troubleshootingShape()),
  null,
  { onForget: 'keep', keep: 'session' },
);
