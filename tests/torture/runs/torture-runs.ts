import 'fake-indexeddb/auto';
import { startSandbox } from '../../sandbox/server.ts';
import { createRandom } from '../random.ts';
import { DEATH_POINTS } from './mortal.ts';
import { runToy, type ToyResult } from './toy-run.ts';

/** Run after run, each with a seed of its own; and whether every crash point was hit. */
export async function tortureRuns({
  runs,
  users,
  seed,
  say,
}: {
  runs: number;
  users: number;
  seed: number;
  say: (line: string) => void;
}): Promise<{ faults: readonly string[]; line: string }> {
  const results: ToyResult[] = [];
  const startedAt = performance.now();
  for (let run = 0; run < runs; run++) {
    const sandbox = await startSandbox();
    try {
      const result = await runToy(sandbox, {
        users,
        random: createRandom(seed + run),
        deathEvery: 8,
        faultEvery: 3,
        hidden: (number) => number % 20 === 3,
      });
      results.push(result);
      say(
        `seed ${seed + run}: ${result.settled} done, ${result.unknown} unknown, ${result.wrong.length} wrong`,
      );
    } finally {
      await sandbox.stop();
    }
  }
  const sum = (figure: (result: ToyResult) => number) =>
    results.reduce((total, result) => total + figure(result), 0);
  const deaths = DEATH_POINTS.map((point) => ({ point, count: sum((result) => result.deaths[point]) }));
  const faults = [
    ...results.flatMap(({ wrong }) => wrong),
    ...deaths.filter(({ count }) => count === 0).map(({ point }) => `no worker died ${point}`),
  ];
  const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
  const line = [
    `${runs} runs of ${users} invitations`,
    `${deaths.reduce((total, { count }) => total + count, 0)} deaths (${deaths.map(({ point, count }) => `${point} ${count}`).join(', ')})`,
    `${sum((result) => result.faults)} faults of the network in ${sum((result) => result.requests)} requests`,
    `${sum((result) => result.waits)} waits`,
    `${sum((result) => result.settled)} done`,
    `${sum((result) => result.unknown)} unknown`,
    `${faults.length} wrong`,
    `${minutes} min`,
  ].join('; ');
  return { faults, line };
}
