import { expect, test } from 'vitest';
import { areBadges } from '../../../../components/badge/views.ts';

const view = {
  kind: 'banner',
  says: 'unknown',
  disabled: false,
  state: 'unknown',
  tone: 'unknown',
  text: 'Not readable',
  label: 'Countersign: these words are not known.',
};

test('views of the right shape are taken', () => {
  expect(areBadges({ badges: [], validUntil: null })).toBe(true);
  expect(areBadges({ badges: [view, { ...view, tone: 'good' }], validUntil: 1_800_000_000_000 })).toBe(true);
});

test.each([
  [null],
  [{}],
  [{ badges: [] }],
  [{ badges: [], validUntil: 'never' }],
  [{ badges: {}, validUntil: null }],
  [{ badges: [null], validUntil: null }],
  [{ badges: [view, { ...view, tone: 'constructor' }], validUntil: null }],
  [{ badges: [{ ...view, text: 7 }], validUntil: null }],
  [{ badges: [{ ...view, disabled: 'no' }], validUntil: null }],
])('%j is no answer', (value) => {
  expect(areBadges(value)).toBe(false);
});
