import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { requestHosts, releaseHosts, isGranted } from '../../../../utils/platform/host-permissions.ts';
import { injectIntoOpenTabs, tabsOf } from '../../../../utils/platform/content-scripts.ts';

const US02 = 'https://us02.procore.com/4/project/home';
const DOCUSIGN = 'https://account.docusign.com/password';

describe('tabs of zones', () => {
  const executeScript = vi.fn(async () => []);
  beforeEach(async () => {
    executeScript.mockClear();
    fakeBrowser.scripting.executeScript = executeScript;
    await fakeBrowser.tabs.create({ url: US02 });
    await fakeBrowser.tabs.create({ url: DOCUSIGN });
  });

  test('the double takes an empty list as Chromium does: for every tab', async () => {
    const urls = (await fakeBrowser.tabs.query({ url: [] })).map(({ url }) => url);
    expect(urls).toEqual(expect.arrayContaining([US02, DOCUSIGN]));
  });

  test('of no zone there is no tab, and nothing is put anywhere', async () => {
    expect(await tabsOf([])).toEqual([]);
    await injectIntoOpenTabs([]);
    expect(executeScript).not.toHaveBeenCalled();
  });

  test('of a zone there are its own, and the page script is put there', async () => {
    expect(await tabsOf(['us02.procore.com'])).toHaveLength(1);
    await injectIntoOpenTabs(['us02.procore.com']);
    expect(executeScript).toHaveBeenCalledOnce();
  });
});

test('of no host nothing is granted, asked for or given back', async () => {
  const [contains, request, remove] = [0, 0, 0].map(() => vi.fn(async () => true));
  Object.assign(fakeBrowser.permissions, { contains, request, remove });
  expect(await isGranted()).toBe(false);
  expect(await requestHosts([])).toBe(false);
  await releaseHosts([]);
  expect([contains, request, remove].map((called) => called?.mock.calls.length)).toEqual([0, 0, 0]);
});
