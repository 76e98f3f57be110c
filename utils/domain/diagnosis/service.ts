import { clearSites, type SiteTools } from '../site-data/clear-sites.ts';
import { AppFault } from '../../base/errors.ts';
import { createGather, type Gather, type FactReaders } from './gather/gather.ts';
import type { Log } from '../../base/log.ts';
import type { Handlers } from '../../app/messaging/gate.ts';
import type { Troubleshooting } from './items.ts';
import type { Journal } from '../journal/append.ts';
import type { Clock } from '../../base/types.ts';

export type TroubleshooterDeps = {
  readers: FactReaders;
  clock: Clock;
  log: Log;
  siteTools: SiteTools;
  /** Does the work while the permissions for clearing cannot be given back; `granted` is false where they are not there. */
  borrowed: <T>(work: (granted: boolean) => Promise<T>) => Promise<T>;
  /** Gives back what was borrowed, once nobody works with it. */
  giveBack: () => void;
  /** Throws our own database away and opens it anew. */
  resetData: () => Promise<void>;
  journal: Journal;
  /** Tells our panel to begin. */
  request: (asked: Troubleshooting) => Promise<void>;
};

/** Finds out facts for the troubleshooter's checks, and does the remedies that are ours to do. */
export function troubleshooterHandlers({
  readers,
  clock,
  log,
  siteTools,
  borrowed,
  giveBack,
  resetData,
  journal,
  request,
}: TroubleshooterDeps): Pick<
  Handlers,
  'troubleshoot' | 'gather' | 'clearSites' | 'giveBackBorrowed' | 'resetOwnData'
> {
  const gather: Gather = createGather({ readers, clock, log });
  return {
    troubleshoot: async ({ check }) => {
      await request({ check, at: clock() });
      return null;
    },

    gather: async ({ part, subject, tab }) => ({ fact: await gather(part, { subject, tab }) }),

    clearSites: ({ hosts }) =>
      borrowed(async (granted) => {
        if (!granted) throw new AppFault('permission-refused');
        await journal.record({ code: 'clearing-begun', hosts: [...hosts] });
        const sites = await clearSites(siteTools, hosts, async ({ host, failed }, cause) => {
          if (failed) log.note('clearing', cause);
          await journal.record(
            failed ? { code: 'site-not-cleared', host, failed } : { code: 'site-cleared', host },
          );
        });
        return { sites };
      }),

    giveBackBorrowed: async () => {
      giveBack();
      return null;
    },

    resetOwnData: async () => {
      await resetData();
      await journal.record({ code: 'own-data-reset' });
      return null;
    },
  };
}
