import { browser } from '../../platform/browser.ts';
import { ageOf, DAY, HOUR } from '../../base/clock.ts';
import { cached, cachedMessage } from './message-cache.ts';
import type { Instant } from '../../base/types.ts';

/** "3 days ago", in the language of the browser's own pages. */
export function dayText(at: Instant, now: Instant): string {
  const ago = ageOf(at, now);
  if (ago === null) return cachedMessage('ago.unknown');
  if (ago < HOUR) return cachedMessage('ago.within_hour');
  if (ago < DAY) return past(Math.floor(ago / HOUR), 'hour');
  return past(Math.floor(ago / DAY), 'day');
}

/** The next moment at which `dayText` says something else. */
export function dayTextUntil(at: Instant, now: Instant): Instant {
  const ago = ageOf(at, now);
  if (ago === null) return at;
  const unit = ago < DAY ? HOUR : DAY;
  return at + (Math.floor(ago / unit) + 1) * unit;
}

const past = (count: number, unit: Intl.RelativeTimeFormatUnit): string =>
  cached(`${count} ${unit}`, () =>
    new Intl.RelativeTimeFormat(browser.i18n.getUILanguage(), { numeric: 'auto' }).format(-count, unit),
  );
