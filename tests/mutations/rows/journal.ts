import type { Mutation } from '../mutation.ts';

const VERIFY = 'utils/domain/journal/verify.ts';
const CHANGED = [
  {
    file: 'tests/unit/utils/domain/journal/append.test.ts',
    tests: 'what was changed, removed or added by somebody else is found, wherever it stands',
  },
] as const;

/** What was done is told, and nobody can take it back unseen. */
export const JOURNAL: readonly Mutation[] = [
  {
    id: 'journal-hash',
    says: 'An entry that is not as it was written is found',
    file: VERIFY,
    find: ' || !hasOwnHash(row)',
    replace: '',
    mustFail: CHANGED,
  },
  {
    id: 'journal-chain',
    says: 'An entry that was written anew with a hash of its own is found',
    file: VERIFY,
    find: "else if (before.hash !== '' && previous !== before.hash) blame(before.row ?? row);",
    replace: '',
    mustFail: [
      {
        file: 'tests/unit/utils/domain/journal/verify.test.ts',
        tests: 'no entry can be changed, removed, doubled or moved unseen',
      },
    ],
  },
  {
    id: 'journal-end',
    says: 'Entries that are gone from the end are missed',
    file: VERIFY,
    find: 'const gone = last.seq - before.seq;',
    replace: 'const gone = before.seq - before.seq;',
    mustFail: CHANGED,
  },
];
