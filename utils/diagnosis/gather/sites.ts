import * as z from 'zod/mini';
import { isBuiltInZone } from '../../hosts.ts';
import { lazily } from '../../lazily.ts';
import type { Clock } from '../../types.ts';
import { within } from '../../within.ts';
import { type Fact, type SiteData, siteDataShape, type SiteFacts, type Why } from '../facts.ts';
import { type About, NotKnown, type Told } from './gather.ts';
import type { PageSources } from './page.ts';
import type { GrantSources } from './surroundings.ts';

export type SiteSources = Pick<PageSources, 'addressOf' | 'isGranted' | 'runIn'> &
  GrantSources & {
    clock: Clock;
    hosts: readonly string[];
    countCookies: (host: string) => Promise<number>;
  };

/** So long, in milliseconds, a page may count: cookies are told without it. */
const PAGE_PATIENCE = 1_000;

const keptShape = lazily(() => z.object({ host: z.string(), data: siteDataShape() }));

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

/** What each host keeps: cookies where the person let us look, other data where a page of the host is in front. */
export async function readSites(sources: SiteSources, { tab }: About): Promise<Told<SiteFacts>> {
  const { clock, contains, countCookies, hosts } = sources;
  const [mayCount, front] = await Promise.all([
    contains({ permissions: ['cookies'] }),
    keptInFront(sources, tab),
  ]);
  const at = clock();
  const value = await Promise.all(
    hosts.map(async (host) => ({
      host,
      cookies: fact(mayCount ? await countCookies(host) : 'not-granted', at),
      // Countersign runs in no page of DocuSign's, so there is nobody to ask.
      data: fact<SiteData>(
        isBuiltInZone(host) ? (front.host === host ? front.data : 'no-page') : 'not-offered',
        at,
      ),
    })),
  );
  if (!value.some(({ cookies, data }) => cookies.known || data.known)) throw new NotKnown('not-granted');
  return { value };
}

/** A value, or why there is none. */
const fact = <T extends number | object>(told: T | Why, at: number): Fact<T> =>
  typeof told === 'string' ? { known: false, why: told, at } : { known: true, value: told, at };

/** What the page in front counts of its own host, or why it does not; host '' where it is none of Procore's. */
async function keptInFront(
  { addressOf, isGranted, runIn }: SiteSources,
  tab: number | null,
): Promise<{ host: string; data: SiteData | Why }> {
  const address = tab === null ? undefined : await addressOf(tab);
  const host = URL.parse(address ?? '')?.hostname ?? '';
  if (tab === null || !isBuiltInZone(host)) return { host: '', data: 'no-page' };
  if (!(await isGranted(host))) return { host, data: 'not-granted' };
  const told = keptShape().safeParse(await within(PAGE_PATIENCE, runIn(tab, countKept)).catch(() => null));
  // The tab may have gone on to another host meanwhile.
  return { host, data: told.success && told.data.host === host ? told.data.data : 'unexpected-reply' };
}
