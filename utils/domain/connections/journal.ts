import * as z from 'zod/mini';
import { VENDORS } from '../../base/types.ts';
import { bareCode, journalCode } from '../journal/code.ts';

const of = () => z.object({ vendor: z.enum(VENDORS), environment: z.string() });

const docusign = { vendor: 'docusign', environment: 'production' } as const;
const procore = { vendor: 'procore', environment: 'production' } as const;

/** What is told of our own sign-ins, but not whose: nothing of a person is left here once a connection is forgotten. */
export const connectionCodes = {
  connected: journalCode(of, docusign),
  'person-changed': journalCode(of, docusign),
  'signed-out': journalCode(of, docusign),
  'login-interrupted': journalCode(of, docusign),
  disconnected: journalCode(of, docusign),
  'account-chosen': journalCode(of, docusign),
  'revocation-begun': journalCode(of, procore),
  revoked: journalCode(of, procore),
  'not-revoked': journalCode(of, procore),
  'secret-set': bareCode(),
  'secret-forgotten': bareCode(),
};
