import type { Instant } from '../base/types.ts';
import { parseHttpDate } from './http-date.ts';

/** Waits, in seconds, are never taken longer than the hour after which the vendors' limits start anew. */
const LONGEST_LIMIT = 3600;

/**
 * What `Retry-After` asks for, in seconds: a whole number of them, or an HTTP date (RFC 9110, §10.2.3). Undefined where
 * the header is missing or is neither. A date is measured by the server's own clock where it sent one; by ours, which
 * may be wrong, only as long as it lies ahead.
 */
export function retryAfter(headers: Headers, now: Instant): number | undefined {
  const asked = headers.get('retry-after')?.trim();
  if (asked === undefined) return undefined;
  if (/^\d+$/.test(asked)) return capped(Number(asked));
  const until = parseHttpDate(asked, now);
  if (until === undefined) return undefined;
  const serverNow = parseHttpDate(headers.get('date'), now);
  if (serverNow === undefined && until < now) return undefined;
  return capped((until - (serverNow ?? now)) / 1000);
}

/**
 * Seconds until a limit that was reached is over: what `Retry-After` asks for, else the moment at which the quota starts
 * anew. Of an answer that is not about a limit the second says nothing: both vendors send it with nearly every one.
 */
export function limitWait(headers: Headers, now: Instant): number | undefined {
  return retryAfter(headers, now) ?? quotaReset(headers, now);
}

/**
 * Seconds until the quota starts anew (`X-RateLimit-Reset` at DocuSign, `X-Rate-Limit-Reset` at Procore, in seconds since
 * 1970), by the server's clock where it sent one.
 */
export function quotaReset(headers: Headers, now: Instant): number | undefined {
  const reset = (headers.get('x-ratelimit-reset') ?? headers.get('x-rate-limit-reset'))?.trim();
  if (reset === undefined || !/^\d+$/.test(reset)) return undefined;
  const ahead = Number(reset) - (parseHttpDate(headers.get('date'), now) ?? now) / 1000;
  // No window is longer: what was over for so long was no moment of this one.
  return ahead < -LONGEST_LIMIT ? undefined : capped(ahead);
}

function capped(seconds: number): number {
  return Math.min(LONGEST_LIMIT, Math.max(0, Math.ceil(seconds)));
}
