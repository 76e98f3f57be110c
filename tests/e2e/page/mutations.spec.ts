import fc from 'fast-check';
import { CATALOGUE, type CataloguePage } from '../../sandbox/procore/catalogue.ts';
import { bundle } from './bundle.ts';
import { readingsOf } from './reading-lines.ts';
import { type Mutation, OPERATIONS } from './mutate.ts';
import type { Mutants } from './mutants.ts';
import { expect, test } from './page-test.ts';
import { createServed } from './served.ts';

declare global {
  var mutants: Mutants;
}

/** So many changed pages; COUNTERSIGN_MUTATIONS asks for more, COUNTERSIGN_SEED for others. */
const COUNT = Number(process.env['COUNTERSIGN_MUTATIONS'] ?? 3000);
const SEED = Number(process.env['COUNTERSIGN_SEED'] ?? 20_261_121);
const EACH = 20;

const mutation: fc.Arbitrary<Mutation> = fc.record({
  operation: fc.constantFrom(...OPERATIONS),
  at: fc.nat(1_000_000),
  by: fc.nat(1_000_000),
});
const mutationsOfOnePage = fc.array(fc.array(mutation, { minLength: 1, maxLength: 8 }), {
  minLength: EACH,
  maxLength: EACH,
});

/** The readings that a page in this condition never says, however little of it is left. */
function falsehoods(page: CataloguePage, lines: readonly string[]): string[] {
  const truths = page.expected.map(({ kind, truth }) => `${kind} ${truth}`);
  return readingsOf(lines)
    .filter(({ says }) => says !== 'unknown')
    .map(({ kind, says }) => `${kind} ${says}`)
    .filter((said) => {
      const at = truths.indexOf(said);
      if (at >= 0) truths.splice(at, 1);
      return at < 0;
    });
}

test(`${COUNT} changed pages: an answer may become unknown or vanish, and is never wrong`, async ({
  stage: { page },
}) => {
  test.setTimeout(60_000 + COUNT * 50);
  const served = createServed();
  const pages = CATALOGUE.filter(
    ({ needsScripts, zone, id }) =>
      !needsScripts && zone === 'us02.procore.com' && !id.startsWith('long list'),
  );
  const runs = fc.sample(fc.tuple(fc.nat(pages.length - 1), mutationsOfOnePage), {
    numRuns: Math.ceil(COUNT / EACH),
    seed: SEED,
  });
  await page.goto('https://us02.procore.com/');
  await page.evaluate(await bundle('mutants.ts'));
  const wrong: string[] = [];
  let read = 0;
  let answers = 0;
  for (const [index, changes] of runs) {
    const entry = pages[index];
    if (!entry) continue;
    const { body } = await served(entry.url);
    const all = await page.evaluate(
      ({ path, html, list }) => {
        mutants.load(path, html);
        return mutants.read(list);
      },
      { path: entry.path, html: body, list: changes },
    );
    all.forEach((lines, at) => {
      read += 1;
      answers += lines.filter((line) => !line.includes('unknown')).length;
      for (const said of falsehoods(entry, lines))
        wrong.push(`${entry.id}: ${said} after ${JSON.stringify(changes[at])}`);
    });
  }
  console.log(`${read} mutated pages, ${wrong.length} wrong (${answers} certain answers among them)`);
  expect(wrong).toEqual([]);
  // Were everything unknown, nothing could be wrong.
  expect(answers).toBeGreaterThan(read / 4);
});
