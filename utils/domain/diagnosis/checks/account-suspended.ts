import { cannotTell, defineCheck, fail, pass, skip } from './define.ts';
import { ofAccount, notReported } from './of-account.ts';

/** Source: developers.docusign.com, Accounts: suspensionStatus and envelopeSendingBlocked. */
export const accountSuspended = defineCheck({
  id: 'account-suspended',
  stage: 'credentials',
  weight: 72,
  reads: ['docusign', 'ledger'],
  places: [],
  outcomes: {
    works: pass,
    suspended: fail('message-docusign-admin', 'choose-account'),
    blocked: fail('message-docusign-admin', 'choose-account'),
    'no-account': skip,
    unread: cannotTell(['docusign-connection'], 'connect'),
  },
  judge: ofAccount((account, docusign) => {
    const { accountName, suspended, sendingBlocked } = account;
    if (suspended) return { outcome: 'suspended', values: [accountName] };
    if (sendingBlocked) return { outcome: 'blocked', values: [accountName] };
    if (suspended === false && sendingBlocked === false) return { outcome: 'works', values: [accountName] };
    return notReported(account, docusign);
  }),
});
