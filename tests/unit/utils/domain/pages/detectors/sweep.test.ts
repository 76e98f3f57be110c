// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSweep } from '../../../../../../utils/domain/pages/detectors/sweep.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

/** Counts the sweeps of a page on which something happens every so many milliseconds, for so long. */
function sweepsWhile({ every, lasting }: { every: number; lasting: number }): number {
  const ended = new AbortController();
  let sweeps = 0;
  const ask = createSweep(document, {
    signal: ended.signal,
    share: 0.05,
    sweep: () => {
      sweeps += 1;
      return [].values();
    },
    after: () => undefined,
  });
  // No page of a test is idle by itself.
  vi.stubGlobal('requestIdleCallback', undefined);
  for (let past = 0; past < lasting; past += every) {
    ask();
    vi.advanceTimersByTime(every);
  }
  ended.abort();
  vi.unstubAllGlobals();
  return sweeps;
}

test('a page that never rests is swept all the same', () => {
  expect(sweepsWhile({ every: 120, lasting: 3_000 })).toBeGreaterThanOrEqual(5);
});

test('what happens at once is one sweep, after a moment', () => {
  expect(sweepsWhile({ every: 10, lasting: 100 })).toBe(0);
  expect(sweepsWhile({ every: 10, lasting: 390 })).toBe(1);
});
