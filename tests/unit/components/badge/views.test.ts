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
  expect(areBadges({ badges: [] })).toBe(true);
  expect(areBadges({ badges: [view, { ...view, tone: 'good' }] })).toBe(true);
});

test.each([
  [null],
  [{}],
  [{ badges: {} }],
  [{ badges: [null] }],
  [{ badges: [view, { ...view, tone: 'constructor' }] }],
  [{ badges: [{ ...view, text: 7 }] }],
  [{ badges: [{ ...view, disabled: 'no' }] }],
])('%j is no answer', (value) => {
  expect(areBadges(value)).toBe(false);
});
