import { docusignFaults, isConnected } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsOf, pass, skip, knownValue } from './define.ts';

/** Source: developers.docusign.com, "I already gave consent": consent is given per user id, and one e-mail may be several. */
export const consent = defineCheck({
  id: 'consent',
  stage: 'credentials',
  weight: 42,
  reads: ['settings', 'login', 'docusign'],
  places: [],
  outcomes: {
    given: pass,
    none: skip,
    required: fail('connect', 'connect-other', 'message-docusign-admin'),
    refused: fail('connect', 'message-docusign-admin'),
    untried: cannotTell(['docusign-connection'], 'connect'),
    unread: cannotTell(['later']),
  },
  judge: (facts) => {
    const faults = docusignFaults(facts);
    if (faults.some(({ code }) => code.includes('consent_required'))) return 'required';
    if (faults.some(({ kind }) => kind === 'login-refused')) return 'refused';
    if (isConnected(facts)) return 'given';
    const settings = knownValue(facts.settings);
    if (!settings) return { outcome: 'unread', needs: needsOf(facts, 'settings') };
    return settings.hasKey ? 'untried' : 'none';
  },
});
