import { describe, expect, test } from 'vitest';
import type { Link } from '../../../../../utils/domain/links/link.ts';
import { dueWarning } from '../../../../../utils/domain/links/warnings.ts';

const link = (project: string, over: Partial<Link> = {}, daysLeft = 6, lastUseAt = 1000): Link => ({
  key: { zone: 'app.procore.com', person: '', project },
  state: 'synced',
  reason: 'seen',
  evidence: null,
  countdown: { daysLeft, lastUseAt, warns: true },
  confirmation: null,
  validUntil: null,
  ...over,
});

describe('the warning', () => {
  test('should come once for all links, and not again for the same idle stretch', () => {
    const links = [link('1'), link('2', {}, 4)];
    const first = dueWarning(links, {});
    expect({ count: first.warning?.links.length, daysLeft: first.warning?.daysLeft }).toEqual({
      count: 2,
      daysLeft: 4,
    });
    expect(dueWarning(links, first.warned).warning).toBeNull();
  });

  test('should come again after a new use ran idle', () => {
    const { warned } = dueWarning([link('1')], {});
    expect(dueWarning([link('1', {}, 6, 2000)], warned).warning?.links).toHaveLength(1);
  });

  test.each([
    ['a link that is not Synced', link('1', { state: 'reauth-required' })],
    ['a link without a seen use', link('1', { countdown: null })],
    ['a link with days to go', link('1', { countdown: { daysLeft: 20, lastUseAt: 1, warns: false } })],
  ])('should not come for %s', (_, one) => {
    expect(dueWarning([one], {}).warning).toBeNull();
  });
});
