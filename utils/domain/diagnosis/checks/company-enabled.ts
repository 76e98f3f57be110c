import { lastSeen, offered } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, pass, knownValue } from './define.ts';

/** Source: v2.support.procore.com, "Enable DocuSign for your company": without it a project has no box to tick. */
export const companyEnabled = defineCheck({
  id: 'company-enabled',
  stage: 'project',
  weight: 79,
  reads: ['page', 'ledger'],
  places: ['project-settings'],
  outcomes: {
    shown: pass,
    elsewhere: pass,
    'no-box': fail('message-company-admin'),
    unread: cannotTell(['open-profile'], 'open-profile'),
  },
  judge: (facts) => {
    const state = offered(facts);
    if (state === 'no-box') return 'no-box';
    // What was shown earlier may be gone where nothing can be looked at now.
    if (state === 'shown' && !facts.page.known) return 'unread';
    // A box to tick, or anything the integration draws, is only there when the company has it on.
    if (state !== undefined || lastSeen(facts, 'enable-box')) return 'shown';
    return (knownValue(facts.ledger)?.rowsElsewhere ?? 0) > 0 ? 'elsewhere' : 'unread';
  },
});
