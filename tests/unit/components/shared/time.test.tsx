// @vitest-environment happy-dom
import { cleanup } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Fill, slot } from '../../../../components/shared/fill.tsx';
import { Ago, languageOfDates, relativeTime } from '../../../../components/shared/time.tsx';
import { DAY, HOUR, MINUTE } from '../../../../utils/base/clock.ts';
import { NOW, show, speakEnglish } from '../kit.tsx';

beforeEach(speakEnglish);
afterEach(cleanup);

it.each([
  [0, 'just now'],
  [59_000, 'just now'],
  [-30_000, 'just now'],
  [MINUTE, '1 minute ago'],
  [59 * MINUTE, '59 minutes ago'],
  [HOUR, '1 hour ago'],
  [23 * HOUR, '23 hours ago'],
  [DAY, '1 day ago'],
  [29.9 * DAY, '29 days ago'],
  [59 * DAY, '59 days ago'],
  [90 * DAY, '3 months ago'],
  [800 * DAY, '2 years ago'],
  // The clock was set back since: nobody knows how long ago it was.
  [-2 * DAY, 'at an unknown time'],
])('says of %d milliseconds: %s', (past, words) => {
  expect(relativeTime(NOW - past, NOW, 'en')).toBe(words);
});

it('carries the whole date for whoever asks', () => {
  const { container } = show(<Ago at={NOW - 3 * DAY} />);
  expect(container.querySelector('time')?.getAttribute('datetime')).toBe('2026-11-18T12:00:00.000Z');
  expect(container.querySelector('time')?.title).toContain('Wednesday, November 18, 2026');
});

it('dates in the browser’s kind of English, and in English where our words are not in its language', () => {
  expect(languageOfDates('en-GB')).toBe('en-GB');
  expect(languageOfDates('de-AT')).toBe('en');
});

it('puts live parts into a sentence where the language wants them', () => {
  const { container } = show(
    <Fill text={`${slot(1)} before ${slot(0)}.`} parts={[<b key="a">first</b>, <i key="b">second</i>]} />,
  );
  expect(container.innerHTML).toBe('<i>second</i> before <b>first</b>.');
});
