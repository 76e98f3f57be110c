import { cannotTell, defineCheck, fail, needsOf, pass, warn } from './define.ts';

const NEARLY_FULL = 0.9;

export const ownData = defineCheck({
  id: 'own-data',
  stage: 'browser',
  weight: 35,
  reads: ['ownData'],
  places: [],
  outcomes: {
    sound: pass,
    newer: fail('report'),
    damaged: fail('clear-own-data', 'report'),
    full: warn('clear-own-data'),
    unread: cannotTell(['later']),
  },
  judge: (facts) => {
    if (!facts.ownData.known) return { outcome: 'unread', needs: needsOf(facts, 'ownData') };
    const { readable, newer, used } = facts.ownData.value;
    if (newer) return 'newer';
    if (!readable) return 'damaged';
    return (used ?? 0) > NEARLY_FULL
      ? { outcome: 'full', values: [String(Math.round((used ?? 0) * 100))] }
      : 'sound';
  },
});
