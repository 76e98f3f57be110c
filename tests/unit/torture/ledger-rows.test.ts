import { expect, test } from 'vitest';
import { tally } from '../../torture/ledger-rows.ts';

const said = (item: string, says: string) => ({ project: '9', item, says });
const row = (item: string, says: string, firstAt: number) => ({
  project: '9',
  kind: item === '' ? 'link-row' : 'send-button',
  item,
  says,
  id: firstAt,
  firstAt,
  at: firstAt,
});
const SAID = [
  said('', 'synced'),
  said('', 'not-linked'),
  said('', 'synced'),
  said('commitment:1', 'send-to'),
];
const ROWS = [row('', 'synced', 1_000), row('', 'not-linked', 2_000), row('commitment:1', 'send-to', 3_000)];

test('finds nothing where each has its row, and one more of a profile for each stretch of time', () => {
  const nothing = { lost: [], doubled: [], wrong: [] };
  expect(tally(SAID, ROWS, 1)).toEqual(nothing);
  expect(tally(SAID, [...ROWS, row('', 'synced', 90_000_000)], 2)).toEqual(nothing);
});

test.each([
  ['doubled', 'a profile’s row written twice', [...ROWS, row('', 'synced', 5_000)]],
  ['doubled', 'two of one moment', [...ROWS, row('', 'synced', 1_010)]],
  ['doubled', 'an item’s row written twice', [...ROWS, row('commitment:1', 'send-to', 9_000)]],
  ['lost', 'a profile’s row', ROWS.slice(1)],
  ['lost', 'an item’s row', ROWS.slice(0, 2)],
  [
    'wrong',
    'an item that says something else',
    [...ROWS.slice(0, 2), row('commitment:1', 'complete', 3_000)],
  ],
] as const)('tells as %s: %s', (how, _, rows) => {
  expect(tally(SAID, rows, 1)[how].length).toBeGreaterThan(0);
});
