import * as z from 'zod/mini';
import { ERROR_KINDS } from '../../base/errors.ts';
import type { SenderClass, Waits } from '../../base/define-message.ts';
import { shortText } from '../../base/message-shapes.ts';
import { connectionMessages } from '../../domain/connections/messages.ts';
import { diagnosisMessages } from '../../domain/diagnosis/messages.ts';
import { guideMessages } from '../../domain/guide/messages.ts';
import { linkMessages } from '../../domain/links/messages.ts';
import { ownDataMessages } from '../../domain/own-data/messages.ts';
import { pageMessages } from '../../domain/pages/messages.ts';
import { scheduleMessages } from '../../domain/schedule/messages.ts';
import { settingsMessages } from '../../domain/settings/messages.ts';
import { siteDataMessages } from '../../domain/site-data/messages.ts';

/**
 * The whole conversation with the background: each feature declares its own messages, with who may send each, its data and
 * its answer. Both are parsed on arrival. Answers travel as `{ ok, value | error }`; nothing is ever thrown across.
 */
export const protocol = {
  ...pageMessages,
  ...guideMessages,
  ...linkMessages,
  ...connectionMessages,
  ...settingsMessages,
  ...diagnosisMessages,
  ...siteDataMessages,
  ...scheduleMessages,
  ...ownDataMessages,
} as const satisfies Record<
  string,
  { from: SenderClass; waits: Waits; keepsLedger: boolean; data: z.ZodMiniType; reply: z.ZodMiniType }
>;

export const appErrorMessage = () =>
  z.strictObject({
    kind: z.enum(ERROR_KINDS),
    detail: z.optional(shortText(200)),
  });

export type MessageName = keyof typeof protocol;
export type MessageData<N extends MessageName> = z.infer<(typeof protocol)[N]['data']>;
export type MessageReply<N extends MessageName> = z.infer<(typeof protocol)[N]['reply']>;
