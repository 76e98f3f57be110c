import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { AppFault } from '../../../../utils/base/errors.ts';
import { createGuardedFetch, DEADLINE } from '../../../../utils/http/guarded-fetch.ts';
import { createRequester, type Refusal, toRefusal } from '../../../../utils/http/request.ts';
import { fakeClock, fakeLog, json } from '../auth/fake-docusign.ts';

const url = 'https://demo.docusign.net/restapi/v2.1/accounts/1';
const reply = z.object({ name: z.string() });

function setUp(fetch: (request: Request, tries: number) => Response | Promise<Response>) {
  const { clock } = fakeClock();
  let tries = 0;
  const requests: Request[] = [];
  const judged: Refusal[] = [];
  const ask = createRequester({
    fetch: createGuardedFetch({
      fetch: async (input) => {
        tries += 1;
        requests.push(input as Request);
        return fetch(input as Request, tries);
      },
      clock,
      log: fakeLog(clock),
      record: () => () => undefined,
      beforeWrite: async () => undefined,
    }),
    clock,
    judge: (refusal) => {
      judged.push(refusal);
      return new AppFault('no-permission', refusal.code);
    },
  });
  return { ask, requests, judged };
}

/** What a promise ends with, while the waits in between pass at once. */
async function ending(work: Promise<unknown>): Promise<unknown> {
  const end = work.catch((thrown: unknown) => thrown);
  await vi.runAllTimersAsync();
  return end;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a read', () => {
  it('asks for JSON, carries the token, and answers with the parsed shape', async () => {
    const { ask, requests } = setUp(() => json({ name: 'Susan', more: 1 }));
    expect(await ending(ask({ url, accessToken: 'abc', reply }))).toEqual({ name: 'Susan' });
    const { headers } = requests[0] as Request;
    expect([headers.get('accept'), headers.get('authorization')]).toEqual(['application/json', 'Bearer abc']);
  });

  it.each([
    ['HTML with 200', '<html>a gateway</html>'],
    ['nothing', ''],
    ['cut JSON', '{"name":"Su'],
    ['a wrong type', '{"name":4}'],
    ['a list', '[]'],
    ['null', 'null'],
  ])('is an unexpected reply when it holds %s', async (_, body) => {
    const { ask } = setUp(() => new Response(body));
    expect(await ending(ask({ url, reply }))).toEqual(new AppFault('unexpected-reply'));
  });

  it.each([500, 502, 503, 504, 408])('is tried again after a %i', async (status) => {
    const { ask, requests } = setUp((_, tries) =>
      tries < 3 ? new Response('', { status }) : json({ name: 'x' }),
    );
    expect(await ending(ask({ url, reply }))).toEqual({ name: 'x' });
    expect(requests).toHaveLength(3);
  });

  it('is tried again when the network failed', async () => {
    const { ask } = setUp((_, tries) => {
      if (tries === 1) throw new TypeError('Failed to fetch');
      return json({ name: 'x' });
    });
    expect(await ending(ask({ url, reply }))).toEqual({ name: 'x' });
  });

  it('is offline after three tries without a network', async () => {
    const { ask, requests } = setUp(() => {
      throw new TypeError('Failed to fetch');
    });
    expect(await ending(ask({ url, reply }))).toEqual(new AppFault('offline'));
    expect(requests).toHaveLength(3);
  });

  it.each([400, 401, 403, 404, 429, 444])('is not tried again after a %i', async (status) => {
    const { ask, requests } = setUp(() => new Response('', { status }));
    expect(await ending(ask({ url, reply }))).toEqual(new AppFault('no-permission', ''));
    expect(requests).toHaveLength(1);
  });

  it('does not sit out a long wait', async () => {
    const { ask, requests } = setUp(
      () => new Response('', { status: 503, headers: { 'retry-after': '600' } }),
    );
    const started = Date.now();
    await ending(ask({ url, reply }));
    expect([requests.length, Date.now() - started]).toEqual([1, 0]);
  });

  const quota = { 'x-ratelimit-limit': '3000', 'x-ratelimit-remaining': '2900' };
  const inAnHour = () => String(Math.ceil(Date.now() / 1000) + 3600);
  it.each(
    [500, 502, 503, 504].flatMap((status) => [
      { status, reset: 'x-ratelimit-reset' },
      { status, reset: 'x-rate-limit-reset' },
    ]),
  )(
    'is tried again within seconds after a $status that names the end of the quota in $reset',
    async ({ status, reset }) => {
      const { ask, requests } = setUp((_, tries) =>
        tries < 3
          ? new Response('', { status, headers: { ...quota, [reset]: inAnHour() } })
          : json({ name: 'x' }),
      );
      const started = Date.now();
      expect(await ending(ask({ url, reply }))).toEqual({ name: 'x' });
      expect(requests).toHaveLength(3);
      expect(Date.now() - started).toBeLessThanOrEqual(3_000);
    },
  );

  it.each([
    ['seconds', { 'retry-after': '3' }, 3_000],
    [
      'a date, by the server’s clock',
      { 'retry-after': 'Sat, 21 Nov 2020 09:00:04 GMT', date: 'Sat, 21 Nov 2020 09:00:00 GMT' },
      4_000,
    ],
  ])('waits for what Retry-After asks: %s', async (_, headers, wait) => {
    const { ask, requests } = setUp((_request, tries) =>
      tries === 1
        ? new Response('', { status: 503, headers: headers as Record<string, string> })
        : json({ name: 'x' }),
    );
    const started = Date.now();
    expect(await ending(ask({ url, reply }))).toEqual({ name: 'x' });
    expect([requests.length, Date.now() - started]).toEqual([2, wait]);
  });

  it('ends within the deadline, all tries together', async () => {
    const { ask } = setUp(() => new Promise<Response>(() => undefined));
    const started = Date.now();
    expect(await ending(ask({ url, reply }))).toEqual(new AppFault('timed-out'));
    expect(Date.now() - started).toBeLessThanOrEqual(DEADLINE);
  });

  it('gives up with the asker’s reason, also between two tries', async () => {
    const asker = new AbortController();
    const { ask, requests } = setUp(() => {
      asker.abort(new AppFault('sign-in-again', 'forgotten'));
      return new Response('', { status: 503 });
    });
    expect(await ending(ask({ url, reply, signal: asker.signal }))).toEqual(
      new AppFault('sign-in-again', 'forgotten'),
    );
    expect(requests).toHaveLength(1);
  });

  it('hands code, status and body of a refusal to the vendor’s own judge', async () => {
    const { ask, judged } = setUp(() => json({ errorCode: 'User_Lacks_Permissions', message: 'm' }, 401));
    expect(await ending(ask({ url, reply }))).toEqual(
      new AppFault('no-permission', 'user_lacks_permissions'),
    );
    expect(judged).toMatchObject([
      { status: 401, body: { errorCode: 'User_Lacks_Permissions', message: 'm' } },
    ]);
  });
});

describe('the code of a refusal', () => {
  it.each([
    ['errorCode', { errorCode: 'A_B' }, 'a_b'],
    ['error', { error: 'invalid_grant' }, 'invalid_grant'],
    ['errorCode before error', { error: 'x', errorCode: 'Y' }, 'y'],
    ['JSON sent as text', '{"errorCode":"T"}', 't'],
    ['no code', { message: 'words' }, ''],
    ['a code that is no text', { errorCode: 7, error: { a: 1 } }, ''],
    ['HTML', '<h1>403</h1>', ''],
    ['nothing', undefined, ''],
    ['null', null, ''],
  ])('is read from %s', (_, data, code) => {
    expect(toRefusal(403, new Headers(), data).code).toBe(code);
  });
});
