import * as z from 'zod/mini';
import { message } from '../../base/define-message.ts';
import { linkKey, shortText } from '../../base/message-shapes.ts';

export const linkMessages = {
  confirmAccount: message({
    from: 'ours',
    keepsLedger: true,
    data: () =>
      z.strictObject({
        key: linkKey(),
        who: shortText(200).check(z.minLength(1)),
        accountId: shortText(64),
        accountName: shortText(200),
      }),
    reply: () => z.null(),
  }),
} as const;
