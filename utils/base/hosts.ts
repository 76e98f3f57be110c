/**
 * Every host Countersign may talk to or read, in one constant. The manifest, the content security policy and the
 * host gate are built from it, and a test holds the three equal.
 */

// In a file of its own: the script in every page asks for it, and for nothing else of this.
export { mayBeZone } from './zone-host.ts';

/** Procore web apps read without asking. Source: developers.procore.com, "Building side panel apps" and "Development environments". */
export const BUILT_IN_ZONES = [
  'app.procore.com',
  'us02.procore.com',
  'uk01.procore.com',
  'sandbox.procore.com',
] as const;

/** DocuSign's login hosts. Source: developers.docusign.com, /platform/auth/reference. */
export const DOCUSIGN_LOGIN_HOSTS = ['account.docusign.com', 'account-d.docusign.com'] as const;

/** DocuSign's REST sites are one label below docusign.net: demo, www, na2, na3, na4, ca, eu, au … (open-ended). */
export const DOCUSIGN_REST_HOSTS = '*.docusign.net';

/**
 * Procore's login and API hosts. Not required: asked for when the person connects, as part of the optional hosts, and
 * given back afterwards. Source: developers.procore.com, "Development environments" and the tutorials, June 2026.
 */
export const PROCORE_LOGIN_HOSTS = ['login.procore.com', 'login-sandbox.procore.com'] as const;
export const PROCORE_API_HOSTS = ['api.procore.com', 'sandbox.procore.com'] as const;

/** Scripts, styles and pictures of Procore's pages come from here: a page without them stays blank. Seen in its pages. */
export const PROCORE_ASSET_HOST = 'assets0.procore.com';

/** The match pattern of all that a host shows, over https alone. */
export const matchOf = (host: string): string => `https://${host}/*`;

export const builtInMatches: readonly string[] = [
  ...BUILT_IN_ZONES,
  ...DOCUSIGN_LOGIN_HOSTS,
  DOCUSIGN_REST_HOSTS,
].map(matchOf);

/** Other Procore web hosts (new zones, the federal zone) are granted one host at a time, when the person asks. */
export const optionalMatches: readonly string[] = ['https://*.procore.com/*', 'https://*.procoregov.com/*'];

/** The `connect-src` list: where our own pages and background may send requests. */
export const CONNECT_HOSTS: readonly string[] = [
  ...DOCUSIGN_LOGIN_HOSTS,
  DOCUSIGN_REST_HOSTS,
  ...PROCORE_LOGIN_HOSTS,
  ...PROCORE_API_HOSTS,
].map((host) => `https://${host}`);

/** Hosts that are asked whether they answer, and for nothing else: see `probe.ts`. */
export const PROBED_HOSTS: readonly string[] = [
  ...BUILT_IN_ZONES,
  ...DOCUSIGN_LOGIN_HOSTS,
  ...PROCORE_LOGIN_HOSTS,
  PROCORE_ASSET_HOST,
];

/** Hosts whose `Origin` is taken off our own requests; a name covers what is below it. */
export const ORIGIN_RULE_DOMAINS: readonly string[] = [
  ...DOCUSIGN_LOGIN_HOSTS,
  DOCUSIGN_REST_HOSTS.replace('*.', ''),
  ...PROCORE_LOGIN_HOSTS,
  ...PROCORE_API_HOSTS,
];

export function isBuiltInZone(host: string): boolean {
  return BUILT_IN_ZONES.some((zone) => zone === host);
}
