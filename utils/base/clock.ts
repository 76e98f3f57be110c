import type { Clock, Instant } from './types.ts';

/** The real clock. Everything that needs the time takes a `Clock` argument; only wiring names this one. */
export const systemClock: Clock = () => Date.now();

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A stored moment this much later than now is a clock that was set right, as every computer does daily; more is a clock that went back. */
const SET_RIGHT = MINUTE;

/**
 * How long ago a stored moment was, in milliseconds; null where it lies in the future. The computer's clock went back
 * since it was stored, so nobody knows its age: it is neither fresh nor old.
 */
export function ageOf(at: Instant, now: Instant): number | null {
  const age = now - at;
  if (age >= 0) return age;
  return age >= -SET_RIGHT ? 0 : null;
}

/** True when the moment is known to be no longer ago than `span` milliseconds. A promise that holds for a while needs this. */
export function isWithin(at: Instant, span: number, now: Instant): boolean {
  const age = ageOf(at, now);
  return age !== null && age < span;
}

/** True when at least `span` milliseconds are known to have passed since. What may be dropped for its age needs this. */
export function isOlderThan(at: Instant, span: number, now: Instant): boolean {
  const age = ageOf(at, now);
  return age !== null && age >= span;
}

/**
 * True when one stored moment came after another. One that lies in the future is from before the clock went back, so it
 * came before all that have an age.
 */
export function isAfter(at: Instant, other: Instant, now: Instant): boolean {
  const [isAhead, isOtherAhead] = [ageOf(at, now) === null, ageOf(other, now) === null];
  return isAhead === isOtherAhead ? at > other : isOtherAhead;
}
