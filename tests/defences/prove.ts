/**
 * `npm run defences`: takes each defence away once and looks whether its tests notice. A line for each row of the table,
 * then `N passed, N failed`. `--unit` leaves the browser out; `--results <file>` writes the two numbers and the failed
 * lines there as JSON.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { buildShipping } from '../e2e/build.ts';
import { proveInBrowser } from './browser-runs.ts';
import { type Count, runUnits } from './unit-runs.ts';
import { PLANTED, type Planted, SWITCHED, type Switched } from './table.ts';

const { values: options } = parseArgs({
  options: { unit: { type: 'boolean' }, results: { type: 'string' } },
});

buildShipping('chrome');
buildShipping('firefox');

const rows: { id: string; holds: boolean; line: string }[] = [];
const units = await runUnits(SWITCHED, PLANTED);
for (const row of SWITCHED) judgeSwitched(row);
for (const row of PLANTED) judgePlanted(row);
if (!options.unit) {
  for (const { id, file, count } of proveInBrowser(SWITCHED))
    add(id, red(count), `${verdict(count)} in Chromium: ${say(count)} (${file})`);
}

const number = (id: string) => Number(id.slice(1));
for (const { line } of rows.toSorted((a, b) => number(a.id) - number(b.id))) console.log(line);
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
  rows.push({ id, holds, line: `${holds ? 'ok    ' : 'FAILED'} ${id.padEnd(3)} ${what}` });
}

function judgeSwitched({ id, says }: Switched): void {
  const with_ = units.shipped(id);
  const without = units.without(id);
  if (with_.broken > 0 || with_.failed.length > 0 || with_.all === 0)
    add(id, false, `is not green with it: ${say(with_)}`);
  else if (without.all !== with_.all)
    add(id, false, `without it ${without.all} tests ran, with it ${with_.all}: nothing is proven`);
  else add(id, red(without), `${verdict(without)} without it: ${say(without)}. ${says}.`);
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

function judgePlanted({ id, says, plants }: Planted): void {
  const { broken, failed, names } = units.planted(id);
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
