import { cannotTell, defineCheck, fail, pass, skip } from './define.ts';
import { membershipOf } from './invitation.ts';
import { ofAccount, notReported } from './of-account.ts';

/** Both names of the built-in profile that may not send. Source: DocuSign admin guide, permission profiles. */
const VIEWERS: readonly string[] = ['docusign viewer', 'ds viewer'];

export const maySend = defineCheck({
  id: 'may-send',
  stage: 'credentials',
  weight: 68,
  reads: ['docusign', 'ledger'],
  places: [],
  outcomes: {
    yes: pass,
    viewer: fail('message-docusign-admin', 'choose-account', 'connect-other'),
    no: fail('message-docusign-admin', 'choose-account', 'connect-other'),
    explained: skip,
    'no-account': skip,
    unread: cannotTell(['docusign-connection'], 'connect'),
  },
  judge: ofAccount((account, docusign) => {
    const { accountName, profile, suspended, sendingBlocked } = account;
    const values = [accountName];
    if (VIEWERS.includes(profile.trim().toLowerCase()))
      return { outcome: 'viewer', values: [accountName, profile] };
    // A blocked account or a closed membership takes the right from everybody: that is told by its own check.
    const status = membershipOf(account);
    if (suspended || sendingBlocked || (status !== '' && status !== 'active')) return 'explained';
    if (account.maySend === false) return { outcome: 'no', values };
    if (account.maySend) return { outcome: 'yes', values };
    return notReported(account, docusign);
  }),
});
