import type { Log } from '../../base/log.ts';
import { PROCORE_ENVIRONMENTS, type ProcoreEnvironment } from '../../base/types.ts';
import { hostsToAsk } from '../../vendors/procore/environments.ts';
import type { EffectiveSettings } from '../settings/effective.ts';

/** Procore's hosts, which the person grants in the press on Connect: held while a connection needs them, then given back. */
export function createHostLoan(deps: {
  log: Log;
  settings: () => Promise<EffectiveSettings>;
  isGranted: (hosts: readonly string[]) => Promise<boolean>;
  giveBack: (hosts: readonly string[]) => Promise<void>;
  holdHosts: <T>(work: () => Promise<T>) => Promise<T>;
  untilUnheld: () => Promise<void>;
  /** Whether something of this environment goes on needing them. */
  isNeeded: (environment: ProcoreEnvironment) => Promise<boolean>;
}) {
  /** What was asked for in order to connect goes back, unless it is still needed or is read as a zone. */
  const giveBackOf = async (environment: ProcoreEnvironment): Promise<void> => {
    if (await deps.isNeeded(environment)) return;
    const { zones } = (await deps.settings()).settings;
    for (const host of hostsToAsk(environment)) {
      // Taking away what is not granted is told to every listener as well.
      if (!zones.includes(host) && (await deps.isGranted([host]))) await deps.giveBack([host]);
    }
  };
  /** Nobody waits for it: a page that asked holds the hosts until it is answered. */
  const giveBack = (): void => {
    deps
      .untilUnheld()
      .then(() => Promise.all(PROCORE_ENVIRONMENTS.map(giveBackOf)))
      .catch((thrown: unknown) => deps.log.note('hosts were not given back', thrown));
  };
  return {
    giveBack,
    /** A connection that is not made keeps nothing of what was asked for it. */
    during: <T>(work: () => Promise<T>): Promise<T> => deps.holdHosts(work).finally(giveBack),
  };
}
