import type { Instant } from '../base/types.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const LONG_DAY = '(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)';
const MONTH = `(?<month>${MONTHS.join('|')})`;
const TIME = '(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})';

/** The three forms of RFC 9110, §5.6.7: the one that is sent today, and the two that must still be read. */
const FORMS = [
  new RegExp(`^${DAY}, (?<day>\\d{2}) ${MONTH} (?<year>\\d{4}) ${TIME} GMT$`),
  new RegExp(`^${LONG_DAY}, (?<day>\\d{2})-${MONTH}-(?<year>\\d{2}) ${TIME} GMT$`),
  new RegExp(`^${DAY} ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`),
];

/**
 * The moment of an HTTP date, by its grammar; undefined for everything else. `Date.parse` takes `-5` and `soon 5` for
 * dates too, each browser in its own way.
 */
export function parseHttpDate(text: string | null | undefined, now: Instant): Instant | undefined {
  const found = FORMS.map((form) => form.exec(text ?? '')?.groups).find((groups) => groups !== undefined);
  if (!found) return undefined;
  const part = (name: string) => Number(found[name]);
  const month = MONTHS.indexOf(found.month ?? '');
  const [hour, minute, second] = [part('hour'), part('minute'), part('second')];
  const written = new Date(0);
  written.setUTCFullYear(fullYear(part('year'), now), month, part('day'));
  written.setUTCHours(hour, minute, second);
  // What overflows, as 31 February and 25 o'clock do, is no date. A leap second is the second after it.
  const isReal = written.getUTCMonth() === month && hour < 24 && minute < 60 && second <= 60;
  return isReal ? written.getTime() : undefined;
}

/** Two digits are the year that is not more than 50 years ahead, as RFC 9110 asks. */
function fullYear(year: number, now: Instant): number {
  if (year > 99) return year;
  const thisYear = new Date(now).getUTCFullYear();
  const sameCentury = thisYear - (thisYear % 100) + year;
  return sameCentury > thisYear + 50 ? sameCentury - 100 : sameCentury;
}
