import { expect, test } from 'vitest';
import { runAll, type Scheduled } from '../../schedule.ts';
import { COMMANDS } from '../../steps.ts';

/** Steps that end when they are told, and what was running while each ran. */
async function play(steps: readonly Scheduled[], slots: number, ends: readonly string[]) {
  const running = new Map<string, (result: string) => void>();
  const started: string[] = [];
  const all = runAll(steps, slots, ({ name }) => {
    started.push([name, ...running.keys()].join(' beside '));
    return new Promise<string>((done) => running.set(name, done));
  });
  for (const name of ends) {
    await expect.poll(() => running.has(name)).toBe(true);
    running.get(name)?.(`${name} over`);
    running.delete(name);
  }
  return { started, results: await all };
}

test('runs two at a time, in the order of the list', async () => {
  const { started, results } = await play([{ name: 'a' }, { name: 'b' }, { name: 'c' }], 2, ['b', 'c', 'a']);
  expect(started).toEqual(['a', 'b beside a', 'c beside a']);
  expect(results).toEqual(['a over', 'b over', 'c over']);
});

test('starts nothing before what it waits for is over, and meanwhile what waits for nothing', async () => {
  const steps = [{ name: 'a' }, { name: 'after a', after: ['a', 'not in the list'] }, { name: 'c' }];
  const { started } = await play(steps, 2, ['a', 'c', 'after a']);
  expect(started).toEqual(['a', 'c beside a', 'after a beside c']);
});

test('runs nothing beside what wants to be alone, and lets nothing overtake it', async () => {
  const steps: Scheduled[] = [{ name: 'a' }, { name: 'alone', alone: true }, { name: 'c' }, { name: 'd' }];
  const { started } = await play(steps, 2, ['a', 'alone', 'c', 'd']);
  expect(started).toEqual(['a', 'alone', 'c', 'd beside c']);
});

test('one at a time where there is one core', async () => {
  const { started } = await play([{ name: 'a' }, { name: 'b' }], 1, ['a', 'b']);
  expect(started).toEqual(['a', 'b']);
});

test('says which steps wait for one another', async () => {
  const ring: Scheduled[] = [
    { name: 'a', after: ['b'] },
    { name: 'b', after: ['a'] },
  ];
  await expect(runAll(ring, 2, async () => '')).rejects.toThrow('wait for one another: a, b');
});

test('everything that `npm test` runs is part of `npm run test:all`, and that knows no step of another name', () => {
  const names = (steps: readonly Scheduled[]) => steps.map(({ name }) => name);
  expect(names(COMMANDS['test:all'])).toEqual(expect.arrayContaining(names(COMMANDS.test)));
  const known = names(COMMANDS['test:all']);
  expect(
    COMMANDS['test:all'].flatMap(({ after = [] }) => after).filter((name) => !known.includes(name)),
  ).toEqual([]);
});
