import { badgeSays, readsAs } from '../../tour/assertions.ts';
import { openProfile, panelFrom, panelOf, popupOver, signOutOfDocusign } from '../../tour/page-objects.ts';
import {
  confirmInPanel,
  enterProject,
  expect,
  linkedAtProcore,
  logInFromProfile,
  openContract,
  openUnlinkedProfile,
  SUE,
  test,
  toolbarOver,
} from './flow-test.ts';

test('leads from “not linked” to the right link, and says everywhere who it is', async ({ scene }) => {
  const { page } = scene;
  await enterProject(page);
  await openContract(page);
  await badgeSays(page, 'send-button', 'unknown', /has not seen your DocuSign link on this project yet/);
  await openProfile(page);
  await badgeSays(page, 'link-row', 'not-linked', /no DocuSign account is linked/);
  await expect
    .poll(() => toolbarOver(scene))
    .toEqual({ text: '✕', title: 'Countersign: no DocuSign account is linked on this project' });

  const popup = await popupOver(scene);
  await readsAs(popup.getByRole('main'), /Riverside Tower.*Not linked/);
  const panel = await panelFrom(scene, () =>
    popup.getByRole('button', { name: 'Link', exact: true }).click(),
  );
  await readsAs(panel.getByRole('main'), /Link your DocuSign account on Riverside Tower.*Step 3 of 6/);
  await signOutOfDocusign(scene);
  await readsAs(panel.getByRole('main'), /Step 4 of 6 Press Login with DocuSign/);
  await logInFromProfile(scene, SUE);
  await readsAs(panel.getByRole('main'), /Step 6 of 6 Say who it is/);
  await confirmInPanel(scene, SUE);
  await readsAs(
    panel.getByRole('main'),
    /Done The steps are finished.*sue\.sender@example\.com, confirmed by you/,
  );

  expect(linkedAtProcore(scene)).toEqual([SUE]);
  await badgeSays(
    page,
    'link-row',
    'synced',
    /^Countersign: .*log in again in at least 29 days\. Press for details\.$/,
  );
  await expect
    .poll(() => toolbarOver(scene))
    .toEqual({ text: '✓', title: 'Countersign: Synced on this project' });
  await openContract(page);
  const seen = await badgeSays(
    page,
    'send-button',
    'synced',
    /sending should work.*You confirmed the account less than an hour ago/,
  );
  expect(seen).toContain('“✓ Ready · at least 29 days”');
  const over = await popupOver(scene);
  await readsAs(
    over.getByRole('main'),
    /Riverside Tower Synced.*Signed in as sue\.sender@example\.com, confirmed by you.*in at least (?:29|30) days/,
  );
});

test('lets every guided step be done by hand, skipped, gone back over and stopped', async ({ scene }) => {
  await openUnlinkedProfile(scene);
  const popup = await popupOver(scene);
  const panel = await panelFrom(scene, () =>
    popup.getByRole('button', { name: 'Link', exact: true }).click(),
  );
  const main = panelOf(scene).getByRole('main');
  await readsAs(main, /Step 3 of 6 Sign out of DocuSign first/);
  await panel.getByRole('button', { name: 'I did it' }).click();
  await readsAs(main, /Step 4 of 6.*Sign out of DocuSign first Done by you/);
  await panel.getByRole('button', { name: 'Back' }).click();
  await readsAs(main, /Step 3 of 6.*Sign out of DocuSign first Now/);
  await panel.getByRole('button', { name: 'Skip' }).click();
  await readsAs(main, /Step 4 of 6.*Sign out of DocuSign first Skipped/);
  await panel.getByRole('button', { name: 'Stop', exact: true }).click();
  await panel.getByRole('dialog').getByRole('button', { name: 'Stop', exact: true }).click();
  await readsAs(main, /Stopped The steps were stopped\. Nothing was undone\./);
  expect(linkedAtProcore(scene)).toEqual([]);
});
