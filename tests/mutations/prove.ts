/**
 * `npm run defences`: takes each guard away once and looks whether its tests notice. A line for each proof, then
 * `N passed, N failed`. `--all` takes the long ones as well; `--unit` leaves the browser out, `--browser` all else;
 * `--only <text>` takes the ids that begin with it, long or not; `--results <file>` writes the two numbers and the failed
 * lines there as JSON.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { buildShipping } from '../e2e/build.ts';
import { proveInBrowser } from './browser-runs.ts';
import { isInBrowser, type Mutation } from './mutation.ts';
import { MUTATIONS } from './mutations.ts';
import { PLANTED, type Planted } from './planted.ts';
import { type Count, runMutations, runPlanted, type UnitRun } from './unit-runs.ts';

const { values: options } = parseArgs({
  options: {
    all: { type: 'boolean' },
    unit: { type: 'boolean' },
    browser: { type: 'boolean' },
    only: { type: 'string', default: '' },
    results: { type: 'string' },
  },
});

const rows: { holds: boolean; line: string }[] = [];
const isMeant = ({ id }: { id: string }) => id.startsWith(options.only);
const mutations = MUTATIONS.filter(isMeant);
const planted = PLANTED.filter(isMeant);
const takesLong = options.all || options.only !== '';
const inBrowser = mutations.filter(
  ({ mustFail, isLong }) => !options.unit && (takesLong || !isLong) && mustFail.some(isInBrowser),
);

if (planted.length > 0 || inBrowser.length > 0) {
  buildShipping('chrome');
  buildShipping('firefox');
}
if (!options.browser) {
  await runMutations(mutations, judge);
  const counts = planted.length > 0 ? await runPlanted(planted) : new Map<string, Count>();
  for (const row of planted) judgePlanted(row, counts.get(row.id));
}
for (const mutation of inBrowser) {
  for (const { file, count } of proveInBrowser(mutation))
    add(mutation.id, red(count), `${verdict(count)} in Chromium: ${say(count)} (${file}). ${mutation.says}.`);
}

const total = {
  passed: rows.filter(({ holds }) => holds).length,
  failed: rows.filter(({ holds }) => !holds).length,
};
console.log(`${total.passed} passed, ${total.failed} failed`);
if (options.results !== undefined) {
  await mkdir(dirname(options.results), { recursive: true });
  const named = rows.filter(({ holds }) => !holds).map(({ line }) => line);
  await writeFile(options.results, JSON.stringify({ ...total, named }));
}
process.exit(total.failed === 0 ? 0 : 1);

function add(id: string, holds: boolean, what: string): void {
  const line = `${holds ? 'ok    ' : 'FAILED'} ${id.padEnd(21)} ${what}`;
  rows.push({ holds, line });
  console.log(line);
}

function judge({ id, says, file }: Mutation, { proof, asItIs, mutated, applied }: UnitRun): void {
  const where = `(${proof.file})`;
  if (asItIs.broken > 0 || asItIs.failed.length > 0 || asItIs.all === 0)
    add(id, false, `is not green with it: ${say(asItIs)} ${where}`);
  else if (!applied) add(id, false, `its tests do not use ${file} ${where}`);
  else if (mutated.all !== asItIs.all)
    add(id, false, `without it ${mutated.all} tests ran, with it ${asItIs.all}: nothing is proven ${where}`);
  else add(id, red(mutated), `${verdict(mutated)} without it: ${say(mutated)} ${where}. ${says}.`);
}

/** Red is a test that looked and found something else, not one that crashed or was never run. */
function red({ broken, failed }: Count): boolean {
  return broken === 0 && failed.some(({ judged }) => judged);
}

function verdict(count: Count): string {
  return red(count) ? 'red' : 'NOT RED';
}

function say({ broken, failed, all }: Count): string {
  const crashed = broken > 0 ? `, ${broken} files broken` : '';
  return `${failed.length} of ${all} tests fail${crashed}`;
}

function judgePlanted(
  { id, says, plants }: Planted,
  { broken, failed, names }: Count = { all: 0, names: [], failed: [], broken: 1 },
): void {
  const planting = names.filter((name) => plants.test(name));
  const missed = failed.filter(({ name }) => plants.test(name));
  const others = failed.filter((one) => !missed.includes(one));
  const holds = broken === 0 && failed.length === 0 && planting.length > 0;
  const wrong = others.map(({ name }) => ` As it stands, red: ${name}.`).join('');
  add(
    id,
    holds,
    `${planting.length - missed.length} of ${planting.length} planted faults found. ${says}.${wrong}`,
  );
}
