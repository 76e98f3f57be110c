import { inFront, isContract, lastSeen } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsOf, pass, skip } from './define.ts';

/** Source: v2.support.procore.com, contract tutorials: the switch is the condition for the button. */
export const signToggleCheck = defineCheck({
  id: 'sign-toggle',
  stage: 'project',
  weight: 57,
  reads: ['page', 'ledger'],
  places: ['item'],
  outcomes: {
    on: pass,
    button: pass,
    off: fail('switch-on-signing', 'message-project-admin'),
    'no-contract': skip,
    unread: cannotTell(['open-item'], 'open-item'),
  },
  judge: (facts) => {
    if (!isContract(facts)) return 'no-contract';
    const toggle = lastSeen(facts, 'sign-toggle');
    if (toggle?.says === 'off') return { outcome: 'off', at: toggle.at };
    if (toggle?.says === 'on') return { outcome: 'on', at: toggle.at };
    if (inFront(facts, 'send-button')) return 'button';
    return facts.ledger.known ? 'unread' : { outcome: 'unread', needs: needsOf(facts, 'ledger') };
  },
});
