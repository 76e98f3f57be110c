import type { AccountState } from '../facts.ts';
import { accountInQuestion } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsFor, needsOf, pass, skip } from './define.ts';

/** DocuSign's word for a person's place in an account, in lower case; '' where it was not read. */
export const membershipOf = ({ membership }: AccountState): string => (membership ?? '').trim().toLowerCase();

// Source: developers.docusign.com, error codes: codes that mean an invitation was not accepted.
const PENDING_CODES: readonly string[] = ['user_awaiting_activation', 'user_not_activated', 'user_pending'];
const isPending = ({ problemCode }: AccountState) => PENDING_CODES.includes(problemCode.toLowerCase());

export const isInvited = (account: AccountState): boolean =>
  ['activationsent', 'activationrequired'].includes(membershipOf(account)) || isPending(account);

export const invitation = defineCheck({
  id: 'invitation',
  stage: 'credentials',
  weight: 70,
  reads: ['docusign', 'ledger'],
  places: [],
  outcomes: {
    accepted: pass,
    sent: fail('message-docusign-admin', 'refresh'),
    'not-sent': fail('message-docusign-admin', 'refresh'),
    'no-member': skip,
    unread: cannotTell(['docusign-connection'], 'connect'),
  },
  judge: (facts) => {
    if (!facts.docusign.known) return { outcome: 'unread', needs: needsOf(facts, 'docusign') };
    const account = accountInQuestion(facts);
    if (!account) return 'no-member';
    const status = membershipOf(account);
    const values = [account.accountName, facts.docusign.value.email];
    if (status === 'activationrequired') return { outcome: 'not-sent', values };
    if (isInvited(account)) return { outcome: 'sent', values };
    if (status === 'active') return { outcome: 'accepted', values: [account.accountName] };
    if (status === '' && account.problem !== 'not-a-member') {
      return { outcome: 'unread', needs: needsFor('docusign', account.problem ?? 'bug') };
    }
    return 'no-member';
  },
});
