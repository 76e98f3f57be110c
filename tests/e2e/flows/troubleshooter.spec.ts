import type { Page } from '@playwright/test';
import { cause } from '../../sandbox/causes/index.ts';
import { badgeSays, readsAs } from '../../tour/assertions.ts';
import {
  acceptIfAsked,
  logInAtDocusign,
  openProfile,
  panelFrom,
  panelOf,
  popupOver,
  signOutOfDocusign,
  type,
} from '../../tour/page-objects.ts';
import { pressBadge } from '../badges.ts';
import { openExtensionPage, openPanel } from '../chromium.ts';
import { connectAs, connectionIn, openConnection } from './connecting.ts';
import { finding, findOutFrom, fix, judged, plant } from './troubleshooting.ts';
import {
  confirmInPanel,
  enterProject,
  expect,
  logInFromProfile,
  MAX,
  openContract,
  openUnlinkedProfile,
  type Scene,
  SUE,
  test,
  unlinkAsGuided,
} from './flow-test.ts';

const again = (scene: Scene) =>
  panelOf(scene).getByRole('button', { name: 'Check again', exact: true }).click();

test('not linked: the guided steps lead to a link, and the checks run again by themselves', async ({
  scene,
}) => {
  const { page } = scene;
  await openUnlinkedProfile(scene);
  const main = await findOutFrom(scene, 'link-row');
  await readsAs(main, /Most likely No DocuSign login is linked/);
  await judged(scene, 'linked', 'fail');
  await fix(scene, 'linked', 'Link step by step');
  await signOutOfDocusign(scene);
  await logInFromProfile(scene, SUE);
  await confirmInPanel(scene, SUE);
  await readsAs(main, /Fixed: The link in Procore/);
  await judged(scene, 'linked', 'pass');
  await badgeSays(page, 'link-row', 'synced', /Synced/);
});

test('DocuSign’s sign-in is over: the panel signs in again', { tag: '@long' }, async ({ scene }) => {
  await openConnection(scene);
  await connectAs(scene, SUE);
  await openContract(scene.page);
  const lift = plant(scene, 'sign-in-ended');
  const main = await findOutFrom(scene, 'send-button');
  await judged(scene, 'signed-in', 'warn');
  lift();
  const [login] = await Promise.all([
    scene.context.waitForEvent('page'),
    fix(scene, 'signed-in', 'Connect with DocuSign'),
  ]);
  await logInAtDocusign(login, SUE);
  await acceptIfAsked(login);
  await readsAs(main, /Fixed: Your login at DocuSign/);
  await judged(scene, 'signed-in', 'pass');
});

test('a closed membership: a message for the DocuSign admin, and fixed once they acted', {
  tag: '@long',
}, async ({ scene }) => {
  await openConnection(scene);
  await connectAs(scene, SUE);
  const lift = plant(scene, 'membership-closed');
  await openContract(scene.page);
  const main = await findOutFrom(scene, 'send-button');
  await readsAs(main, /Most likely.*Riverside Builders/);
  await judged(scene, 'membership', 'fail');
  await fix(scene, 'membership', 'Write to the DocuSign admin');
  const draft = panelOf(scene).getByLabel('The message');
  await expect(draft).toHaveValue(/Riverside Builders/);
  lift();
  await again(scene);
  await readsAs(main, /Fixed: /);
  await judged(scene, 'membership', 'pass');
});

test('the project is switched off: the admin is told where to switch it on, and it is found on', async ({
  scene,
}) => {
  const { page, sandbox } = scene;
  await enterProject(page);
  const lift = plant(scene, 'project-off');
  await page.goto(cause('project-off').opens);
  await badgeSays(page, 'enable-box', 'unavailable', /./);
  const main = await findOutFrom(scene, 'enable-box');
  await judged(scene, 'project-enabled', 'fail');
  await fix(scene, 'project-enabled', 'Write to a project admin');
  await expect(panelOf(scene).getByLabel('The message')).toHaveValue(/Riverside Tower/);
  lift();
  expect(sandbox.procore.state.projectEnabled('us02.procore.com', 'riverside')).toBe(true);
  await page.reload();
  await badgeSays(page, 'enable-box', 'unknown', /./);
  await again(scene);
  await readsAs(main, /Fixed: /);
  await judged(scene, 'project-enabled', 'pass');
});

