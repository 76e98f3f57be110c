import { AppFault } from '../base/errors.ts';
import type { Log } from '../base/log.ts';
import type { Clock, Instant } from '../base/types.ts';
import { passHostGate } from './host-gate.ts';

/** One request Countersign made: everything a person needs to judge it, and no secret. */
export type RequestRecord = {
  id: number;
  at: Instant;
  method: string;
  host: string;
  path: string;
  /** HTTP status, or 0 when no answer came. */
  status: number;
  /** Milliseconds. */
  took: number;
};

/**
 * Keeps what a person needs to judge a request, before it leaves: a worker that dies meanwhile has it on the list all
 * the same. Never the query, headers or body. What it answers with is called once with the outcome; status 0 is none.
 */
export type RecordRequest = (
  request: Pick<RequestRecord, 'at' | 'method' | 'host' | 'path'>,
) => (outcome: Pick<RequestRecord, 'status' | 'took'>) => void;

export type Wire = {
  fetch: typeof fetch;
  clock: Clock;
  log: Log;
  record: RecordRequest;
  /** Awaited before anything but a GET leaves. */
  beforeWrite: () => Promise<void>;
};

/** Headers and body together must be here by then. */
export const DEADLINE = 25_000;
/** Bytes of an answer; the largest honest one is some 100,000. */
export const LARGEST_BODY = 2 * 1024 * 1024;

/**
 * `fetch`, and who wants to know whether a request left: `leaving` is called right before it goes to the network. What is
 * thrown before that was never sent; what is thrown after it may have been carried out.
 */
export type GuardedFetch = (
  input: RequestInfo | URL,
  init?: RequestInit,
  leaving?: () => void,
) => Promise<Response>;

/**
 * `fetch` with our rules around it: host gate, no redirects, no cookies, no cache, one deadline for the whole answer,
 * a cap on its size. Every attempt is recorded. The answer's body has been read in full.
 */
export function createGuardedFetch(wire: Wire): GuardedFetch {
  return async (input, init, leaving) => {
    const asked = input instanceof Request ? input.url : String(input);
    const url = passHostGate(asked);
    const request = new Request(input, {
      ...init,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    if (request.method !== 'GET') await wire.beforeWrite();
    request.signal.throwIfAborted();

    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(new AppFault('timed-out')), DEADLINE);
    const signal = AbortSignal.any([request.signal, deadline.signal]);
    const startedAt = wire.clock();
    const finish = wire.record({ at: startedAt, method: request.method, host: url.host, path: url.pathname });
    let status = 0;
    try {
      leaving?.();
      const answer = await wire.fetch(request, { signal });
      status = answer.status;
      const body = await readWhole(answer, signal);
      if (!answer.ok) noteTrace(wire.log, url, answer);
      return new Response(body, { status, headers: answer.headers });
    } catch (thrown) {
      if (request.signal.aborted) throw request.signal.reason;
      if (deadline.signal.aborted) throw deadline.signal.reason;
      if (thrown instanceof AppFault) throw thrown;
      // fetch says TypeError for a missing network, a failed certificate and a refused redirect alike.
      throw new AppFault('offline', undefined, thrown);
    } finally {
      clearTimeout(timer);
      finish({ status, took: Math.max(0, wire.clock() - startedAt) });
    }
  };
}

async function readWhole(answer: Response, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!answer.body) return null;
  const reader = answer.body.getReader();
  // A body that never ends does not always notice the signal of its request.
  const stop = () => void reader.cancel(signal.reason).catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) break;
      size += value.byteLength;
      if (size > LARGEST_BODY) {
        void reader.cancel().catch(() => undefined);
        throw new AppFault('unexpected-reply', 'too_large');
      }
      parts.push(value);
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
  if (size === 0) return null;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

// Source: developers.docusign.com, error codes: support asks for this id of a failed call.
function noteTrace(log: Log, url: URL, answer: Response): void {
  const trace = answer.headers.get('x-docusign-tracetoken') ?? '';
  const isTrace = /^[\da-f-]{1,40}$/i.test(trace);
  log.note(`${url.host}${url.pathname} answered ${answer.status}${isTrace ? `, trace ${trace}` : ''}`);
}
