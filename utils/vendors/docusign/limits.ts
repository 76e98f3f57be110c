import { HOUR, MINUTE } from '../../base/clock.ts';
import type { Instant } from '../../base/types.ts';
import type { LimitRules, LimitWindow } from '../../http/limits.ts';
import { quotaReset } from '../../http/waits.ts';
import { wholeNumber } from '../header-number.ts';
import { docuSignFault } from './faults.ts';

/** The burst's window, in milliseconds. It has no header for its reset. */
const BURST = 30_000;
/** Seconds: 444 is the traffic management's, which has closed the door for a longer while. */
const TURNED_AWAY = 3600;
/** Seconds, where a limit was reached and nobody says for how long. */
const UNTOLD = 60;

/**
 * DocuSign counts for an account, all its apps together: by the hour, and in a burst. The headers are on most answers, and
 * may be missing. Source: developers.docusign.com, /platform/resource-limits and error codes, June 2026.
 */
export const docuSignLimits: LimitRules = {
  windows: (headers, now) => {
    const hourly = windowOf(headers, 'ratelimit', now, hourSpan(headers, now));
    const burst = windowOf(headers, 'burstlimit', now, BURST);
    return { ...(hourly ? { hourly } : {}), ...(burst ? { burst } : {}) };
  },
  ban: (refusal, now) => {
    if (refusal.status === 444) return TURNED_AWAY;
    const { kind, detail } = docuSignFault(refusal, () => now).error;
    if (kind !== 'rate-limited') return null;
    return detail === undefined ? UNTOLD : Number(detail);
  },
};

/** Until the top of the hour, where the answer does not tell. */
function hourSpan(headers: Headers, now: Instant): number {
  const told = quotaReset(headers, now);
  return told === undefined ? HOUR - (now % HOUR) + MINUTE : told * 1000;
}

function windowOf(headers: Headers, name: string, now: Instant, span: number): LimitWindow | null {
  const remaining = wholeNumber(headers.get(`x-${name}-remaining`));
  if (remaining === null) return null;
  const limit = wholeNumber(headers.get(`x-${name}-limit`)) ?? remaining;
  return { limit, remaining, at: now, span };
}
