import type { Page } from '@playwright/test';
import { scenario } from '../../sandbox/switcher/scenarios.ts';
import { badgeSays, readsAs } from '../../tour/assertions.ts';
import {
  acceptIfAsked,
  logInAtDocusign,
  openProfile,
  panelFrom,
  popupOver,
  signOutOfDocusign,
} from '../../tour/page-objects.ts';
import {
  confirmInPanel,
  enterProject,
  expect,
  linkByHand,
  linkedAtProcore,
  logInFromProfile,
  MAX,
  type Scene,
  SUE,
  test,
  unlinkAsGuided,
} from './flow-test.ts';

/** Starts a procedure from the popup, where somebody is linked already. */
async function begin(scene: Scene, button: string, name: RegExp): Promise<Page> {
  const popup = await popupOver(scene);
  const panel = await panelFrom(scene, () => popup.getByRole('button', { name: button }).click());
  await readsAs(panel.getByRole('main'), name);
  return panel;
}

test('re-links the same person: unlink, sign out, log in, confirm', async ({ scene }) => {
  await linkByHand(scene, SUE);
  const panel = await begin(scene, 'Re-link', /Link DocuSign again.*Step 3 of 9/);
  await unlinkAsGuided(scene, panel);
  expect(linkedAtProcore(scene)).toEqual([]);
  await signOutOfDocusign(scene);
  await readsAs(panel.getByRole('main'), /Step 7 of 9/);
  await logInFromProfile(scene, SUE);
  await confirmInPanel(scene, SUE);
  await readsAs(panel.getByRole('main'), /Done.*Signed in as sue\.sender@example\.com, confirmed by you/);
  expect(linkedAtProcore(scene)).toEqual([SUE]);
});

test('switches to another person although DocuSign remembers the old one', async ({ scene }) => {
  await linkByHand(scene, SUE);
  const panel = await begin(scene, 'Switch account', /Switch the DocuSign account.*Step 3 of 9/);
  await unlinkAsGuided(scene, panel);
  await signOutOfDocusign(scene);
  await readsAs(panel.getByRole('main'), /Step 7 of 9 Sign in with the new account/);
  // DocuSign asks who it is: had it still remembered Sue, there would be no page to type on.
  await logInFromProfile(scene, MAX);
  await confirmInPanel(scene, MAX);
  await readsAs(panel.getByRole('main'), /Done.*Signed in as max\.many@example\.com, confirmed by you/);
  expect(linkedAtProcore(scene)).toEqual([MAX]);
});

test('brings the old account back when the sign-out is skipped, and does not call that a switch', {
  tag: '@long',
}, async ({ scene }) => {
  const { page } = scene;
  await linkByHand(scene, SUE);
  const panel = await begin(scene, 'Switch account', /Step 3 of 9/);
  await unlinkAsGuided(scene, panel);
  await readsAs(panel.getByRole('main'), /Step 6 of 9 Sign out of the old account/);
  await panel.getByRole('button', { name: 'Skip' }).click();
  await readsAs(panel.getByRole('main'), /Step 7 of 9/);
  // One press and nothing to type: the vendor's remembered session answers by itself.
  await page.getByRole('button', { name: 'Login with DocuSign' }).click();
  await badgeSays(page, 'link-row', 'synced', /Synced on this project/);
  expect(linkedAtProcore(scene)).toEqual([SUE]);
  await confirmInPanel(scene, SUE);
  await readsAs(
    panel.getByRole('main'),
    /You confirmed sue\.sender@example\.com again, the account that was to be left/,
  );

  // The way out that the panel names: back, sign out, log in as the other one.
  for (const step of [8, 7, 6]) {
    await panel.getByRole('button', { name: 'Back' }).click();
    await readsAs(panel.getByRole('main'), new RegExp(`Step ${step} of 9`));
  }
  await signOutOfDocusign(scene);
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Update', exact: true }).click();
  await page.getByRole('button', { name: 'OK', exact: true }).click();
  await logInFromProfile(scene, MAX);
  await confirmInPanel(scene, MAX);
  await readsAs(panel.getByRole('main'), /Done.*Signed in as max\.many@example\.com/);
  expect(linkedAtProcore(scene)).toEqual([MAX]);
});

test('takes DocuSign’s login in a tab of its own, as Procore may open it', { tag: '@long' }, async ({
  scene,
}) => {
  const { page, context, sandbox } = scene;
  const { world, docusign, procore } = sandbox;
  scenario('linked').apply(world, docusign, procore);
  scenario('docusign-new-tab').apply(world, docusign, procore);
  await enterProject(page);
  await openProfile(page);
  await badgeSays(page, 'link-row', 'synced', /Synced on this project/);
  const panel = await begin(scene, 'Switch account', /Step 3 of 9/);
  await unlinkAsGuided(scene, panel);
  await signOutOfDocusign(scene);
  const [login] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: 'Login with DocuSign' }).click(),
  ]);
  await logInAtDocusign(login, MAX);
  await acceptIfAsked(login);
  await badgeSays(login, 'link-row', 'synced', /Synced on this project/);
  await confirmInPanel(scene, MAX);
  await readsAs(panel.getByRole('main'), /Done.*Signed in as max\.many@example\.com/);
  expect(linkedAtProcore(scene)).toEqual([MAX]);
});
