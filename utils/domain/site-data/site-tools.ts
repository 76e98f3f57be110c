import { browser } from '../../platform/browser.ts';
import type { SiteTools } from './clear-sites.ts';

// Cookies are never in here: for them the browser takes the whole registrable domain (seen in Chromium 156).
const CHROMIUM_DATA = {
  cache: true,
  cacheStorage: true,
  fileSystems: true,
  indexedDB: true,
  localStorage: true,
  serviceWorkers: true,
} as const;
// What Firefox can narrow to a host.
const FIREFOX_DATA = { indexedDB: true, localStorage: true, serviceWorkers: true } as const;

/** The browser's own cookies and site data. */
export const siteTools: SiteTools = {
  cookiesOf: async (host) => {
    const found = await browser.cookies.getAll({ domain: host });
    // Those that other sites had set in frames are kept apart by the browser, and are found only when asked for.
    const framed = await browser.cookies.getAll({ domain: host, partitionKey: {} }).catch(() => []);
    return [...found, ...framed.filter(({ partitionKey }) => partitionKey !== undefined)];
  },
  removeCookie: (url, { name, storeId, partitionKey }) =>
    browser.cookies.remove({
      url,
      name,
      storeId,
      ...(partitionKey?.topLevelSite ? { partitionKey: { topLevelSite: partitionKey.topLevelSite } } : {}),
    }),
  removeData: (host) =>
    import.meta.env.FIREFOX
      ? browser.browsingData.remove({ hostnames: [host] } as chrome.browsingData.RemovalOptions, FIREFOX_DATA)
      : browser.browsingData.remove({ origins: [`https://${host}`] }, CHROMIUM_DATA),
};

/** What clearing borrows. */
export const CLEARING_PERMISSIONS = ['cookies', 'browsingData'] as const;
