import { describe, expect, test } from 'vitest';
import {
  clearSites,
  countCookies,
  type SiteCookie,
  type SiteTools,
} from '../../../../../utils/domain/site-data/clear-sites.ts';
import type { ClearableHost } from '../../../../../utils/domain/site-data/hosts.ts';

/** A browser with cookies and data on many hosts; asked for a host it finds what is below it too, as browsers do. */
function browserWith(domains: readonly string[]) {
  let cookies: SiteCookie[] = domains.map((domain) => ({ name: 'c', domain, path: '/', storeId: '0' }));
  const cleared: string[] = [];
  const tools: SiteTools = {
    cookiesOf: async (host) =>
      cookies.filter(({ domain }) => domain.replace(/^\./, '') === host || domain.endsWith(`.${host}`)),
    removeCookie: async (url, cookie) => {
      expect(new URL(url).protocol).toBe('https:');
      cookies = cookies.filter((kept) => kept !== cookie);
    },
    removeData: async (host) => cleared.push(host),
  };
  return { tools, cleared, left: () => cookies.map(({ domain }) => domain) };
}

const OTHERS = [
  '.procore.com',
  'app.procore.com',
  'x.us02.procore.com',
  '.docusign.com',
  'example.com',
  'notus02.procore.com',
];

describe('clearing sites', () => {
  test('takes the cookies and data of exactly the chosen hosts', async () => {
    const { tools, cleared, left } = browserWith([
      'us02.procore.com',
      '.us02.procore.com',
      'account.docusign.com',
      ...OTHERS,
    ]);
    expect(await countCookies(tools, 'us02.procore.com')).toBe(2);
    expect(await clearSites(tools, ['us02.procore.com', 'account.docusign.com'], async () => {})).toEqual([
      { host: 'us02.procore.com', cookies: 2, failed: null },
      { host: 'account.docusign.com', cookies: 1, failed: null },
    ]);
    expect(left()).toEqual(OTHERS);
    expect(cleared.toSorted()).toEqual(['account.docusign.com', 'us02.procore.com']);
  });

  test.each([
    ['no host', []],
    ['a host that is not in the list', ['example.com']],
    ['one good host and one that is not in the list', ['us02.procore.com', 'example.com']],
    ['nothing at all', [undefined]],
    ['a pattern', ['*.procore.com']],
  ])('takes nothing for %s', async (_, hosts) => {
    const { tools, cleared, left } = browserWith(['us02.procore.com', ...OTHERS]);
    await expect(clearSites(tools, hosts as ClearableHost[], async () => {})).rejects.toThrow(
      'host-not-allowed',
    );
    expect(left()).toHaveLength(OTHERS.length + 1);
    expect(cleared).toEqual([]);
  });

  test('clears the other hosts when one fails, and tells of each when it is over', async () => {
    const { tools, cleared } = browserWith(['us02.procore.com', 'app.procore.com', 'account.docusign.com']);
    const failing: SiteTools = {
      ...tools,
      removeData: (host) =>
        host === 'us02.procore.com' ? Promise.reject(new Error('no')) : tools.removeData(host),
    };
    const told: string[] = [];
    const sites = await clearSites(
      failing,
      ['app.procore.com', 'us02.procore.com', 'account.docusign.com'],
      async ({ host, failed }, cause) => {
        told.push(`${host} ${failed} ${String(cause)} after ${cleared.length}`);
      },
    );
    expect(sites).toEqual([
      { host: 'app.procore.com', cookies: 1, failed: null },
      { host: 'us02.procore.com', cookies: 1, failed: 'bug' },
      { host: 'account.docusign.com', cookies: 1, failed: null },
    ]);
    expect(told).toEqual([
      'app.procore.com null undefined after 1',
      'us02.procore.com bug Error: no after 1',
      'account.docusign.com null undefined after 2',
    ]);
  });
});
