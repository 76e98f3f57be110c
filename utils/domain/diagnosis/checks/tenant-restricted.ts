import { turnedAwayCheck } from './turned-away.ts';

/** The network puts a header into the login, which no browser shows. Source: developers.docusign.com, tenant restrictions. */
export const tenantRestricted = turnedAwayCheck(
  'tenant-restricted',
  73,
  'organization',
  'message-it',
  'connect-other',
);
