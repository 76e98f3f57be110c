import { badgeSays, fromWord, readsAs, short } from '../assertions.ts';
import type { Step } from '../types.ts';
import {
  acceptIfAsked,
  logInAtDocusign,
  openProfile,
  panelFrom,
  panelOf,
  popupOver,
  signOutOfDocusign,
  type,
} from '../page-objects.ts';

/** From the linked account to another one, although DocuSign remembers the old one in this browser. */
export const switchAccount: readonly Step[] = [
  {
    name: 'Switch account, pressed in the popup',
    act: async (scene) => {
      const popup = await popupOver(scene);
      const seen = await readsAs(
        popup.getByRole('main'),
        /Riverside Tower.*Synced.*sue\.sender@example\.com/,
      );
      await scene.picture(popup, 'popup-synced');
      const panel = await panelFrom(scene, () =>
        popup.getByRole('button', { name: 'Switch account' }).click(),
      );
      await readsAs(panel.getByRole('main'), /Switch the DocuSign account.*Step \d of \d/);
      return `popup says “${short(seen)}”`;
    },
  },
  {
    name: 'Guided: the red x, Update, OK',
    act: async (scene) => {
      const { page } = scene;
      await openProfile(page);
      await readsAs(panelOf(scene).getByRole('main'), /Press the red x/);
      await badgeSays(page, 'link-row', 'synced', /Synced/);
      await scene.picture(page, 'guided-spot-on-red-x');
      await page.getByRole('button', { name: 'Remove' }).click();
      await readsAs(panelOf(scene).getByRole('main'), /Press Update/);
      await page.getByRole('button', { name: 'Update', exact: true }).click();
      await page.getByRole('dialog').waitFor();
      await scene.picture(page, 'guided-are-you-sure');
      await page.getByRole('button', { name: 'OK', exact: true }).click();
      return badgeSays(page, 'link-row', 'not-linked', /no DocuSign account is linked/);
    },
  },
  {
    name: 'Guided: sign out, so that Sue is not remembered',
    act: async (scene) => `DocuSign’s own page says “${short(await signOutOfDocusign(scene))}”`,
  },
  {
    name: 'Guided: log in as Max Many, and confirm',
    act: async (scene) => {
      const { page } = scene;
      await page.getByRole('button', { name: 'Login with DocuSign' }).click();
      await logInAtDocusign(page, 'max.many@example.com');
      await acceptIfAsked(page);
      const seen = await badgeSays(page, 'link-row', 'synced', /Synced on this project/);
      const panel = panelOf(scene);
      await readsAs(panel.getByRole('main'), /Say who it is now/);
      await type(panel.getByLabel('Name or e-mail at DocuSign'), 'max.many@example.com');
      await panel.getByRole('button', { name: 'Confirm', exact: true }).click();
      const end = await readsAs(panel.getByRole('main'), /Done.*max\.many@example\.com, confirmed by you/);
      await scene.picture(panel, 'panel-switch-done');
      return `${seen}; panel says “${short(fromWord('Signed in as', end), 80)}”`;
    },
  },
];
