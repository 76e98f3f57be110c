import * as z from 'zod/mini';
import { message } from '../../base/define-message.ts';
import { shortText } from '../../base/message-shapes.ts';
import { SECRET_HOLDERS, VENDORS } from '../../base/types.ts';
import { procoreClientSecret } from '../settings/schema.ts';

/** As `idOf` makes it: vendor, environment and person. */
const connectionId = () => shortText(120);

export const connectionMessages = {
  /** Signs in as whoever logs in there, beside whoever is connected. For Procore the hosts were granted in the press before. */
  connect: message({
    from: 'ours',
    waits: 'for-login',
    data: () => z.strictObject({ vendor: z.enum(VENDORS), loginHint: shortText(254) }),
    reply: () => z.strictObject({ id: connectionId() }),
  }),
  /** The way without a redirect address, at a vendor that knows one: opens its page, which shows a code. */
  startCode: message({
    from: 'ours',
    data: () => z.strictObject({ vendor: z.literal('procore') }),
    reply: () => z.null(),
  }),
  /** The code the person copied from there. */
  pasteCode: message({
    from: 'ours',
    waits: 'for-login',
    data: () => z.strictObject({ vendor: z.literal('procore'), code: shortText(600) }),
    reply: () => z.strictObject({ id: connectionId() }),
  }),
  /** Give up an open login: closes the window, forgets the attempt. */
  cancelConnect: message({
    from: 'ours',
    data: () => z.strictObject({ vendor: z.enum(VENDORS) }),
    reply: () => z.null(),
  }),
  refreshConnection: message({
    from: 'ours',
    waits: 'for-work',
    data: () => z.strictObject({ id: connectionId() }),
    reply: () => z.null(),
  }),
  disconnect: message({
    from: 'ours',
    waits: 'for-work',
    data: () => z.strictObject({ id: connectionId() }),
    reply: () => z.null(),
  }),
  chooseAccount: message({
    from: 'ours',
    waits: 'for-work',
    data: () => z.strictObject({ id: connectionId(), accountId: shortText(64) }),
    reply: () => z.null(),
  }),
  /** Who gave the secret of the app; the secret itself never comes out again. */
  procoreSecret: message({
    from: 'ours',
    data: () => z.null(),
    reply: () => z.strictObject({ by: z.enum(SECRET_HOLDERS) }),
  }),
  setProcoreSecret: message({
    from: 'ours',
    data: () => z.strictObject({ secret: procoreClientSecret() }),
    reply: () => z.null(),
  }),
  forgetProcoreSecret: message({ from: 'ours', data: () => z.null(), reply: () => z.null() }),
} as const;
