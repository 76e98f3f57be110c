/** What DocuSign shows to whoever types a password where their company's own sign-in is required; its exact words are not public. */
export const COMPANY_LOGIN_PROBLEM =
  'Your company requires single sign-on. Choose Use Company Login to continue; a password cannot be used.';
