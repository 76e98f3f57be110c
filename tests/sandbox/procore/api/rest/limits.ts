import type { World } from '../../../world.ts';
import type { ProcoreApiState } from '../state.ts';
import { RestError } from './errors.ts';

const HOUR = 3_600_000;
const SPIKE = 10_000;

/** The headers of an answer that was not counted, as one that something spoils. */
export function limitHeaders(
  world: World,
  { switches }: Pick<ProcoreApiState, 'switches'>,
): Record<string, string> {
  return {
    'x-rate-limit-limit': String(switches.hourlyLimit),
    'x-rate-limit-remaining': String(switches.hourlyLimit - 1),
    'x-rate-limit-reset': String(((Math.floor(world.now() / HOUR) + 1) * HOUR) / 1_000),
  };
}

/**
 * Two windows, an hour and ten seconds, for each person and app. The headers tell of the one that is nearer its end.
 * Source: developers.procore.com, rate limiting; the numbers of its examples.
 */
export function countCall(
  world: World,
  { switches, counts }: Pick<ProcoreApiState, 'switches' | 'counts'>,
  who: string,
): { headers: Record<string, string>; over: RestError | null } {
  const now = world.now();
  const hour = Math.floor(now / HOUR);
  const spike = Math.floor(now / SPIKE);
  const own = counts.getOrInsertComputed(who, () => ({ hour, calls: 0, spike, spikes: 0 }));
  if (own.hour !== hour) Object.assign(own, { hour, calls: 0 });
  if (own.spike !== spike) Object.assign(own, { spike, spikes: 0 });
  const over = own.calls >= switches.hourlyLimit || own.spikes >= switches.spikeLimit;
  if (!over) {
    own.calls += 1;
    own.spikes += 1;
  }
  const left = { hourly: switches.hourlyLimit - own.calls, spike: switches.spikeLimit - own.spikes };
  const hourly = left.hourly <= left.spike;
  const headers: Record<string, string> = {
    'x-rate-limit-limit': String(hourly ? switches.hourlyLimit : switches.spikeLimit),
    'x-rate-limit-remaining': String(Math.max(0, hourly ? left.hourly : left.spike)),
    'x-rate-limit-reset': String(hourly ? ((hour + 1) * HOUR) / 1_000 : ((spike + 1) * SPIKE) / 1_000),
  };
  if (over && switches.retryAfter !== null) headers['retry-after'] = String(switches.retryAfter);
  return {
    headers,
    over: over ? new RestError(429, 'You have surpassed the max number of requests', 'message') : null,
  };
}
