import * as z from 'zod/mini';
import { message } from '../../base/define-message.ts';
import { address, idText, linkKey, shortText } from '../../base/message-shapes.ts';
import { PROCEDURE_IDS, TARGETS } from './types.ts';

export const guideMessages = {
  /** The spot script asks what to point at. */
  guideStep: message({
    from: 'page',
    keepsLedger: true,
    data: () =>
      z.strictObject({
        href: address(),
        seen: z.array(z.enum(TARGETS)),
        /** When the page was loaded, by the clock as it is now. */
        documentStartedAt: z.number(),
        /** Nothing has moved since it was asked last: the page is to be read again. */
        waiting: z.boolean(),
      }),
    reply: () =>
      z.nullable(
        z.strictObject({
          runId: shortText(40),
          step: shortText(40),
          target: z.nullable(z.enum(TARGETS)),
          title: shortText(200),
          text: shortText(400),
          count: shortText(40),
        }),
      ),
  }),
  /** The spot script saw a trusted press on the target it points at. */
  guidePress: message({
    from: 'page',
    keepsLedger: true,
    data: () =>
      z.strictObject({
        href: address(),
        target: z.enum(TARGETS),
        /** By the clock as it is now; it is told again until an answer comes. */
        pressedAt: z.number(),
      }),
    reply: () => z.null(),
  }),
  startRun: message({
    from: 'ours',
    keepsLedger: true,
    waits: 'for-person',
    data: () =>
      z.strictObject({
        procedure: z.enum(PROCEDURE_IDS),
        key: linkKey(),
        company: idText(),
        /** Of the item, as the person had it open; only a procedure about an item takes notice. */
        href: z.optional(address()),
      }),
    reply: () => z.strictObject({ runId: shortText(40) }),
  }),
  stepRun: message({
    from: 'ours',
    keepsLedger: true,
    waits: 'for-person',
    data: () =>
      z.strictObject({
        runId: shortText(40),
        /**
         * `do`: what the step can do for the person, such as opening a page. `look`: what stands in the pages in front
         * and at DocuSign is read again.
         */
        action: z.enum(['do', 'by-hand', 'skip', 'back', 'cancel', 'look']),
        /** The step the person saw when they pressed: if the run has gone on meanwhile, nothing is done. */
        step: z.optional(shortText(40)),
      }),
    reply: () => z.null(),
  }),
} as const;
