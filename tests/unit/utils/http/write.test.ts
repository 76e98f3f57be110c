import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { AppFault } from '../../../../utils/base/errors.ts';
import { createGuardedFetch } from '../../../../utils/http/guarded-fetch.ts';
import { createWriter } from '../../../../utils/http/write.ts';
import { docuSignFault } from '../../../../utils/vendors/docusign/faults.ts';
import { fakeClock, fakeLog, json, refusal } from '../auth/fake-docusign.ts';

const url = 'https://demo.docusign.net/restapi/v2.1/accounts/1/users';
const reply = z.object({ userId: z.string() });

function setUp(
  network: (request: Request) => Response | Promise<Response>,
  { isStored = true, isOnline = true, beforeWrite = async (): Promise<void> => undefined } = {},
) {
  const { clock } = fakeClock();
  const requests: Request[] = [];
  const write = createWriter({
    fetch: createGuardedFetch({
      fetch: async (input) => {
        requests.push(input as Request);
        return network(input as Request);
      },
      clock,
      log: fakeLog(clock),
      record: () => () => undefined,
      beforeWrite,
    }),
    isStored: async () => isStored,
    isOnline: () => isOnline,
    judge: (refused) => docuSignFault(refused, clock),
  });
  const send = (more: { url?: string; signal?: AbortSignal } = {}) =>
    write({
      intent: { job: 'j', ordinal: 0 },
      method: 'POST',
      url,
      accessToken: 'abc',
      body: { newUsers: [] },
      reply,
      ...more,
    });
  return { send, requests };
}

describe('a write', () => {
  it('carries the token and JSON, and is settled by an answer that parses', async () => {
    const { send, requests } = setUp(() => json({ userId: '7' }, 201));
    expect(await send()).toEqual({ state: 'settled', answer: { userId: '7' } });
    const [request] = requests;
    expect([request?.method, await request?.text()]).toEqual(['POST', '{"newUsers":[]}']);
    expect(request?.headers.get('content-type')).toBe('application/json');
    expect(request?.headers.get('authorization')).toBe('Bearer abc');
  });

  it.each([
    ['a vendor’s no', () => refusal(400, 'PLAN_ITEM_NOT_ENABLED'), 'no-permission'],
    ['a limit of 2026', () => refusal(429, 'HOURLY_APIINVOCATION_LIMIT_EXCEEDED'), 'rate-limited'],
    ['a limit of before', () => refusal(400, 'BURST_APIINVOCATION_LIMIT_EXCEEDED'), 'rate-limited'],
    ['an old token', () => refusal(401, 'AUTHORIZATION_INVALID_TOKEN'), 'sign-in-again'],
  ])('is refused by %s', async (_, network, kind) => {
    const { send, requests } = setUp(network);
    expect(await send()).toMatchObject({ state: 'refused', error: { kind } });
    expect(requests).toHaveLength(1);
  });

  it.each([
    ['500', () => refusal(500, 'UNSPECIFIED_ERROR')],
    ['502 in HTML', () => new Response('<html>', { status: 502 })],
    ['503 with Retry-After', () => new Response('', { status: 503, headers: { 'retry-after': '1' } })],
    ['504', () => new Response('', { status: 504 })],
    ['408 in JSON', () => refusal(408, 'TIMEOUT')],
    ['a proxy’s 403', () => new Response('<html>no</html>', { status: 403 })],
    ['an empty 404', () => new Response(null, { status: 404 })],
    ['a 400 that is a list', () => json([], 400)],
    ['201 in HTML', () => new Response('<html>', { status: 201 })],
    ['201 with nothing', () => new Response(null, { status: 201 })],
    ['201 cut short', () => new Response('{"userId":"', { status: 201 })],
    ['201 of another shape', () => json({ userId: 7 }, 201)],
    ['a connection that broke', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['a deadline', () => Promise.reject(new AppFault('timed-out'))],
  ])('is of unknown outcome after %s, and is not sent again', async (_, network) => {
    const { send, requests } = setUp(network);
    expect((await send()).state).toBe('unknown');
    expect(requests).toHaveLength(1);
  });

  it('is of unknown outcome when it is stopped after it left', async () => {
    const stop = new AbortController();
    const { send } = setUp(() => {
      stop.abort();
      return new Promise<never>((_, reject) => reject(new DOMException('', 'AbortError')));
    });
    expect((await send({ signal: stop.signal })).state).toBe('unknown');
  });

  const stopped = AbortSignal.abort();
  it.each([
    ['no intent is on disk', { isStored: false }, {}, 'bug'],
    ['there is no network', { isOnline: false }, {}, 'offline'],
    ['the host is not ours to call', {}, { url: 'https://docusign.example/' }, 'host-not-allowed'],
    ['it was stopped before', {}, { signal: stopped }, 'bug'],
    [
      'what goes before it failed',
      { beforeWrite: () => Promise.reject(new AppFault('storage-full')) },
      {},
      'storage-full',
    ],
  ])('is not sent where %s', async (_, world, ask, kind) => {
    const { send, requests } = setUp(() => json({ userId: '7' }), world);
    expect(await send(ask)).toMatchObject({ state: 'not-sent', error: { kind } });
    expect(requests).toEqual([]);
  });

  it('is not sent when it is stopped while it gets ready', async () => {
    const stop = new AbortController();
    const { send, requests } = setUp(() => json({ userId: '7' }), {
      beforeWrite: async () => stop.abort(),
    });
    expect((await send({ signal: stop.signal })).state).toBe('not-sent');
    expect(requests).toEqual([]);
  });
});
