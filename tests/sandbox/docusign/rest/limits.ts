import type { World } from '../../world.ts';
import type { Switches } from '../state.ts';
import { RestError } from './errors.ts';

const HOUR = 3_600_000;
const BURST = 30_000;

/**
 * developers.docusign.com, /platform/resource-limits: calls are counted for an account, all apps together; the hour's
 * count starts anew at the top of the hour, the burst's after 30 seconds. There is no header for the burst's reset.
 */
export function createLimits(world: World, switches: Switches) {
  const counts = new Map<string, { hour: number; calls: number; burstFrom: number; burst: number }>();

  /** Counts one call and gives the headers of its answer; throws when a limit is over. */
  function count(accountId: string): Record<string, string> {
    const now = world.now();
    const hour = Math.floor(now / HOUR);
    const own = counts.getOrInsertComputed(accountId, () => ({ hour, calls: 0, burstFrom: now, burst: 0 }));
    if (own.hour !== hour) Object.assign(own, { hour, calls: 0 });
    if (now - own.burstFrom >= BURST || now < own.burstFrom) Object.assign(own, { burstFrom: now, burst: 0 });
    if (own.calls >= switches.hourlyLimit) {
      throw new RestError(switches.limitStatus, 'HOURLY_APIINVOCATION_LIMIT_EXCEEDED');
    }
    if (own.burst >= switches.burstLimit) {
      throw new RestError(switches.limitStatus, 'BURST_APIINVOCATION_LIMIT_EXCEEDED');
    }
    own.calls += 1;
    own.burst += 1;
    return headers(accountId);
  }

  /** The headers of an answer that was not counted, as a refused or a failed one is. */
  function headers(accountId: string): Record<string, string> {
    if (!switches.rateHeaders) return {};
    const own = counts.get(accountId) ?? { hour: Math.floor(world.now() / HOUR), calls: 0, burst: 0 };
    return {
      'x-ratelimit-limit': String(switches.hourlyLimit),
      'x-ratelimit-remaining': String(switches.hourlyLimit - own.calls),
      'x-ratelimit-reset': String(((own.hour + 1) * HOUR) / 1_000),
      'x-burstlimit-limit': String(switches.burstLimit),
      'x-burstlimit-remaining': String(switches.burstLimit - own.burst),
    };
  }

  return { count, headers, clear: () => counts.clear() };
}

export type Limits = ReturnType<typeof createLimits>;
