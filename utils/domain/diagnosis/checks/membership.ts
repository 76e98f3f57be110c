import { accountInQuestion } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsOf, pass, skip, knownValue } from './define.ts';
import { isInvited, membershipOf } from './invitation.ts';
import { notReported } from './of-account.ts';

/** Source: developers.docusign.com, Users: the status of a member. */
export const membership = defineCheck({
  id: 'membership',
  stage: 'credentials',
  weight: 71,
  reads: ['docusign', 'ledger'],
  places: [],
  outcomes: {
    active: pass,
    invited: skip,
    'no-account': skip,
    none: fail('message-docusign-admin', 'refresh', 'connect-other'),
    closed: fail('message-docusign-admin', 'choose-account', 'connect-other'),
    disabled: fail('message-docusign-admin', 'choose-account', 'connect-other'),
    'not-a-member': fail('choose-account', 'message-docusign-admin', 'connect-other'),
    other: cannotTell(['later'], 'refresh', 'message-docusign-admin'),
    unread: cannotTell(['docusign-connection'], 'connect'),
  },
  judge: (facts) => {
    const docusign = knownValue(facts.docusign);
    if (!docusign) return { outcome: 'unread', needs: needsOf(facts, 'docusign') };
    if (docusign.accounts.length === 0) return { outcome: 'none', values: [docusign.email] };
    const account = accountInQuestion(facts);
    if (!account) return 'no-account';
    const values = [account.accountName];
    if (isInvited(account)) return 'invited';
    const status = membershipOf(account);
    if (status === 'active') return { outcome: 'active', values };
    if (status === 'closed' || status === 'disabled') return { outcome: status, values };
    if (account.problem === 'not-a-member') return { outcome: 'not-a-member', values };
    if (status !== '') return { outcome: 'other', values: [account.accountName, account.membership ?? ''] };
    return notReported(account, docusign);
  },
});
