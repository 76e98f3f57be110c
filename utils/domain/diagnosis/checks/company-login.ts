import { turnedAwayCheck } from './turned-away.ts';

/**
 * DocuSign wants the company's own sign-in (SSO), or what it keeps of it does not fit any more. Source: support.docusign.com,
 * identity providers: a claimed domain may require its provider, and a stored federated id is cleared by an admin.
 */
export const companyLogin = turnedAwayCheck(
  'company-login',
  64,
  'company',
  'connect',
  'message-docusign-admin',
  'message-it',
);
