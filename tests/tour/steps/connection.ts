import { awaitOwnPage } from '../../e2e/chromium.ts';
import { COUNTERSIGN_CLIENT_ID } from '../../sandbox/docusign/apps.ts';
import { fromWord, readsAs, short } from '../assertions.ts';
import type { Step } from '../types.ts';
import { acceptIfAsked, logInAtDocusign, popupOver, type } from '../page-objects.ts';

/** Our own connection with DocuSign, for who has an integration key; and the settings it is entered in. */
export const connection: readonly Step[] = [
  {
    name: 'Settings: the integration key',
    act: async (scene) => {
      const popup = await popupOver(scene);
      const settings = await awaitOwnPage(scene.context, 'options.html', () =>
        popup.getByRole('button', { name: 'Settings' }).click(),
      );
      const field = settings.getByLabel('Integration key');
      await type(field, COUNTERSIGN_CLIENT_ID);
      await field.press('Enter');
      await readsAs(settings.locator('body'), /Saved/);
      const seen = await readsAs(settings.locator('body'), /Redirect addresses.*chromiumapp\.org/);
      await scene.picture(settings, 'settings');
      await settings.close();
      return `settings say “${short(fromWord('Redirect addresses', seen))}”`;
    },
  },
  {
    name: 'Connect with DocuSign as Max Many, who has three accounts',
    act: async (scene) => {
      const popup = await popupOver(scene);
      await popup.getByText('DocuSign connection').click();
      const [login] = await Promise.all([
        scene.context.waitForEvent('page'),
        popup.getByRole('button', { name: 'Connect with DocuSign' }).click(),
      ]);
      await login.waitForLoadState();
      await scene.picture(login, 'docusign-login');
      await logInAtDocusign(login, 'max.many@example.com');
      const consent = await acceptIfAsked(login);
      const again = await popupOver(scene);
      await again.getByText('DocuSign connection').click();
      const main = again.getByRole('main');
      const seen = await readsAs(
        main,
        /Connected as Max Many.*Choose the one you send from.*Riverside Europe/,
      );
      await scene.picture(again, 'popup-choose-account');
      return `consent was ${consent}; popup says “${short(fromWord('Connected as', seen))}”`;
    },
  },
  {
    name: 'Choose one of the accounts',
    act: async (scene) => {
      const popup = await popupOver(scene);
      await popup.getByText('DocuSign connection').click();
      await popup
        .getByRole('listitem')
        .filter({ hasText: 'Hillside Contractors' })
        .getByRole('button', { name: 'Use this account' })
        .click();
      const seen = await readsAs(popup.getByRole('main'), /Hillside Contractors.*In use/);
      await scene.picture(popup, 'popup-account-chosen');
      await popup.close();
      return `popup says “${short(fromWord('Connected as', seen))}”`;
    },
  },
];
