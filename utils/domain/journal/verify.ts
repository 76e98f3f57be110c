import type { Instant } from '../../base/types.ts';
import { hasOwnHash } from './chain.ts';
import { GENESIS, type JournalEnd, type JournalRow } from './tables.ts';

export type Ends = {
  first?: Omit<JournalEnd, 'end'> | undefined;
  last?: Omit<JournalEnd, 'end'> | undefined;
};

/**
 * What does not fit: an entry that is not as it was written, does not follow the one before, or was added by somebody
 * else; or entries that are gone, `count` of them from number `from` on, beside the one dated `near`.
 */
export type Fault =
  | { kind: 'changed'; id: number; at: Instant }
  | { kind: 'missing'; from: number; count: number; near: Instant | null };

export type JournalVerdict = {
  /** In the order of the entries; none where the journal is whole. */
  faults: Fault[];
  /** How many entries are in the chain, and the date of the oldest; null where there is none. */
  chained: number;
  since: Instant | null;
  /** Entries of earlier versions, which nothing can be told of. */
  earlier: number;
};

/** So many are told; after that the journal is known not to be whole. */
const FAULTS_TOLD = 20;

/** Takes all rows in the order of their ids, in as many goes as one likes. */
export function createVerifier({ first = GENESIS, last = first }: Ends) {
  let before: { row: JournalRow | null; seq: number; hash: string } = { ...first, row: null };
  const verdict: JournalVerdict = { faults: [], chained: 0, since: null, earlier: 0 };
  const tell = (fault: Fault) => {
    if (verdict.faults.length < FAULTS_TOLD) verdict.faults.push(fault);
  };
  const blame = ({ id, at }: JournalRow) => tell({ kind: 'changed', id, at });

  const look = (row: JournalRow) => {
    const { id, at, seq, hash, previous } = row;
    if (hash === undefined && id <= first.id) {
      verdict.earlier += 1;
      return;
    }
    if (seq === undefined || hash === undefined || seq <= before.seq || !hasOwnHash(row)) {
      blame(row);
      // It stands for the one that was written in its place, so that this is not said to be missing too.
      if (seq === before.seq + 1) before = { row, seq, hash: '' };
      return;
    }
    const gone = seq - before.seq - 1;
    if (gone > 0) tell({ kind: 'missing', from: before.seq + 1, count: gone, near: at });
    else if (before.hash !== '' && previous !== before.hash) blame(before.row ?? row);
    verdict.chained += 1;
    verdict.since ??= at;
    before = { row, seq, hash };
  };

  return {
    take: (rows: readonly JournalRow[]): void => rows.forEach(look),
    end: (): JournalVerdict => {
      const gone = last.seq - before.seq;
      if (gone > 0)
        tell({ kind: 'missing', from: before.seq + 1, count: gone, near: before.row?.at ?? null });
      else if (before.row && before.hash !== '' && before.hash !== last.hash) blame(before.row);
      return verdict;
    },
  };
}

/** Whether the journal is as it was written. Rows in the order of their ids. */
export function verify(rows: readonly JournalRow[], ends: Ends): JournalVerdict {
  const verifier = createVerifier(ends);
  verifier.take(rows);
  return verifier.end();
}
