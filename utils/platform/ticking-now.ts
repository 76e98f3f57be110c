import { type ReadonlySignal, signal } from '@preact/signals';
import { MINUTE } from '../base/clock.ts';
import type { Clock, Instant } from '../base/types.ts';

/** The time as views show it: moves on twice a minute, until `until` aborts. */
export function tickingNow(clock: Clock, until: AbortSignal): ReadonlySignal<Instant> {
  const now = signal(clock());
  const timer = setInterval(() => {
    now.value = clock();
  }, MINUTE / 2);
  until.addEventListener('abort', () => clearInterval(timer), { once: true });
  return now;
}
