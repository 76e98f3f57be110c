import type { Clock, Instant } from '../../base/types.ts';

/**
 * The time by which what happens in guided runs is put in order: milliseconds like the clock's, which never go back. A
 * hybrid logical clock: it follows the computer's clock forward, and goes on by itself where that was put back.
 */

/**
 * Stamps what comes in to a worker, each no earlier than the one before, whatever becomes of the clock.
 * @param uptime milliseconds since the worker began, which no change of the clock moves
 */
export function createStamps(clock: Clock, uptime: () => number): () => Instant {
  let latest = Number.NEGATIVE_INFINITY;
  return () => {
    const up = uptime();
    latest = Math.max(latest, clock() - up);
    return Math.round(latest + up);
  };
}

/**
 * Tells the stamps of this worker in the time of runs: later than all that earlier workers left in one.
 * @param from a stamp from before any that is to be told
 * @param last the latest moment that any run keeps; 0 without runs
 */
export function createRunTime(
  from: Instant,
  last: () => Promise<Instant>,
): (stamp: Instant) => Promise<Instant> {
  let behind: Promise<number> | undefined;
  return async (stamp) => {
    behind ??= last().then(
      (kept) => Math.max(0, kept + 1 - from),
      (thrown: unknown) => {
        behind = undefined;
        throw thrown;
      },
    );
    return stamp + (await behind);
  };
}
