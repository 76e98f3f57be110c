import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOf } from '../../../../../utils/domain/journal/chain.ts';
import { GENESIS, type JournalRow } from '../../../../../utils/domain/journal/tables.ts';
import { verify } from '../../../../../utils/domain/journal/verify.ts';

function chain(length: number, after = GENESIS): JournalRow[] {
  const rows: JournalRow[] = [];
  let { seq, hash } = after;
  for (let at = 1; at <= length; at += 1) {
    const content = {
      at: at * 1000,
      code: 'zone-added',
      zone: `${at}.procore.com`,
      seq: (seq += 1),
      previous: hash,
    };
    hash = hashOf(content);
    rows.push({ ...content, id: after.id + at, hash });
  }
  return rows;
}
const lastOf = (rows: readonly JournalRow[]) => {
  const { id, seq = 0, hash = '' } = rows.at(-1) ?? GENESIS;
  return { id, seq, hash };
};

test('an untouched chain is whole, also one that follows what was pruned', () => {
  fc.assert(
    fc.property(fc.nat(30), fc.nat(29), (length, pruned) => {
      const rows = chain(length);
      const gone = Math.min(pruned, length);
      const first = lastOf(rows.slice(0, gone));
      const verdict = verify(rows.slice(gone), { first, last: lastOf(rows) });
      expect(verdict).toMatchObject({ faults: [], chained: length - gone });
    }),
  );
});

test('no entry can be changed, removed, doubled or moved unseen', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 20 }),
      fc.nat(),
      fc.constantFrom('field', 'time', 'rewritten', 'removed', 'doubled', 'swapped', 'unhashed', 'added'),
      (length, where, how) => {
        const rows = chain(length);
        const last = lastOf(rows);
        const at = where % length;
        const row = rows[at];
        if (!row) return;
        if (how === 'field') rows[at] = Object.assign({ ...row }, { zone: 'evil.example' });
        else if (how === 'time') rows[at] = { ...row, at: row.at + 1 };
        else if (how === 'rewritten') {
          const evil = Object.assign({ ...row }, { zone: 'evil.example' });
          rows[at] = { ...evil, hash: hashOf(evil) };
        } else if (how === 'removed') rows.splice(at, 1);
        else if (how === 'doubled') rows.push({ ...row, id: length + 1 });
        else if (how === 'swapped') {
          const other = rows[(at + 1) % length];
          if (!other) return;
          rows[at] = { ...other, id: row.id };
          rows[(at + 1) % length] = { ...row, id: other.id };
        } else if (how === 'unhashed') {
          const { hash: _hash, ...bare } = row;
          rows[at] = bare;
        } else rows.push({ id: length + 1, at: 1, code: 'zone-added' });
        const { faults } = verify(rows, { last });
        expect(faults.length).toBeGreaterThan(0);
        const isSame = ['field', 'time', 'rewritten', 'unhashed'].includes(how);
        const named = isSame ? { kind: 'changed', id: at + 1, at: rows[at]?.at } : {};
        expect(faults[0]).toMatchObject(named);
      },
    ),
  );
});

test('an entry of an earlier version stands before the chain and is only counted', () => {
  const earlier: JournalRow[] = [
    { id: 4, at: 1, code: 'connected' },
    { id: 9, at: 2, code: 'earlier' },
  ];
  const first = { ...GENESIS, id: 9 };
  const rows = chain(2, first);
  expect(verify([...earlier, ...rows], { first, last: lastOf(rows) })).toEqual({
    faults: [],
    chained: 2,
    since: 1000,
    earlier: 2,
  });
});

test('text without a canonical form is a fault, and not an error', () => {
  const [row] = chain(1);
  const broken = { ...row, zone: '\ud800' } as unknown as JournalRow;
  expect(verify([broken], { last: lastOf(chain(1)) }).faults).toHaveLength(1);
});
