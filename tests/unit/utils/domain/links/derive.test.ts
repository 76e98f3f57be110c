import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../../../utils/base/clock.ts';
import {
  countdownFrom,
  deriveLink,
  useProvenBy,
  useProvenByPress,
} from '../../../../../utils/domain/links/derive.ts';
import { SAYINGS } from '../../../../../utils/base/types.ts';
import type { Link } from '../../../../../utils/domain/links/link.ts';
import type { Sighting, Use } from '../../../../../utils/domain/links/tables.ts';

const key = { zone: 'app.procore.com', person: '', project: '99' };
const NOW = Date.UTC(2026, 10, 21, 12);
let ids = 0;

const sighting = (
  kind: Sighting['kind'],
  says: string,
  at: number,
  over: Partial<Sighting> = {},
): Sighting => ({
  ...key,
  id: ++ids,
  company: '',
  kind,
  says,
  disabled: false,
  item: '',
  firstAt: at,
  at,
  ...over,
});
const use = (at: number): Use => ({ ...key, id: ++ids, how: 'linked', at });
const link = (sightings: Sighting[], uses: Use[] = [], now = NOW) =>
  deriveLink(key, sightings, uses, null, now, 23);
const short = (...args: Parameters<typeof link>) => {
  const { state, reason, countdown } = link(...args);
  return { state, reason, daysLeft: countdown?.daysLeft ?? null, warns: countdown?.warns ?? null };
};

