import { parseHttpDate } from '../../../http/http-date.ts';
import { AppFault, toAppError } from '../../../base/errors.ts';
import type { Clock } from '../../../base/types.ts';
import type { Probed } from '../../../http/probe.ts';
import { withTimeout } from '../../../base/with-timeout.ts';
import type { ClockFacts, Fact, ReachFacts } from '../facts.ts';
import type { FactValue } from './gather.ts';

export type NetworkSources = {
  clock: Clock;
  online: () => boolean;
  /** Asks the host for an answer, any answer. */
  probe: (host: string) => Promise<Probed>;
};

/** Hosts that a probe may take this long to answer, in milliseconds. */
const PROBE_TIMEOUT_MS = 2_500;

export async function readOnline({ online }: NetworkSources): Promise<FactValue<boolean>> {
  return { value: online() };
}

/** Whether each host answers, and how fast; one that does not takes nothing from the others. */
export async function readReach(
  { clock, probe }: NetworkSources,
  hosts: readonly string[],
): Promise<FactValue<ReachFacts>> {
  const answers = hosts.map(async (host) => {
    const startedAt = clock();
    const answer = await withTimeout(PROBE_TIMEOUT_MS, probe(host)).then(
      (): Fact<{ took: number }> => ({
        known: true,
        value: { took: Math.max(0, Math.round(clock() - startedAt)) },
        at: clock(),
      }),
      (thrown: unknown): Fact<{ took: number }> => ({
        known: false,
        why: toAppError(thrown).kind,
        at: clock(),
      }),
    );
    return { host, answer };
  });
  return { value: await Promise.all(answers) };
}

/** How far this computer's clock is from that of a server, which tells whole seconds only; the first that answers will do. */
export async function readClock(
  { clock, probe }: NetworkSources,
  hosts: readonly string[],
): Promise<FactValue<ClockFacts>> {
  const answers = hosts.map(async (host) => {
    const askedAt = clock();
    const date = parseHttpDate((await withTimeout(PROBE_TIMEOUT_MS, probe(host))).date, clock());
    if (date === undefined) throw new AppFault('unexpected-reply', 'date');
    // The answer was written somewhere between asking and now.
    const mine = (askedAt + clock()) / 2;
    return { host, ahead: Math.round(mine - date - 500) };
  });
  try {
    return { value: await Promise.any(answers) };
  } catch (thrown) {
    throw thrown instanceof AggregateError ? thrown.errors[0] : thrown;
  }
}
