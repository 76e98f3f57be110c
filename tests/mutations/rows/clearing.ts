import type { Mutation } from '../mutation.ts';

const CLEAR = 'utils/domain/site-data/clear-sites.ts';
const CLEAR_TEST = 'tests/unit/utils/domain/site-data/clearing.test.ts';
const BORROWED = 'utils/platform/borrowed-permissions.ts';
const BORROWED_TEST = 'tests/unit/utils/platform/borrowed-permissions.test.ts';

/** What is taken from the browser's own stores, and the permissions that needs. */
export const CLEARING: readonly Mutation[] = [
  {
    id: 'D16-hosts',
    says: 'Clearing is for hosts of the list, and never for none: that means all of them to the browser',
    file: CLEAR,
    find: 'if (wanted.length === 0 || wanted.length !== new Set(hosts).size) {',
    replace: 'if (false) {',
    mustFail: [{ file: CLEAR_TEST, tests: 'clearing sites' }],
  },
  {
    id: 'D16-own-cookies',
    says: 'A cookie that hosts share stays',
    file: CLEAR,
    find: 'if (!isOwnCookie(host, cookie)) continue;',
    replace: '',
    mustFail: [{ file: CLEAR_TEST, tests: 'takes the cookies and data of exactly the chosen hosts' }],
  },
  {
    id: 'D23-given-back',
    says: 'A permission goes back when the work is over, well or not',
    file: BORROWED,
    find: '} finally {\n    await releaseUnused();',
    replace: '} finally {\n    await loans();',
    mustFail: [{ file: BORROWED_TEST, tests: 'it goes back as well when the work fails' }],
  },
  {
    id: 'D23-in-use',
    says: 'A permission that somebody else is at work with stays',
    file: BORROWED,
    find: 'const unused = BORROWABLE.filter((permission) => !lent.includes(permission));',
    replace: 'const unused = BORROWABLE.filter(() => lent);',
    mustFail: [{ file: BORROWED_TEST, tests: 'it stays as long as one of two needs it' }],
  },
  {
    id: 'D23-unknown-host',
    says: 'A host is read when the browser granted it, and not when somebody says so',
    file: 'utils/domain/settings/service.ts',
    find: "if (!(await deps.isGranted(host))) throw new AppFault('permission-refused', host);",
    replace: '',
    mustFail: [
      {
        file: 'tests/unit/utils/domain/settings/service.test.ts',
        tests: 'should add a host only when the browser granted it',
      },
    ],
  },
  {
    id: 'D23-host-given-back',
    says: 'A host that is not to be read any more is given back to the browser',
    file: 'utils/domain/settings/service.ts',
    find: 'await deps.giveBack(host);',
    replace: '',
    mustFail: [
      {
        file: 'tests/unit/utils/domain/settings/service.test.ts',
        tests: 'should give a host back',
      },
    ],
  },
  {
    id: 'policy-locks',
    says: 'What the organization set, nobody changes',
    file: 'utils/domain/settings/service.ts',
    find: "if (refused) throw new AppFault('locked-by-policy', refused);",
    replace: '',
    mustFail: [
      {
        file: 'tests/unit/utils/domain/settings/service.test.ts',
        tests: 'should let the organization win, and say what it set',
      },
    ],
  },
  {
    id: 'policy-value',
    says: 'A setting of a policy that this version cannot use is named and not used',
    file: 'utils/domain/settings/parse-policy.ts',
    find: 'if (!parsed.success) {',
    replace: 'if (!parsed.success && parsed.error.issues.length > 99) {',
    mustFail: [
      {
        file: 'tests/unit/utils/domain/settings/parse-policy.test.ts',
        tests: 'keeps what is good and names the rest',
      },
    ],
  },
  {
    id: 'policy-items',
    says: 'One wrong item of a policy takes no good one with it',
    file: 'utils/domain/settings/parse-policy.ts',
    find: 'if (Array.isArray(value) && fits([])) {',
    replace: 'if (Array.isArray(value) && !fits([])) {',
    mustFail: [
      {
        file: 'tests/unit/utils/domain/settings/parse-policy.test.ts',
        tests: 'keeps what is good and names the rest',
      },
    ],
  },
];
