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

/** No browser needed. */
const CHECK: readonly TestStep[] = [
  { name: 'build' },
  { name: 'format:check' },
  { name: 'build:firefox', after: ['build'] },
  { name: 'unit', counts: 'vitest', after: BUILDS },
  { name: 'package', counts: 'vitest', after: BUILDS },
  { name: 'typecheck', after: BUILDS },
  { name: 'lint', after: BUILDS },
  { name: 'lint:ext', after: BUILDS },
  { name: 'size', after: BUILDS },
  { name: 'deadcode', after: BUILDS },
];

const CONTRACT: TestStep = { name: 'contract', counts: 'vitest', after: BUILDS };
/** Playwright keeps both cores busy: one worker for each browser, or one that measures. */
const BROWSERS: readonly TestStep[] = [
  { name: 'e2e', counts: 'playwright', after: BUILDS, alone: true },
  { name: 'measured', counts: 'playwright', after: BUILDS, alone: true },
];
const DEFENCES: TestStep = { name: 'defences', counts: 'rows', after: BUILDS, alone: true };

/** For every change: without what is marked, and with a tenth of the changed pages. */
const short = (step: TestStep): TestStep => ({
  ...step,
  args: ['--grep-invert', '@long'],
  env: { COUNTERSIGN_MUTATIONS: '300' },
});

/** What each command runs: `npm run check`, `npm test` and `npm run test:all`. */
export const COMMANDS = {
  check: CHECK,
  test: [...CHECK, CONTRACT, ...BROWSERS.map(short), DEFENCES],
  'test:all': [...CHECK, CONTRACT, ...BROWSERS, { ...DEFENCES, args: ['--all'] }],
} as const satisfies Record<string, readonly TestStep[]>;

export const isCommand = (name: string | undefined): name is keyof typeof COMMANDS =>
  name !== undefined && Object.hasOwn(COMMANDS, name);
