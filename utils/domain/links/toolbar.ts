import { i18n } from '#i18n';
import { browser } from '../../platform/browser.ts';
import type { Link } from './link.ts';
import type { LinkState } from '../../base/types.ts';

/** Signs that differ by shape; the colour only repeats them. */
const SIGNS = {
  synced: { sign: '✓', colour: '#1c7a4d', words: 'toolbar.synced' },
  'not-linked': { sign: '✕', colour: '#b3261e', words: 'toolbar.not_linked' },
  'reauth-required': { sign: '!', colour: '#b3261e', words: 'toolbar.reauth_required' },
  unavailable: { sign: '–', colour: '#5c6670', words: 'toolbar.unavailable' },
  unknown: { sign: '?', colour: '#5c6670', words: 'toolbar.unknown' },
} as const satisfies Record<LinkState, { sign: string; colour: string; words: string }>;
const WARNING = '#a15c00';

/** Shows the link of the tab's project on our toolbar button. */
export async function showOnToolbar(tabId: number, link: Link): Promise<void> {
  const { sign, colour, words } = SIGNS[link.state];
  const warning = link.state === 'synced' && link.countdown?.warns ? link.countdown : null;
  const text = warning ? (warning.daysLeft === 0 ? '<1d' : `${warning.daysLeft}d`) : sign;
  const title = `Countersign: ${i18n.t(words)}`;
  try {
    await browser.action.setBadgeBackgroundColor({ tabId, color: warning ? WARNING : colour });
    await browser.action.setBadgeText({ tabId, text });
    await browser.action.setTitle({ tabId, title });
  } catch (gone) {
    // The tab was closed meanwhile: nothing is left to show it on.
    if (!(gone instanceof Error) || !/tab/i.test(gone.message)) throw gone;
  }
}

export async function clearToolbar(tabId: number): Promise<void> {
  try {
    await browser.action.setBadgeText({ tabId, text: '' });
  } catch (gone) {
    if (!(gone instanceof Error) || !/tab/i.test(gone.message)) throw gone;
  }
}
