import { banners, withoutBanner } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsOf, pass, skip, warn } from './define.ts';

/** Source: support.procore.com FAQ, "What do the different DocuSign banners in Procore mean?". */
export const envelope = defineCheck({
  id: 'envelope',
  stage: 'project',
  weight: 50,
  reads: ['page', 'ledger'],
  places: ['item'],
  outcomes: {
    none: skip,
    pending: pass,
    completed: pass,
    reauth: skip,
    setup: warn('finish-envelope', 'message-project-admin'),
    required: warn('sign-envelope'),
    unavailable: fail('wait', 'reconnect', 'message-docusign-admin'),
    'not-readable': cannotTell(['answer'], 'report'),
    unread: cannotTell(['open-item'], 'open-item'),
  },
  judge: (facts) => {
    const seen = banners(facts);
    const of = (says: string) => seen.find((banner) => banner.says === says);
    const unavailable = of('envelope-unavailable');
    if (unavailable) return { outcome: 'unavailable', at: unavailable.at };
    const setup = of('setup-not-completed');
    if (setup) return { outcome: 'setup', at: setup.at };
    const required = of('signature-required');
    if (required) return { outcome: 'required', at: required.at };
    const pending = of('signature-pending');
    if (pending) return { outcome: 'pending', at: pending.at };
    const completed = of('signature-completed');
    if (completed) return { outcome: 'completed', at: completed.at };
    if (of('reauth-required')) return 'reauth';
    return withoutBanner(facts) ?? { outcome: 'unread', needs: needsOf(facts, 'page', 'ledger') };
  },
});
