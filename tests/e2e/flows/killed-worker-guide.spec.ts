import { scenario } from '../../sandbox/switcher/scenarios.ts';
import { badgeSays, readsAs } from '../../tour/assertions.ts';
import {
  openProfile,
  panelFrom,
  panelOf,
  popupOver,
  signOutOfDocusign,
  type,
} from '../../tour/page-objects.ts';
import { killWorker } from '../chromium.ts';
import {
  confirmInPanel,
  enterProject,
  expect,
  linkedAtProcore,
  logInFromProfile,
  openUnlinkedProfile,
  type Scene,
  SUE,
  test,
} from './flow-test.ts';

async function openLinkedProfile({ page, sandbox }: Scene): Promise<void> {
  scenario('linked').apply(sandbox.world, sandbox.docusign, sandbox.procore);
  await enterProject(page);
  await openProfile(page);
  await badgeSays(page, 'link-row', 'synced', /Synced on this project/);
}

const beginLink = async (scene: Scene): Promise<void> => {
  const popup = await popupOver(scene);
  await panelFrom(scene, () => popup.getByRole('button', { name: 'Link', exact: true }).click());
  await readsAs(panelOf(scene).getByRole('main'), /Step 3 of 6/);
};

test('finds out why from a popup whose worker was killed under it', async ({ scene }) => {
  await openUnlinkedProfile(scene);
  const popup = await popupOver(scene);
  const findOut = popup.getByRole('button', { name: 'Find out why' });
  await findOut.waitFor();
  await killWorker(scene.context);
  const panel = await panelFrom(scene, () => findOut.click());
  await readsAs(panel.getByRole('main'), /Most likely No DocuSign login is linked/);
});

test('goes on through a whole re-link although the worker is killed before every step', async ({ scene }) => {
  const { page, context } = scene;
  await openLinkedProfile(scene);
  const popup = await popupOver(scene);
  const start = popup.getByRole('button', { name: 'Re-link' });
  await start.waitFor();
  await killWorker(context);
  const panel = await panelFrom(scene, () => start.click());
  for (const [title, button] of [
    [/Step 3 of 9 Press the red x/, 'Remove'],
    [/Step 4 of 9 Press Update/, 'Update'],
    [/Step 5 of 9 Press OK/, 'OK'],
  ] as const) {
    await readsAs(panel.getByRole('main'), title);
    await killWorker(context);
    await page.getByRole('button', { name: button, exact: true }).click();
  }
  await readsAs(panel.getByRole('main'), /Step 6 of 9 Sign out of DocuSign/);
  await killWorker(context);
  await signOutOfDocusign(scene);
  await readsAs(panel.getByRole('main'), /Step 7 of 9 Press Login with DocuSign/);
  await killWorker(context);
  await page.getByRole('button', { name: 'Login with DocuSign' }).click();
  const email = page.getByLabel('Email address');
  await email.waitFor();
  await killWorker(context);
  await type(email, SUE);
  await page.getByRole('button', { name: 'Next' }).click();
  const password = page.getByLabel('Password');
  await password.waitFor();
  await killWorker(context);
  await type(password, 'signature');
  await page.getByRole('button', { name: 'Log in' }).click();
  const accept = page.getByRole('button', { name: 'Accept' });
  await accept.waitFor();
  await killWorker(context);
  await accept.click();
  await badgeSays(page, 'link-row', 'synced', /Synced on this project/);
  await readsAs(panel.getByRole('main'), /Step 9 of 9 Say who it is/);
  await killWorker(context);
  await confirmInPanel(scene, SUE);
  await readsAs(panel.getByRole('main'), /Done.*sue\.sender@example\.com, confirmed by you/);
  await expect(panel.getByText('Skipped')).toHaveCount(0);
  expect(linkedAtProcore(scene)).toEqual([SUE]);
});

test('goes on in another tab after the one it was in was closed', async ({ scene }) => {
  const { context } = scene;
  await openUnlinkedProfile(scene);
  await beginLink(scene);
  await signOutOfDocusign(scene);
  await readsAs(panelOf(scene).getByRole('main'), /Step 4 of 6/);
  const page = await context.newPage();
  await scene.page.close();
  const now = { ...scene, page };
  await enterProject(page);
  await openProfile(page);
  await logInFromProfile(now, SUE);
  await confirmInPanel(now, SUE);
  await readsAs(panelOf(now).getByRole('main'), /Done/);
  expect(linkedAtProcore(now)).toEqual([SUE]);
});
