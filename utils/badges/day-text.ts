import { browser } from '../browser.ts';
import { DAY, HOUR, MINUTE } from '../clock.ts';
import { remembered } from '../i18n/words.ts';
import type { Instant } from '../types.ts';

/** "3 days ago", in the language of the browser's own pages. */
export function dayText(at: Instant, now: Instant): string {
  const ago = Math.max(0, now - at);
  if (ago < HOUR) return past(Math.floor(ago / MINUTE), 'minute');
  if (ago < DAY) return past(Math.floor(ago / HOUR), 'hour');
  return past(Math.floor(ago / DAY), 'day');
}

const past = (count: number, unit: Intl.RelativeTimeFormatUnit): string =>
  remembered(`${count} ${unit}`, () =>
    new Intl.RelativeTimeFormat(browser.i18n.getUILanguage(), { numeric: 'auto' }).format(-count, unit),
  );
