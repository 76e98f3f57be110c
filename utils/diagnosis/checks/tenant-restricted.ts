import { isConnected } from '../picture.ts';
import { cannotTell, defineCheck, fail, needsOf, pass } from './define.ts';

/** Only DocuSign's own page tells: the network puts a header into the login, which no browser shows. */
export const tenantRestricted = defineCheck({
  id: 'tenant-restricted',
  stage: 'credentials',
  weight: 73,
  reads: ['docusign'],
  places: [],
  says: {
    'let-in': pass,
    'no-message': cannotTell(['docusign-sign-in']),
    restricted: fail('message-it', 'connect-other'),
    unread: cannotTell(['docusign-connection'], 'connect'),
  },
  judge: (facts) => {
    const { 'login-accepted': accepted, 'login-message': message } = facts.answers;
    if (message === 'organization') return 'restricted';
    if (accepted === 'yes') return 'let-in';
    if (message === 'none' || message === 'ip') return 'no-message';
    // What was given before may go on working where a new login is not let in.
    if (isConnected(facts) && accepted !== 'rejected') return 'let-in';
    const asks = accepted === 'rejected' ? 'login-message' : null;
    return { says: 'unread', needs: needsOf(facts, 'docusign'), asks };
  },
});