test('DocuSign cannot be reached: IT is written to, and the same checks find it answering', {
  tag: '@long',
}, async ({ scene }) => {
  await openConnection(scene);
  await connectAs(scene, SUE);
  await openContract(scene.page);
  const lift = plant(scene, 'docusign-unreachable');
  const main = await findOutFrom(scene, 'send-button');
  await judged(scene, 'docusign-reached', 'fail');
  await readsAs(main, /Most likely.*account\.docusign\.com/);
  await fix(scene, 'docusign-reached', 'Write to IT');
  await expect(panelOf(scene).getByLabel('The message')).toHaveValue(/account\.docusign\.com/);
  lift();
  await again(scene);
  await readsAs(main, /Fixed: /);
  await judged(scene, 'docusign-reached', 'pass');
});

test('the login ran out: the guided steps re-link, and the checks find it in order', {
  tag: '@long',
}, async ({ scene }) => {
  const { page } = scene;
  plant(scene, 'expired');
  await enterProject(page);
  await openContract(page);
  await badgeSays(page, 'banner', 'reauth-required', /login has run out/);
  const main = await findOutFrom(scene, 'banner');
  await judged(scene, 'reauth', 'fail');
  await fix(scene, 'reauth', 'Re-link step by step');
  await readsAs(main, /Step \d of 9/);
  await openProfile(page);
  await unlinkAsGuided(scene, panelOf(scene));
  await signOutOfDocusign(scene);
  await logInFromProfile(scene, SUE);
  await confirmInPanel(scene, SUE);
  await readsAs(main, /Fixed: A new login asked for/);
  await judged(scene, 'reauth', 'pass');
});

test('one check by its id, from a link', { tag: '@long' }, async ({ scene }) => {
  const { page, context } = scene;
  await enterProject(page);
  const alone = await openExtensionPage(context, 'sidepanel.html?check=browser-version');
  await readsAs(alone.getByRole('main'), /Why does it not work\?/);
  await expect(alone.locator('details[data-check]')).toHaveCount(1);
  await expect(alone.locator('details[data-check="browser-version"]')).toHaveAttribute(
    'data-verdict',
    'pass',
  );
});

test('one check is found by typing, before any of them ran and after', async ({ scene }) => {
  const { page, context } = scene;
  await openUnlinkedProfile(scene);
  scene.panel = await openPanel(context, () => pressBadge(page, 'link-row'));
  const panel = panelOf(scene);
  const main = panel.getByRole('main');
  const focused = panel.locator(':focus');
  await readsAs(main, /What it means/);

  // A word nobody uses says what to do next.
  await panel.keyboard.press('/');
  await panel.keyboard.type('xyzzy');
  await readsAs(main, /No check has .*xyzzy.* in it.*Run all checks/);
  await panel.keyboard.press('Escape');
  await panel.keyboard.type('browser-version');
  await expect(panel.getByRole('search').getByRole('status')).toHaveText('One check matches');
  await panel.keyboard.press('Enter');
  await judged(scene, 'browser-version', 'pass');
  await expect(panel.locator('details[data-check]')).toHaveCount(1);
  await expect(focused).toHaveText('Why does it not work?');

  // Among all findings it is unfolded and gone to.
  await panel.keyboard.press('/');
  await panel.keyboard.type('xyzzy');
  await panel.keyboard.press('Tab');
  await expect(focused).toHaveText('Run all checks');
  await panel.keyboard.press('Enter');
  await readsAs(main, /Most likely No DocuSign login is linked/);
  await expect(finding(scene, 'clock')).not.toBeVisible();
  await panel.keyboard.press('/');
  await panel.keyboard.type('browser and network');
  await panel.keyboard.press('Tab');
  await expect(panel.getByRole('list', { name: 'Checks that match' }).getByRole('button')).not.toHaveCount(0);
  await panel.keyboard.press('Escape');
  await panel.keyboard.press('/');
  await panel.keyboard.press('ControlOrMeta+a');
  await panel.keyboard.type('sidepanel.html?check=clock');
  await panel.keyboard.press('Enter');
  await expect(finding(scene, 'clock').locator('summary')).toBeFocused();
  await expect(finding(scene, 'clock')).toHaveAttribute('open');

  // What is copied leads somebody else to the same check.
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await finding(scene, 'clock').getByRole('button', { name: 'Copy link' }).press('Enter');
  await readsAs(finding(scene, 'clock'), /Copied\. Whoever has Countersign/);
  const link = await panel.evaluate(() => navigator.clipboard.readText());
  const theirs = await context.newPage();
  await theirs.goto(link);
  await expect(theirs.locator('details[data-check]')).toHaveCount(1);
  await expect(theirs.locator('details[data-check="clock"]')).toHaveAttribute('data-verdict', 'pass');
});

