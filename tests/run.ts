/**
 * What `npm run check`, `npm test` and `npm run test:all` do: every step (`tests/steps.ts`), to the end even when one fails,
 * then what failed by name, the ten slowest tests, and one closing line that counts them all: `N passed, N failed`. A step
 * that is a test runner counts its tests, any other counts as one. What runs beside another prints all it has to say when
 * it ends. `-- --json FILE` writes seconds and counts of each step there.
 */
import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium, ensureFirefox, MissingBrowser } from './browsers/ensure.ts';
import { type Count, type Outcome, readOutcome } from './results.ts';
import { runAll } from './schedule.ts';
import { COMMANDS, isCommand, type TestStep } from './steps.ts';

type Told = Outcome & { name: string; seconds: number; succeeded: boolean };

const ROOT = resolve(import.meta.dirname, '..');
const RESULTS = join(ROOT, '.output', 'results');

const SLOWEST = 10;

const {
  values: { json },
  positionals: [what],
} = parseArgs({ allowPositionals: true, options: { json: { type: 'string' } } });
if (!isCommand(what))
  throw new Error(`Usage: node tests/run.ts ${Object.keys(COMMANDS).join('|')} [--json FILE]`);
if (what !== 'check') await browsersOrLeave();

await rm(RESULTS, { recursive: true, force: true });
await mkdir(RESULTS, { recursive: true });
const started = performance.now();
const told = await runAll(COMMANDS[what], Math.min(2, availableParallelism()), tell);
const total: Count = {
  passed: told.reduce((sum, { passed }) => sum + passed, 0),
  failed: told.reduce((sum, { failed }) => sum + failed, 0),
};
const slowest = told
  .flatMap(({ name, timed = [] }) => timed.map((test) => ({ ...test, name: `${name}: ${test.name}` })))
  .toSorted((one, other) => other.seconds - one.seconds)
  .slice(0, SLOWEST);
const seconds = secondsSince(started);

console.log('');
for (const { name, seconds: each, succeeded, named = [], ...count } of told) {
  const verdict = succeeded ? 'ok    ' : 'FAILED';
  console.log(`${verdict} ${name.padEnd(14)} ${String(each).padStart(4)} s  ${say(count)}`);
  for (const test of named) console.log(`       ${test}`);
}
console.log(`${''.padEnd(21)} ${String(seconds).padStart(4)} s  in all\n\nthe slowest:`);
for (const { name, seconds: each } of slowest) console.log(`${each.toFixed(1).padStart(7)} s  ${name}`);
console.log(say(total));
if (json !== undefined) {
  const steps = told.map(({ name, seconds: each, passed, failed }) => ({
    script: name,
    seconds: each,
    passed,
    failed,
  }));
  await writeFile(json, `${JSON.stringify({ ...total, seconds, steps, slowest }, null, 2)}\n`);
}
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

/** Runs a step and says how it went. Output of one that runs alone is passed through. */
async function tell(step: TestStep): Promise<Told> {
  const { name, counts, alone } = step;
  console.log(alone ? `\n── ${name}` : `.. ${name} begins`);
  const from = performance.now();
  const report = join(RESULTS, `${name.replaceAll(':', '-')}.json`);
  const { succeeded, output } = await npmRun(step, report);
  if (!alone) process.stdout.write(Buffer.concat([Buffer.from(`\n── ${name}\n`), ...output]));
  const outcome = await readOutcome(counts, report, succeeded);
  return { ...outcome, name, seconds: secondsSince(from), succeeded: succeeded && outcome.failed === 0 };
}

/** Runs a script of package.json; it succeeded when it ended well. */
function npmRun(
  { name, counts, alone, args = [], env }: TestStep,
  report: string,
): Promise<{ succeeded: boolean; output: Buffer[] }> {
  const reporters = {
    vitest: ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    playwright: ['--reporter=list,json'],
    rows: ['--results', report],
  };
  const passed = [...(counts === undefined ? [] : reporters[counts]), ...args];
  // Without what comes before a script when it is run by hand: the builds made the types.
  const npm = ['run', '--silent', '--ignore-scripts', name, ...(passed.length > 0 ? ['--', ...passed] : [])];
  const child = spawn('npm', npm, {
    cwd: ROOT,
    stdio: alone ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    env: { ...process.env, ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  const output: Buffer[] = [];
  child.stdout?.on('data', (piece: Buffer) => output.push(piece));
  child.stderr?.on('data', (piece: Buffer) => output.push(piece));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ succeeded: code === 0, output }));
  });
}

function secondsSince(start: number): number {
  return Math.round((performance.now() - start) / 1000);
}
