/**
 * What only the person can know. Each is one short question `diagnosis.question.<id>.text` with the answers
 * `diagnosis.question.<id>.<answer>`; `unsure` is always one of them.
 */
export const QUESTIONS = {
  'login-accepted': ['yes', 'rejected', 'code', 'loop', 'unsure'], // can you log in at DocuSign itself?
  'login-message': ['none', 'ip', 'organization', 'company', 'unsure'], // what does DocuSign say instead?
  'whose-account': ['mine', 'other', 'unsure'], // is this the account you send from?
  'tool-level': ['admin', 'less', 'unsure'], // your permission on the tool, as Procore's directory shows it
  'enable-box': ['on', 'off', 'no-box', 'unsure'], // the Enable DocuSign box in the project's settings
  'invoice-status': ['approved', 'other', 'unsure'], // the status shown on the invoice
  'invoice-contact': ['set', 'missing', 'unsure'], // the commitment's Invoice Contact
  'mail-arrived': ['yes', 'missing', 'unsure'], // DocuSign's e-mail to whoever is to sign
  'banner-behind': ['no', 'just-refreshed', 'refreshed', 'unsure'], // does the banner know less than DocuSign?
} as const satisfies Record<string, readonly string[]>;
export type QuestionId = keyof typeof QUESTIONS;
export type AnswerOf<Q extends QuestionId> = (typeof QUESTIONS)[Q][number];
