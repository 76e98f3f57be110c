import type { ElementKind, LinkState } from '../../../utils/base/types.ts';
import { badgeSays } from '../assertions.ts';
import type { Step } from '../types.ts';
import { openItem, openProfile } from '../page-objects.ts';

/**
 * Languages as the chooser of the profile page has them; at the end it is English again. Of German and Japanese no public
 * page gives the words of the profile's row, so Countersign must say that it cannot read it, and must not guess; the
 * words for Sign with DocuSign are public in Japanese.
 */
const LANGUAGES: readonly { language: string; kind: ElementKind; state: LinkState; says: RegExp }[] = [
  { language: 'es', kind: 'link-row', state: 'synced', says: /Synced on this project/ },
  { language: 'fr', kind: 'link-row', state: 'synced', says: /Synced on this project/ },
  { language: 'de', kind: 'link-row', state: 'unknown', says: /not known to Countersign/ },
  { language: 'ja', kind: 'sign-toggle', state: 'unknown', says: /Sign with DocuSign is on/ },
  { language: 'zh-SG', kind: 'link-row', state: 'synced', says: /Synced on this project/ },
  { language: 'en', kind: 'link-row', state: 'synced', says: /Synced on this project/ },
];

/** The language is chosen on the profile page, as a person would. */
export const languages: readonly Step[] = LANGUAGES.map(({ language, kind, state, says }) => ({
  name: `Procore in ${new Intl.DisplayNames('en', { type: 'language' }).of(language)}`,
  act: async ({ page, picture }) => {
    await openProfile(page);
    await page.locator('#profile_locale').selectOption(language);
    await page.locator('.form-foot button').click();
    await page.waitForLoadState();
    if (kind !== 'link-row') await openItem(page, 'Commitments', 'SC-001');
    const seen = await badgeSays(page, kind, state, says);
    await picture(page, `procore-${language}`);
    return seen;
  },
}));
