import { inFront, invoiceStatus, isButtonMissing, isInvoice, isReadyStatus } from '../fact-queries.ts';
import { cannotTell, defineCheck, fail, needsOf, pass, skip } from './define.ts';

export const invoiceStatusCheck = defineCheck({
  id: 'invoice-status',
  stage: 'project',
  weight: 56,
  reads: ['item', 'page'],
  places: ['item'],
  outcomes: {
    ready: pass,
    said: pass,
    button: pass,
    'not-ready': fail('open-item', 'message-project-admin'),
    'said-not-ready': fail('open-item', 'message-project-admin'),
    'no-invoice': skip,
    unread: cannotTell(['procore-connection'], 'open-item'),
  },
  judge: (facts) => {
    if (!isInvoice(facts)) return 'no-invoice';
    const status = invoiceStatus(facts);
    const values = [status.replaceAll('_', ' ')];
    if (status !== '') return { outcome: isReadyStatus(status) ? 'ready' : 'not-ready', values };
    // What the page offers now overtakes what was said before.
    const button = inFront(facts, 'send-button');
    if (button?.disabled === false) return 'button';
    const answer = facts.answers['invoice-status'];
    if (answer === 'approved') return 'said';
    if (answer === 'other') return 'said-not-ready';
    if (button) return 'button';
    const asks = isButtonMissing(facts) ? 'invoice-status' : null;
    return { outcome: 'unread', needs: needsOf(facts, 'item'), asks };
  },
});
