import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBreath, runChores } from '../../../../../utils/domain/schedule/chores.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a chore that fails is noted, and hides none of those after it', async () => {
  const log = vi.fn();
  const done: string[] = [];
  const bad = new Error('quota');
  await runChores(
    [
      { name: 'a', run: async () => done.push('a') },
      { name: 'b', run: () => Promise.reject(bad) },
      {
        name: 'c',
        run: () => {
          throw bad;
        },
      },
      { name: 'd', run: async () => done.push('d') },
    ],
    () => Promise.resolve(),
    log,
  );
  expect(done).toEqual(['a', 'd']);
  expect(log.mock.calls).toEqual([
    ['chore b', bad],
    ['chore c', bad],
  ]);
});

test('chores wait for what a person waits for, and not for ever', async () => {
  const { first, breathe } = createBreath();
  const report = Promise.withResolvers<string>();
  const answered = first(report.promise);
  const went = vi.fn();
  void breathe().then(went);
  await vi.advanceTimersByTimeAsync(2000);
  expect(went).not.toHaveBeenCalled();
  report.resolve('badge');
  expect(await answered).toBe('badge');
  await vi.advanceTimersByTimeAsync(100);
  expect(went).toHaveBeenCalledOnce();

  void first(new Promise(() => undefined));
  void breathe().then(went);
  await vi.advanceTimersByTimeAsync(6000);
  expect(went).toHaveBeenCalledTimes(2);
});
