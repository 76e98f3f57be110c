import { type ReadonlySignal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { i18n } from '#i18n';
import { ageOf, DAY, HOUR, MINUTE } from '../../utils/base/clock.ts';
import type { Instant } from '../../utils/base/types.ts';

export type Time = {
  now: ReadonlySignal<Instant>;
  /** The language of dates and numbers. */
  language: string;
};

export const TimeContext = createContext<Time>({ now: signal(0), language: 'en' });

/** The browser's language where our words are in it too, so that a sentence is in one language. */
export function languageOfDates(browserLanguage: string): string {
  const words = i18n.t('common.language');
  return browserLanguage.split('-')[0] === words.split('-')[0] ? browserLanguage : words;
}

export function relativeTime(at: Instant, now: Instant, language: string): string {
  const past = ageOf(at, now);
  if (past === null) return i18n.t('ago.unknown');
  if (past < MINUTE) return i18n.t('ago.now');
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
  const [size, unit] = unitOf(past);
  return format.format(-Math.trunc(past / size), unit);
}

function unitOf(length: number): [number, Intl.RelativeTimeFormatUnit] {
  if (length < HOUR) return [MINUTE, 'minute'];
  if (length < DAY) return [HOUR, 'hour'];
  if (length < 60 * DAY) return [DAY, 'day'];
  if (length < 730 * DAY) return [30 * DAY, 'month'];
  return [365 * DAY, 'year'];
}

/** How long ago, with the full date for whoever asks for it. */
export function Ago({ at }: { at: Instant }) {
  const { now, language } = useContext(TimeContext);
  const date = new Date(at);
  return (
    <time
      dateTime={date.toISOString()}
      title={date.toLocaleString(language, { dateStyle: 'full', timeStyle: 'short' })}
    >
      {relativeTime(at, now.value, language)}
    </time>
  );
}

/** The date and time themselves, to the second. */
export function Moment({ at }: { at: Instant }) {
  const { language } = useContext(TimeContext);
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()}>
      {date.toLocaleString(language, { dateStyle: 'short', timeStyle: 'medium' })}
    </time>
  );
}
