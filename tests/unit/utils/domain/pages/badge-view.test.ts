import { describe, expect, test } from 'vitest';
import { badgesValidUntil, badgeView } from '../../../../../utils/domain/pages/badge-view.ts';
import { DAY, HOUR } from '../../../../../utils/base/clock.ts';
import type { Link } from '../../../../../utils/domain/links/link.ts';
import { type ElementKind, LINK_STATES, type Reading, SAYINGS } from '../../../../../utils/base/types.ts';

const NOW = Date.UTC(2026, 10, 21);
const link = (over: Partial<Link> = {}): Link => ({
  key: { zone: 'app.procore.com', person: '', project: '99' },
  state: 'synced',
  reason: 'seen',
  evidence: {
    id: 1,
    zone: 'app.procore.com',
    person: '',
    project: '99',
    company: '',
    kind: 'link-row',
    says: 'synced',
    disabled: false,
    item: '',
    firstAt: NOW - 3 * DAY,
    at: NOW - 3 * DAY,
  },
  countdown: { daysLeft: 27, lastUseAt: NOW - 3 * DAY, warns: false },
  confirmation: null,
  validUntil: null,
  ...over,
});

const send: Reading = { kind: 'send-button', says: 'complete' };

describe('badgeView', () => {
  test('should say on a send button whether it will work, when that was seen, and until when', () => {
    expect(badgeView(send, link(), NOW)).toEqual({
      kind: 'send-button',
      says: 'complete',
      disabled: false,
      state: 'synced',
      tone: 'good',
      text: 'Ready · at least 27 days',
      label:
        'Countersign: sending should work. Your link was Synced, seen 3 days ago. The account behind it is not confirmed yet. Procore asks you to log in again in at least 27 days. Press for details.',
    });
  });

  test('should count one day as one', () => {
    const last = link({ countdown: { daysLeft: 1, lastUseAt: NOW, warns: true } });
    expect(badgeView({ kind: 'link-row', says: 'synced' }, last, NOW)).toMatchObject({
      text: 'Synced · at least 1 day',
      tone: 'warn',
    });
  });

  test('should say below a day that it may be less, and promise nothing', () => {
    const last = link({ countdown: { daysLeft: 0, lastUseAt: NOW, warns: true } });
    const view = badgeView(send, last, NOW);
    expect(view).toMatchObject({ text: 'Ready · maybe less than a day', tone: 'warn' });
    expect(view.label).toContain('Procore may ask you to log in again in less than a day.');
    expect(badgeView({ kind: 'link-row', says: 'synced' }, last, NOW).text).toBe(
      'Synced · maybe less than a day',
    );
  });

  test('should not date what was read while the clock ran ahead', () => {
    const ahead = { ...link().evidence, at: NOW + 3 * DAY } as Link['evidence'];
    expect(badgeView(send, link({ evidence: ahead }), NOW).label).toContain('seen at an unknown time');
  });

  test('should say a greyed button is greyed, whatever the link', () => {
    expect(badgeView({ kind: 'send-button', says: 'send-to', disabled: true }, link(), NOW)).toMatchObject({
      disabled: true,
      tone: 'warn',
      text: 'Greyed out',
    });
  });

  test.each(['enable-box', 'sign-toggle'] as const)('should promise nothing of a changed %s', (kind) => {
    for (const says of ['on', 'off'] as const)
      expect(badgeView({ kind, says, unsaved: true }, link(), NOW)).toMatchObject({
        says,
        state: 'synced',
        tone: 'unknown',
        text: 'May not be saved',
      });
  });

  test('should not put a warning sign on a toggle that is on', () => {
    const notLinked = link({ state: 'not-linked', countdown: null });
    expect(badgeView({ kind: 'sign-toggle', says: 'on' }, notLinked, NOW)).toMatchObject({
      state: 'not-linked',
      tone: 'good',
    });
  });

  test('should tell a just seen link from one seen hours ago', () => {
    const at = (ago: number) => ({ ...link().evidence, at: NOW - ago }) as Link['evidence'];
    expect(badgeView(send, link({ evidence: at(2 * HOUR) }), NOW).label).toContain('seen 2 hours ago');
    expect(badgeView(send, link({ evidence: at(0) }), NOW).label).toContain('seen less than an hour ago');
  });

  test('should hold until its words change by time alone', () => {
    const row: Reading = { kind: 'link-row', says: 'synced' };
    const seen = NOW - 3 * DAY - HOUR;
    const dated = link({ evidence: { ...link().evidence, at: seen } as Link['evidence'] });
    expect(badgesValidUntil([row, send], dated, NOW)).toBe(seen + 4 * DAY);
    expect(badgeView(send, dated, seen + 4 * DAY - 1)).toEqual(badgeView(send, dated, NOW));
    expect(badgeView(send, dated, seen + 4 * DAY)).not.toEqual(badgeView(send, dated, NOW));
    expect(badgesValidUntil([row, send], { ...dated, validUntil: NOW + HOUR }, NOW)).toBe(NOW + HOUR);
    expect(badgesValidUntil([row], { ...dated, validUntil: NOW + DAY }, NOW)).toBe(NOW + DAY);
    expect(badgesValidUntil([row], dated, NOW)).toBeNull();
    expect(badgesValidUntil([], { ...dated, validUntil: NOW + DAY }, NOW)).toBeNull();
  });

  const every = Object.entries(SAYINGS).flatMap(([kind, sayings]) =>
    sayings.flatMap((says) => LINK_STATES.map((state) => ({ kind: kind as ElementKind, says, state }))),
  );

  test.each(every)('should fit the badge: $kind $says when $state', ({ kind, says, state }) => {
    const synced = state === 'synced';
    const view = badgeView(
      { kind, says } as Reading,
      link({ state, countdown: synced ? link().countdown : null }),
      NOW,
    );
    expect(view.label.startsWith('Countersign: ')).toBe(true);
    expect(view.label.length).toBeLessThan(300);
    expect(view.text.length).toBeLessThanOrEqual(40);
    // An element whose words are unknown never gets a badge that looks sure of anything.
    const unknown = { state: 'unknown', tone: 'unknown', text: 'Not readable' };
    expect(view).toMatchObject(says === 'unknown' ? unknown : { state });
  });
});
