import type { Mutation } from '../mutation.ts';

const ITEM = 'utils/storage/define-item.ts';
const ITEM_TEST = 'tests/unit/utils/storage/define-item.test.ts';
const SALVAGE = 'utils/storage/salvage.ts';
const GUARDS = 'utils/storage/guards.ts';
const NEWER_TEST = 'tests/unit/utils/domain/own-data/newer-data.test.ts';
const JOURNAL_TEST = 'tests/unit/utils/domain/journal/append.test.ts';
const RULES_TEST = 'tests/unit/utils/domain/own-data/rules.test.ts';

/** What is stored: kept, forgotten, and never spoilt. */
export const STORAGE: readonly Mutation[] = [
  {
    id: 'forget-tables',
    says: 'Forgetting empties every table that tells of pages, projects or people',
    file: 'utils/domain/own-data/erase.ts',
    find: 'for (const table of tables) await table.clear();',
    replace: 'for (const table of tables.slice(1)) await table.clear();',
    mustFail: [{ file: RULES_TEST, tests: 'to forget leaves nothing' }],
  },
  {
    id: 'forget-items',
    says: 'Forgetting takes every stored value that tells of them',
    file: 'utils/domain/own-data/erase.ts',
    find: 'await Promise.all(erased.map((item) => item.remove()));',
    replace: 'await Promise.all(erased.slice(1).map((item) => item.remove()));',
    mustFail: [{ file: RULES_TEST, tests: 'to forget leaves nothing' }],
  },
  {
    id: 'forget-under-way',
    says: 'What was begun for what is forgotten is not written',
    file: 'utils/storage/forgetting.ts',
    find: "if (since !== current) throw new AppFault('not-found');",
    replace: '',
    mustFail: [{ file: RULES_TEST, tests: 'what is under way ends before' }],
  },
  {
    id: 'newer-rows',
    says: 'Rows of a newer version are never written',
    file: GUARDS,
    find: "isNewer() ? Dexie.Promise.reject(new AppFault('newer-data')) : table.mutate(request),",
    replace: 'table.mutate(request),',
    mustFail: [{ file: NEWER_TEST, tests: 'data of a newer version is read and not written' }],
  },
  {
    id: 'newer-schema',
    says: 'The schema of a newer version is never changed',
    file: GUARDS,
    find: "if (asked !== undefined && asked > version()) throw new AppFault('newer-data');",
    replace: '',
    mustFail: [{ file: NEWER_TEST, tests: 'a newer version that lacks what this one wants' }],
  },
  {
    id: 'newer-items',
    says: 'A value that a newer version wrote is never written',
    file: ITEM,
    find: "if (stored.version > version) throw new AppFault('newer-data', key);",
    replace: '',
    mustFail: [{ file: ITEM_TEST, tests: 'what a newer version wrote' }],
  },
  {
    id: 'salvage-fields',
    says: 'One wrong field of a stored value takes no good one with it',
    file: SALVAGE,
    find: 'if (!part.read) bad.push([name, value]);',
    replace: 'if (!part.read) return UNREAD;',
    mustFail: [{ file: ITEM_TEST, tests: 'of an object the good fields are used' }],
  },
  {
    id: 'salvage-put-back',
    says: 'What was not understood is written back with the next change',
    file: ITEM,
    find: 'const whole = putBack(value, left) ?? null;',
    replace: 'const whole = left ? value : (putBack(value, null) ?? null);',
    mustFail: [{ file: ITEM_TEST, tests: 'a save writes back what was not understood' }],
  },
  {
    id: 'salvage-aside',
    says: 'A value of which nothing can be read is put aside and not written over',
    file: ITEM,
    find: 'if (isLost) await setAside(stored.raw);',
    replace: '',
    mustFail: [{ file: ITEM_TEST, tests: 'is put aside before another takes its place' }],
  },
  {
    id: 'salvage-rows',
    says: 'A damaged row is handed to nobody',
    file: 'utils/domain/database.ts',
    find: 'this.use(readableOnly(TABLES));',
    replace: '',
    mustFail: [
      {
        file: 'tests/unit/utils/domain/own-data/damaged-rows.test.ts',
        tests: 'a damaged row is not handed on',
      },
    ],
  },
  {
    id: 'salvage-rows-aside',
    says: 'A damaged row that another takes the place of is kept beside it',
    file: GUARDS,
    find: 'if (aside.length === 0) return table.mutate(request);',
    replace: 'if (aside.length >= 0) return table.mutate(request);',
    mustFail: [
      {
        file: 'tests/unit/utils/domain/own-data/damaged-rows.test.ts',
        tests: 'what is written over a damaged row',
      },
    ],
  },
  {
    id: 'change-alone',
    says: 'Two who change a value at once both have their change kept',
    file: ITEM,
    find: 'return navigator.locks.request(`item:${key}`, async () => {',
    replace: 'return Promise.resolve().then(async () => {',
    mustFail: [{ file: ITEM_TEST, tests: 'changes that two scripts make at once are all kept' }],
  },
  {
    id: 'chores-alone',
    says: 'A chore that fails hides none of those after it',
    file: 'utils/domain/schedule/chores.ts',
    find: 'log(`chore ${name}`, thrown);',
    replace: 'log(`chore ${name}`, thrown);\n      return;',
    mustFail: [
      { file: 'tests/unit/utils/domain/schedule/chores.test.ts', tests: 'a chore that fails is noted' },
    ],
  },
  {
    id: 'journal-alone',
    says: 'Two who tell the journal at once make one chain',
    file: 'utils/domain/journal/append.ts',
    find: "db.transaction('rw', journalTables(db), async () => {",
    replace: 'Promise.resolve().then(async () => {',
    mustFail: [{ file: JOURNAL_TEST, tests: 'two contexts that append at once' }],
  },
  {
    id: 'journal-linked',
    says: 'An entry that was written anew with a hash of its own is found by the one after it',
    file: 'utils/domain/journal/verify.ts',
    find: "else if (before.hash !== '' && previous !== before.hash) blame(before.row ?? row);",
    replace: '',
    mustFail: [{ file: 'tests/unit/utils/domain/journal/verify.test.ts', tests: 'no entry can be changed' }],
  },
  {
    id: 'journal-front',
    says: 'The journal is pruned from the front, and keeps where it begins',
    file: 'utils/domain/journal/tables.ts',
    find: ', fromTheFront: true',
    replace: '',
    mustFail: [{ file: JOURNAL_TEST, tests: 'entries that go of age' }],
  },
];
