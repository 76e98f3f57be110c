import { beforeEach, expect, test, vi } from 'vitest';
import { type Alarm, createAlarms } from '../../../../../utils/domain/schedule/alarms.ts';
import { DAY, HOUR, MINUTE } from '../../../../../utils/base/clock.ts';
import { alarmsDone } from '../../../../../utils/domain/schedule/items.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
let now: number;
let steady: number;
let set: Map<string, { scheduledTime: number; periodInMinutes: number }>;
let run: ReturnType<typeof vi.fn<Alarm['run']>>;

beforeEach(async () => {
  now = NOON;
  steady = 0;
  set = new Map();
  run = vi.fn<Alarm['run']>(async () => undefined);
  await alarmsDone.remove();
});

/** A worker that has just started, over the browser's alarms. */
const worker = (isNeeded?: Alarm['isNeeded']) =>
  createAlarms({
    alarms: [{ name: 'six', everyMinutes: 360, run, ...(isNeeded ? { isNeeded } : {}) }],
    browser: {
      get: async (name) => set.get(name),
      create: async (name, { delayInMinutes, periodInMinutes }) => {
        set.set(name, { scheduledTime: now + delayInMinutes * MINUTE, periodInMinutes });
      },
      clear: async (name) => set.delete(name),
    },
    clock: () => now,
    steady: () => steady,
  });

test('an alarm that is gone, as after the extension was switched off, is made anew at the next start', async () => {
  await worker().look(true);
  expect(set.get('six')).toEqual({ scheduledTime: NOON + MINUTE, periodInMinutes: 360 });
  expect(run).not.toHaveBeenCalled();
});

test('an alarm that is further ahead than its period is made anew, one that is not is left', async () => {
  const alarms = worker();
  set.set('six', { scheduledTime: now + 6 * HOUR, periodInMinutes: 360 });
  await alarms.look(true);
  expect(set.get('six')?.scheduledTime).toBe(NOON + 6 * HOUR);
  now -= DAY;
  await alarms.look(true);
  expect(set.get('six')?.scheduledTime).toBe(now + MINUTE);
});

test.each([
  ['long ago', 7 * HOUR],
  ['in the future, before the clock went back', -DAY],
])('what was done last %s is done when somebody looks', async (_, ago) => {
  await alarmsDone.set({ six: now - ago });
  await worker().look(true);
  expect(run).toHaveBeenCalledOnce();
  expect(await alarmsDone.get()).toEqual({ six: now });
  await worker().look(true);
  expect(run).toHaveBeenCalledOnce();
});

test('one look is made in ten minutes, unless a person looks', async () => {
  const alarms = worker();
  await alarms.look(false);
  set.clear();
  steady += 9 * MINUTE;
  await alarms.look(false);
  expect(set.size).toBe(0);
  steady += 2 * MINUTE;
  await alarms.look(false);
  expect(set.size).toBe(1);
  set.clear();
  await alarms.look(true);
  expect(set.size).toBe(1);
});

test('what rings while it is being done is done once', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  run.mockReturnValue(promise);
  const alarms = worker();
  const both = [alarms.ring('six'), alarms.ring('six')];
  resolve();
  await Promise.all(both);
  expect(run).toHaveBeenCalledOnce();
  await alarms.ring('another');
  await alarms.ring('six');
  expect(run).toHaveBeenCalledTimes(2);
});

test('an alarm that is needed for a while is set while it is, and taken away after that', async () => {
  let needed = false;
  const alarms = worker(async () => needed);
  await alarms.begin();
  await alarms.look(true);
  expect(set.size).toBe(0);
  needed = true;
  await alarms.look(true);
  expect(set.size).toBe(1);
  needed = false;
  await alarmsDone.set({ six: now - 7 * HOUR });
  await alarms.look(true);
  expect(set.size).toBe(0);
  expect(run).not.toHaveBeenCalled();
});
