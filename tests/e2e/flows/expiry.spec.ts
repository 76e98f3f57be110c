import { badgeSays, readsAs } from '../../tour/assertions.ts';
import { openProfile, panelFrom, popupOver, signOutOfDocusign } from '../../tour/page-objects.ts';
import { pressBadge } from '../badges.ts';
import { openPanel } from '../chromium.ts';
import { notifications, passDays, ringAlarm, waveAway } from './time-travel.ts';
import {
  confirmInPanel,
  expect,
  linkByHand,
  linkedAtProcore,
  logInFromProfile,
  openContract,
  type Scene,
  SUE,
  test,
  toolbarOver,
} from './flow-test.ts';

const linkedAndIdleFor = async (scene: Scene, days: number): Promise<void> => {
  await linkByHand(scene, SUE);
  await passDays(scene, days);
  await openContract(scene.page);
};

test('warns from day 23 by sign, words and toolbar, and notifies once and not daily', async ({ scene }) => {
  const { page } = scene;
  await linkedAndIdleFor(scene, 22);
  await badgeSays(page, 'send-button', 'synced', /in at least 7 days/);
  await ringAlarm(scene);
  expect(await notifications(scene)).toEqual([]);

  await passDays(scene, 2);
  await openContract(page);
  const seen = await badgeSays(page, 'send-button', 'synced', /in at least 5 days/);
  expect(seen).toContain('“! Ready · at least 5 days”');
  await expect
    .poll(() => toolbarOver(scene))
    .toEqual({ text: '5d', title: 'Countersign: Synced on this project' });
  await ringAlarm(scene);
  await expect.poll(() => notifications(scene)).toEqual(['countdown']);

  await waveAway(scene);
  await ringAlarm(scene);
  expect(await notifications(scene)).toEqual([]);
  await passDays(scene, 1);
  await openContract(page);
  await badgeSays(page, 'send-button', 'synced', /in at least 4 days/);
  await ringAlarm(scene);
  expect(await notifications(scene)).toEqual([]);

  const popup = await popupOver(scene);
  await readsAs(popup.getByRole('main'), /Synced.*Procore asks again in at least 4 days.*Re-link/);
});

test('counts anew from the moment something is sent, and warns again for the new stretch', {
  tag: '@long',
}, async ({ scene }) => {
  const { page } = scene;
  await linkedAndIdleFor(scene, 24);
  await badgeSays(page, 'send-button', 'synced', /in at least 5 days/);
  await ringAlarm(scene);
  await expect.poll(() => notifications(scene)).toEqual(['countdown']);
  await waveAway(scene);

  await page.getByRole('button', { name: 'Complete with DocuSign' }).click();
  await page.getByRole('button', { name: 'Send Now' }).click();
  await badgeSays(page, 'banner', 'synced', /waits for others to sign/);
  await openProfile(page);
  await badgeSays(page, 'link-row', 'synced', /in at least 29 days/);

  await passDays(scene, 24);
  await openProfile(page);
  await badgeSays(page, 'link-row', 'synced', /in at least 5 days/);
  await ringAlarm(scene);
  await expect.poll(() => notifications(scene)).toEqual(['countdown']);
});

test('shows the end of the 30 days on the banner, explains it, and leads to a new link', async ({
  scene,
}) => {
  const { page, context } = scene;
  await linkedAndIdleFor(scene, 31);
  const before = await popupOver(scene);
  await readsAs(before.getByRole('main'), /Re-link/);
  await before.close();
  await badgeSays(
    page,
    'banner',
    'reauth-required',
    /login has run out, as it does after 30 days without use/,
  );
  await badgeSays(page, 'send-button', 'reauth-required', /opens DocuSign's login first/);
  await expect
    .poll(() => toolbarOver(scene))
    .toEqual({ text: '!', title: 'Countersign: Procore asks for a new DocuSign login' });

  const panel = await openPanel(context, () => pressBadge(page, 'banner'));
  scene.panel = panel;
  await readsAs(panel.getByRole('main'), /Re-Authentication Required.*Who can act Only you.*Choose Re-link/);
  await readsAs(panel.getByRole('main'), /Log in again.*Last known login sue\.sender@example\.com/);
  await panelFrom(scene, () => panel.getByRole('button', { name: 'Re-link' }).click());
  await readsAs(panel.getByRole('main'), /Link DocuSign again.*Open My Profile Settings/);
  await openProfile(page);
  for (const [title, button] of [
    [/Press the red x/, 'Remove'],
    [/Press Update/, 'Update'],
    [/Press OK/, 'OK'],
  ] as const) {
    await readsAs(panel.getByRole('main'), title);
    await page.getByRole('button', { name: button, exact: true }).click();
  }
  await signOutOfDocusign(scene);
  await logInFromProfile(scene, SUE);
  await confirmInPanel(scene, SUE);
  await readsAs(panel.getByRole('main'), /Done.*in at least (?:29|30) days/);
  expect(linkedAtProcore(scene)).toEqual([SUE]);
  await openContract(page);
  await badgeSays(page, 'send-button', 'synced', /in at least 29 days/);
});

test('says “not sure” of a row that still says Synced after Procore asked for a new login', {
  tag: '@long',
}, async ({ scene }) => {
  const { page } = scene;
  await linkedAndIdleFor(scene, 31);
  await badgeSays(page, 'banner', 'reauth-required', /login has run out/);
  await openProfile(page);
  await badgeSays(page, 'link-row', 'unknown', /says Synced, but Procore asked for a new login since/);
  const popup = await popupOver(scene);
  await readsAs(popup.getByRole('main'), /Unknown.*no new login was seen since.*Re-link/);
});

test('says “not linked” where Procore puts its login button back after the 30 days', {
  tag: '@long',
}, async ({ scene }) => {
  const { page, sandbox } = scene;
  sandbox.procore.state.habits.expiredRowShows = 'not-linked';
  await linkByHand(scene, SUE);
  await passDays(scene, 31);
  await openProfile(page);
  await badgeSays(page, 'link-row', 'not-linked', /no DocuSign account is linked/);
  await logInFromProfile(scene, SUE);
  await badgeSays(page, 'link-row', 'synced', /in at least 29 days/);
});
