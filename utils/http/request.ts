import ky, { isHTTPError, isTimeoutError } from 'ky';
import * as z from 'zod/mini';
import { AppFault } from '../errors.ts';
import type { Clock } from '../types.ts';
import { DEADLINE } from './guarded-fetch.ts';

/** A refused request as a vendor's own rules see it. */
export type Refusal = {
  status: number;
  headers: Headers;
  /** The vendor's code in lower case: `errorCode`, else `error`; '' where the body has none. */
  code: string;
  /** The parsed body; undefined when it was empty or no JSON. */
  body: unknown;
};

export type Ask<S extends z.ZodMiniType> = {
  url: string;
  accessToken?: string;
  headers?: Readonly<Record<string, string>>;
  reply: S;
  signal?: AbortSignal;
};

export type Requester = <S extends z.ZodMiniType>(ask: Ask<S>) => Promise<z.output<S>>;

/** Longer waits than this, in seconds, are told to the person and not sat out. */
const LONGEST_WAIT = 5;

/**
 * Reads of one vendor: retried by ky where the network or the vendor's gateway failed, judged by the vendor's own
 * codes, parsed by a schema. Throws AppFaults, and the signal's own reason when the caller gave up.
 */
export function createRequester({
  fetch,
  clock,
  judge,
}: {
  /** A guarded fetch. */
  fetch: typeof globalThis.fetch;
  clock: Clock;
  judge: (refusal: Refusal) => AppFault;
}): Requester {
  return async ({ url, accessToken, headers, reply, signal }) => {
    let text: string;
    try {
      const answer = await ky.get(url, {
        fetch,
        headers: {
          // DocuSign can answer XML without it.
          accept: 'application/json',
          ...headers,
          ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
        },
        // The guarded fetch ends each attempt; this ends all of them together.
        timeout: false,
        totalTimeout: DEADLINE,
        ...(signal ? { signal } : {}),
        retry: {
          limit: 2,
          statusCodes: [408, 500, 502, 503, 504],
          jitter: true,
          shouldRetry: ({ error }) => {
            if (error instanceof AppFault) return error.error.kind === 'offline';
            if (isHTTPError(error)) {
              const wait = secondsToWait(error.response.headers, clock());
              if (wait !== undefined && wait > LONGEST_WAIT) return false;
            }
            return undefined;
          },
        },
      });
      text = await answer.text();
    } catch (thrown) {
      if (signal?.aborted) throw signal.reason;
      if (thrown instanceof AppFault) throw thrown;
      if (isTimeoutError(thrown)) throw new AppFault('timed-out', undefined, thrown);
      if (isHTTPError(thrown)) {
        throw judge(toRefusal(thrown.response.status, thrown.response.headers, thrown.data));
      }
      throw new AppFault('bug', undefined, thrown);
    }
    const parsed = reply.safeParse(parseJson(text));
    if (!parsed.success) throw new AppFault('unexpected-reply', undefined, new Error('shape of the answer'));
    return parsed.data;
  };
}

const CodedBody = z.object({ errorCode: z.optional(z.unknown()), error: z.optional(z.unknown()) });

/** `data` is a parsed body, or its text. */
export function toRefusal(status: number, headers: Headers, data: unknown): Refusal {
  const body = typeof data === 'string' ? parseJson(data) : data;
  const coded = CodedBody.safeParse(body);
  const named = coded.success ? [coded.data.errorCode, coded.data.error] : [];
  const code = named.find((candidate) => typeof candidate === 'string') ?? '';
  return { status, headers, code: code.trim().toLowerCase(), body };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // HTML of a gateway, an empty body, a cut answer: no JSON, and the caller decides what that means.
    return undefined;
  }
}

/** Waits are never taken longer than the hour after which the vendors' limits start anew. */
const LONGEST_LIMIT = 3600;

/**
 * Seconds until a limit ends: `Retry-After` (seconds or date), else the reset header (epoch seconds). Measured by
 * the server's own clock where it sent one; undefined when neither header says anything usable.
 */
export function secondsToWait(headers: Headers, now: number): number | undefined {
  const dated = Date.parse(headers.get('date') ?? '');
  const serverNow = Number.isNaN(dated) ? now : dated;
  const after = headers.get('retry-after')?.trim();
  if (after && /^\d+$/.test(after)) return capped(Number(after));
  const afterDate = after ? Date.parse(after) : Number.NaN;
  if (!Number.isNaN(afterDate)) return capped((afterDate - serverNow) / 1000);
  // DocuSign's name for it, and Procore's.
  const reset = (headers.get('x-ratelimit-reset') ?? headers.get('x-rate-limit-reset'))?.trim();
  if (reset && /^\d+$/.test(reset)) return capped(Number(reset) - serverNow / 1000);
  return undefined;
}

function capped(seconds: number): number {
  return Math.min(LONGEST_LIMIT, Math.max(0, Math.ceil(seconds)));
}
