import { isBuiltInZone } from '../../base/hosts.ts';
import { PROCORE_ENVIRONMENTS, type ProcoreEnvironment } from '../../base/types.ts';

/**
 * Procore's worlds, as data. Apps, secrets and tokens do not cross between them; on-demand sandboxes are companies of
 * production. Source: developers.procore.com, "Development environments" and "OAuth endpoints", as of June 2026.
 */
export type ProcoreWorld = {
  loginHost: string;
  apiHost: string;
  /** Path below the browser's own redirect address; one for each world, so that no answer fits the other. */
  redirectPath: string;
};

export const PROCORE_WORLDS: Record<ProcoreEnvironment, ProcoreWorld> = {
  production: {
    loginHost: 'login.procore.com',
    apiHost: 'api.procore.com',
    redirectPath: 'procore/production',
  },
  sandbox: {
    loginHost: 'login-sandbox.procore.com',
    apiHost: 'sandbox.procore.com',
    redirectPath: 'procore/sandbox',
  },
};

/** Where a company registers its own app. */
export const PROCORE_DEVELOPERS = 'https://developers.procore.com/';

/** What a login, a refresh and a revocation talk to. */
export function procoreServer(environment: ProcoreEnvironment) {
  const issuer = `https://${PROCORE_WORLDS[environment].loginHost}`;
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth/authorize`,
    token_endpoint: `${issuer}/oauth/token`,
    revocation_endpoint: `${issuer}/oauth/revoke`,
  };
}

/** Hosts the browser has to be asked for before this environment can be used. */
export function hostsToAsk(environment: ProcoreEnvironment): string[] {
  const { loginHost, apiHost } = PROCORE_WORLDS[environment];
  return [loginHost, apiHost].filter((host) => !isBuiltInZone(host));
}

/** True for a host that requests of this environment go to. */
export function isProcoreHostOf(environment: ProcoreEnvironment, host: string): boolean {
  const { loginHost, apiHost } = PROCORE_WORLDS[environment];
  return host === loginHost || host === apiHost;
}

export function isProcoreEnvironment(name: string): name is ProcoreEnvironment {
  return PROCORE_ENVIRONMENTS.some((one) => one === name);
}
