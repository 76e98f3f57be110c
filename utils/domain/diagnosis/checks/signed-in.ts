import {
  isConnected,
  isIpRestricted,
  isLoginFailed,
  isLoginInTrouble,
  isSignInEnded,
} from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsOf, pass, skip, knownValue, warn } from './define.ts';

/** Whether DocuSign takes the person's login. Our own connection proves it; else only the person knows. */
export const signedIn = defineCheck({
  id: 'signed-in',
  stage: 'credentials',
  weight: 66,
  reads: ['docusign', 'login', 'ledger', 'page'],
  places: [],
  outcomes: {
    proven: pass,
    said: pass,
    rejected: fail('sign-out-docusign', 'message-docusign-admin'),
    'turned-away': warn('sign-out-docusign', 'message-docusign-admin'),
    code: warn('wait', 'message-docusign-admin'),
    restricted: skip,
    company: skip,
    loop: skip,
    ended: warn('connect'),
    over: cannotTell(['docusign-sign-in'], 'connect'),
    unread: cannotTell(['docusign-connection'], 'connect'),
  },
  judge: (facts) => {
    const { 'login-accepted': accepted, 'login-message': message } = facts.answers;
    const docusign = knownValue(facts.docusign);
    switch (accepted) {
      case 'rejected':
        if (message === 'none') return 'rejected';
        if (isIpRestricted(facts) || message === 'organization' || message === 'company') {
          // Whether an old sign-in would still be good cannot be told by a login that is not let in.
          const isOver = docusign !== undefined && !isConnected(facts);
          const why = message === 'company' ? 'company' : 'restricted';
          return { outcome: isOver ? 'over' : why, asks: 'login-message' };
        }
        // Being turned away alone does not show that the password is to blame.
        return { outcome: 'turned-away', asks: 'login-message' };
      case 'code':
        return 'code';
      case 'loop':
        return 'loop';
      case 'yes':
        // Of a sign-in that could not be used the login tells nothing.
        if (!docusign || isConnected(facts)) return 'said';
        break;
      default:
    }
    // What was given before may go on working where a new login does not.
    if (docusign && isConnected(facts)) {
      const asks = isLoginFailed(facts) ? 'login-accepted' : null;
      return { outcome: 'proven', values: [docusign.email], asks };
    }
    const asks = isLoginInTrouble(facts) ? 'login-accepted' : null;
    if (docusign) return { outcome: isSignInEnded(facts) ? 'ended' : 'over', asks };
    return { outcome: 'unread', needs: needsOf(facts, 'docusign'), asks };
  },
});
