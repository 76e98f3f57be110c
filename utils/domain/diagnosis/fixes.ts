import type { ProcedureId } from '../guide/types.ts';
import type { FixId, Recipient } from './types.ts';

/**
 * What a remedy does when its button is pressed.
 * - `itself`: Countersign does it, after the browser's own question where there is one
 * - `leads`: it opens the place or starts the guided steps where the person does it
 * - `message`: it writes a message to somebody who can act; the person sends it
 * - `waits`: there is nothing to press
 */
export type Fix =
  | { does: 'itself' | 'waits' }
  | { does: 'leads'; procedure: ProcedureId | null }
  | { does: 'message'; recipient: Recipient };

const itself = { does: 'itself' } as const;
const leads = { does: 'leads', procedure: null } as const;
const through = (procedure: ProcedureId) => ({ does: 'leads', procedure }) as const;
const message = (recipient: Recipient) => ({ does: 'message', recipient }) as const;

export const FIXES: Readonly<Record<FixId, Fix>> = {
  connect: leads,
  'connect-other': leads,
  refresh: itself,
  'choose-account': leads,
  'sign-out-docusign': leads,
  link: through('link'),
  relink: through('relink'),
  'switch-account': through('switch-account'),
  reconnect: through('reconnect'),
  'enable-project': through('enable-project'),
  'switch-on-signing': through('switch-on-signing'),
  'finish-envelope': through('finish-envelope'),
  'sign-envelope': through('sign-envelope'),
  'add-invoice-contact': through('add-invoice-contact'),
  'open-project': leads,
  'open-profile': through('find-row'),
  'open-item': leads,
  'open-settings': leads,
  'grant-host': itself,
  'clear-sites': itself,
  'clear-own-data': itself,
  wait: { does: 'waits' },
  'message-project-admin': message('project-admin'),
  'message-company-admin': message('company-admin'),
  'message-docusign-admin': message('docusign-admin'),
  'message-it': message('it'),
  report: leads,
};
