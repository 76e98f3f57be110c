import * as z from 'zod/mini';
import { DAY, isWithin } from '../../base/clock.ts';
import { LEDGER_DAYS } from '../../storage/define-table.ts';
import { confirmation, sighting, use } from './tables.ts';
import { defineItem } from '../../storage/define-item.ts';

/** Links the person was already warned about, with the use they were warned for: one notification for each. */
export const warnedLinks = defineItem(
  'local:warned-links',
  () => z.record(z.string(), z.number()),
  {},
  {
    onForget: 'erase',
    // A use that is dated later than now is dated again when it is met: no warning is for that one.
    keep: (warned, now) => {
      const left = Object.entries(warned).filter(([, usedAt]) => isWithin(usedAt, LEDGER_DAYS * DAY, now));
      return left.length === Object.keys(warned).length ? warned : Object.fromEntries(left);
    },
  },
);

const evidenceShape = () =>
  z.object({
    bearing: z.array(sighting()),
    lastUse: z.nullable(use()),
    confirmation: z.nullable(confirmation()),
    shared: z.boolean(),
  });

/** The evidence of links lately asked for; a copy of what the database has, gone with the browser. */
export const cachedEvidence = defineItem(
  'session:evidence',
  () => z.record(z.string(), evidenceShape()),
  {},
  { onForget: 'erase', keep: 'session', isCopy: true },
);
