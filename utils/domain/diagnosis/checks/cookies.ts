import { isBrowserOld, isClockWrong, isOffline } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsOf, pass, skip, knownValue, warn } from './define.ts';

export const cookies = defineCheck({
  id: 'cookies',
  stage: 'browser',
  weight: 77,
  reads: ['page', 'sites', 'browser', 'clock', 'online'],
  places: [],
  outcomes: {
    allowed: pass,
    kept: pass,
    blocked: fail('message-it', 'clear-sites'),
    loop: warn('clear-sites', 'message-it'),
    explained: skip,
    unread: cannotTell(['open-page']),
  },
  judge: (facts) => {
    const allowed = knownValue(facts.page)?.cookies ?? null;
    if (allowed === false) return 'blocked';
    if (facts.answers['login-accepted'] === 'loop') {
      return isBrowserOld(facts) || isClockWrong(facts) || isOffline(facts) ? 'explained' : 'loop';
    }
    if (allowed) return 'allowed';
    const kept = (knownValue(facts.sites) ?? []).some(({ cookies }) => cookies.known && cookies.value > 0);
    return kept ? 'kept' : { outcome: 'unread', needs: needsOf(facts, 'page') };
  },
});
