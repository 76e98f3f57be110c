import { MINUTE } from '../../../base/clock.ts';
import { isClockWrong } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsOf, pass } from './define.ts';

export const clock = defineCheck({
  id: 'clock',
  stage: 'browser',
  weight: 85,
  reads: ['clock'],
  places: [],
  outcomes: {
    right: pass,
    ahead: fail('message-it'),
    behind: fail('message-it'),
    unread: cannotTell(['network']),
  },
  judge: (facts) => {
    if (!facts.clock.known) return { outcome: 'unread', needs: needsOf(facts, 'clock') };
    if (!isClockWrong(facts)) return 'right';
    const { ahead } = facts.clock.value;
    return {
      outcome: ahead > 0 ? 'ahead' : 'behind',
      values: [String(Math.round(Math.abs(ahead) / MINUTE))],
    };
  },
});
