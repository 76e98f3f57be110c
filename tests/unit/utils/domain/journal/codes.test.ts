import { expect, test } from 'vitest';
import { FEATURE_CODES, JOURNAL_CODES, readEntry } from '../../../../../utils/domain/journal/entry.ts';

const codes = Object.entries(JOURNAL_CODES);

test('no two features declare the same code', () => {
  const declared = FEATURE_CODES.flatMap((feature) => Object.keys(feature));
  expect(declared.toSorted()).toEqual(Object.keys(JOURNAL_CODES).toSorted());
});

test.each(codes)(
  '%s has an example that its own schema reads, under names that are free',
  (code, { example }) => {
    const row = { id: 1, at: 2, code, seq: 3, previous: 'p', hash: 'h' };
    expect(Object.keys(example).filter((name) => name in row)).toEqual([]);
    expect(readEntry({ ...example, ...row })).toMatchObject({ ...example, code });
  },
);

test('an entry of another version is none of ours', () => {
  expect(readEntry({ id: 1, at: 1, code: 'member-suspended' })).toBeNull();
  expect(readEntry({ id: 1, at: 1, code: 'zone-added' })).toBeNull();
  expect(readEntry({ id: 1, at: 1, code: 'toString' })).toBeNull();
});
