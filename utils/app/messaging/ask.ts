import { defineExtensionMessaging } from '@webext-core/messaging';
import * as z from 'zod/mini';
import type { AppError } from '../../base/errors.ts';
import type { Waits } from '../../base/define-message.ts';
import type { Result } from '../../base/types.ts';
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

const TIMEOUTS: Record<Waits, number> = {
  briefly: ASK_TIMEOUT,
  'for-work': LONG_ASK_TIMEOUT,
  // Only a dead channel ends these early.
  'for-person': Number.POSITIVE_INFINITY,
  'for-login': Number.POSITIVE_INFINITY,
};

const { sendMessage } = defineExtensionMessaging<Record<MessageName, (data: unknown) => unknown>>();

const Refusal = z.strictObject({ ok: z.literal(false), error: appErrorMessage() });

/**
 * What the background answered. `late`, where it was silent for too long to be waited for: what it says after all, once
 * it does; the work may have been done.
 */
export type Answer<T> =
  | { ok: true; value: T }
  | { ok: false; error: AppError; late?: Promise<Result<T, AppError>> };

/**
 * Asks the background from one of our own pages. Never throws: a background that is silent or gone is `timed-out`, an
 * answer of the wrong shape is `unexpected-reply`.
 */
export async function ask<N extends MessageName>(
  name: N,
  data: MessageData<N>,
): Promise<Answer<MessageReply<N>>> {
  const told = send(name, data);
  const answer = await inTime(name, told);
  const read = readAnswer(name, answer === SILENT ? GONE : answer);
  return answer === SILENT && !read.ok
    ? { ...read, late: told.then((after) => readAnswer(name, after)) }
    : read;
}

export type Ask = typeof ask;

const GONE = Symbol('no answer');
const SILENT = Symbol('no answer yet');

function readAnswer<N extends MessageName>(name: N, answer: unknown): Result<MessageReply<N>, AppError> {
  if (answer === GONE) {
    return {
      ok: false,
      error: { kind: protocol[name].waits === 'for-login' ? 'login-interrupted' : 'timed-out' },
    };
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

// A rejection means that nobody listens, or that the background was stopped before it answered.
const send = (name: MessageName, data: unknown): Promise<unknown> =>
  sendMessage(name, data).catch(() => GONE);

/** The answer, or `SILENT` where there was none for longer than it is waited for. */
function inTime(name: MessageName, told: Promise<unknown>): Promise<unknown> {
  const timeout = TIMEOUTS[protocol[name].waits];
  if (timeout === Number.POSITIVE_INFINITY) return told;
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const timer = setTimeout(() => resolve(SILENT), timeout);
  void told.then((answer) => {
    clearTimeout(timer);
    resolve(answer);
  });
  return promise;
}
