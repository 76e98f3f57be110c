import 'fake-indexeddb/auto';
import { expect } from 'vitest';
import { createRandom } from '../../torture/random.ts';
import { runToy } from '../../torture/runs/toy-run.ts';
import { test } from '../docusign-fixtures.ts';

test('200 invitations, over workers that die at every point and a network that fails', {
  timeout: 300_000,
}, async ({ sandbox }) => {
  const result = await runToy(sandbox, {
    users: 200,
    random: createRandom(7),
    deathEvery: 15,
    faultEvery: 5,
    hidden: (number) => number % 20 === 3,
  });
  expect(result.wrong).toEqual([]);
  expect(result.settled + result.unknown).toBe(200);
  // A point that was never hit, and a look that always could tell, would show nothing.
  expect(Object.entries(result.deaths).filter(([, count]) => count === 0)).toEqual([]);
  expect(result.faults).toBeGreaterThan(20);
  expect(result.unknown).toBeGreaterThan(0);
});
