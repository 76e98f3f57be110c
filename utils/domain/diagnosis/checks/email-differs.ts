import { isSame } from '../../../base/same-text.ts';
import { cannotTell, defineCheck, needsOf, pass, knownValue, warn } from './define.ts';

/** Procore allows two addresses; it is told because it is the first sign of a second DocuSign login. */
export const emailDiffers = defineCheck({
  id: 'email-differs',
  stage: 'credentials',
  weight: 25,
  reads: ['procore', 'docusign'],
  places: [],
  outcomes: {
    same: pass,
    differs: warn('connect-other', 'message-docusign-admin'),
    unread: cannotTell(['procore-connection', 'docusign-connection'], 'connect'),
  },
  judge: (facts) => {
    const procore = knownValue(facts.procore);
    const docusign = knownValue(facts.docusign);
    if (!procore || !docusign || !procore.login.includes('@')) {
      return { outcome: 'unread', needs: needsOf(facts, 'procore', 'docusign') };
    }
    return isSame(procore.login, docusign.email)
      ? { outcome: 'same', values: [docusign.email] }
      : { outcome: 'differs', values: [procore.login, docusign.email] };
  },
});
