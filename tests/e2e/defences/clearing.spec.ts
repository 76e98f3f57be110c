import { rm } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { readsAs } from '../../tour/assertions.ts';
import { cause } from '../../sandbox/causes/index.ts';
import { pressBadge } from '../badges.ts';
import { newProfile, openPanel } from '../chromium.ts';
import { test as base } from '../fixtures.ts';
import { expect, launch, untoward } from './test.ts';

const test = base.extend<{ profile: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern.
  profile: async ({}, use) => {
    const profile = await newProfile(['browsingData', 'cookies']);
    await use(profile);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  },
});

const CHOSEN = ['us02.procore.com', 'account.docusign.com'];
const SIBLINGS = ['app.procore.com', 'uk01.procore.com', 'account-d.docusign.com'];
const FOREIGN = [
  'login.procore.com',
  'eu01.procore.com',
  'na4.docusign.net',
  'eu.docusign.net',
  'demo.docusign.net',
  'switcher.countersign.test',
];

/** What a host keeps of ours to find again: a cookie, local storage, a database and a cached answer. */
async function plantIn(page: Page, host: string): Promise<void> {
  await page.goto(`https://${host}/sentinel`);
  await page.evaluate(async () => {
    document.cookie = 'sentinel=1; path=/; max-age=99999; secure';
    localStorage.setItem('sentinel', '1');
    await new Promise((resolve, reject) => {
      const opening = indexedDB.open('sentinel');
      opening.addEventListener('success', resolve);
      opening.addEventListener('error', reject);
    });
    await (await caches.open('sentinel')).put('/sentinel', new Response('1'));
  });
}

async function leftIn(page: Page, host: string): Promise<string> {
  await page.goto(`https://${host}/sentinel`);
  return page.evaluate(async () =>
    [
      document.cookie.includes('sentinel=1') && 'cookie',
      document.cookie.includes('shared=1') && 'shared',
      localStorage.getItem('sentinel') && 'storage',
      (await indexedDB.databases()).some(({ name }) => name === 'sentinel') && 'database',
      (await caches.has('sentinel')) && 'cache',
    ]
      .filter(Boolean)
      .join(' '),
  );
}

const granted = (context: BrowserContext) =>
  context
    .serviceWorkers()[0]
    ?.evaluate(() => chrome.permissions.contains({ permissions: ['browsingData', 'cookies'] }));

test('clearing takes from the chosen hosts all there is, and nothing from any other', async ({
  sandbox,
  profile,
}) => {
  const chromium = await launch(sandbox, profile);
  const { context } = chromium;
  const page = context.pages()[0] ?? (await context.newPage());
  // A page of each host that does nothing by itself.
  await context.route('**/sentinel', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<p>here</p>' }),
  );
  for (const host of [...CHOSEN, ...SIBLINGS, ...FOREIGN]) await plantIn(page, host);
  await page.goto(`https://${CHOSEN[0]}/sentinel`);
  await page.evaluate(() => {
    document.cookie = 'shared=1; domain=procore.com; path=/; max-age=99999; secure';
  });
  expect(await granted(context)).toBe(false);
  // What a host keeps is told by a page of it, whichever tab that is in.
  const login = await context.newPage();
  await login.goto(`https://${CHOSEN[1]}/sentinel`);
  await page.bringToFront();

  await page.goto(cause('not-linked').opens);
  const panel = await openPanel(context, () => pressBadge(page, 'link-row'));
  const main = panel.getByRole('main');
  const refused = await panel.evaluate(async (hosts) => {
    const data = { hosts };
    return chrome.runtime.sendMessage({ id: 1, type: 'clearSites', data, timestamp: 0 });
  }, CHOSEN);
  // Without the permissions nothing can be taken.
  expect(refused).toMatchObject({ res: { ok: false } });

  await main.getByRole('button', { name: 'Find out why it does not work' }).click();
  await main.getByRole('button', { name: 'Nothing happens, or the login page comes back' }).click();
  await main.getByRole('button', { name: 'Clear cookies of Procore and DocuSign' }).click();
  const dialog = panel.getByRole('dialog');
  // Procore's own session is counted as well.
  await readsAs(
    dialog,
    /us02\.procore\.com \d+ cookies, [1-9]\d* stored entr(?:y|ies), [1-9]\d* databases?, 1 store of cached files, \d+ (?:kB|kilobytes?)/,
  );
  await readsAs(
    dialog,
    /app\.procore\.com \d+ cookies?\. What else it keeps goes as well; it can be counted only while/,
  );
  await readsAs(
    dialog,
    /account\.docusign\.com \d+ cookies?, 1 stored entry, 1 database, 1 store of cached files, \d+ (?:kB|kilobytes?)/,
  );
  for (const box of await dialog.getByRole('checkbox').all()) await box.uncheck();
  for (const host of CHOSEN) await dialog.getByLabel(host).check();
  await dialog.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect.poll(() => granted(context)).toBe(false);

  const left: Record<string, string> = {};
  for (const host of [...CHOSEN, ...SIBLINGS, ...FOREIGN]) left[host] = await leftIn(page, host);
  const all = 'cookie storage database cache';
  expect(left).toEqual({
    ...Object.fromEntries(FOREIGN.map((host) => [host, all])),
    ...Object.fromEntries(SIBLINGS.map((host) => [host, all])),
    // The one cookie that all of procore.com shares is theirs as well.
    'us02.procore.com': 'shared',
    'account.docusign.com': '',
    'app.procore.com': 'cookie shared storage database cache',
    'uk01.procore.com': 'cookie shared storage database cache',
    'login.procore.com': 'cookie shared storage database cache',
    'eu01.procore.com': 'cookie shared storage database cache',
  });
  await chromium.close();
  expect(untoward(chromium)).toEqual({ strays: [], errors: [] });
});