test('led to the item: once something is done there, the same checks run again by themselves', {
  tag: '@long',
}, async ({ scene }) => {
  const { page } = scene;
  const lift = plant(scene, 'invoice-status');
  await enterProject(page);
  await page.goto(cause('invoice-status').opens);
  const popup = await popupOver(scene);
  const panel = await panelFrom(scene, () => popup.getByRole('button', { name: 'Find out why' }).click());
  const main = panel.getByRole('main');
  // One question at a time; what the settings and the directory say they would have to look up.
  for (const answer of ['It is ticked', 'Admin', 'Another one'])
    await panel.getByRole('button', { name: answer, exact: true }).click();
  await judged(scene, 'invoice-status', 'fail');
  await fix(scene, 'invoice-status', 'Open the item');
  // Somebody at another desk approves it, and the person looks at the page again.
  lift();
  const draft = panel.getByRole('searchbox');
  await type(draft, 'clo');
  await page.bringToFront();
  await page.reload();
  await readsAs(main, /Fixed: The status of the invoice/);
  await judged(scene, 'invoice-status', 'pass');
  // Where the person was typing they still are.
  await expect(draft).toBeFocused();
  await expect(draft).toHaveValue('clo');
});

test('a contract that is gone: the page itself is named, and an admin is asked where it is', {
  tag: '@long',
}, async ({ scene }) => {
  const { page } = scene;
  await enterProject(page);
  await openContract(page);
  const lift = plant(scene, 'item-deleted');
  await page.reload();
  const popup = await popupOver(scene);
  const panel = await panelFrom(scene, () => popup.getByRole('button', { name: 'Find out why' }).click());
  const main = panel.getByRole('main');
  await readsAs(main, /Most likely Procore says that this page is not there \(.?404.?\)/);
  await judged(scene, 'page-found', 'fail');
  await fix(scene, 'page-found', 'Write to a project admin');
  await expect(panel.getByLabel('The message')).toHaveValue(/not there for me \(404\)/);
  lift();
  await page.reload();
  await again(scene);
  await readsAs(main, /Fixed: The page itself/);
  await judged(scene, 'page-found', 'pass');
  // A badge is explained whatever the panel shows.
  await badgeSays(page, 'send-button', 'unknown', /./);
  await pressBadge(page, 'send-button');
  await readsAs(main, /Send button Read on.*Why does it not work\?/);
});

test('led to the connection: the account is chosen there, and the checks take notice', {
  tag: '@long',
}, async ({ scene }) => {
  await openConnection(scene);
  await connectAs(scene, MAX);
  await openContract(scene.page);
  const main = await findOutFrom(scene, 'send-button');
  await judged(scene, 'several-accounts', 'warn');
  await fix(scene, 'several-accounts', 'Choose the account');
  await connectionIn(scene).getByRole('button', { name: 'Use this account' }).first().click();
  await readsAs(main, /Fixed: /);
  await judged(scene, 'several-accounts', 'pass');
});

