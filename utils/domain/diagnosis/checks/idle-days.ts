import { loginAsked } from '../fact-queries.ts';
import { cannotTell, defineCheck, needsOf, pass, skip, warn } from './define.ts';

export const idleDays = defineCheck({
  id: 'idle-days',
  stage: 'link',
  weight: 20,
  reads: ['ledger', 'page'],
  places: ['profile', 'item'],
  outcomes: {
    enough: pass,
    soon: warn('relink'),
    today: warn('relink'),
    over: warn('relink', 'open-profile'),
    'not-linked': skip,
    asked: skip,
    'not-counted': cannotTell(['open-profile'], 'relink'),
    unread: cannotTell(['open-project']),
  },
  judge: (facts) => {
    if (!facts.ledger.known) return { outcome: 'unread', needs: needsOf(facts, 'ledger') };
    const { state, reason, daysLeft, warns, lastUseAt } = facts.ledger.value;
    if (loginAsked(facts)) return 'asked';
    if (state === 'not-linked') return 'not-linked';
    // A box that was read off hides that the days are over.
    const isOver = state === 'unavailable' && lastUseAt !== null && daysLeft === null;
    if (reason === 'idle-days-over' || isOver) return 'over';
    if (daysLeft === null) return 'not-counted';
    if (daysLeft === 0) return 'today';
    return { outcome: warns ? 'soon' : 'enough', values: [String(daysLeft)] };
  },
});
