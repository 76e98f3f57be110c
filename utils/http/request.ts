import ky, { isHTTPError, isTimeoutError } from 'ky';
import * as z from 'zod/mini';
import { AppFault } from '../base/errors.ts';
import type { Clock } from '../base/types.ts';
import { DEADLINE } from './guarded-fetch.ts';
import { retryAfter } from './waits.ts';

/** A refused request as a vendor's own rules see it. */
export type Refusal = {
  status: number;
  headers: Headers;
  /** The vendor's code in lower case: `errorCode`, else `error`; '' where the body has none. */
  code: string;
  /** The parsed body; undefined when it was empty or no JSON. */
  body: unknown;
};

export type ReadRequest<S extends z.ZodMiniType> = {
  url: string;
  accessToken?: string;
  headers?: Readonly<Record<string, string>>;
  reply: S;
  signal?: AbortSignal;
};

export type Requester = <S extends z.ZodMiniType>(ask: ReadRequest<S>) => Promise<z.output<S>>;

/** As a requester, with the answer's headers: some vendors page in them. */
export type HeaderReader = <S extends z.ZodMiniType>(
  ask: ReadRequest<S>,
) => Promise<{ data: z.output<S>; headers: Headers }>;

type ReaderDeps = {
  /** A guarded fetch. */
  fetch: typeof globalThis.fetch;
  clock: Clock;
  judge: (refusal: Refusal) => AppFault;
};

/** Longer waits than this, in seconds, are told to the person and not sat out. */
const LONGEST_WAIT = 5;

/**
 * Reads of one vendor: retried by ky where the network or the vendor's gateway failed, judged by the vendor's own
 * codes, parsed by a schema. Throws AppFaults, and the signal's own reason when the caller gave up.
 */
export function createRequester(deps: ReaderDeps): Requester {
  const read = createHeaderReader(deps);
  return async (ask) => (await read(ask)).data;
}

/** See `createRequester`. */
export function createHeaderReader({ fetch, clock, judge }: ReaderDeps): HeaderReader {
  return async ({ url, accessToken, headers, reply, signal }) => {
    let text: string;
    let told: Headers;
    /** What the last answer asked for, in ms. */
    let wait: number | undefined;
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
          // ky would take the moment at which the quota starts anew for a request to wait until then, and both vendors
          // send it with nearly every answer. `Retry-After` is read here, by the server's clock.
          afterStatusCodes: [],
          jitter: (backoff) => wait ?? Math.random() * backoff,
          shouldRetry: ({ error }) => {
            wait = undefined;
            if (error instanceof AppFault) return error.error.kind === 'offline';
            if (!isHTTPError(error)) return undefined;
            const seconds = retryAfter(error.response.headers, clock());
            if (seconds === undefined) return undefined;
            wait = seconds * 1000;
            return seconds <= LONGEST_WAIT ? undefined : false;
          },
        },
      });
      told = answer.headers;
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
    return { data: parsed.data, headers: told };
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

/** Undefined for what is no JSON: HTML of a gateway, an empty body, a cut answer. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
