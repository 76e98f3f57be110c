import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type Cause, CAUSES, cause } from '../../sandbox/causes/index.ts';
import { areApart, orderOf, ONLY_SAID } from './pairs.ts';
import { troublesIn } from './person.ts';
import { createProof, type Proof, type Result } from './proof.ts';

/** Pairs in which the check of one can only say what it needs to tell. More than this is a fault of the troubleshooter. */
const MOST_NEEDING = 50;

// One sandbox for all. Made when the fake browser is there, which is before each test.
let made: Promise<Proof> | undefined;
let proof: Proof;
beforeEach(async () => {
  proof = await (made ??= createProof());
  proof.countersign.playBrowser();
});
afterAll(() => proof.stop());

const tally = { planted: 0, named: 0, needing: 0, extra: 0 };

/** What became of each planted cause, and what else was named; `hidden` may do with saying what is needed. */
function judge(causes: readonly Cause[], { troubles, findings }: Result, hidden: Cause | null = null) {
  const what = causes.map(({ id }) => id).join(' + ');
  const missed: string[] = [];
  for (const each of causes) {
    const own = findings.flat().filter(({ check }) => check === each.check);
    const isNamed =
      troubles.some(({ check }) => check === each.check) ||
      own.some(({ outcome }) => outcome === ONLY_SAID[each.id]);
    const isNeeding =
      !isNamed &&
      each === hidden &&
      own.some(({ verdict, needs }) => verdict === 'could-not-tell' && needs.length > 0);
    tally.planted += 1;
    if (isNamed || isNeeding) tally.named += 1;
    else missed.push(`${what}: ${each.check} says ${own.map(({ outcome }) => outcome).join(', ')}`);
    if (isNeeding) tally.needing += 1;
  }
  const extra = new Set(
    troubles.flatMap(({ check, outcome }) =>
      causes.some((each) => each.check === check) ? [] : [`${what}: ${check} says ${outcome}`],
    ),
  );
  tally.extra += extra.size;
  return { missed, extra: [...extra] };
}

const ids = CAUSES.map(({ id }) => id);
/** For each check the first cause it has to name; with `npm run causes` all of them, which takes some minutes. */
const paired = process.env['COUNTERSIGN_ALL_PAIRS']
  ? CAUSES
  : CAUSES.filter(({ check }, at) => CAUSES.findIndex((other) => other.check === check) === at);
/** `npm test` takes every fourth pair, so that each cause stands beside a quarter of the others. */
const STEP = Number(process.env['COUNTERSIGN_PAIRS_STEP'] ?? 1);
const pairs = paired.flatMap((one, at) =>
  paired
    .slice(at + 1)
    .map((other): [Cause, Cause] => [one, other])
    .filter((_, next) => (at + next) % STEP === 0),
);
const possible = pairs.filter(([one, other]) => !areApart(one, other));

describe('the troubleshooter', () => {
  test('finds nothing wrong where nothing is', async () => {
    const pass = await proof.healthy();
    expect(troublesIn(pass)).toEqual([]);
    expect(pass.diagnosis.question).toBeNull();
  });

  test.each(ids)('names %s', async (id) => {
    const result = await proof.run([[cause(id)]]);
    expect(judge([cause(id)], result)).toEqual({ missed: [], extra: [] });
  });

  test('names both of every two that can be true at once', { timeout: 900_000 }, async () => {
    const missed: string[] = [];
    const extra: string[] = [];
    for (const pair of possible) {
      const { steps, hidden } = orderOf(...pair);
      const found = judge(pair, await proof.run(steps), hidden);
      missed.push(...found.missed);
      extra.push(...found.extra);
    }
    console.log(
      `${tally.named} of ${tally.planted} planted causes named, ${tally.extra} named that were not planted\n` +
        `${tally.needing} of them by saying what it takes to tell, as another hides them ` +
        `(${CAUSES.length} causes alone, ${paired.length} in pairs; ${pairs.length - possible.length} of ${pairs.length} pairs cannot be true at once)`,
    );
    expect({ missed, extra }).toEqual({ missed: [], extra: [] });
    expect(tally.needing).toBeLessThanOrEqual(MOST_NEEDING);
  });

  test('has looked at everything in three seconds', async () => {
    const took = await proof.timeOfPass();
    console.log(`A pass over all facts took ${took} ms.`);
    expect(took).toBeLessThan(3_000);
  });

  test('comes to its end where no host answers', async () => {
    proof.sandbox.world.faults.push({ host: '*', path: '/', how: 'hang' });
    const took = await proof.timeOfPass();
    console.log(`A pass over all facts took ${took} ms while no host answered.`);
    expect(took).toBeLessThan(3_500);
  });
});
