import { AppFault } from '../../base/errors.ts';
import type { Environment } from '../../base/types.ts';

/**
 * DocuSign's two worlds, as data. Users, keys, redirect addresses, consents and tokens do not cross between them.
 * Source: developers.docusign.com, /platform/auth/reference, as of June 2026.
 */
export type DocuSignWorld = {
  loginHost: string;
  /** Path below the browser's own redirect address; one for each world, so that no answer fits the other. */
  redirectPath: string;
  /** The web app; consent is withdrawn there under Manage Profile, Connected Apps, which has no address of its own. */
  webApp: string;
  /** Where an administrator registers integration keys and redirect addresses. */
  appsAndKeysPage: string;
};

export const DOCUSIGN_WORLDS: Record<Environment, DocuSignWorld> = {
  production: {
    loginHost: 'account.docusign.com',
    redirectPath: 'docusign/production',
    webApp: 'https://apps.docusign.com/send',
    appsAndKeysPage: 'https://apps.docusign.com/admin/apps-and-keys',
  },
  demo: {
    loginHost: 'account-d.docusign.com',
    redirectPath: 'docusign/demo',
    webApp: 'https://apps-d.docusign.com/send',
    appsAndKeysPage: 'https://apps-d.docusign.com/admin/apps-and-keys',
  },
};

/** `signature` for the eSignature API, `extended` so that each refresh renews the 30 days. Never `cors`: we send no Origin. */
export const DOCUSIGN_SCOPE = 'signature extended';

/** Else a remembered session signs the last person in without a word. */
export const DOCUSIGN_LOGIN_PARAMS = { prompt: 'login' } as const;

/** What a login and a refresh talk to, without discovery. */
export function docuSignServer(environment: Environment) {
  const issuer = `https://${DOCUSIGN_WORLDS[environment].loginHost}`;
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth/auth`,
    token_endpoint: `${issuer}/oauth/token`,
  };
}

/**
 * The API site of an account, from a `base_uri` that came over the network: in demo exactly demo.docusign.net, in
 * production one DNS label below docusign.net. Judged as written, before any parser can make it look better.
 */
export function restSite(environment: Environment, baseUri: string): string {
  const label = /^https:\/\/([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)\.docusign\.net\/?$/.exec(baseUri)?.[1];
  const fits = environment === 'demo' ? label === 'demo' : label !== 'demo';
  if (!label || label.startsWith('xn--') || !fits) throw new AppFault('host-not-allowed');
  return `https://${label}.docusign.net`;
}

/** True for a host that requests of this environment go to. */
export function isHostOf(environment: Environment, host: string): boolean {
  if (host === DOCUSIGN_WORLDS[environment].loginHost) return true;
  return host.endsWith('.docusign.net') && (host === 'demo.docusign.net') === (environment === 'demo');
}
