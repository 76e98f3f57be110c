import { isKeyWrong } from '../fact-queries.ts';
import { cannotTell, defineCheck, needsOf, pass, skip, knownValue, warn } from './define.ts';

/** DocuSign never comes back from a wrong address, nor from a wrong key: alone, the missing answer shows neither. */
export const redirectAddress = defineCheck({
  id: 'redirect-address',
  stage: 'credentials',
  weight: 43,
  reads: ['settings', 'login', 'docusign'],
  places: [],
  outcomes: {
    works: pass,
    none: skip,
    key: skip,
    'no-answer': warn('message-docusign-admin', 'open-settings', 'connect'),
    untried: cannotTell(['docusign-connection'], 'connect'),
    unread: cannotTell(['later']),
  },
  judge: (facts) => {
    if (isKeyWrong(facts)) return 'key';
    const failed = knownValue(facts.login)?.failed;
    if (failed?.kind === 'login-no-answer') {
      return { outcome: 'no-answer', values: [failed.detail], at: failed.at };
    }
    if (facts.docusign.known) return 'works';
    if (!facts.settings.known) return { outcome: 'unread', needs: needsOf(facts, 'settings') };
    return facts.settings.value.hasKey ? 'untried' : 'none';
  },
});
