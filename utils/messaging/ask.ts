import { defineExtensionMessaging } from '@webext-core/messaging';
import * as z from 'zod/mini';
import type { AppError } from '../errors.ts';
import type { Result } from '../types.ts';
import {
  appErrorMessage,
  type MessageData,
  type MessageName,
  type MessageReply,
  protocol,
} from './protocol.ts';

export const ASK_TIMEOUT = 20_000;

/**
 * What goes to a vendor (each request has 25 s, and may be tried again after a limit), clears other sites or throws a
 * whole ledger away has its own end, later than that: giving up on it would call a success a failure.
 */
export const LONG_ASK_TIMEOUT = 180_000;
const LONG: ReadonlySet<MessageName> = new Set([
  'chooseAccount',
  'refreshConnection',
  'disconnect',
  'refreshProcore',
  'disconnectProcore',
  'clearSites',
  'forgetLedger',
  'resetOwnData',
  'lookAtAlarms',
]);

// These wait for a person (a login window, a page that opens): only a dead channel ends them early.
const UNHURRIED: ReadonlySet<MessageName> = new Set([
  'connect',
  'connectProcore',
  'pasteProcoreCode',
  'startRun',
  'stepRun',
]);
const LOGINS: ReadonlySet<MessageName> = new Set(['connect', 'connectProcore', 'pasteProcoreCode']);

const { sendMessage } = defineExtensionMessaging<Record<MessageName, (data: unknown) => unknown>>();

const Refusal = z.strictObject({ ok: z.literal(false), error: appErrorMessage() });

/**
 * Asks the background from one of our own pages. Never throws: a background that is silent or gone is `timed-out`, an
 * answer of the wrong shape is `unexpected-reply`.
 */
export async function ask<N extends MessageName>(
  name: N,
  data: MessageData<N>,
): Promise<Result<MessageReply<N>, AppError>> {
  const answer = await answerInTime(name, data);
  if (answer === GONE) {
    return { ok: false, error: { kind: LOGINS.has(name) ? 'login-interrupted' : 'timed-out' } };
  }
  const refusal = Refusal.safeParse(answer);
  if (refusal.success) {
    const { kind, detail } = refusal.data.error;
    return { ok: false, error: detail === undefined ? { kind } : { kind, detail } };
  }
  const accepted = z.strictObject({ ok: z.literal(true), value: protocol[name].reply }).safeParse(answer);
  if (!accepted.success) return { ok: false, error: { kind: 'unexpected-reply' } };
  return { ok: true, value: accepted.data.value as MessageReply<N> };
}

export type Ask = typeof ask;

const GONE = Symbol('no answer');

function answerInTime(name: MessageName, data: unknown): Promise<unknown> {
  return new Promise((resolve) => {
    const patience = LONG.has(name) ? LONG_ASK_TIMEOUT : ASK_TIMEOUT;
    const timer = UNHURRIED.has(name) ? undefined : setTimeout(() => resolve(GONE), patience);
    // A rejection means that nobody listens, or that the background was stopped before it answered.
    void sendMessage(name, data)
      .catch(() => GONE)
      .then((answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
  });
}
