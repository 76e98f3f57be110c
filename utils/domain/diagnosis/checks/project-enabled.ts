import { isProjectAdmin } from '../required-permissions.ts';
import { isButtonMissing, isMissingExplained, isRowMissing, lastSeen, offered } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, pass, skip, knownValue } from './define.ts';

/** Source: support.procore.com, "Enable or disable the DocuSign integration on a Procore project". */
export const projectEnabled = defineCheck({
  id: 'project-enabled',
  stage: 'project',
  weight: 78,
  reads: ['page', 'ledger', 'tools', 'permissions', 'item'],
  places: ['profile', 'project-settings', 'item', 'list'],
  outcomes: {
    on: pass,
    shown: pass,
    said: pass,
    off: fail('message-project-admin', 'enable-project'),
    'off-here': fail('message-project-admin', 'message-company-admin', 'enable-project'),
    // Procore says that the person is an admin of the project.
    'off-mine': fail('enable-project'),
    'off-here-mine': fail('enable-project', 'message-company-admin'),
    company: skip,
    unread: cannotTell(['open-profile'], 'open-profile'),
  },
  judge: (facts) => {
    const at = lastSeen(facts, 'enable-box')?.at;
    switch (offered(facts)) {
      case 'on':
        return 'on';
      case 'on-said':
        return 'said';
      case 'shown':
        return 'shown';
      case 'no-box':
        return 'company';
      case 'off':
      case 'off-said': {
        // The company has it on, so a template made this project without it, or somebody switched it off here.
        const off = (knownValue(facts.ledger)?.rowsElsewhere ?? 0) > 0 ? 'off-here' : 'off';
        const outcome = isProjectAdmin(facts) ? (`${off}-mine` as const) : off;
        return at === undefined ? outcome : { outcome, at };
      }
      case undefined: {
        const missing = isRowMissing(facts) || isButtonMissing(facts);
        return { outcome: 'unread', asks: missing && !isMissingExplained(facts) ? 'enable-box' : null };
      }
    }
  },
});
