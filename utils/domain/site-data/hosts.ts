import { BUILT_IN_ZONES, DOCUSIGN_LOGIN_HOSTS } from '../../base/hosts.ts';

/** The only hosts whose cookies and cached data Countersign can clear: those a link is made on. */
export const CLEARABLE_HOSTS = [...BUILT_IN_ZONES, ...DOCUSIGN_LOGIN_HOSTS] as const;
export type ClearableHost = (typeof CLEARABLE_HOSTS)[number];