describe('deriveLink', () => {
  test('should say unknown when nothing was ever seen', () => {
    expect(link([])).toEqual({
      key,
      state: 'unknown',
      reason: 'never-seen',
      evidence: null,
      countdown: null,
      confirmation: null,
      validUntil: null,
    });
  });

  test('should take the newest sighting that bears on the link, whatever the order', () => {
    const old = sighting('link-row', 'synced', NOW - 5 * DAY);
    const fresh = sighting('link-row', 'not-linked', NOW - DAY);
    const button = sighting('send-button', 'send', NOW);
    expect(link([button, fresh, old]).evidence).toBe(fresh);
    expect(link([old, button, fresh]).state).toBe('not-linked');
  });

  test('should believe the banner that asks for a new login', () => {
    expect(
      short([
        sighting('link-row', 'synced', NOW - 2 * HOUR),
        sighting('banner', 'reauth-required', NOW - HOUR),
      ]),
    ).toEqual({ state: 'reauth-required', reason: 'seen', daysLeft: null, warns: null });
  });

  test('should not read a state out of other banners, toggles or buttons', () => {
    const others = ['setup-not-completed', 'signature-pending', 'signature-completed'].map((says) =>
      sighting('banner', says, NOW),
    );
    expect(short([...others, sighting('sign-toggle', 'on', NOW)]).state).toBe('unknown');
  });

  test('should say unavailable when the project has the integration off, and what stood before when it is on again', () => {
    const synced = sighting('link-row', 'synced', NOW - 3 * DAY);
    const off = sighting('enable-box', 'off', NOW - 2 * DAY);
    const on = sighting('enable-box', 'on', NOW - DAY);
    expect(short([synced, off])).toMatchObject({ state: 'unavailable', reason: 'project-off' });
    expect(short([synced, off, on])).toMatchObject({ state: 'synced', reason: 'seen' });
    expect(short([off, on])).toMatchObject({ state: 'unknown', reason: 'never-seen' });
  });

  test('should not stay off when the page shows the integration afterwards', () => {
    const synced = sighting('link-row', 'synced', NOW - 3 * DAY);
    const off = sighting('enable-box', 'off', NOW - 2 * DAY);
    expect(short([synced, off, sighting('send-button', 'send', NOW - DAY)]).state).toBe('synced');
    expect(short([synced, off, sighting('send-button', 'unknown', NOW - DAY)]).state).toBe('unavailable');
  });

  test('should not take Synced for a new login after Procore asked for one', () => {
    const asked = sighting('banner', 'reauth-required', NOW - 2 * HOUR);
    const row = sighting('link-row', 'synced', NOW - HOUR);
    expect(short([asked, row])).toMatchObject({ state: 'unknown', reason: 'asked-to-log-in' });
    const unlinked = sighting('link-row', 'not-linked', NOW - 1.5 * HOUR);
    expect(short([asked, unlinked, row]).state).toBe('synced');
    expect(short([asked, row], [use(NOW - 1.2 * HOUR)]).state).toBe('synced');
  });

  test.each([
    ['banner', 'banner-not-readable'],
    ['enable-box', 'box-not-readable'],
  ] as const)('should promise nothing after a %s that nobody can read', (kind, reason) => {
    const row = sighting('link-row', 'synced', NOW - 2 * HOUR);
    const unread = sighting(kind, 'unknown', NOW - HOUR, { item: 'commitment:42' });
    expect(link([row, unread])).toMatchObject({ state: 'unknown', reason, evidence: unread });
    // The days go on meanwhile, and that they are over is the more that is known.
    const over = NOW - 2 * HOUR + 30 * DAY;
    expect(link([row, unread]).validUntil).toBe(over);
    expect(short([row, unread], [], over).reason).toBe('idle-days-over');
    // It was read again since, or used.
    expect(short([unread, sighting('link-row', 'synced', NOW)]).state).toBe('synced');
    // It takes a promise away, and nothing else.
    expect(short([{ ...row, says: 'not-linked' }, unread]).state).toBe('not-linked');
  });

  test('should take a use for the answer to a banner that nobody can read', () => {
    const row = sighting('link-row', 'synced', NOW - 2 * HOUR);
    const unread = sighting('banner', 'unknown', NOW - HOUR);
    expect(short([row, unread], [use(NOW - 0.5 * HOUR)]).state).toBe('synced');
    expect(short([row, unread], [use(NOW - 1.5 * HOUR)]).state).toBe('unknown');
  });

  test('should leave a link to banners that say nothing of the login, and to buttons in unknown words', () => {
    const row = sighting('link-row', 'synced', NOW - 2 * HOUR);
    const banners = SAYINGS.banner.filter((says) => says !== 'unknown' && says !== 'reauth-required');
    const others = banners.map((says) => sighting('banner', says, NOW));
    expect(short([row, ...others, sighting('send-button', 'unknown', NOW)]).state).toBe('synced');
    expect(short([row, sighting('sign-toggle', 'unknown', NOW)]).state).toBe('synced');
  });

  test('should rest no state on what was read while the clock ran ahead', () => {
    for (const ahead of [
      sighting('link-row', 'synced', NOW + 3 * DAY),
      sighting('link-row', 'not-linked', NOW + HOUR),
      sighting('banner', 'reauth-required', NOW + 400 * DAY),
      sighting('enable-box', 'off', NOW + DAY),
      sighting('link-row', 'synced', NOW - HOUR, { undated: true }),
    ])
      expect(link([sighting('link-row', 'synced', NOW - DAY), ahead])).toMatchObject({
        state: 'unknown',
        reason: 'clock-set-back',
        evidence: null,
        validUntil: null,
      });
    // A second or two is what clocks are set right by every day.
    expect(short([sighting('link-row', 'synced', NOW + 2_000)]).state).toBe('synced');
  });

  test('should count from no use, and believe no confirmation, dated later than now', () => {
    const row = sighting('link-row', 'synced', NOW - DAY);
    expect(short([row], [use(NOW + 3 * DAY)]).daysLeft).toBeNull();
    expect(short([row], [use(NOW - 2 * DAY), use(NOW + 3 * DAY)]).daysLeft).toBe(28);
    const confirmed = { ...key, who: 's', accountId: '', accountName: '', source: 'person' as const };
    expect(deriveLink(key, [row], [], { ...confirmed, at: NOW + DAY }, NOW, 23).confirmation).toBeNull();
  });

  test('should take the row that promises less where a page shows two', () => {
    const rows = [sighting('link-row', 'not-linked', NOW), sighting('link-row', 'synced', NOW)];
    expect(short(rows).state).toBe('not-linked');
    expect(short(rows.toReversed()).state).toBe('not-linked');
  });

  test('should forget who was confirmed once the row said not linked', () => {
    const rows = [sighting('link-row', 'not-linked', NOW - HOUR), sighting('link-row', 'synced', NOW)];
    const confirmed = (at: number) => ({
      ...key,
      who: 'sue@example.com',
      accountId: '',
      accountName: '',
      source: 'person' as const,
      at,
    });
    expect(deriveLink(key, rows, [], confirmed(NOW - DAY), NOW, 23).confirmation).toBeNull();
    expect(deriveLink(key, rows, [], confirmed(NOW), NOW, 23).confirmation?.who).toBe('sue@example.com');
  });

  test('should become unknown when the row can no longer be read', () => {
    expect(
      short([sighting('link-row', 'synced', NOW - DAY), sighting('link-row', 'unknown', NOW)]),
    ).toMatchObject({ state: 'unknown', reason: 'not-readable' });
  });

  test('should show no countdown before a use was seen', () => {
    expect(short([sighting('link-row', 'synced', NOW)])).toEqual({
      state: 'synced',
      reason: 'seen',
      daysLeft: null,
      warns: null,
    });
  });

  test.each([
    [0, { state: 'synced', reason: 'seen', daysLeft: 30, warns: false }],
    [0.01, { state: 'synced', reason: 'seen', daysLeft: 29, warns: false }],
    [22.9, { state: 'synced', reason: 'seen', daysLeft: 7, warns: false }],
    [23, { state: 'synced', reason: 'seen', daysLeft: 7, warns: true }],
    [29, { state: 'synced', reason: 'seen', daysLeft: 1, warns: true }],
    [29.99, { state: 'synced', reason: 'seen', daysLeft: 0, warns: true }],
    [30, { state: 'unknown', reason: 'idle-days-over', daysLeft: null, warns: null }],
    [400, { state: 'unknown', reason: 'idle-days-over', daysLeft: null, warns: null }],
  ])('should count %d idle days', (days, expected) => {
    const at = NOW - days * DAY;
    expect(short([sighting('link-row', 'synced', at)], [use(at)])).toEqual(expected);
  });

  test('should promise no more days than are left, at any moment', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 * DAY - 1 }), (idle) => {
        const daysLeft = countdownFrom(NOW - idle, NOW, 23)?.daysLeft ?? Number.NaN;
        expect(daysLeft * DAY).toBeLessThanOrEqual(30 * DAY - idle);
        expect((daysLeft + 1) * DAY).toBeGreaterThan(30 * DAY - idle);
      }),
    );
  });

  test('should believe a Synced that was read after the idle days were over, and count nothing', () => {
    const rows = [sighting('link-row', 'synced', NOW - HOUR)];
    expect(short(rows, [use(NOW - 40 * DAY)])).toEqual({
      state: 'synced',
      reason: 'seen',
      daysLeft: null,
      warns: null,
    });
    expect(link(rows, [use(NOW - 40 * DAY)]).validUntil).toBe(NOW - HOUR + 30 * DAY);
  });

  test('should say until when it holds: no sooner and no later does time alone change it', () => {
    const change = ({ state, reason, countdown }: Link) => JSON.stringify([state, reason, countdown]);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 45 * DAY }),
        fc.option(fc.integer({ min: 0, max: 70 * DAY }), { nil: null }),
        fc.constantFrom(0, 1, HOUR, DAY),
        (rowAge, useAge, shift) => {
          const rows = [sighting('link-row', 'synced', NOW - rowAge)];
          const uses = useAge === null ? [] : [use(NOW - useAge + shift)].filter(({ at }) => at <= NOW);
          const now = link(rows, uses);
          const until = now.validUntil ?? NOW + 100 * DAY;
          expect(until).toBeGreaterThan(NOW);
          expect(change(link(rows, uses, until - 1))).toBe(change(now));
          expect(change(link(rows, uses, NOW + Math.floor((until - NOW) / 2)))).toBe(change(now));
          expect(change(link(rows, uses, until)) !== change(now)).toBe(now.validUntil !== null);
        },
      ),
    );
  });

  test('should never give a state that no sighting says, at any time', () => {
    const rowArbitrary = fc.record({
      kind: fc.constantFrom(
        'link-row' as const,
        'banner' as const,
        'enable-box' as const,
        'send-button' as const,
      ),
      says: fc.constantFrom(
        'synced',
        'not-linked',
        'unknown',
        'on',
        'off',
        'reauth-required',
        'signature-pending',
      ),
      at: fc.integer({ min: 0, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(rowArbitrary), fc.integer({ min: 0, max: 90 }), (rows, day) => {
        const sightings = rows.map(({ kind, says, at }) => sighting(kind, says, at * DAY));
        const derived = link(sightings, [], day * DAY);
        if (derived.state === 'unknown') return;
        expect(derived.evidence).not.toBeNull();
        const supports = {
          synced: 'synced',
          'not-linked': 'not-linked',
          'reauth-required': 'reauth-required',
          unavailable: 'off',
        };
        expect(derived.evidence?.says).toBe(supports[derived.state]);
      }),
    );
  });
});

