import type { Procedure } from '../types.ts';

/**
 * A list of invoices does not say which commitment they belong to, so the person opens it. Source: v2.support.procore.com,
 * "Send subcontractor invoices in bulk": the button is grey for want of an Invoice Contact on the commitment.
 */
export const addInvoiceContact: Procedure = {
  id: 'add-invoice-contact',
  nameKey: 'add_invoice_contact',
  about: 'project',
  leavesOldAccount: false,
  steps: [
    {
      id: 'choose-contact',
      texts: 'add_invoice_contact.choose_contact',
      targets: ['invoice-contact'],
      opens: 'project',
      provenBy: [{ by: 'press', target: 'invoice-contact' }],
      passedBy: [],
    },
    {
      id: 'save-item',
      texts: 'add_invoice_contact.save',
      targets: ['save-item'],
      opens: null,
      provenBy: [{ by: 'press', target: 'save-item' }],
      passedBy: [],
    },
    {
      id: 'tick-rows',
      texts: 'add_invoice_contact.tick_rows',
      targets: [],
      opens: null,
      provenBy: [{ by: 'reading', of: 'send-button', says: ['send-to'], freshSince: 'save-item' }],
      passedBy: [],
    },
  ],
};
