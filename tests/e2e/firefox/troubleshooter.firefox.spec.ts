import { cause } from '../../sandbox/causes/index.ts';
import { expect, firefoxTest as test } from '../fixtures.ts';
import { axeOn, press, readsAs, textOf } from './firefox-page.ts';
import { findOutFromPopup, firefoxAsks, openProject, pressFirefox } from './firefox-page-objects.ts';

const ALLOW = '.popup-notification-primary-button';

const SENTINELS = ['us02.procore.com', 'app.procore.com', 'account-d.docusign.com'];

test('finds out why in the sidebar, and what an admin puts right is found fixed', async ({
  firefox,
  sandbox,
}) => {
  const { browser } = firefox;
  const page = await openProject(browser);
  const lift = cause('project-off').plant(sandbox);
  await page.goto(cause('project-off').opens);
  const sidebar = await findOutFromPopup(page);
  await readsAs(sidebar, /Most likely.*DocuSign in this project Not in order.*Write to a project admin/);
  expect(await axeOn(sidebar)).toEqual([]);
  await press(sidebar, 'Write to a project admin');
  await readsAs(sidebar, /Message: An admin of this project in Procore/);
  lift();
  await page.reload();
  await press(sidebar, 'Check again');
  await readsAs(sidebar, /Since the check before.*Fixed: DocuSign in this project/);
});

test('names a page that is gone, and finds it when it is back', async ({ firefox, sandbox }) => {
  const { browser } = firefox;
  const page = await openProject(browser);
  const lift = cause('item-deleted').plant(sandbox);
  await page.goto(cause('item-deleted').opens);
  const sidebar = await findOutFromPopup(page);
  await readsAs(sidebar, /Most likely Procore says that this page is not there/);
  lift();
  await page.reload();
  await press(sidebar, 'Check again');
  await readsAs(sidebar, /Since the check before.*Fixed: The page itself/);
});

test('clears what the person chose, and asks Firefox for it first', async ({ firefox }) => {
  const { browser } = firefox;
  const page = await browser.newPage();
  for (const host of SENTINELS) {
    await page.goto(`https://${host}/`);
    await page.evaluate(() => {
      document.cookie = 'sentinel=1; path=/; max-age=99999; secure';
      localStorage.setItem('sentinel', '1');
    });
  }
  await page.goto(cause('not-linked').opens);
  const sidebar = await findOutFromPopup(page);
  await readsAs(sidebar, /Only you can see this/);
  await press(sidebar, 'Nothing happens, or the login page comes back');
  await press(sidebar, 'Clear cookies of Procore and DocuSign');
  await firefoxAsks(browser, 'Countersign');
  await pressFirefox(browser, ALLOW);
  await readsAs(sidebar, /Clear cookies and cached data\?.*us02\.procore\.com \d+ cookies/);
  await press(sidebar, 'Clear');
  await expect.poll(() => textOf(sidebar)).not.toContain('Clear cookies and cached data?');
  await readsAs(sidebar, /Since the check before|Nothing changed since/);
  const left: string[] = [];
  for (const host of SENTINELS) {
    await page.goto(`https://${host}/`);
    const kept = await page.evaluate(
      () => `${document.cookie.includes('sentinel=1')} ${localStorage.getItem('sentinel')}`,
    );
    left.push(`${host} ${kept}`);
  }
  expect(left).toEqual([
    'us02.procore.com false null',
    'app.procore.com true 1',
    'account-d.docusign.com true 1',
  ]);
});
