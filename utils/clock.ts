import type { Clock } from './types.ts';

/** The real clock. Everything that needs the time takes a `Clock` argument; only wiring names this one. */
export const systemClock: Clock = () => Date.now();

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
