import { badgeSays, fromWord, readsAs, short } from '../assertions.ts';
import type { Step } from '../types.ts';
import {
  acceptIfAsked,
  logInAtDocusign,
  panelFrom,
  panelOf,
  popupOver,
  signOutOfDocusign,
  type,
} from '../page-objects.ts';

/** The popup, and the guided steps from no link to the right one. */
export const guidedLink: readonly Step[] = [
  {
    name: 'The toolbar popup, then Link',
    act: async (scene) => {
      const popup = await popupOver(scene);
      const seen = await readsAs(popup.getByRole('main'), /Riverside Tower.*Not linked/);
      await scene.picture(popup, 'popup-not-linked');
      const panel = await panelFrom(scene, () =>
        popup.getByRole('button', { name: 'Link', exact: true }).click(),
      );
      await readsAs(panel.getByRole('main'), /Link your DocuSign account.*Step \d of 6/);
      await scene.picture(panel, 'panel-guided-link');
      return `the real popup says “${short(seen, 90)}”; pressing Link opened the real side panel`;
    },
  },
  {
    name: 'Guided: sign out of DocuSign first',
    act: async (scene) => `DocuSign’s own page says “${short(await signOutOfDocusign(scene))}”`,
  },
  {
    name: 'Guided: log in as Sue Sender, until Procore says Synced',
    act: async (scene) => {
      const { page } = scene;
      await readsAs(panelOf(scene).getByRole('main'), /Step 4 of 6.*Press Login with DocuSign/);
      await scene.picture(page, 'guided-spot-on-login');
      await page.getByRole('button', { name: 'Login with DocuSign' }).click();
      await logInAtDocusign(page, 'sue.sender@example.com');
      const consent = await acceptIfAsked(page);
      const seen = await badgeSays(page, 'link-row', 'synced', /Synced on this project/);
      await scene.picture(page, 'profile-synced');
      return `${seen}; consent was ${consent}`;
    },
  },
  {
    name: 'Guided: confirm who it is',
    act: async (scene) => {
      const panel = panelOf(scene);
      await readsAs(panel.getByRole('main'), /Step 6 of 6.*Say who it is/);
      await scene.picture(panel, 'panel-confirm-who');
      await type(panel.getByLabel('Name or e-mail at DocuSign'), 'sue.sender@example.com');
      await panel.getByRole('button', { name: 'Confirm', exact: true }).click();
      const seen = await readsAs(panel.getByRole('main'), /Done.*sue\.sender@example\.com, confirmed by you/);
      await scene.picture(panel, 'panel-link-done');
      return `panel says “${short(fromWord('Signed in as', seen), 80)}”`;
    },
  },
];
