import { describe, expect, it } from 'vitest';
import { limitWait, retryAfter } from '../../../../utils/http/waits.ts';

const now = Date.parse('2026-11-21T09:00:00Z');
const read = (headers: Record<string, string>) => ({
  after: retryAfter(new Headers(headers), now),
  limit: limitWait(new Headers(headers), now),
});

describe('Retry-After', () => {
  it.each([
    ['seconds', { 'retry-after': '12' }, 12],
    ['zero', { 'retry-after': '0' }, 0],
    ['a huge number', { 'retry-after': '99999999999' }, 3600],
    ['a date', { 'retry-after': 'Sat, 21 Nov 2026 09:01:00 GMT' }, 60],
    ['a date of 1036', { 'retry-after': 'Saturday, 21-Nov-26 09:01:00 GMT' }, 60],
    ['a date of C', { 'retry-after': 'Sat Nov 21 09:01:00 2026' }, 60],
    ['a day of one digit', { 'retry-after': 'Tue Dec  1 09:00:00 2026' }, 3600],
    [
      'a date, by the server’s clock, which is years behind ours',
      { 'retry-after': 'Sat, 21 Nov 2020 09:01:00 GMT', date: 'Sat, 21 Nov 2020 09:00:30 GMT' },
      30,
    ],
    [
      'a date, by the server’s clock, which is years ahead',
      { 'retry-after': 'Sat, 21 Nov 2099 09:01:00 GMT', date: 'Sat, 21 Nov 2099 09:00:30 GMT' },
      30,
    ],
    [
      'a date that the server knows to be over',
      { 'retry-after': 'Sat, 21 Nov 2026 09:00:00 GMT', date: 'Sat, 21 Nov 2026 09:01:00 GMT' },
      0,
    ],
  ])('is read from %s', (_, headers, seconds) => {
    expect(read(headers as Record<string, string>)).toEqual({ after: seconds, limit: seconds });
  });

  it.each([
    '-5',
    '1.5',
    'soon 5',
    'soon',
    '',
    '-',
    '+5',
    '5s',
    '1e3',
    '12, 12',
    '0x10',
    '2026-11-21T09:01:00Z',
    '21 Nov 2026 09:01:00 GMT',
    'Sat, 21 Nov 2026 09:01:00 +0100',
    'Sat, 31 Feb 2027 09:01:00 GMT',
    'Sat, 00 Nov 2027 09:01:00 GMT',
    'Sat, 21 Nov 2026 25:01:00 GMT',
    'Sat, 21 Nov 2026 09:61:00 GMT',
    'sat, 21 nov 2026 09:01:00 gmt',
    // By our own clock alone: it may be the one that is wrong.
    'Sat, 21 Nov 2020 09:01:00 GMT',
  ])('says nothing with %j', (value) => {
    expect(read({ 'retry-after': value })).toEqual({ after: undefined, limit: undefined });
    // Then the quota’s own end counts, where a limit was reached.
    expect(read({ 'retry-after': value, 'x-ratelimit-reset': String(now / 1000 + 5) })).toEqual({
      after: undefined,
      limit: 5,
    });
  });
});

describe('the end of the quota', () => {
  it.each([
    ['DocuSign’s name for it', { 'x-ratelimit-reset': String(now / 1000 + 90) }, 90],
    ['Procore’s', { 'x-rate-limit-reset': String(now / 1000 + 90) }, 90],
    [
      'by the server’s own clock',
      { 'x-ratelimit-reset': String(now / 1000 + 990), date: 'Sat, 21 Nov 2026 09:15:00 GMT' },
      90,
    ],
    ['a moment ago', { 'x-ratelimit-reset': String(now / 1000 - 2) }, 0],
    ['in a year', { 'x-ratelimit-reset': String(now / 1000 + 31_536_000) }, 3600],
    ['no moment of our days', { 'x-ratelimit-reset': '90' }, undefined],
    ['junk', { 'x-ratelimit-reset': 'x' }, undefined],
    ['nothing', {}, undefined],
  ])('is read from %s, and is no Retry-After', (_, headers, seconds) => {
    expect(read(headers as Record<string, string>)).toEqual({ after: undefined, limit: seconds });
  });
});
