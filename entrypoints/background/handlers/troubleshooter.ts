import { clearSites, type SiteTools } from '../../../utils/clearing/clear-sites.ts';
import { createGather, type Gather, type Readers } from '../../../utils/diagnosis/gather/gather.ts';
import type { Log } from '../../../utils/log.ts';
import type { Handlers } from '../../../utils/messaging/gate.ts';
import type { Troubleshooting } from '../../../utils/storage/items.ts';
import type { Clock } from '../../../utils/types.ts';

export type TroubleshooterDeps = {
  readers: Readers;
  clock: Clock;
  log: Log;
  siteTools: SiteTools;
  /** Gives the permissions for clearing back to the browser. */
  giveBack: () => Promise<unknown>;
  /** Throws our own database away and opens it anew. */
  resetData: () => Promise<void>;
  journal: (what: string, detail: string) => Promise<void>;
  /** Tells our panel to begin. */
  request: (asked: Troubleshooting) => Promise<void>;
};

/** Finds out facts for the troubleshooter's checks, and does the remedies that are ours to do. */
export function troubleshooterHandlers({
  readers,
  clock,
  log,
  siteTools,
  giveBack,
  resetData,
  journal,
  request,
}: TroubleshooterDeps): Pick<Handlers, 'troubleshoot' | 'gather' | 'clearSites' | 'resetOwnData'> {
  const gather: Gather = createGather({ readers, clock, log });
  return {
    troubleshoot: async ({ check }) => {
      await request({ check, at: clock() });
      return null;
    },

    gather: async ({ part, subject, tab }) => ({ fact: await gather(part, { subject, tab }) }),

    clearSites: async ({ hosts }) => {
      try {
        const cleared = await clearSites(siteTools, hosts);
        await journal('sites-cleared', hosts.join(', '));
        return cleared;
      } finally {
        await giveBack();
      }
    },

    resetOwnData: async () => {
      await resetData();
      await journal('own-data-reset', '');
      return null;
    },
  };
}
