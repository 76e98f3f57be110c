import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppFault } from '../../../../utils/base/errors.ts';
import { createGuardedFetch, DEADLINE, LARGEST_BODY } from '../../../../utils/http/guarded-fetch.ts';
import { fakeClock, fakeLog } from '../auth/fake-docusign.ts';

const PLACE = 'https://demo.docusign.net/restapi/v2.1/accounts/1';

function setUp(fetch: typeof globalThis.fetch) {
  const time = fakeClock(1000);
  const log = fakeLog(time.clock);
  const rows: object[] = [];
  const beforeWrite = vi.fn(async () => undefined);
  const guarded = createGuardedFetch({
    fetch,
    clock: time.clock,
    log,
    record: (request) => {
      const row = { ...request, status: -1, took: -1 };
      rows.push(row);
      return (outcome) => Object.assign(row, outcome);
    },
    beforeWrite,
  });
  return { guarded, time, log, rows, beforeWrite };
}

/** A body that gives one byte and then nothing, for ever. */
function stuckBody(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array([123])) });
}

/** Never answers, but notices when it is called off, as the real one does. */
const hangs: typeof fetch = (_, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
  });

/** What it ends with, right or wrong. */
const endOf = (work: Promise<unknown>): Promise<unknown> => work.catch((thrown: unknown) => thrown);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a guarded request', () => {
  it('goes out without cookies, cache or referrer, and refuses to be redirected', async () => {
    const seen: Request[] = [];
    const { guarded } = setUp(async (input) => {
      seen.push(input as Request);
      return new Response('{}');
    });
    await guarded(PLACE, { redirect: 'follow', credentials: 'include' });
    const { redirect, credentials, cache, referrerPolicy } = seen[0] as Request;
    expect({ redirect, credentials, cache, referrerPolicy }).toEqual({
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
  });

  it('is not made to a host outside the table, and leaves no record', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>();
    const { guarded, rows } = setUp(fetch);
    await expect(guarded('https://evil.test/')).rejects.toEqual(new AppFault('host-not-allowed'));
    expect(fetch).not.toHaveBeenCalled();
    expect(rows).toEqual([]);
  });

  it('is recorded before it leaves, without its query, and with its outcome after', async () => {
    let before: unknown;
    const { guarded, rows, time } = setUp(async () => {
      before = structuredClone(rows);
      time.advance(40);
      return new Response('{}', { status: 418 });
    });
    await guarded(`${PLACE}?email=a@b.test`);
    const row = { at: 1000, method: 'GET', host: 'demo.docusign.net', path: '/restapi/v2.1/accounts/1' };
    expect(before).toEqual([{ ...row, status: -1, took: -1 }]);
    expect(rows).toEqual([{ ...row, status: 418, took: 40 }]);
  });

  it('waits for the header rule before a write, and not before a read', async () => {
    const order: string[] = [];
    const { guarded, beforeWrite } = setUp(async (input) => {
      order.push((input as Request).method);
      return new Response('{}');
    });
    beforeWrite.mockImplementation(async () => {
      order.push('rule');
    });
    await guarded(PLACE);
    await guarded(PLACE, { method: 'POST', body: 'x' });
    expect(order).toEqual(['GET', 'rule', 'POST']);
  });

  it('is not written when the header rule cannot be put in place', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>();
    const { guarded, beforeWrite } = setUp(fetch);
    beforeWrite.mockRejectedValue(new Error('no rule'));
    await expect(guarded(PLACE, { method: 'POST' })).rejects.toThrow('no rule');
    expect(fetch).not.toHaveBeenCalled();
  });

  it('is offline when there is no answer at all', async () => {
    const { guarded, rows } = setUp(async () => {
      throw new TypeError('Failed to fetch');
    });
    await expect(guarded(PLACE)).rejects.toEqual(new AppFault('offline'));
    expect(rows).toMatchObject([{ status: 0 }]);
  });

  it('times out when no headers come', async () => {
    const { guarded } = setUp(hangs);
    const ending = endOf(guarded(PLACE));
    await vi.advanceTimersByTimeAsync(DEADLINE);
    expect(await ending).toEqual(new AppFault('timed-out'));
  });

  it('times out when the body stops in the middle', async () => {
    const { guarded, rows } = setUp(async () => new Response(stuckBody()));
    const ending = endOf(guarded(PLACE));
    await vi.advanceTimersByTimeAsync(DEADLINE);
    expect(await ending).toEqual(new AppFault('timed-out'));
    expect(rows).toMatchObject([{ status: 200 }]);
  });

  it('leaves no timer running', async () => {
    const { guarded } = setUp(async () => new Response('{}'));
    await guarded(PLACE);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives up with the asker’s own reason', async () => {
    const { guarded } = setUp(hangs);
    const asker = new AbortController();
    const ending = endOf(guarded(PLACE, { signal: asker.signal }));
    await vi.advanceTimersByTimeAsync(1);
    asker.abort(new AppFault('login-closed'));
    expect(await ending).toEqual(new AppFault('login-closed'));
  });

  it('stops reading an answer that is too large', async () => {
    let given = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        given += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const { guarded } = setUp(async () => new Response(endless));
    await expect(guarded(PLACE)).rejects.toEqual(new AppFault('unexpected-reply', 'too_large'));
    expect(given).toBeLessThan(LARGEST_BODY + 4 * 65_536);
  });

  it('keeps DocuSign’s trace id of a refused call in the log', async () => {
    const trace = '0a1b2c3d-1111-4222-8333-444455556666';
    const { guarded, log } = setUp(
      async () => new Response('', { status: 403, headers: { 'X-DocuSign-TraceToken': trace } }),
    );
    await guarded(`${PLACE}?secret=1`);
    expect(log.entries()).toEqual([
      { at: 1000, text: `demo.docusign.net/restapi/v2.1/accounts/1 answered 403, trace ${trace}` },
    ]);
  });
});
