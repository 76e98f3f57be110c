import { allSeen } from '../fact-queries.ts';
import { cannotTell, defineCheck, pass, warn } from './define.ts';

export const readable = defineCheck({
  id: 'readable',
  stage: 'link',
  weight: 10,
  reads: ['page', 'ledger'],
  places: ['profile', 'item', 'list', 'project-settings'],
  outcomes: {
    read: pass,
    'not-readable': warn('report'),
    unread: cannotTell(['open-page']),
  },
  judge: (facts) => {
    const seen = allSeen(facts);
    const odd = seen.find(([, { says }]) => says === 'unknown');
    if (odd) return { outcome: 'not-readable', at: odd[1].at };
    return seen.length > 0 ? 'read' : 'unread';
  },
});
