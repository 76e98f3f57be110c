import { pressBadge } from '../../e2e/badges.ts';
import { badgeSays, readsAs, short } from '../assertions.ts';
import type { Step } from '../types.ts';
import { openItem, panelFrom } from '../page-objects.ts';

/** What the badges say once the link is known, and the panel on a banner's question. */
export const badges: readonly Step[] = [
  {
    name: 'The send button, now that the link is known',
    act: async ({ page, picture }) => {
      await openItem(page, 'Commitments', 'SC-001');
      const seen = await badgeSays(
        page,
        'send-button',
        'synced',
        /sending should work.*You confirmed the account/,
      );
      await picture(page, 'send-button-ready');
      return seen;
    },
  },
  {
    name: 'A banner of an envelope that waits for others',
    act: async ({ page, picture }) => {
      await openItem(page, 'Commitments', 'SC-005');
      const seen = await badgeSays(page, 'banner', 'synced', /waits for others to sign/);
      await picture(page, 'banner-pending');
      return seen;
    },
  },
  {
    name: 'Pressing the banner’s badge',
    act: async (scene) => {
      const panel = await panelFrom(scene, () => pressBadge(scene.page, 'banner'));
      const seen = await readsAs(panel.getByRole('main'), /Signature Pending.*What it means.*Who can act/);
      await scene.picture(panel, 'panel-banner-question');
      return `panel says “${short(seen)}”`;
    },
  },
];
