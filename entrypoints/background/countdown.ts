import { i18n } from '#i18n';
import { browser } from '../../utils/browser.ts';
import type { Ledger } from '../../utils/ledger/ledger.ts';
import { dueWarning, type Warning } from '../../utils/ledger/warnings.ts';
import { warnedLinks } from '../../utils/storage/items.ts';

export const COUNTDOWN_ALARM = 'countdown';
const NOTIFICATION = 'countdown';

/** Looks at every link, and warns once about those whose idle days are running out. */
export async function checkCountdown(ledger: Ledger, warningDay: number): Promise<void> {
  const links = await ledger.allLinks(warningDay);
  const due: Warning[] = [];
  // Remembered first: being told twice is worse than the notification being lost with the worker.
  await warnedLinks.update((before) => {
    const { warning, warned } = dueWarning(links, before);
    if (!warning) return before;
    due.push(warning);
    return warned;
  });
  const [warning] = due;
  if (!warning) return;
  await browser.notifications.create(NOTIFICATION, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icons/128.png'),
    title: i18n.t('notify.title', warning.daysLeft),
    message: i18n.t('notify.text', warning.links.length),
  });
}
