import type { LimitRules } from '../../http/limits.ts';
import { quotaReset } from '../../http/waits.ts';
import { wholeNumber } from '../header-number.ts';
import { procoreFault } from './api-faults.ts';

/** Milliseconds: the shorter of the two windows, where the answer does not tell when its one ends. */
const SPIKE = 10_000;
/** Seconds, where a limit was reached and nobody says for how long. */
const UNTOLD = 60;

/**
 * Procore counts by the hour and by ten seconds, and its headers tell of the one that is nearer its end: so there is one
 * window, and the next answer may tell of the other. What is left may rise again within an hour.
 * Source: developers.procore.com, rate limiting, January 2026.
 */
export const procoreLimits: LimitRules = {
  windows: (headers, now) => {
    const remaining = wholeNumber(headers.get('x-rate-limit-remaining'));
    if (remaining === null) return {};
    const limit = wholeNumber(headers.get('x-rate-limit-limit')) ?? remaining;
    const reset = quotaReset(headers, now);
    const span = reset === undefined ? SPIKE : reset * 1000;
    return { nearest: { limit, remaining, at: now, span } };
  },
  ban: (refusal, now) => {
    const { kind, detail } = procoreFault(refusal, () => now).error;
    if (kind !== 'rate-limited') return null;
    return detail === undefined ? UNTOLD : Number(detail);
  },
};
