import { badgeSays, readsAs, short } from '../assertions.ts';
import type { Step } from '../types.ts';
import { openItem, popupOver, setScenario } from '../page-objects.ts';

/** Thirty idle days later Procore asks for a new login. */
export const expiry: readonly Step[] = [
  {
    name: 'The scenario “31 days unused”, then a contract',
    act: async (scene) => {
      const { page } = scene;
      await setScenario(scene, '31 days unused', () => scene.picture(page, 'scenario-switcher'));
      await openItem(page, 'Commitments', 'SC-004');
      const seen = await badgeSays(page, 'banner', 'reauth-required', /login has run out/);
      await scene.picture(page, 'banner-login-again');
      return seen;
    },
  },
  {
    name: 'The popup after that banner',
    act: async (scene) => {
      const popup = await popupOver(scene);
      const seen = await readsAs(popup.getByRole('main'), /Log in again.*Re-link/);
      await scene.picture(popup, 'popup-login-again');
      await popup.close();
      return `popup says “${short(seen)}”`;
    },
  },
];
