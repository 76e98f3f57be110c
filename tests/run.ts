/**
 * What `npm run check` and `npm test` do: every step in order, to the end even when one fails, then what failed by name,
 * the ten slowest tests, and one closing line that counts them all: `N passed, N failed`. A step that is a test runner
 * counts its tests, any other counts as one. `-- --json FILE` writes seconds and counts of each step there.
 */
import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium, ensureFirefox, MissingBrowser } from './browsers/ensure.ts';
import { type Count, readOutcome, type Runner, type Timed } from './results.ts';

type Step = { script: string; counts?: Runner };
type Told = Count & { script: string; seconds: number };

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
  { script: 'measured', counts: 'playwright' },
  { script: 'defences', counts: 'rows' },
];

const SLOWEST = 10;

const {
  values: { json },
  positionals: [what],
} = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
if (what !== 'check' && what !== 'test') throw new Error('Usage: node tests/run.ts check|test [--json FILE]');
if (what === 'test') await browsersOrLeave();

await rm(RESULTS, { recursive: true, force: true });
await mkdir(RESULTS, { recursive: true });
const steps: Told[] = [];
const timed: Timed[] = [];
const lines: string[] = [];
for (const step of what === 'check' ? CHECK : TEST) {
  console.log(`\n── ${step.script}`);
  const started = performance.now();
  const succeeded = await npmRun(step);
  const outcome = await readOutcome(step.counts, reportOf(step), succeeded);
  const { passed, failed, named = [] } = outcome;
  const seconds = Math.round((performance.now() - started) / 1000);
  steps.push({ script: step.script, seconds, passed, failed });
  timed.push(
    ...(outcome.timed ?? []).map(({ name, seconds: each }) => ({
      name: `${step.script}: ${name}`,
      seconds: each,
    })),
  );
  lines.push(
    `${succeeded ? 'ok    ' : 'FAILED'} ${step.script.padEnd(14)} ${String(seconds).padStart(4)} s  ${say(outcome)}`,
    ...named.map((name) => `       ${name}`),
  );
}
const total = steps.reduce(
  (sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }),
  { passed: 0, failed: 0 },
);
const slowest = timed.toSorted((one, other) => other.seconds - one.seconds).slice(0, SLOWEST);
console.log(`\n${lines.join('\n')}\n\nthe slowest:`);
for (const { name, seconds } of slowest) console.log(`${seconds.toFixed(1).padStart(7)} s  ${name}`);
console.log(say(total));
if (json !== undefined) await writeFile(json, `${JSON.stringify({ ...total, steps, slowest }, null, 2)}\n`);
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

function reportOf({ script }: Step): string {
  return join(RESULTS, `${script}.json`);
}

/** Runs a script of package.json with its output passed through; true when it ended well. */
function npmRun(step: Step): Promise<boolean> {
  const { script, counts } = step;
  const file = reportOf(step);
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
