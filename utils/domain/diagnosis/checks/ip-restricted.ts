import { accountInQuestion, isConnected, isIpRestricted } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsFor, needsOf, pass } from './define.ts';

export const ipRestricted = defineCheck({
  id: 'ip-restricted',
  stage: 'credentials',
  weight: 74,
  reads: ['login', 'docusign', 'ledger'],
  places: [],
  outcomes: {
    'let-in': pass,
    'no-message': pass,
    restricted: fail('message-docusign-admin', 'message-it'),
    unread: cannotTell(['docusign-connection'], 'connect'),
  },
  judge: (facts) => {
    if (isIpRestricted(facts)) return 'restricted';
    const { 'login-accepted': accepted, 'login-message': message } = facts.answers;
    if (message === 'none' || message === 'organization' || message === 'company') return 'no-message';
    const problem = accountInQuestion(facts)?.problem ?? null;
    // The login lets in whom the account itself may turn away.
    if (isConnected(facts) && problem !== null)
      return { outcome: 'unread', needs: needsFor('docusign', problem) };
    if (isConnected(facts) || accepted === 'yes') return 'let-in';
    const asks = accepted === 'rejected' ? 'login-message' : null;
    return { outcome: 'unread', needs: needsOf(facts, 'docusign'), asks };
  },
});
