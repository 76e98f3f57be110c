import { bannerSaying } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsOf, pass, skip } from './define.ts';

/**
 * Whether DocuSign's e-mail reached whoever is to sign: nobody but they can see it. Source: support.procore.com FAQ on
 * missing e-mails: mail filters hold it back, so its senders have to be allowed.
 */
export const signatureMail = defineCheck({
  id: 'signature-mail',
  stage: 'project',
  weight: 49,
  reads: ['page', 'ledger'],
  places: ['item'],
  outcomes: {
    arrived: pass,
    missing: fail('message-it', 'message-docusign-admin'),
    'not-out': skip,
    'not-said': cannotTell(['answer']),
    'not-readable': cannotTell(['answer'], 'report'),
    unread: cannotTell(['open-item'], 'open-item'),
  },
  judge: (facts) => {
    const banner = bannerSaying(facts, ['signature-pending']);
    if (!banner) return { outcome: 'unread', needs: needsOf(facts, 'page', 'ledger') };
    if (banner === 'not-readable') return banner;
    if (banner === 'none') return 'not-out';
    switch (facts.answers['mail-arrived']) {
      case 'yes':
        return 'arrived';
      case 'missing':
        return { outcome: 'missing', at: banner.at };
      default:
        return { outcome: 'not-said', asks: 'mail-arrived' };
    }
  },
});
