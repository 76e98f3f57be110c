import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../../utils/base/clock.ts';
import type { GuardedFetch } from '../../../../utils/http/guarded-fetch.ts';
import {
  createLimitGate,
  type LimitRules,
  type LimitState,
  limitStates,
} from '../../../../utils/http/limits.ts';
import { docuSignLimits } from '../../../../utils/vendors/docusign/limits.ts';
import { procoreLimits } from '../../../../utils/vendors/procore/limits.ts';
import { json, refusal } from '../auth/fake-docusign.ts';

const START = Date.parse('2026-11-29T13:20:00Z');
const url = 'https://demo.docusign.net/restapi/v2.1/accounts/1';

/** A clock that moves only by waiting, and a store that outlives its workers. */
function setUp(network: () => Response, rules: LimitRules = docuSignLimits) {
  const world = { now: START, states: {} as Record<string, LimitState>, waits: [] as number[], sent: 0 };
  const fetch: GuardedFetch = async (_input, _init, leaving) => {
    leaving?.();
    world.sent += 1;
    return network();
  };
  const worker = (longestWait = HOUR, share = 0.2) => {
    const told: (number | null)[] = [];
    const gate = createLimitGate({
      account: 'docusign demo 1',
      fetch,
      rules,
      store: {
        get: async () => world.states,
        update: async (change) => {
          world.states = limitStates().parse(structuredClone(change(world.states)));
          return world.states;
        },
      },
      clock: () => world.now,
      sleep: async (milliseconds) => {
        world.waits.push(milliseconds);
        world.now += milliseconds;
      },
      share,
      longestWait,
      onWait: (until) => told.push(until),
    });
    return { gate, told };
  };
  return { world, worker };
}

const headers = (remaining: number, burst = 499) => ({
  'x-ratelimit-limit': '3000',
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': String(Date.parse('2026-11-29T14:00:00Z') / 1000),
  'x-burstlimit-limit': '500',
  'x-burstlimit-remaining': String(burst),
});

