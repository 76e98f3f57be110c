import { cannotTell, defineCheck, needsOf, pass, warn } from './define.ts';

/** Firefox tells no add-on its policy where one entry of the file is no valid JSON, and says so in an error of its own. */
export const policy = defineCheck({
  id: 'policy',
  stage: 'browser',
  weight: 36,
  reads: ['settings'],
  places: [],
  outcomes: {
    told: pass,
    unreadable: warn('message-it'),
    pending: cannotTell(['later']),
    unread: cannotTell(['later']),
  },
  judge: (facts) =>
    facts.settings.known
      ? (facts.settings.value.policy ?? 'told')
      : { outcome: 'unread', needs: needsOf(facts, 'settings') },
});
