// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepLooking } from '../../../../../utils/domain/guide/look-again.ts';
import type { ShownRun } from '../../../../../utils/domain/guide/store.ts';
import { shownRun } from '../../../components/runs.ts';
import { background } from '../../app/stores/background.ts';

let closing: AbortController;
beforeEach(() => {
  vi.useFakeTimers();
  closing = new AbortController();
});
afterEach(() => {
  closing.abort();
  vi.useRealTimers();
});

it('has a run looked at that is shown and stands still, soon at first and seldom then, until the page closes', () => {
  const run = signal<ShownRun | null>(null);
  const { ask, asked } = background();
  keepLooking(run, ask, closing.signal);
  vi.advanceTimersByTime(60_000);
  run.value = shownRun({ step: 2, end: 'cancelled' });
  vi.advanceTimersByTime(60_000);
  expect(asked).toEqual([]);

  run.value = shownRun({ step: 2 });
  vi.advanceTimersByTime(5_000);
  expect(asked).toEqual(Array.from({ length: 2 }, () => ['stepRun', { runId: 'run-1', action: 'look' }]));
  vi.advanceTimersByTime(600_000);
  const slow = asked.length;
  expect(slow).toBeLessThan(70);
  run.value = shownRun({ step: 3 });
  vi.advanceTimersByTime(10_000);
  expect(asked.length - slow).toBe(4);
  vi.advanceTimersByTime(600_000);
  const before = asked.length;
  window.dispatchEvent(new Event('focus'));
  expect(asked.length - before).toBe(1);
  closing.abort();
  vi.advanceTimersByTime(600_000);
  expect(asked.length - before).toBe(1);
});
