/**
 * The real host names the sandbox answers under. The browser maps them to it, so that the shipped manifest and host
 * permissions are the ones under test.
 */
import type { Environment } from '../../utils/base/types.ts';

export const PROCORE_HOSTS: readonly string[] = [
  'app.procore.com',
  'us02.procore.com',
  'uk01.procore.com',
  'sandbox.procore.com',
  'eu01.procore.com',
];

export type ProcoreEnvironment = 'production' | 'sandbox';

/** developers.procore.com, "Development environments" and "Multiple zones": one login and one API host for all zones. */
export const PROCORE_API_HOSTS: Record<ProcoreEnvironment, { login: string; rest: string }> = {
  production: { login: 'login.procore.com', rest: 'api.procore.com' },
  sandbox: { login: 'login-sandbox.procore.com', rest: 'sandbox.procore.com' },
};

/** Stylesheets and pictures come from here. Nothing of the sandbox's pages does, but connection checks ask for it. */
export const PROCORE_ASSET_HOST = 'assets0.procore.com';

/** Every Procore host: zones, login, API, assets. */
export const ALL_PROCORE_HOSTS: readonly string[] = [
  ...new Set([
    ...PROCORE_HOSTS,
    ...Object.values(PROCORE_API_HOSTS).flatMap(({ login, rest }) => [login, rest]),
    PROCORE_ASSET_HOST,
  ]),
];

/** developers.docusign.com, /platform/auth/reference: one login host an environment, one REST host a site. */
export const DOCUSIGN_HOSTS: Record<Environment, { login: string; rest: readonly string[] }> = {
  production: { login: 'account.docusign.com', rest: ['na4.docusign.net', 'eu.docusign.net'] },
  demo: { login: 'account-d.docusign.com', rest: ['demo.docusign.net'] },
};

export const SWITCHER_HOST = 'switcher.countersign.test';

/** The plain loopback names stand for DocuSign's demo world: its SDK is given one address for login and REST. */
export const LOOPBACK_HOSTS: readonly string[] = ['127.0.0.1', 'localhost'];

export const SANDBOX_HOSTS: readonly string[] = [
  ...ALL_PROCORE_HOSTS,
  ...Object.values(DOCUSIGN_HOSTS).flatMap(({ login, rest }) => [login, ...rest]),
  SWITCHER_HOST,
];
