import { scenario } from '../../sandbox/switcher/scenarios.ts';
import { badgeSays, readsAs } from '../../tour/assertions.ts';
import { openProfile, panelFrom, panelOf, popupOver } from '../../tour/page-objects.ts';
import { badge, pressBadge } from '../badges.ts';
import { openPanel, reloadExtension } from '../chromium.ts';
import { nextTryWorks, openConnection, pressConnect } from './connecting.ts';
import {
  confirmInPanel,
  enterProject,
  expect,
  logInFromProfile,
  openContract,
  openUnlinkedProfile,
  type Scene,
  SUE,
  test,
} from './flow-test.ts';

/** A tab on a contract with its send button and toggle, and one on the profile, of a linked person. */
async function openTwoTabs(scene: Scene) {
  const { page, context, sandbox } = scene;
  scenario('linked').apply(sandbox.world, sandbox.docusign, sandbox.procore);
  await enterProject(page);
  await openProfile(page);
  await badgeSays(page, 'link-row', 'synced', /Synced on this project/);
  const contract = await context.newPage();
  await enterProject(contract);
  await openContract(contract);
  await badgeSays(contract, 'send-button', 'synced', /sending should work/);
  return { profile: page, contract };
}

test('has one badge an element, and one that works, after ten reloads under open pages', async ({
  scene,
}) => {
  const { context } = scene;
  const { profile, contract } = await openTwoTabs(scene);
  const count = await contract.locator('countersign-badge').count();
  expect(count).toBeGreaterThan(0);
  for (let reloads = 1; reloads <= 10; reloads += 1) {
    await reloadExtension(context);
    await badgeSays(contract, 'send-button', 'synced', /sending should work/);
    await expect(contract.locator('countersign-badge')).toHaveCount(count);
  }
  await profile.bringToFront();
  await badgeSays(profile, 'link-row', 'synced', /Synced on this project/);
  await expect(badge(profile, 'link-row')).toHaveCount(1);
  await contract.bringToFront();
  const panel = await openPanel(context, () => pressBadge(contract, 'send-button'));
  await readsAs(panel.getByRole('main'), /A button that sends this item with DocuSign.*It should work/);
});

test('stands a second reload while the first is still under way', { tag: '@long' }, async ({ scene }) => {
  const { context } = scene;
  const { contract } = await openTwoTabs(scene);
  const count = await contract.locator('countersign-badge').count();
  await Promise.all([reloadExtension(context), contract.reload()]);
  await reloadExtension(context);
  await badgeSays(contract, 'send-button', 'synced', /sending should work/);
  await expect(contract.locator('countersign-badge')).toHaveCount(count);
});

test('goes on with a guided run after a reload in the middle of it', async ({ scene }) => {
  const { page, context } = scene;
  await openUnlinkedProfile(scene);
  const popup = await popupOver(scene);
  await panelFrom(scene, () => popup.getByRole('button', { name: 'Link', exact: true }).click());
  await readsAs(panelOf(scene).getByRole('main'), /Step 3 of 6/);
  await panelOf(scene).getByRole('button', { name: 'Skip' }).click();
  await readsAs(panelOf(scene).getByRole('main'), /Step 4 of 6/);
  await reloadExtension(context);
  await badgeSays(page, 'link-row', 'not-linked', /no DocuSign account is linked/);
  await expect(page.locator('countersign-spot')).toHaveCount(1);
  const again = await popupOver(scene);
  await readsAs(again.getByRole('main'), /Under way · Step 4 of 6/);
  // The panel went with the extension it belonged to.
  await panelFrom(scene, () => again.getByRole('button', { name: 'Continue' }).click());
  await logInFromProfile(scene, SUE);
  await confirmInPanel(scene, SUE);
  await readsAs(panelOf(scene).getByRole('main'), /Done/);
});

test('leaves no login window open after a reload in the middle of a login, and the next one works', async ({
  scene,
}) => {
  const { context } = scene;
  await openConnection(scene);
  const login = await pressConnect(scene);
  await login.getByLabel('Email address').fill(SUE);
  const gone = login.waitForEvent('close');
  await reloadExtension(context);
  await gone;
  expect(context.pages().filter((page) => page.url().includes('docusign.com'))).toEqual([]);
  // The panel went with the extension it belonged to.
  const popup = await popupOver(scene);
  const panel = await panelFrom(scene, () => popup.getByRole('button', { name: 'Open the panel' }).click());
  await readsAs(
    panel.getByRole('main'),
    /browser stopped Countersign in the middle of the login with DocuSign/,
  );
  await nextTryWorks(scene);
});

test('falls silent in open pages when the extension is switched off', async ({ scene, extensionId }) => {
  const { contract } = await openTwoTabs(scene);
  const manage = await scene.context.newPage();
  await manage.goto(`chrome://extensions/?id=${extensionId}`);
  await manage.getByRole('switch', { name: 'On, extension enabled' }).click();
  await contract.bringToFront();
  await expect(contract.locator('countersign-badge')).toHaveCount(0);
});
