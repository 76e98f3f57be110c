import type { Facts } from '../facts.ts';
import { isOffline } from '../fact-queries.ts';
import type { Check } from '../types.ts';
import { cannotTell, defineCheck, fail, needsOf, pass, knownValue, warn } from './define.ts';

/** Longer than this for one small answer is felt as "it hangs". */
export const SLOW = 8_000;

/** Whether a vendor's hosts answered. While this computer is offline nothing is said of the vendor. */
export function reachedCheck(
  id: 'procore-reached' | 'docusign-reached',
  weight: number,
  hosts: RegExp,
): Check {
  const answersOf = (facts: Facts) => (knownValue(facts.reach) ?? []).filter(({ host }) => hosts.test(host));
  return defineCheck({
    id,
    stage: 'browser',
    weight,
    reads: ['online', 'reach'],
    places: [],
    outcomes: {
      reached: pass,
      slow: warn('wait', 'message-it'),
      silent: fail('message-it', 'wait'),
      down: fail('wait'),
      'not-granted': cannotTell(['host-permission'], 'grant-host'),
      offline: cannotTell(['network'], 'wait'),
      unread: cannotTell(['later']),
    },
    judge: (facts) => {
      if (isOffline(facts)) return 'offline';
      if (!facts.reach.known) return { outcome: 'unread', needs: needsOf(facts, 'reach') };
      const answers = answersOf(facts);
      if (answers.length === 0) return 'unread';
      const hostsWith = (...whys: string[]) =>
        answers.filter(({ answer }) => !answer.known && whys.includes(answer.why)).map(({ host }) => host);
      const silent = hostsWith('offline', 'timed-out');
      // Without any answer at all it may as well be this computer that is offline.
      const isOnline = knownValue(facts.online) ?? facts.reach.value.some(({ answer }) => answer.known);
      if (silent.length > 0) {
        return isOnline
          ? { outcome: 'silent', values: [silent.join(', ')] }
          : { outcome: 'unread', needs: ['network'] };
      }
      const down = hostsWith('vendor-down');
      if (down.length > 0) return { outcome: 'down', values: [down.join(', ')] };
      if (hostsWith('not-granted', 'permission-refused').length > 0) return 'not-granted';
      if (answers.some(({ answer }) => !answer.known)) return 'unread';
      const slow = answers.filter(({ answer }) => answer.known && answer.value.took > SLOW);
      return slow.length > 0
        ? { outcome: 'slow', values: [slow.map(({ host }) => host).join(', ')] }
        : 'reached';
    },
  });
}
