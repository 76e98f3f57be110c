import { i18n } from '#i18n';
import { browser } from '../../platform/browser.ts';
import type { Ledger } from './ledger.ts';
import type { Link } from './link.ts';
import { dueWarning, type Warning } from './warnings.ts';
import type { Forgetting } from '../../storage/forgetting.ts';
import { warnedLinks } from './items.ts';

const NOTIFICATION = 'countdown';

/**
 * Looks at the links that are running out, a slice between two breaths, and warns once about those whose idle days are running out.
 * @param forgetting held while it is remembered who was warned of what, and not while links are read: a page that comes
 * after somebody who forgets would wait for all of it
 */
export async function checkCountdown(
  ledger: Ledger,
  warningDay: number,
  forgetting: Pick<Forgetting, 'current' | 'keeping'>,
  breathe: () => Promise<void>,
): Promise<void> {
  const ledgerOf = forgetting.current();
  const links = await ledger.linksRunningOut(warningDay, breathe);
  if (ledgerOf === forgetting.current()) await forgetting.keeping(() => warn(links), ledgerOf);
}

async function warn(links: readonly Link[]): Promise<void> {
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
