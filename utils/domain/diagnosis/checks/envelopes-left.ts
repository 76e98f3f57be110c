import { cannotTell, defineCheck, fail, pass, skip, warn } from './define.ts';
import { ofAccount, notReported } from './of-account.ts';

const FEW = 5;

export const envelopesLeft = defineCheck({
  id: 'envelopes-left',
  stage: 'credentials',
  weight: 67,
  reads: ['docusign', 'ledger'],
  places: [],
  outcomes: {
    enough: pass,
    unlimited: pass,
    few: warn('message-docusign-admin'),
    none: fail('message-docusign-admin', 'choose-account'),
    'no-account': skip,
    unread: cannotTell(['docusign-connection'], 'connect'),
  },
  judge: ofAccount((account, docusign) => {
    const { accountName, envelopesLeft: left } = account;
    if (left === null) return notReported(account, docusign);
    if (left === 'unlimited') return { outcome: 'unlimited', values: [accountName] };
    if (left <= 0) return { outcome: 'none', values: [accountName] };
    return { outcome: left <= FEW ? 'few' : 'enough', values: [accountName, String(left)] };
  }),
});
