import { describe, expect, test } from 'vitest';
import { DAY } from '../../../../../utils/base/clock.ts';
import { createRunTime, createStamps } from '../../../../../utils/domain/guide/run-time.ts';

describe('the time of runs', () => {
  const world = { now: 10 * DAY, up: 0 };
  const pass = (milliseconds: number) => {
    world.now += milliseconds;
    world.up += milliseconds;
  };
  const begin = () => {
    world.up = 0;
    return createStamps(
      () => world.now,
      () => world.up,
    );
  };

  test('should follow the clock forward, and go on by itself where that is put back', () => {
    const stamp = begin();
    const first = stamp();
    expect(first).toBe(world.now);
    pass(1_000);
    world.now -= 5 * DAY;
    expect(stamp() - first).toBe(1_000);
    world.now += 6 * DAY;
    expect(stamp() - first).toBe(1_000 + DAY);
    pass(0.4);
    expect(stamp() - first).toBe(1_000 + DAY);
  });

  test('should be later than what an earlier worker left, although the clock was put back between them', async () => {
    const kept = begin()();
    world.now -= DAY;
    const stamp = begin();
    const timeOf = createRunTime(stamp(), async () => kept);
    const first = await timeOf(stamp());
    pass(50);
    const second = await timeOf(stamp());
    expect([first - kept, second - first]).toEqual([1, 50]);
    // Without such a past it is what the stamp says.
    expect(await createRunTime(stamp(), async () => 0)(77)).toBe(77);
  });

  test('should be asked for again after the database could not be read', async () => {
    let reads = 0;
    const timeOf = createRunTime(5_000, async () => {
      reads += 1;
      if (reads === 1) throw new Error('closed');
      return 9_000;
    });
    await expect(timeOf(5_000)).rejects.toThrow('closed');
    expect(await timeOf(5_000)).toBe(9_001);
  });
});
