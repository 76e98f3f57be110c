import { isBrowserOld } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsOf, pass } from './define.ts';

export const browserVersion = defineCheck({
  id: 'browser-version',
  stage: 'browser',
  weight: 69,
  reads: ['browser'],
  places: [],
  outcomes: {
    current: pass,
    old: fail('message-it'),
    unread: cannotTell(['other-browser']),
  },
  judge: (facts) => {
    if (!facts.browser.known) return { outcome: 'unread', needs: needsOf(facts, 'browser') };
    const { name, version, needed } = facts.browser.value;
    if (needed <= 0 || version <= 0) return 'unread';
    const values = [`${name} ${version}`];
    return isBrowserOld(facts)
      ? { outcome: 'old', values: [...values, String(needed)] }
      : { outcome: 'current', values };
  },
});
