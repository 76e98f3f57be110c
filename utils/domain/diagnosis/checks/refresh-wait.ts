import { bannerSaying } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsOf, pass, skip, warn } from './define.ts';

/** Banners of an envelope that DocuSign may know more of by now. */
const MAY_BE_BEHIND: readonly string[] = [
  'setup-not-completed',
  'signature-pending',
  'signature-required',
  'envelope-unavailable',
];

/**
 * Whether the banner knows what DocuSign knows. Source: en-gb.support.procore.com FAQ on the DocuSign banners: Refresh
 * may be pressed once in five minutes.
 */
export const refreshWait = defineCheck({
  id: 'refresh-wait',
  stage: 'project',
  weight: 48,
  reads: ['page', 'ledger'],
  places: ['item'],
  outcomes: {
    current: pass,
    waits: warn('wait'),
    stuck: fail('open-item', 'reconnect', 'report'),
    'no-banner': skip,
    'not-said': cannotTell(['answer']),
    'not-readable': cannotTell(['answer'], 'report'),
    unread: cannotTell(['open-item'], 'open-item'),
  },
  judge: (facts) => {
    const banner = bannerSaying(facts, MAY_BE_BEHIND);
    if (!banner) return { outcome: 'unread', needs: needsOf(facts, 'page', 'ledger') };
    if (banner === 'not-readable') return banner;
    if (banner === 'none') return 'no-banner';
    switch (facts.answers['banner-behind']) {
      case 'no':
        return 'current';
      case 'just-refreshed':
        return { outcome: 'waits', at: banner.at };
      case 'refreshed':
        return { outcome: 'stuck', at: banner.at };
      default:
        return { outcome: 'not-said', asks: 'banner-behind' };
    }
  },
});
