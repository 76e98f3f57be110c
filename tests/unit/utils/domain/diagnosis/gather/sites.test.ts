import { describe, expect, test, vi } from 'vitest';
import { parts } from '../../../../../../utils/domain/diagnosis/facts.ts';
import { readSites, type SiteSources } from '../../../../../../utils/domain/diagnosis/gather/sites.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const about = {
  subject: { zone: 'us02.procore.com', company: '1', project: '2', person: '3', item: null },
  tab: 7,
};
const DATA = { entries: 12, databases: 2, caches: 1, bytes: 345_678 };
/** Tabs by what they show. */
const OPEN: Record<string, number[]> = { 'us02.procore.com': [3, 7], 'account.docusign.com': [9] };
const known = <T>(value: T) => ({ known: true, value, at: NOW });
const notKnown = (why: string) => ({ known: false, why, at: NOW });

function sources(over: Partial<SiteSources> = {}) {
  return {
    clock: () => NOW,
    hosts: ['us02.procore.com', 'app.procore.com', 'account.docusign.com'],
    contains: async () => true,
    countCookies: vi.fn(async (host: string) => host.length),
    tabsOn: async (host: string) => OPEN[host] ?? [],
    isGranted: async () => true,
    runIn: vi.fn<SiteSources['runIn']>(async (tab) => ({
      host: Object.keys(OPEN).find((host) => OPEN[host]?.includes(tab)),
      data: { ...DATA, entries: tab },
    })),
    ...over,
  };
}

describe('what the hosts keep', () => {
  test('should be counted by a page of each host, best by the one in front, and said not to be told where none is open', async () => {
    const told = await readSites(sources(), about);
    expect(told.value).toEqual([
      { host: 'us02.procore.com', cookies: known(16), data: known({ ...DATA, entries: 7 }) },
      { host: 'app.procore.com', cookies: known(15), data: notKnown('no-page') },
      { host: 'account.docusign.com', cookies: known(20), data: known({ ...DATA, entries: 9 }) },
    ]);
    expect(parts.sites().safeParse(known(told.value)).success).toBe(true);
  });

  test('should be told without cookies where the person did not let us look, and not be looked at', async () => {
    const asked = sources({ contains: async () => false });
    const [first, second] = (await readSites(asked, about)).value;
    expect(first).toEqual({
      host: 'us02.procore.com',
      cookies: notKnown('not-granted'),
      data: known({ ...DATA, entries: 7 }),
    });
    expect(second?.cookies).toEqual(notKnown('not-granted'));
    expect(asked.countCookies).not.toHaveBeenCalled();
    const nothing = sources({ contains: async () => false, tabsOn: async () => [] });
    await expect(readSites(nothing, about)).rejects.toThrow('not-granted');
  });

  test.each([
    ['no page of it is open', { tabsOn: async () => [] }, 'no-page'],
    ['the host may not be read', { isGranted: async () => false }, 'not-granted'],
    ['the page does not answer', { runIn: async () => Promise.reject(new Error()) }, 'unexpected-reply'],
    ['the page answers with something else', { runIn: async () => ({ host: 'x' }) }, 'unexpected-reply'],
    [
      'the tab has gone on to another host',
      { runIn: async () => ({ host: 'app.procore.com', data: DATA }) },
      'unexpected-reply',
    ],
  ] satisfies [string, Partial<SiteSources>, string][])(
    'should say why it is not known: %s',
    async (_, over, why) => {
      const asked = sources(over);
      expect((await readSites(asked, about)).value[0]?.data).toEqual(notKnown(why));
    },
  );

  test('should ask no page that may not be read', async () => {
    const asked = sources({ isGranted: async () => false });
    await readSites(asked, about);
    expect(asked.runIn).not.toHaveBeenCalled();
  });

  test('should be counted by what runs in the page, whatever the page’s browser does not give', async () => {
    const run = vi.fn<SiteSources['runIn']>(async (_, func) => func());
    vi.stubGlobal('location', { hostname: 'us02.procore.com' });
    vi.stubGlobal('localStorage', { length: 3 });
    vi.stubGlobal('caches', undefined);
    vi.stubGlobal('navigator', { storage: { estimate: async () => ({ usage: 4_000 }) } });
    vi.stubGlobal('indexedDB', { databases: async () => [{ name: 'a' }, { name: 'b' }] });
    const [first] = (await readSites(sources({ runIn: run }), about)).value;
    vi.unstubAllGlobals();
    expect(first?.data).toEqual(known({ entries: 3, databases: 2, caches: null, bytes: 4_000 }));
  });
});
