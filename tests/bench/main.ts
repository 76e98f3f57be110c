import { buildShipping } from '../e2e/build.ts';
import { type Figure, print } from './figure.ts';
import { run as ledger } from './ledger/ledger.ts';
import { run as page } from './page/page.ts';
import { run as start } from './start/start.ts';

/** `npm run bench`: the figures that matter, each against a baseline of the same run. Builds what it measures. */
const benches: Record<string, () => Promise<Figure[]>> = { page, start, ledger };

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`No such bench: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}

buildShipping('chrome');
const figures: Figure[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`measuring: ${name}`);
  figures.push(...(await bench()));
}
print(figures);
