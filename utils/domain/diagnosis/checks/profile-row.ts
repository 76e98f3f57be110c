import { inFront, isOutside, isRowMissing, isSwitchedOff, lastSeen, offered } from '../fact-queries.ts';
import { cannotTell, defineCheck, needsOf, pass, skip, warn } from './define.ts';

/** A missing line never means "not linked": Procore hides it outside a project, and where the integration is off. */
export const profileRow = defineCheck({
  id: 'profile-row',
  stage: 'project',
  weight: 15,
  reads: ['page', 'ledger'],
  places: ['profile'],
  outcomes: {
    there: pass,
    seen: pass,
    explained: skip,
    missing: warn('open-project', 'open-profile', 'message-project-admin'),
    'missing-though-on': warn('open-project', 'open-profile', 'report'),
    unread: cannotTell(['open-profile'], 'open-profile'),
  },
  judge: (facts) => {
    if (inFront(facts, 'link-row')) return 'there';
    if (isRowMissing(facts)) {
      if (isOutside(facts) || isSwitchedOff(facts)) return 'explained';
      const state = offered(facts);
      return state === undefined ? { outcome: 'missing', asks: 'enable-box' } : 'missing-though-on';
    }
    const row = lastSeen(facts, 'link-row');
    if (row) return { outcome: 'seen', at: row.at };
    if (isSwitchedOff(facts)) return 'explained';
    return facts.ledger.known ? 'unread' : { outcome: 'unread', needs: needsOf(facts, 'ledger') };
  },
});
