import type { DefenceId } from '../../utils/defences.ts';

type Defence = { id: DefenceId; says: string };

/** A defence whose switch is left out once more, and whose tests must then go red. Paths from the top of the repository. */
export type Switched = Defence & {
  /** Run in one go, as shipped and without the defence. */
  unit: readonly string[];
  /** In real Chromium, on a build without the defence. As shipped they run with all other end-to-end tests. */
  browser?: readonly string[];
};

export const SWITCHED: readonly Switched[] = [
  {
    id: 'D1',
    says: 'Tokens, verifier, state and client secret are in the session and in memory, nowhere else',
    unit: ['tests/unit/defences/secrets-at-rest.test.ts'],
    browser: ['tests/e2e/defences/secrets.spec.ts'],
  },
  {
    id: 'D2',
    says: 'Each message acts for its own class of sender alone',
    unit: ['tests/unit/utils/app/messaging/gate.test.ts'],
    browser: ['tests/e2e/defences/messages.spec.ts'],
  },
  {
    id: 'D3',
    says: 'Only codes and safe values go out of the background',
    unit: ['tests/unit/utils/app/messaging/gate.test.ts'],
  },
  {
    id: 'D5',
    says: 'What we draw in a page, the page cannot read',
    unit: ['tests/unit/defences/hostile-pages.test.ts'],
    browser: ['tests/e2e/defences/page-view.spec.ts'],
  },
  {
    id: 'D7',
    says: 'A press that no person meant does nothing',
    unit: ['tests/unit/defences/hostile-pages.test.ts'],
    browser: ['tests/e2e/defences/redress.spec.ts'],
  },
  {
    id: 'D8',
    says: 'Text from outside is text, and changes nothing around it',
    unit: ['tests/unit/defences/hostile-text.test.tsx'],
  },
  {
    id: 'D9',
    says: 'Ids come from the address the browser vouches for, never from a page’s word',
    unit: ['tests/unit/utils/domain/pages/service.test.ts', 'tests/unit/defences/foreign-pages.test.ts'],
  },
  {
    id: 'D10',
    says: 'An answer fits its own login in every part, or no token is asked for',
    unit: ['tests/unit/utils/auth/login.test.ts', 'tests/unit/utils/domain/connections/procore.test.ts'],
  },
  {
    id: 'D11',
    says: 'No request leaves for a host outside the table, redirects included',
    unit: ['tests/unit/utils/http/host-gate.test.ts', 'tests/unit/utils/http/guarded-fetch.test.ts'],
  },
  {
    id: 'D12',
    says: 'Origin is taken off our own requests alone',
    unit: ['tests/unit/utils/auth/origin-rule.test.ts'],
    browser: ['tests/e2e/defences/origin.spec.ts'],
  },
  {
    id: 'D13',
    says: 'A connection and a run belong to one person',
    unit: [
      'tests/unit/utils/domain/connections/service.test.ts',
      'tests/unit/utils/domain/guide/engine.test.ts',
    ],
  },
  {
    id: 'D14',
    says: 'Disconnecting forgets everything at once, without the network',
    unit: [
      'tests/unit/utils/domain/connections/connection-life.test.ts',
      'tests/unit/utils/domain/connections/procore.test.ts',
    ],
  },
  {
    id: 'D15',
    says: 'No secret and no address of a person gets into the log, and none into a report unasked',
    unit: [
      'tests/unit/utils/base/redact.test.ts',
      'tests/unit/defences/canaries.test.ts',
      'tests/unit/defences/report.test.ts',
    ],
  },
  {
    id: 'D16',
    says: 'Clearing takes from the hosts that were chosen, and from no other',
    // In a browser the clearing is shown by what other hosts keep; what the switch leaves out needs hosts below a host.
    unit: ['tests/unit/utils/domain/site-data/clearing.test.ts'],
  },
  {
    id: 'D21',
    says: 'A value in a path has the shape of an id',
    unit: ['tests/unit/defences/path-values.test.ts', 'tests/unit/utils/vendors/procore/api.test.ts'],
  },
];

/** What is defended by something that is not there (a listener, a permission, a file) has no switch: its tests plant the fault. */
export type Planted = {
  id: string;
  says: string;
  tests: string;
  /** The names of the tests that plant a fault and find it. */
  plants: RegExp;
};

export const PLANTED: readonly Planted[] = [
  {
    id: 'D4',
    says: 'No message comes in through a page or another extension, no script of ours is in a page’s own world',
    tests: 'tests/package/page-scripts.test.ts',
    plants: /^a planted way in: /,
  },
  {
    id: 'D6',
    says: 'A script of ours tells the page nothing of itself',
    tests: 'tests/package/page-scripts.test.ts',
    plants: /^a planted sign of life: /,
  },
  {
    id: 'D22',
    says: 'No secret, compiled text, remote code, source map or stray file is in a package',
    tests: 'tests/package/package.test.ts',
    plants: /^what would be found if it were there /,
  },
  {
    id: 'D23',
    says: 'Vendor hosts only, what one feature needs is asked at first use, nothing in private windows',
    tests: 'tests/package/page-scripts.test.ts',
    plants: /^a planted permission: /,
  },
  {
    id: 'D24',
    says: 'What npm ci brings in is what was locked, and runs nothing',
    tests: 'tests/package/supply-chain.test.ts',
    plants: /(?:would run it without our setting|refuses a lock file .*)$/,
  },
];
