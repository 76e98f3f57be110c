import { isList, lastSeen } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsOf, pass, skip } from './define.ts';

/** Source: v2.support.procore.com, "Send subcontractor invoices in bulk": grey most often for want of an Invoice Contact. */
export const bulkSend = defineCheck({
  id: 'bulk-send',
  stage: 'project',
  weight: 55,
  reads: ['page', 'ledger'],
  places: ['list'],
  outcomes: {
    ready: pass,
    contact: fail('add-invoice-contact', 'message-project-admin'),
    'other-reason': cannotTell(['open-item'], 'open-item', 'report'),
    greyed: cannotTell(['answer'], 'open-item'),
    'no-list': skip,
    unread: cannotTell(['open-item'], 'open-item'),
  },
  judge: (facts) => {
    if (!isList(facts)) return 'no-list';
    const button = lastSeen(facts, 'send-button');
    if (!button)
      return facts.ledger.known ? 'unread' : { outcome: 'unread', needs: needsOf(facts, 'ledger') };
    if (!button.disabled) return { outcome: 'ready', at: button.at };
    const answer = facts.answers['invoice-contact'];
    if (answer === 'missing') return 'contact';
    if (answer === 'set') return 'other-reason';
    return { outcome: 'greyed', asks: 'invoice-contact', at: button.at };
  },
});
