import * as z from 'zod/mini';
import { message } from '../../base/define-message.ts';

export const ownDataMessages = {
  /** Forget every sighting, run and name; settings stay. */
  forgetLedger: message({ from: 'ours', waits: 'for-work', data: () => z.null(), reply: () => z.null() }),
  /** Throw Countersign's own stored data away, such as when it can no longer be read; settings and sign-ins stay. */
  resetOwnData: message({ from: 'ours', waits: 'for-work', data: () => z.null(), reply: () => z.null() }),
} as const;
