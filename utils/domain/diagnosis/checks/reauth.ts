import { lastSeen, loginAsked } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsOf, pass, skip, warn } from './define.ts';

/** Source: support.procore.com FAQ: the "Re-Authentication Required" banner after 30 days without use. */
export const reauth = defineCheck({
  id: 'reauth',
  stage: 'link',
  weight: 60,
  reads: ['ledger', 'page'],
  places: ['profile', 'item'],
  outcomes: {
    'not-asked': pass,
    required: fail('relink', 'reconnect'),
    asked: warn('relink', 'open-profile'),
    'not-readable': cannotTell(['open-profile'], 'relink', 'open-profile', 'report'),
    'not-linked': skip,
    unread: cannotTell(['open-project']),
  },
  judge: (facts) => {
    const asked = loginAsked(facts);
    if (asked) {
      const banner = lastSeen(facts, 'banner');
      return banner?.says === 'reauth-required' ? { outcome: asked, at: banner.at } : asked;
    }
    if (!facts.ledger.known) return { outcome: 'unread', needs: needsOf(facts, 'ledger') };
    const { state, reason } = facts.ledger.value;
    if (reason === 'banner-not-readable') return 'not-readable';
    return state === 'not-linked' ? 'not-linked' : 'not-asked';
  },
});
