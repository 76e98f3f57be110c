import * as z from 'zod/mini';
import { message } from '../../base/define-message.ts';
import { idText, shortText } from '../../base/message-shapes.ts';
import { ENVIRONMENTS, PROCORE_ENVIRONMENTS, SECRET_HOLDERS } from '../../base/types.ts';
import { procoreClientSecret } from '../settings/schema.ts';

export const connectionMessages = {
  connect: message({
    from: 'ours',
    waits: 'for-login',
    data: () => z.strictObject({ loginHint: shortText(254) }),
    reply: () => z.strictObject({ environment: z.enum(ENVIRONMENTS), userId: shortText(64) }),
  }),
  /** Give up an open login: closes the window, forgets the attempt. */
  cancelConnect: message({ from: 'ours', data: () => z.null(), reply: () => z.null() }),
  chooseAccount: message({
    from: 'ours',
    waits: 'for-work',
    data: () => z.strictObject({ environment: z.enum(ENVIRONMENTS), accountId: shortText(64) }),
    reply: () => z.null(),
  }),
  refreshConnection: message({
    from: 'ours',
    waits: 'for-work',
    data: () => z.strictObject({ environment: z.enum(ENVIRONMENTS) }),
    reply: () => z.null(),
  }),
  disconnect: message({
    from: 'ours',
    waits: 'for-work',
    data: () => z.strictObject({ environment: z.enum(ENVIRONMENTS) }),
    reply: () => z.null(),
  }),
  /** Signs in with the company's own Procore app. The hosts were granted in the press before. */
  connectProcore: message({
    from: 'ours',
    waits: 'for-login',
    data: () => z.null(),
    reply: () => z.strictObject({ environment: z.enum(PROCORE_ENVIRONMENTS), userId: idText() }),
  }),
  /** The way without a redirect address: opens Procore's page, which shows a code. */
  startProcoreCode: message({ from: 'ours', data: () => z.null(), reply: () => z.null() }),
  /** The code the person copied from there. */
  pasteProcoreCode: message({
    from: 'ours',
    waits: 'for-login',
    data: () => z.strictObject({ code: shortText(600) }),
    reply: () => z.strictObject({ environment: z.enum(PROCORE_ENVIRONMENTS), userId: idText() }),
  }),
  cancelProcore: message({ from: 'ours', data: () => z.null(), reply: () => z.null() }),
  refreshProcore: message({
    from: 'ours',
    waits: 'for-work',
    data: () => z.strictObject({ environment: z.enum(PROCORE_ENVIRONMENTS) }),
    reply: () => z.null(),
  }),
  disconnectProcore: message({
    from: 'ours',
    waits: 'for-work',
    data: () => z.strictObject({ environment: z.enum(PROCORE_ENVIRONMENTS) }),
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