describe('useProvenBy', () => {
  test('should date a login at the last moment the row said otherwise', () => {
    const before = sighting('link-row', 'not-linked', NOW - HOUR);
    const after = sighting('link-row', 'synced', NOW);
    expect(useProvenBy(after, [before])).toEqual({ ...key, how: 'linked', at: NOW - HOUR });
  });

  test.each([
    ['the first sighting ever', []],
    ['a Synced after a row that stood for a blink', [sighting('link-row', 'not-linked', NOW - 300)]],
    [
      'a Synced after a row of an unknown moment',
      [sighting('link-row', 'not-linked', NOW - HOUR, { undated: true })],
    ],
    ['a Synced after a Synced', [sighting('link-row', 'synced', NOW - HOUR)]],
    ['a Synced after an unreadable row', [sighting('link-row', 'unknown', NOW - HOUR)]],
    ['a Synced after Procore asked to log in', [sighting('banner', 'reauth-required', NOW - HOUR)]],
    ['a Synced after the box was off', [sighting('enable-box', 'off', NOW - HOUR)]],
  ])('should prove nothing for %s', (_, earlier) => {
    expect(useProvenBy(sighting('link-row', 'synced', NOW), earlier)).toBeNull();
  });
});

describe('useProvenByPress', () => {
  const button = (over: Partial<Sighting> = {}) =>
    sighting('send-button', 'complete', NOW - 2 * HOUR, { item: 'commitment:42', ...over });
  const press = { ...key, item: 'commitment:42', at: NOW - 20 * MINUTE, tab: 1 };
  const banner = (says: string, over: Partial<Sighting> = {}) =>
    sighting('banner', says, NOW, { item: 'commitment:42', ...over });

  test('should count a press whose envelope appeared on the same item', () => {
    expect(useProvenByPress(press, banner('setup-not-completed'), [button()])).toEqual({
      ...key,
      how: 'sent',
      at: press.at,
    });
  });

  test.each([
    ['a banner that was there before', banner('signature-pending', { firstAt: NOW - 2 * HOUR })],
    ['another item', banner('signature-pending', { item: 'commitment:43' })],
    ['another project', banner('signature-pending', { project: '98' })],
    ['a banner that asks to log in', banner('reauth-required')],
    ['another person', banner('signature-pending', { person: '7' })],
    ['words that are not known', banner('unknown')],
    ['an envelope long after', banner('signature-pending', { firstAt: NOW + HOUR })],
  ])('should not count it for %s', (_, seen) => {
    expect(useProvenByPress(press, seen, [button()])).toBeNull();
  });

  test.each<[string, Sighting[]]>([
    ['was never read before', []],
    ['was read after the press alone', [button({ firstAt: NOW, at: NOW })]],
    ['had a button of unknown words', [button({ says: 'unknown' })]],
    ['was read while the clock ran ahead', [button({ undated: true })]],
    ['had an envelope already', [button(), sighting('banner', 'setup-not-completed', NOW - HOUR)]],
  ])('should not count a press on an item that %s', (_, read) => {
    expect(useProvenByPress(press, banner('signature-pending'), read)).toBeNull();
  });

  test('should count a press after an envelope that was over before the button came', () => {
    const old = sighting('banner', 'signature-pending', NOW - 3 * HOUR);
    expect(useProvenByPress(press, banner('setup-not-completed'), [old, button()])?.how).toBe('sent');
  });
});
