import { rm } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { CHROMIUM_ID, newProfile } from '../chromium.ts';
import { test as base } from '../fixtures.ts';
import { ask, expect, launch, ownPage, untoward } from './test.ts';

const test = base.extend({
  chromium: async ({ sandbox }, use) => {
    const profile = await newProfile(['browsingData']);
    const chromium = await launch(sandbox, profile);
    await use(chromium);
    await chromium.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    base.expect(untoward(chromium)).toEqual({ strays: [], errors: [] });
  },
});

/** How many scripts of ours run in a page: each has a world of its own there. */
async function oursIn(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  let ours = 0;
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === `chrome-extension://${CHROMIUM_ID}`) ours += 1;
  });
  // The browser tells of every world there is before it answers.
  await session.send('Runtime.enable');
  await session.detach();
  return ours;
}

/** Pages of DocuSign's that we may reach over the network and have no business to be in. */
const PAGES = ['https://account.docusign.com/logout', 'https://account-d.docusign.com/logout'];

test('no page of DocuSign’s gets our script, whatever list of hosts has become empty', async ({
  context,
}) => {
  const pages = await Promise.all(
    PAGES.map(async (address) => {
      const page = await context.newPage();
      await page.goto(address);
      return page;
    }),
  );
  const procore = await context.newPage();
  await procore.goto('https://us02.procore.com/');
  await expect.poll(() => oursIn(procore)).toBe(1);
  const own = await ownPage(context);

  // A permission is given and returned: what we may read is looked at anew.
  const gave = await own.evaluate(async () => {
    const heard = new Promise<void>((done) => {
      chrome.permissions.onRemoved.addListener(() => done());
    });
    const permissions: chrome.permissions.Permissions = { permissions: ['browsingData'] };
    const granted = await chrome.permissions.request(permissions);
    await chrome.permissions.remove(permissions);
    await heard;
    return granted;
  });
  expect(gave).toBe(true);
  // The list of added hosts is saved with none in it. Answered after the pages were looked for; so is the second one,
  // with all that the return of the permission had begun before.
  for (const _ of [1, 2, 3]) expect((await ask(own, 'setSettings', { zones: [] })).res.ok).toBe(true);

  expect(await Promise.all(pages.map(oursIn))).toEqual(PAGES.map(() => 0));
});
