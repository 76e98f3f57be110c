import * as z from 'zod/mini';
import { lazy } from '../../../base/lazy.ts';
import type { Clock } from '../../../base/types.ts';
import { withTimeout } from '../../../base/with-timeout.ts';
import { type Fact, type SiteData, siteDataShape, type SiteFacts, type Why } from '../facts.ts';
import { type About, FactUnavailable, type FactValue } from './gather.ts';
import type { PageSources } from './page.ts';
import type { GrantSources } from './surroundings.ts';

export type SiteSources = Pick<PageSources, 'isGranted' | 'runIn'> &
  GrantSources & {
    clock: Clock;
    /** The loaded tabs that show a page of the host. */
    tabsOn: (host: string) => Promise<readonly number[]>;
    hosts: readonly string[];
    countCookies: (host: string) => Promise<number>;
  };

/** So long, in milliseconds, a page may count: cookies are told without it. */
const PAGE_PATIENCE = 1_000;

const keptShape = lazy(() => z.object({ host: z.string(), data: siteDataShape() }));

/** Runs in the page, so all it needs is in it. A browser that blocks a store throws where it is touched. */
const countKept = async () => {
  const tell = async (count: () => number | undefined | Promise<number | undefined>) => {
    try {
      return (await count()) ?? null;
    } catch {
      return null;
    }
  };
  const [entries, databases, cached, bytes] = await Promise.all([
    // oxlint-disable-next-line no-restricted-globals -- the page’s own is counted; nothing of ours is stored in it
    tell(() => localStorage.length),
    tell(async () => (await indexedDB.databases()).length),
    tell(async () => (await caches.keys()).length),
    tell(async () => (await navigator.storage.estimate()).usage),
  ]);
  return { host: location.hostname, data: { entries, databases, caches: cached, bytes } };
};

/** What each host keeps: cookies where the person let us look, other data where a page of the host is open. */
export async function readSites(sources: SiteSources, { tab }: About): Promise<FactValue<SiteFacts>> {
  const { clock, contains, countCookies, hosts } = sources;
  const mayCount = await contains({ permissions: ['cookies'] });
  const at = clock();
  const value = await Promise.all(
    hosts.map(async (host) => {
      const [cookies, data] = await Promise.all([
        mayCount ? countCookies(host) : ('not-granted' as const),
        keptBy(sources, host, tab),
      ]);
      return { host, cookies: fact(cookies, at), data: fact<SiteData>(data, at) };
    }),
  );
  if (!value.some(({ cookies, data }) => cookies.known || data.known))
    throw new FactUnavailable('not-granted');
  return { value };
}

/** A value, or why there is none. */
const fact = <T extends number | object>(told: T | Why, at: number): Fact<T> =>
  typeof told === 'string' ? { known: false, why: told, at } : { known: true, value: told, at };

/** What a page of the host counts of it, or why none does. */
async function keptBy(
  { tabsOn, isGranted, runIn }: SiteSources,
  host: string,
  front: number | null,
): Promise<SiteData | Why> {
  if (!(await isGranted(host))) return 'not-granted';
  const tabs = await tabsOn(host);
  const tab = tabs.find((one) => one === front) ?? tabs[0];
  if (tab === undefined) return 'no-page';
  const told = keptShape().safeParse(
    await withTimeout(PAGE_PATIENCE, runIn(tab, countKept)).catch(() => null),
  );
  // The tab may have gone on to another host meanwhile.
  return told.success && told.data.host === host ? told.data.data : 'unexpected-reply';
}