describe('a limit gate', () => {
  it('lets all through while nobody tells of limits', async () => {
    const { world, worker } = setUp(() => json({}));
    const { gate } = worker();
    for (let call = 0; call < 50; call++) await gate.fetch(url);
    expect([world.sent, world.waits]).toEqual([50, []]);
  });

  it('never uses the share of the others, and says until when it waits', async () => {
    let left = 605;
    const { world, worker } = setUp(() => json({}, 200, headers(--left)));
    const { gate, told } = worker();
    for (let call = 0; call < 5; call++) await gate.fetch(url);
    expect([left, world.waits, await gate.waitingUntil()]).toEqual([
      600,
      [],
      Date.parse('2026-11-29T14:00:00Z'),
    ]);
    left = 3000;
    await gate.fetch(url);
    expect(world.waits).toEqual([40 * MINUTE]);
    expect(told).toEqual([Date.parse('2026-11-29T14:00:00Z'), null]);
  });

  it('waits for the burst no longer than its window', async () => {
    const { world, worker } = setUp(() => json({}, 200, headers(2999, 100)));
    const { gate } = worker();
    await gate.fetch(url);
    await gate.fetch(url);
    expect(world.waits).toEqual([30_000]);
  });

  it('tells a wait that is too long instead of sitting it out, and sends nothing', async () => {
    const { world, worker } = setUp(() => json({}, 200, headers(600)));
    const { gate } = worker(20_000);
    await gate.fetch(url);
    await expect(gate.fetch(url)).rejects.toMatchObject({ error: { kind: 'rate-limited', detail: '2400' } });
    expect([world.sent, world.waits]).toEqual([1, []]);
  });

  it('is kept closed by what a dead worker was told', async () => {
    const { world, worker } = setUp(() => refusal(429, 'BURST_APIINVOCATION_LIMIT_EXCEEDED'));
    await worker().gate.fetch(url);
    expect(await worker().gate.waitingUntil()).toBe(START + 30_000);
    await worker().gate.fetch(url);
    expect(world.waits).toEqual([30_000]);
  });

  it.each([
    ['the older status', () => refusal(400, 'HOURLY_APIINVOCATION_LIMIT_EXCEEDED'), 60],
    ['an unknown code', () => refusal(429, 'SOMETHING_NEW'), 60],
    ['traffic management', () => new Response('', { status: 444 }), 3600],
    ['Retry-After', () => new Response('', { status: 429, headers: { 'retry-after': '7' } }), 7],
    ['Retry-After 0', () => new Response('', { status: 429, headers: { 'retry-after': '0' } }), 1],
    ['a refusal about something else', () => refusal(400, 'INVALID_USERID'), null],
  ])('is closed by %s for so long', async (_, network, seconds) => {
    const { worker } = setUp(network);
    await worker().gate.fetch(url);
    expect(await worker().gate.waitingUntil()).toBe(seconds === null ? null : START + seconds * 1000);
  });

  it('begins a ban anew when the clock went back, and forgets a budget of the future', async () => {
    const { world, worker } = setUp(
      () => new Response('', { status: 429, headers: { 'retry-after': '100' } }),
    );
    await worker().gate.fetch(url);
    world.now -= 5 * HOUR;
    await worker().gate.fetch(url);
    expect(world.waits).toEqual([100_000]);

    const budget = setUp(() => json({}, 200, headers(0)));
    await budget.worker().gate.fetch(url);
    budget.world.now -= 5 * HOUR;
    expect(await budget.worker().gate.waitingUntil()).toBeNull();
  });

  it('stops waiting when the caller does', async () => {
    const { worker } = setUp(() => new Response('', { status: 429, headers: { 'retry-after': '9' } }));
    await worker().gate.fetch(url);
    const reason = new Error('enough');
    await expect(worker().gate.fetch(url, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it('takes calls off before they leave: callers at once do not pass together', async () => {
    const { world, worker } = setUp(() => json({}, 200, headers(603)));
    const { gate } = worker(20_000);
    await gate.fetch(url);
    const ends = await Promise.allSettled(Array.from({ length: 10 }, () => gate.fetch(url)));
    expect(ends.filter(({ status }) => status === 'fulfilled').length).toBeLessThan(10);
    expect(world.sent).toBeLessThan(11);
  });

  it('obeys whichever window Procore tells of', async () => {
    let ahead = { limit: 25, remaining: 5, seconds: 8 };
    const { world, worker } = setUp(
      () =>
        json({}, 200, {
          'x-rate-limit-limit': String(ahead.limit),
          'x-rate-limit-remaining': String(ahead.remaining),
          'x-rate-limit-reset': String(START / 1000 + ahead.seconds),
        }),
      procoreLimits,
    );
    const { gate } = worker();
    await gate.fetch(url);
    ahead = { limit: 600, remaining: 400, seconds: 2400 };
    await gate.fetch(url);
    await gate.fetch(url);
    expect(world.waits).toEqual([8000]);
  });

  it('never waits longer than an hour, whatever stands in the headers', async () => {
    const text = fc.oneof(fc.string(), fc.integer().map(String), fc.constant('99999999999'));
    const field = fc.constantFrom(
      ...Object.keys(headers(0)),
      'retry-after',
      'date',
      'x-rate-limit-remaining',
      'x-rate-limit-reset',
      'x-rate-limit-limit',
    );
    const answers = fc.tuple(
      fc.constantFrom(200, 400, 429, 503),
      fc.dictionary(field, text, { noNullPrototype: true }),
    );
    await fc.assert(
      fc.asyncProperty(
        answers,
        fc.constantFrom(docuSignLimits, procoreLimits),
        async ([status, given], rules) => {
          const safe = Object.entries(given).filter(([, value]) => /^[\x20-\x7e]*$/.test(value));
          const { world, worker } = setUp(
            () => new Response('', { status, headers: Object.fromEntries(safe) }),
            rules,
          );
          await worker().gate.fetch(url);
          const until = await worker().gate.waitingUntil();
          expect((until ?? START) - START).toBeLessThanOrEqual(HOUR);
          if (until !== null) world.now = until;
          expect(await worker().gate.waitingUntil()).toBeNull();
        },
      ),
    );
  });
});
