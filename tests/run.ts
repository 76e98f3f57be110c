/**
 * What `npm run check` and `npm test` do: every step in order, to the end even when one fails, then what failed by name,
 * and one closing line that counts them all: `N passed, N failed`. A step that is a test runner counts its tests, any
 * other counts as one.
 */
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ensureChromium, ensureFirefox, MissingBrowser } from './browsers/ensure.ts';

type Count = { passed: number; failed: number };
/** `named`: the tests that failed, each with the first lines of why. */
type Outcome = Count & { named?: string[] };
type Step = { script: string; counts?: 'vitest' | 'playwright' | 'rows' };

const ROOT = resolve(import.meta.dirname, '..');
const RESULTS = join(ROOT, '.output', 'results');

/** No browser needed. */
const CHECK: readonly Step[] = [
  { script: 'format:check' },
  { script: 'typecheck' },
  { script: 'lint' },
  { script: 'unit', counts: 'vitest' },
  { script: 'build' },
  { script: 'build:firefox' },
  { script: 'package', counts: 'vitest' },
  { script: 'lint:ext' },
  { script: 'size' },
  { script: 'deadcode' },
];
const TEST: readonly Step[] = [
  ...CHECK,
  { script: 'contract', counts: 'vitest' },
  { script: 'e2e', counts: 'playwright' },
  { script: 'defences', counts: 'rows' },
];

const what = process.argv[2];
if (what !== 'check' && what !== 'test') throw new Error('Usage: node tests/run.ts check|test');
if (what === 'test') await browsersOrLeave();

await rm(RESULTS, { recursive: true, force: true });
await mkdir(RESULTS, { recursive: true });
const total: Count = { passed: 0, failed: 0 };
const lines: string[] = [];
for (const step of what === 'check' ? CHECK : TEST) {
  console.log(`\n── ${step.script}`);
  const started = performance.now();
  const succeeded = await npmRun(step);
  const count = await countOf(step, succeeded);
  total.passed += count.passed;
  total.failed += count.failed;
  const seconds = ((performance.now() - started) / 1000).toFixed(0).padStart(4);
  lines.push(`${succeeded ? 'ok    ' : 'FAILED'} ${step.script.padEnd(14)} ${seconds} s  ${say(count)}`);
  lines.push(...(count.named ?? []).map((name) => `       ${name}`));
}
console.log(`\n${lines.join('\n')}\n${say(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;

function say({ passed, failed }: Count): string {
  return `${passed} passed, ${failed} failed`;
}

/** Better to hear of a missing browser now than after ten minutes. */
async function browsersOrLeave(): Promise<void> {
  try {
    await ensureChromium();
    await ensureFirefox();
  } catch (error) {
    if (!(error instanceof MissingBrowser)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** Runs a script of package.json with its output passed through; true when it ended well. */
function npmRun({ script, counts }: Step): Promise<boolean> {
  const file = join(RESULTS, `${script}.json`);
  const reporters = {
    vitest: ['--', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    playwright: ['--', '--reporter=list,json'],
    rows: ['--', '--results', file],
  };
  const args = ['run', '--silent', script, ...(counts === undefined ? [] : reporters[counts])];
  const child = spawn('npm', args, {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done(code === 0));
  });
}

/** What a runner's report says. A runner that failed although no test did (a broken file, a crash) counts as one failure. */
async function countOf({ script, counts }: Step, succeeded: boolean): Promise<Outcome> {
  const asOne = { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 };
  if (counts === undefined) return asOne;
  let count: Outcome;
  try {
    const report: unknown = JSON.parse(await readFile(join(RESULTS, `${script}.json`), 'utf8'));
    count = { vitest: fromVitest, playwright: fromPlaywright, rows: fromRows }[counts](report);
  } catch {
    return { passed: 0, failed: 1 };
  }
  return succeeded || count.failed > 0 ? count : { ...count, failed: 1 };
}

/** Ours, of `tests/defences/prove.ts`, is of that shape already. */
function fromRows(report: unknown): Outcome {
  return report as Outcome;
}

function fromVitest(report: unknown): Outcome {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = report as Record<
    'numPassedTests' | 'numFailedTests' | 'numPendingTests',
    number
  > & {
    testResults: { assertionResults: { status: string; fullName: string; failureMessages: string[] }[] }[];
  };
  return {
    passed: numPassedTests,
    // A skipped test is one that nobody knows the result of.
    failed: numFailedTests + numPendingTests,
    named: testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status !== 'passed')
      .map(({ fullName, failureMessages }) => named(fullName, failureMessages[0])),
  };
}

/** As in Playwright's JSON report: suites in suites, and in them the specs with the results of each project. */
type Suite = {
  title: string;
  suites?: Suite[];
  specs: { title: string; ok: boolean; tests: { results: { error?: { message?: string } }[] }[] }[];
};

function fromPlaywright(report: unknown): Outcome {
  const { stats, suites } = report as {
    stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>;
    suites: Suite[];
  };
  const failing = (suite: Suite, above: string[]): string[] => [
    ...suite.specs
      .filter(({ ok }) => !ok)
      .map(({ title, tests }) =>
        named([...above, suite.title, title].join(' › '), tests[0]?.results[0]?.error?.message),
      ),
    ...(suite.suites ?? []).flatMap((inner) => failing(inner, [...above, suite.title])),
  ];
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + stats.skipped,
    named: suites.flatMap((suite) => failing(suite, [])),
  };
}

function named(test: string, why = 'no reason given'): string {
  const lines = stripVTControlCharacters(why)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return `${test}: ${lines.slice(0, 6).join(' | ').slice(0, 400)}`;
}
