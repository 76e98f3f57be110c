import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { CATALOGUE } from '../../sandbox/procore/catalogue.ts';
import { scenario } from '../../sandbox/switcher/scenarios.ts';
import { badgeSays, readsAs } from '../../tour/assertions.ts';
import { openProfile, panelFrom, panelOf, popupOver, signOutOfDocusign } from '../../tour/page-objects.ts';
import { pressBadge } from '../badges.ts';
import { openExtensionPage, openPanel } from '../chromium.ts';
import { connectAs, connectionIn, openConnection, pressConnect } from '../flows/connecting.ts';
import { launchPlain } from '../flows/plain.ts';
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
} from '../flows/flow-test.ts';

/** What axe finds wrong, with all of its rules: `rule: element`. */
async function wrongWith(page: Page): Promise<string[]> {
  // In the page itself: the other way opens a tab, and a popup closes when a tab opens.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Right in light and in dark. */
async function isAccessible(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect.soft(await wrongWith(page), `${screen}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}

async function popupIsAccessible(scene: Scene, reads: RegExp): Promise<void> {
  const popup = await popupOver(scene);
  await readsAs(popup.getByRole('main'), reads);
  await isAccessible(popup, `popup ${reads.source}`);
  await popup.close();
}

test('the popup is accessible wherever it is opened', async ({ scene }) => {
  const { page, sandbox } = scene;
  await page.goto('https://switcher.countersign.test/');
  await popupIsAccessible(scene, /This is not a Procore page/);
  await page.goto('https://us02.procore.com/');
  await popupIsAccessible(scene, /No project is open here/);
  await enterProject(page, 'Harbour Lofts');
  await popupIsAccessible(scene, /Harbour Lofts Unknown/);
  await openProfile(page);
  await badgeSays(page, 'link-row', 'not-linked', /no DocuSign account/);
  await popupIsAccessible(scene, /Not linked/);
  scenario('linked').apply(sandbox.world, sandbox.docusign, sandbox.procore);
  await enterProject(page);
  await openProfile(page);
  await badgeSays(page, 'link-row', 'synced', /Synced/);
  await popupIsAccessible(scene, /Synced.*Switch account.*Harbour Lofts/);
  scenario('expired').apply(sandbox.world, sandbox.docusign, sandbox.procore);
  await openContract(page, 'SC-004');
  await badgeSays(page, 'banner', 'reauth-required', /login has run out/);
  await popupIsAccessible(scene, /Log in again.*Re-link/);
  const popup = await popupOver(scene);
  await panelFrom(scene, () => popup.getByRole('button', { name: 'Re-link' }).click());
  await popupIsAccessible(scene, /Under way/);
});

test('the panel is accessible at each step, question and end', async ({ scene }) => {
  const { page, context } = scene;
  await enterProject(page);
  await openContract(page);
  await badgeSays(page, 'send-button', 'unknown', /Countersign:/);
  scene.panel = await openPanel(context, () => pressBadge(page, 'send-button'));
  const panel = panelOf(scene);
  const main = panel.getByRole('main');
  await readsAs(main, /A button that sends this item/);
  await isAccessible(panel, 'panel on a question');
  await panel.getByRole('button', { name: 'Back to the overview' }).click();
  await openUnlinkedProfile(scene);
  await readsAs(main, /Not linked/);
  await isAccessible(panel, 'panel on a project');
  const bare = await wrongWith(page);
  await panel.getByRole('button', { name: 'Link', exact: true }).click();
  await readsAs(main, /Step 3 of 6/);
  await isAccessible(panel, 'panel on a step');
  await panel.getByRole('button', { name: 'Stop', exact: true }).click();
  await panel.getByRole('dialog').waitFor();
  await isAccessible(panel, 'panel asking first');
  await panel.getByRole('button', { name: 'Go on' }).click();
  await signOutOfDocusign(scene);
  await expect(page.locator('countersign-spot')).toHaveCount(1);
  expect.soft(await wrongWith(page), 'Procore with the guide’s spot').toEqual(bare);
  await logInFromProfile(scene, SUE);
  await readsAs(main, /Step 6 of 6/);
  await panel.getByRole('button', { name: 'Confirm', exact: true }).click();
  await readsAs(main, /Write a name or an e-mail address/);
  await isAccessible(panel, 'panel with a wrong entry');
  await confirmInPanel(scene, SUE);
  await readsAs(main, /Done/);
  await isAccessible(panel, 'panel at the end');
});

test('the connection is accessible while waiting, connected, failed and forgotten', async ({ scene }) => {
  const connection = await openConnection(scene);
  const panel = panelOf(scene);
  await isAccessible(panel, 'not connected');
  const login = await pressConnect(scene);
  await readsAs(connection, /DocuSign’s window is open/);
  await isAccessible(panel, 'waiting for the login');
  await login.close();
  await panel.getByRole('alert').filter({ hasText: /./ }).waitFor();
  await isAccessible(panel, 'failed');
  await connectAs(scene, MAX);
  await readsAs(connection, /Riverside Europe.*May send/);
  await isAccessible(panel, 'connected, to choose');
  await connection.getByRole('button', { name: 'Disconnect' }).click();
  await connection.getByRole('dialog').waitFor();
  await isAccessible(panel, 'asked before disconnecting');
  await connection.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await readsAs(connectionIn(scene), /Disconnected/);
  await isAccessible(panel, 'disconnected');
});

test('the troubleshooter is accessible with a cause, a question, a message, a report and nothing wrong', async ({
  scene,
}) => {
  await openUnlinkedProfile(scene);
  scene.panel = await openPanel(scene.context, () => pressBadge(scene.page, 'link-row'));
  const panel = panelOf(scene);
  const main = panel.getByRole('main');
  await panel.getByRole('button', { name: 'Find out why it does not work' }).click();
  await readsAs(main, /Most likely.*Only you can see this/);
  await isAccessible(panel, 'a cause and a question');
  await panel.getByRole('button', { name: 'Nothing happens' }).click();
  await readsAs(main, /1 of your answers|One answer of yours/);
  await panel.getByText('In order:').click();
  await isAccessible(panel, 'all findings');
  await panel.getByText('Procore connection').click();
  await isAccessible(panel, 'the Procore connection');
  const search = panel.getByRole('searchbox');
  await search.fill('browser');
  await panel.getByRole('list', { name: 'Checks that match' }).waitFor();
  await isAccessible(panel, 'checks found');
  await search.fill('xyzzy');
  await readsAs(main, /No check has .*xyzzy.* in it/);
  await isAccessible(panel, 'no check found');
  await search.press('Escape');
  await panel
    .getByRole('button', { name: /^Write to/ })
    .first()
    .click();
  await panel.getByLabel('The message').waitFor();
  await isAccessible(panel, 'a message');
  await panel.getByRole('button', { name: 'Report', exact: true }).click();
  await isAccessible(panel, 'a report');
});

test('the settings are accessible, also with wrong entries and nothing found', async ({ scene, context }) => {
  await enterProject(scene.page);
  const settings = await openExtensionPage(context, 'options.html');
  await readsAs(settings.getByRole('main'), /Integration key/);
  await isAccessible(settings, 'settings');
  await settings.getByLabel('Integration key').fill('not a key');
  await settings.getByLabel('Integration key').press('Enter');
  await settings.getByLabel('Warn from day').fill('99');
  await settings.getByLabel('Warn from day').press('Enter');
  await readsAs(settings.getByRole('main'), /36 characters.*Write a whole number from 1 to 29/);
  await isAccessible(settings, 'settings with wrong entries');
  await settings.getByRole('button', { name: 'Forget the ledger' }).click();
  await settings.getByRole('dialog').waitFor();
  await isAccessible(settings, 'settings asking first');
  await settings.keyboard.press('Escape');
  await settings.getByRole('searchbox').fill('xyzzy');
  await readsAs(settings.getByRole('main'), /No setting matches/);
  await isAccessible(settings, 'settings with nothing found');
});

/** One page of each making and element. */
const PROCORE_PAGES = CATALOGUE.filter(({ id }) =>
  [
    'subcontract-legacy-detail fresh us02.procore.com en gc synced',
    'subcontract-legacy-edit fresh us02.procore.com en gc synced',
    'subcontract-middle-detail pending us02.procore.com en gc synced',
    'subcontract-mfe-detail fresh us02.procore.com en gc synced',
    'subcontract-mfe-create fresh us02.procore.com en gc synced',
    'profile account us02.procore.com en gc synced',
    'profile webclient us02.procore.com en gc not-linked',
    'project settings legacy us02.procore.com en gc synced',
    'invoice list good us02.procore.com en gc synced ticked=good',
  ].includes(id),
);

test('badges make nothing on Procore’s pages less accessible', async ({ scene: { page }, sandbox }) => {
  expect(PROCORE_PAGES).toHaveLength(9);
  const { context, close } = await launchPlain(sandbox);
  const bare = await context.newPage();
  for (const { id, url, expected } of PROCORE_PAGES) {
    await Promise.all([page.goto(url), bare.goto(url)]);
    await expect(page.locator('countersign-badge')).toHaveCount(expected.length);
    const before = await wrongWith(bare);
    expect
      .soft(
        (await wrongWith(page)).filter((wrong) => !before.includes(wrong)),
        id,
      )
      .toEqual([]);
  }
  await close();
});
