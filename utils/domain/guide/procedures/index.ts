import type { Procedure, ProcedureId } from '../types.ts';
import { addInvoiceContact } from './add-invoice-contact.ts';
import { enableProject } from './enable-project.ts';
import { finishEnvelope } from './finish-envelope.ts';
import { findRow } from './find-row.ts';
import { link } from './link.ts';
import { reconnect } from './reconnect.ts';
import { relink } from './relink.ts';
import { signEnvelope } from './sign-envelope.ts';
import { switchAccount } from './switch-account.ts';
import { switchOnSigning } from './switch-on-signing.ts';

/** Every guided procedure. A new one is a file of data and a line here. */
export const procedures: Record<ProcedureId, Procedure> = {
  link,
  relink,
  'switch-account': switchAccount,
  reconnect,
  'find-row': findRow,
  'enable-project': enableProject,
  'switch-on-signing': switchOnSigning,
  'finish-envelope': finishEnvelope,
  'sign-envelope': signEnvelope,
  'add-invoice-contact': addInvoiceContact,
};

/** The procedure of a stored run, or undefined for one this version does not know. */
export function procedureOf(id: string): Procedure | undefined {
  return Object.values(procedures).find((procedure) => procedure.id === id);
}
