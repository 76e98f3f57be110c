import * as z from 'zod/mini';
import { message } from '../../base/define-message.ts';
import { address } from '../../base/message-shapes.ts';
import { FACT_NAMES, parts, subjectShape } from './facts.ts';
import { CHECK_IDS } from './types.ts';

export const diagnosisMessages = {
  /** Our panel is to find out why it does not work: all of it, or one check. */
  troubleshoot: message({
    from: 'ours',
    data: () => z.strictObject({ check: z.nullable(z.enum(CHECK_IDS)) }),
    reply: () => z.null(),
  }),
  /** Find out one fact for the troubleshooter; it answers within three seconds, and says why where it does not know. */
  gather: message({
    from: 'ours',
    data: () =>
      z.strictObject({ part: z.enum(FACT_NAMES), subject: subjectShape(), tab: z.nullable(z.int()) }),
    reply: () => z.strictObject({ fact: z.union(Object.values(parts).map((make) => make())) }),
  }),
  /** Show the place where something can be put right, in a tab of its own or in the one that shows it. */
  openPlace: message({
    from: 'ours',
    data: () =>
      z.strictObject({
        place: z.enum(['project', 'item', 'docusign-logout']),
        subject: subjectShape(),
        /** Of the item, as the person had it open; '' for the other places. */
        href: address(),
      }),
    reply: () => z.null(),
  }),
} as const;
