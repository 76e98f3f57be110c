import { AppFault, type ErrorKind, toAppError } from '../../base/errors.ts';
import { CLEARABLE_HOSTS, type ClearableHost } from './hosts.ts';

export type SiteCookie = {
  name: string;
  domain: string;
  path: string;
  storeId: string;
  partitionKey?: { topLevelSite?: string | undefined } | undefined;
};

/** What clearing needs of the browser; all of it is asked for at first use and given back. */
export type SiteTools = {
  cookiesOf: (host: string) => Promise<SiteCookie[]>;
  removeCookie: (url: string, cookie: SiteCookie) => Promise<unknown>;
  /** Removes everything but cookies that the host itself keeps: storage, databases, workers, cached files. */
  removeData: (host: string) => Promise<unknown>;
};

/**
 * A cookie of exactly this host. One that a whole company of hosts shares (`.procore.com`) belongs to its siblings as
 * well, and stays.
 */
export const isOwnCookie = (host: string, { domain }: Pick<SiteCookie, 'domain'>): boolean =>
  domain === host || domain === `.${host}`;

/** How many cookies clearing would take away. */
export async function countCookies(
  { cookiesOf }: Pick<SiteTools, 'cookiesOf'>,
  host: string,
): Promise<number> {
  return (await cookiesOf(host)).filter((cookie) => isOwnCookie(host, cookie)).length;
}

/** What became of a host: how many cookies were removed, and why the rest is still there, or null when all is gone. */
export type ClearedSite = { host: ClearableHost; cookies: number; failed: ErrorKind | null };

/**
 * Clears cookies and cached data of these hosts and of no other, one after the other. One that fails keeps no other from
 * being cleared; each is told of the moment it is over.
 */
export async function clearSites(
  tools: SiteTools,
  hosts: readonly ClearableHost[],
  over: (site: ClearedSite, cause?: unknown) => Promise<void>,
): Promise<ClearedSite[]> {
  // An empty list means "everything" to the browser, so it never gets there.
  const wanted = CLEARABLE_HOSTS.filter((host) => hosts.includes(host));
  if (wanted.length === 0 || wanted.length !== new Set(hosts).size) {
    throw new AppFault('host-not-allowed');
  }
  const sites: ClearedSite[] = [];
  for (const host of wanted) {
    const site: ClearedSite = { host, cookies: 0, failed: null };
    sites.push(site);
    try {
      for (const cookie of await tools.cookiesOf(host)) {
        if (!isOwnCookie(host, cookie)) continue;
        await tools.removeCookie(`https://${host}${cookie.path}`, cookie);
        site.cookies += 1;
      }
      await tools.removeData(host);
    } catch (thrown) {
      site.failed = toAppError(thrown).kind;
      await over(site, thrown);
      continue;
    }
    await over(site);
  }
  return sites;
}