test('led to the settings: a Procore app that is entered there stands beside the checks', async ({
  scene,
}) => {
  const { page, context } = scene;
  await enterProject(page);
  await openContract(page);
  const main = await findOutFrom(scene, 'send-button');
  const panel = panelOf(scene);
  await readsAs(main, /Connect your company’s Procore app/);
  const fold = panel.locator('details').filter({ hasText: 'Procore connection' }).last();
  await fold.getByText('Procore connection').click();
  await readsAs(fold, /Its client id is not set/);
  const [settings] = await Promise.all([
    context.waitForEvent('page'),
    fold.getByRole('button', { name: 'Enter it in Settings' }).click(),
  ]);
  const field = settings.getByLabel('Client id');
  await type(field, 'a'.repeat(43));
  await field.press('Enter');
  await readsAs(settings.getByRole('main'), /Saved/);
  await settings.close();
  await readsAs(fold, /client secret of your company’s Procore app, which is not here/);
});

test('the checks of a kind of page, from a link', { tag: '@long' }, async ({ scene }) => {
  const alone = await openExtensionPage(scene.context, 'sidepanel.html?page=item');
  await readsAs(alone.getByRole('main'), /Why does it not work\?/);
  await expect(alone.locator('details[data-check="send-button"]')).toHaveCount(1);
  expect(await alone.locator('details[data-check]').count()).toBeLessThan(20);
});

test('offline: it says so, and still tells what was read before', async ({ scene }) => {
  const { page, context } = scene;
  await openUnlinkedProfile(scene);
  scene.panel = await openPanel(context, () => pressBadge(page, 'link-row'));
  await context.setOffline(true);
  const begun = Date.now();
  const main = panelOf(scene).getByRole('main');
  await panelOf(scene).getByRole('button', { name: 'Find out why it does not work' }).click();
  await readsAs(main, /Most likely/);
  // The pass itself has three seconds; the rest is the browser's and ours to draw.
  expect(Date.now() - begun).toBeLessThan(6_000);
  await judged(scene, 'online', 'fail');
  await judged(scene, 'linked', 'fail');
  await context.setOffline(false);
  await again(scene);
  await readsAs(main, /Fixed: Your network/);
});

/** Every finding, as it is judged. */
const tree = (page: Page): Promise<string[]> =>
  page
    .locator('details[data-check]')
    .evaluateAll((all) =>
      all.map((one) => `${one.getAttribute('data-check')} ${one.getAttribute('data-verdict')}`),
    );

test('a report shows whoever opens it the same tree, and names nobody', async ({ scene }) => {
  await openConnection(scene);
  await connectAs(scene, SUE);
  plant(scene, 'membership-closed');
  await openContract(scene.page);
  await findOutFrom(scene, 'send-button');
  await judged(scene, 'membership', 'fail');
  const panel = panelOf(scene);
  const sent = await tree(panel);
  expect(sent.length).toBeGreaterThan(30);
  await panel.getByRole('button', { name: 'Report', exact: true }).click();
  await panel.getByText('Show exactly what goes').click();
  const text = await panel.getByRole('region', { name: 'The report as it goes' }).innerText();
  expect(text).not.toMatch(/Sue|sue\.sender|Riverside|562949953421512/);
  expect(new TextEncoder().encode(text).length).toBeLessThan(25_000);
  const receiver = await openExtensionPage(scene.context, 'sidepanel.html');
  await receiver.getByText('Open a report').click();
  await receiver.getByLabel('Text of the report').fill(text);
  await receiver.getByRole('button', { name: 'Open the report' }).click();
  await readsAs(receiver.getByRole('main'), /A report that was sent to you/);
  expect(await tree(receiver)).toEqual(sent);
  await expect(receiver.getByRole('button', { name: 'Write to the DocuSign admin' })).toHaveCount(0);
});
