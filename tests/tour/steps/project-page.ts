import { badgeSays } from '../assertions.ts';
import type { Step } from '../types.ts';
import { openItem, openProfile, openTool } from '../page-objects.ts';

/** First looks: nothing is known, then the profile tells. */
export const projectPage: readonly Step[] = [
  {
    name: 'A contract in Procore, before Countersign has seen the link',
    act: async ({ page, picture }) => {
      await page.goto('https://us02.procore.com/');
      await page.getByRole('link', { name: 'Riverside Tower' }).first().click();
      // A newer page, whose title names the project.
      await openTool(page, 'Invoicing');
      await openItem(page, 'Commitments', 'SC-001');
      const seen = await badgeSays(page, 'send-button', 'unknown', /Countersign:/);
      await picture(page, 'send-button-unknown');
      return seen;
    },
  },
  {
    name: 'My Profile Settings from inside the project',
    act: async ({ page, picture }) => {
      await openProfile(page);
      const seen = await badgeSays(page, 'link-row', 'not-linked', /no DocuSign account is linked/);
      await picture(page, 'profile-not-linked');
      return seen;
    },
  },
];
