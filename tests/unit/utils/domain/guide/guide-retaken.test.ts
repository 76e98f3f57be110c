import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY } from '../../../../../utils/base/clock.ts';
import { HOME, KEY, OURS, PROFILE, World } from './guide-world.ts';

/** What proves a step is told once by the page or the browser. A worker that died over it must come to know it all the same. */

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.db.delete());

const confirm = (who = 'ada@example.com') =>
  world.guide.handlers.confirmAccount({ key: KEY, who, accountId: '', accountName: '' }, OURS);

describe('evidence that was lost with a worker', () => {
  test('should be told again by all pages of the zone at the next start', async () => {
    await world.start();
    await world.row('synced');
    world.kill();
    [world.sent, world.injected] = [[], []];
    await world.guide.resume();
    expect([world.sent, world.injected]).toEqual([['1 sightings-changed'], [1]]);
  });

  test('should be told again by a page that waits, and by the page in front when the panel waits', async () => {
    const { runId } = await world.start();
    await world.skipTo(runId, 'unlink');
    world.tabs = [...world.tabs, { id: 2, url: PROFILE, active: false }];
    await expect.poll(() => world.sent.length).toBe(5);
    world.sent = [];
    await world.ask(PROFILE, { tabId: 2 });
    expect(world.sent).toEqual([]);
    await world.ask(PROFILE, { tabId: 2, waiting: true });
    await expect.poll(() => world.sent).toEqual(['2 sightings-changed']);
    world.sent = [];
    await world.act(runId, 'look');
    await expect.poll(() => world.sent).toEqual(['1 sightings-changed']);
    expect(await world.step()).toBe('unlink');
  });

  test('should be known of a page that was loaded while no worker heard of it, and of none that stood there', async () => {
    const { runId } = await world.start();
    await world.row('synced');
    await world.skipTo(runId, 'confirm-unlink');
    world.pass(10_000);
    world.kill();
    await world.ask(PROFILE, { age: 60_000 });
    await world.row('not-linked');
    expect(await world.step()).toBe('confirm-unlink');
    await world.ask(PROFILE, { age: 2_000 });
    await world.row('not-linked');
    expect(await world.step()).toBe('sign-out');
  });

  test('should be no new page where the clock went back on its way, and nobody knows its age', async () => {
    const { runId } = await world.start();
    await world.row('synced');
    await world.skipTo(runId, 'confirm-unlink');
    await world.ask(PROFILE, { age: -DAY });
    await world.row('not-linked');
    expect(await world.step()).toBe('confirm-unlink');
  });

  test('should be a press that is told again, dated when it was, and proving nothing twice', async () => {
    const { runId } = await world.start();
    await world.row('synced');
    world.pass(1_000);
    await world.press('unlink-x');
    expect(await world.step()).toBe('update');
    world.pass(1_000);
    await world.act(runId, 'back');
    world.kill();
    await world.press('unlink-x', PROFILE, 1_000);
    expect(await world.step()).toBe('unlink');
    await world.press('unlink-x');
    expect(await world.step()).toBe('update');
  });

  test('should be said once by the person: who it is and the step it proves are kept together', async () => {
    const { runId } = await world.start();
    await world.skipTo(runId, 'confirm-account');
    const { put } = world.db.runs;
    world.db.runs.put = () => {
      throw new Error('the worker dies here');
    };
    await expect(confirm()).rejects.toThrow('dies here');
    world.db.runs.put = put;
    expect(await world.db.confirmations.count()).toBe(0);
    await confirm();
    expect((await world.db.runs.get(runId))?.status).toBe('done');
  });
});

describe('a clock that is put back or forward', () => {
  type Event = () => unknown;
  const way = (runId: string): [Event, string | undefined][] => [
    [() => world.load(HOME), 'open-profile'],
    [() => world.row('synced'), 'unlink'],
    [() => world.press('unlink-x'), 'update'],
    [() => world.press('update-button'), 'confirm-unlink'],
    [() => world.press('ok-button'), 'confirm-unlink'],
    [() => world.load(PROFILE), 'confirm-unlink'],
    [() => world.row('not-linked'), 'sign-out'],
    [() => world.act(runId, 'do'), 'sign-out'],
    [
      () => {
        world.loginPage = { emailBox: true, empty: true, duringLogin: false };
        return world.guide.onTabUpdated(101, 'https://account.docusign.com/logout');
      },
      'login',
    ],
    [() => world.press('login-button'), 'see-synced'],
    [() => world.load(PROFILE), 'see-synced'],
    [() => world.row('synced'), 'confirm-account'],
    [() => confirm(), undefined],
  ];
  // Forward not past the week after which a run is offered to be continued: that long may really have passed.
  const shift = fc.oneof(fc.integer({ min: -3_650 * DAY, max: 0 }), fc.integer({ min: 0, max: DAY / 4 }));
  const shifts = fc.array(fc.record({ by: shift, killed: fc.boolean() }), { minLength: 13, maxLength: 13 });

  test('should stop no run, whenever it is', async () => {
    await fc.assert(
      fc.asyncProperty(shifts, async (plan) => {
        world = new World();
        const { runId } = await world.start();
        const seen: (string | undefined)[] = [];
        const whole = way(runId);
        for (const [index, [happen]] of whole.entries()) {
          if (plan[index]?.killed) world.kill();
          world.now += plan[index]?.by ?? 0;
          world.pass(50);
          await happen();
          seen.push(await world.step());
        }
        expect(seen).toEqual(whole.map(([, step]) => step));
        await world.db.delete();
      }),
      { numRuns: 40 },
    );
  });

  test('should make nothing new of what was read, pressed or loaded before a step began', async () => {
    await fc.assert(
      fc.asyncProperty(shift, shift, fc.boolean(), async (first, second, killed) => {
        world = new World();
        let passed = 0;
        const up = () => passed + world.up;
        const { runId } = await world.start();
        await world.row('synced');
        world.now += first;
        world.pass(2_000);
        const early = world.stamp();
        // A page that was loaded now, as it tells itself later on.
        const loaded = { now: world.now, up: up() };
        world.pass(3_000);
        await world.skipTo(runId, 'confirm-unlink');
        world.pass(5_000);
        world.now += second;
        if (killed) {
          passed += world.up;
          world.kill();
        }
        // On its way since before the step, and a page that stands there for long.
        if (!killed) await world.row('not-linked', { reportedAt: early });
        const documentStartedAt = Math.min(loaded.now, world.now - (up() - loaded.up));
        await world.ask(PROFILE, { age: world.now - documentStartedAt });
        await world.row('not-linked');
        expect(await world.step()).toBe('confirm-unlink');
        await world.db.delete();
      }),
      { numRuns: 40 },
    );
  });
});
