import * as z from 'zod/mini';
import { message } from '../../base/define-message.ts';

export const scheduleMessages = {
  /** One of our pages was opened: what the browser's alarms are late with is done. */
  lookAtAlarms: message({ from: 'ours', waits: 'for-work', data: () => z.null(), reply: () => z.null() }),
} as const;
