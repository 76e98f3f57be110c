import { guideFaults, lineOf, tortureGuide } from '../../torture/guide.ts';
import { expect, test } from './scene.ts';

/** More of them: `npm run torture -- guide`. */
const RUNS = 1;

test('goes through re-links while the worker is killed again and again, and never stands still', async ({
  scene,
}) => {
  const seen = await tortureGuide(scene, RUNS);
  console.log(lineOf(seen));
  expect(guideFaults(seen)).toEqual([]);
});
