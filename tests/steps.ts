import type { Runner } from './results.ts';
import type { Scheduled } from './schedule.ts';

/** The script of package.json of that name. */
export type TestStep = Scheduled & {
  /** Absent: it is no test runner, and counts as one. */
  counts?: Runner;
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
};

// They write the types that all others read: one after the other, since both write the same.
const BUILDS = ['build', 'build:firefox'];

/** No browser needed. The longest come first, so that none is left to run with a core idle beside it. */
const check = (contract: readonly TestStep[]): readonly TestStep[] => [
  { name: 'build' },
  { name: 'format:check' },
  { name: 'build:firefox', after: ['build'] },
  { name: 'unit', counts: 'vitest', after: BUILDS },
  ...contract,
  { name: 'package', counts: 'vitest', after: BUILDS },
  { name: 'typecheck:prepared', after: BUILDS },
  { name: 'lint:prepared', after: BUILDS },
  { name: 'lint:ext', after: BUILDS },
  { name: 'size', after: BUILDS },
  { name: 'deadcode:prepared', after: BUILDS },
];

const CONTRACT: TestStep = { name: 'contract', counts: 'vitest', after: BUILDS };
/** Each keeps both cores busy, or measures what one of them does. */
const E2E: TestStep = { name: 'e2e', counts: 'playwright', after: BUILDS, alone: true };
const MEASURED: TestStep = { name: 'measured', counts: 'playwright', after: BUILDS, alone: true };
const DEFENCES: TestStep = { name: 'defences', counts: 'rows', after: BUILDS, alone: true };

// For every change: what is not marked, a tenth of the changed pages, and each cause of trouble beside a quarter of the others.
const args = ['--grep-invert', '@long'];
const FEWER_PAGES = { COUNTERSIGN_MUTATIONS: '300' };
const FEWER_PAIRS = { COUNTERSIGN_PAIRS_STEP: '4' };

/** What each command runs: `npm run check`, `npm test` and `npm run test:all`. */
export const COMMANDS = {
  check: check([]),
  test: [
    ...check([{ ...CONTRACT, env: FEWER_PAIRS }]),
    { ...E2E, args, env: FEWER_PAGES },
    { ...MEASURED, args },
    DEFENCES,
  ],
  'test:all': [...check([CONTRACT]), E2E, MEASURED, { ...DEFENCES, args: ['--all'] }],
} as const satisfies Record<string, readonly TestStep[]>;

export const isCommand = (name: string | undefined): name is keyof typeof COMMANDS =>
  name !== undefined && Object.hasOwn(COMMANDS, name);
