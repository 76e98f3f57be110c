import { cannotTell, defineCheck, fail, needsOf, pass } from './define.ts';

export const online = defineCheck({
  id: 'online',
  stage: 'browser',
  weight: 100,
  reads: ['online'],
  places: [],
  outcomes: { yes: pass, no: fail('wait'), unread: cannotTell(['later']) },
  judge: (facts) => {
    if (!facts.online.known) return { outcome: 'unread', needs: needsOf(facts, 'online') };
    return facts.online.value ? 'yes' : 'no';
  },
});
