import type { EffectiveSettings } from '../settings/effective.ts';
import type { Forgetting } from '../../storage/forgetting.ts';
import { classify } from '../../vendors/procore/urls.ts';
import type { Service } from '../service.ts';
import { checkCountdown } from './countdown.ts';
import type { Ledger } from './ledger.ts';
import { clearToolbar, showOnToolbar } from './toolbar.ts';

type LinkServiceDeps = {
  ledger: Ledger;
  forgetting: Forgetting;
  settings: () => Promise<EffectiveSettings>;
};

/** Shows the link of a tab's project on the toolbar, and warns before the idle days are over. */
export function linkService({ ledger, forgetting, settings }: LinkServiceDeps): Service {
  return {
    name: 'links',
    onReport: ({ tabId }, link) => showOnToolbar(tabId, link),
    onTabUpdated: async ({ id, url, urlChanged }) => {
      if (urlChanged && url !== undefined && !classify(url)) await clearToolbar(id);
    },
    chores: [
      {
        name: 'countdown',
        run: async (rest) => {
          const { warningDay } = (await settings()).settings;
          await checkCountdown(ledger, warningDay, forgetting, rest);
        },
      },
    ],
  };
}
