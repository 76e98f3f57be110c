import type * as z from 'zod/mini';
import { type AppError, AppFault, toAppError } from '../base/errors.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { parseJson, type Refusal, toRefusal } from './request.ts';

/**
 * How one write at a vendor ended, as far as anybody can tell.
 * - `settled`: the vendor's answer, parsed. An answer about several things may refuse some of them: see `itemError` of the vendor.
 * - `refused`: the vendor said no; nothing was changed.
 * - `unknown`: it may have been carried out or not, now or in a while. Only reading the vendor can tell.
 * - `not-sent`: it never left, for a reason of ours, of the network or of a limit.
 */
export type WriteOutcome<T> =
  | { state: 'settled'; answer: T }
  | { state: 'refused'; error: AppError }
  | { state: 'unknown'; error: AppError }
  | { state: 'not-sent'; error: AppError };

/** What is about to be written, and where that is on disk: there is no request without it. */
export type StoredIntent = { readonly job: string; readonly ordinal: number };

export type WriteRequest<S extends z.ZodMiniType> = {
  /** Committed before this is called. */
  intent: StoredIntent;
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  accessToken: string;
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; left out: no body. */
  body?: unknown;
  reply: S;
  signal?: AbortSignal;
};

export type Writer = <S extends z.ZodMiniType>(
  request: WriteRequest<S>,
) => Promise<WriteOutcome<z.output<S>>>;

/** The server gave up on waiting for the request, or says so: it may have had all of it. */
const MAY_BE_CARRIED_OUT: readonly number[] = [408];

/**
 * Writes to one vendor, each sent once and never again: whether to send again is for whoever can look at the vendor first.
 * Throws nothing; how it ended is the answer.
 */
export function createWriter({
  fetch: send,
  isStored,
  isOnline,
  judge,
}: {
  /** A guarded fetch, with the account's limits around it. */
  fetch: GuardedFetch;
  /** Whether the intent is on disk, marked as sent. */
  isStored: (intent: StoredIntent) => Promise<boolean>;
  /** False only where there is surely no network. */
  isOnline: () => boolean;
  judge: (refusal: Refusal) => AppFault;
}): Writer {
  return async ({ intent, method, url, accessToken, headers, body, reply, signal }) => {
    let hasLeft = false;
    let answer: Response;
    let text: string;
    try {
      if (!(await isStored(intent))) throw new AppFault('bug', 'no intent');
      if (!isOnline()) throw new AppFault('offline');
      answer = await send(
        url,
        {
          method,
          headers: {
            // DocuSign can answer XML without it.
            accept: 'application/json',
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
            authorization: `Bearer ${accessToken}`,
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          ...(signal ? { signal } : {}),
        },
        () => {
          hasLeft = true;
        },
      );
      text = await answer.text();
    } catch (thrown) {
      return { state: hasLeft ? 'unknown' : 'not-sent', error: toAppError(thrown) };
    }
    const { status } = answer;
    const parsedBody = parseJson(text);
    if (answer.ok) {
      const parsed = reply.safeParse(parsedBody);
      return parsed.success
        ? { state: 'settled', answer: parsed.data }
        : { state: 'unknown', error: { kind: 'unexpected-reply', detail: 'shape' } };
    }
    const { error } = judge(toRefusal(status, answer.headers, parsedBody));
    const isRefusal =
      status >= 400 && status < 500 && !MAY_BE_CARRIED_OUT.includes(status) && isErrorBody(parsedBody);
    return { state: isRefusal ? 'refused' : 'unknown', error };
  };
}

/** A vendor's no is an object in JSON, whatever its fields. A proxy's page or nothing at all is nobody's answer. */
function isErrorBody(body: unknown): boolean {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
