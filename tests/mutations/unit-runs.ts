import { resolve } from 'node:path';
import { createVitest, type TestModule, type TestSpecification, type Vitest } from 'vitest/node';
import type { TestError } from 'vitest';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { isInBrowser, type Mutation, mutationPlugin, type Proof } from './mutation.ts';
import type { Planted } from './planted.ts';

type Failed = {
  name: string;
  /** An assertion failed. Anything else (a crash, a timeout) proves nothing. */
  judged: boolean;
};
export type Count = {
  all: number;
  names: string[];
  failed: Failed[];
  /** Files that could not be run at all. */
  broken: number;
};

const ROOT = resolve(import.meta.dirname, '../..');

/** One after the other in this many runners at once. */
const LANES = 2;

type Lane = Awaited<ReturnType<typeof openLane>>;

/** Vitest with the source as it is, or with one mutation in it: a runner is set up once, and reads anew what is changed. */
async function openLane() {
  let current: Mutation | undefined;
  let applied = false;
  const plugin = mutationPlugin(
    () => current,
    () => {
      applied = true;
    },
  );
  const vitest = await createVitest({
    config: false,
    root: ROOT,
    watch: false,
    reporters: [{}],
    maxWorkers: 1,
    // Kept for the next process, a mutation would be in everybody's tests.
    fsModuleCache: false,
    projects: [
      {
        plugins: [plugin, WxtVitest()],
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/unit/setup.ts'],
          testTimeout: 30_000,
        },
      },
      { test: { name: 'package', include: ['tests/package/**/*.test.ts'], testTimeout: 60_000 } },
    ],
  });
  await vitest.standalone();
  const all = await vitest.globTestSpecifications();
  return {
    /** Runs the tests of these proofs, and answers with what came of each file. */
    run: async (
      proofs: readonly Proof[],
      mutation?: Mutation,
    ): Promise<{ modules: TestModule[]; applied: boolean }> => {
      const changed = [current?.file, mutation?.file].filter((file) => file !== undefined);
      current = mutation;
      applied = false;
      for (const file of changed) vitest.invalidateFile(resolve(ROOT, file));
      return { modules: await runOnly(vitest, all, proofs), applied };
    },
    close: () => vitest.close(),
  };
}

async function runOnly(
  vitest: Vitest,
  all: readonly TestSpecification[],
  proofs: readonly Proof[],
): Promise<TestModule[]> {
  const files = new Set(proofs.map(({ file }) => resolve(ROOT, file)));
  const names = [...new Set(proofs.map(({ tests }) => RegExp.escape(tests)))];
  vitest.setGlobalTestNamePattern(new RegExp(names.join('|')));
  const { testModules } = await vitest.runTestSpecifications(
    all.filter(({ moduleId }) => files.has(moduleId)),
  );
  // Failed tests are what is looked for here: they are no failure of this process.
  process.exitCode = 0;
  return testModules;
}

function count(modules: readonly TestModule[], { file, tests: named }: Proof): Count {
  const module = modules.find(({ relativeModuleId }) => relativeModuleId === file);
  const tests = [...(module?.children.allTests() ?? [])].filter(({ fullName }) =>
    fullName.replaceAll(' > ', ' ').includes(named),
  );
  const failed = tests.flatMap((test) => {
    const result = test.result();
    if (result.state !== 'failed') return [];
    return { name: test.fullName, judged: result.errors.some(isJudgement) };
  });
  const ran = tests.filter((test) => ['passed', 'failed'].includes(test.result().state));
  const broken = !module || module.errors().length > 0 ? 1 : 0;
  return { all: ran.length, names: tests.map(({ fullName }) => fullName), failed, broken };
}

/** An assertion, also one inside of a property: that is the cause of the library's own error. */
function isJudgement({ name, cause }: Pick<TestError, 'name' | 'cause'>): boolean {
  return name === 'AssertionError' || (cause !== undefined && isJudgement(cause));
}

export type UnitRun = { proof: Proof; asItIs: Count; mutated: Count; applied: boolean };

/** Runs every proof that needs no browser, with the source as it is and with the mutation, and tells of each as it comes. */
export async function runMutations(
  mutations: readonly Mutation[],
  told: (mutation: Mutation, run: UnitRun) => void,
): Promise<void> {
  const wanted = mutations
    .map((mutation) => ({ mutation, proofs: mutation.mustFail.filter((proof) => !isInBrowser(proof)) }))
    .filter(({ proofs }) => proofs.length > 0);
  const all = wanted.flatMap(({ proofs }) => proofs);
  const files = [...new Set(all.map(({ file }) => file))];
  const lanes = await Promise.all(Array.from({ length: Math.min(LANES, wanted.length) }, openLane));

  const asItIs = new Map<Proof, Count>();
  await shareOut(lanes, files, async (lane, file) => {
    const proofs = all.filter((proof) => proof.file === file);
    const { modules } = await lane.run(proofs);
    for (const proof of proofs) asItIs.set(proof, count(modules, proof));
  });
  await shareOut(lanes, wanted, async (lane, { mutation, proofs }) => {
    const { modules, applied } = await lane.run(proofs, mutation);
    for (const proof of proofs) {
      const before = asItIs.get(proof);
      if (before) told(mutation, { proof, asItIs: before, mutated: count(modules, proof), applied });
    }
  });
  await Promise.all(lanes.map((lane) => lane.close()));
}

/** Each lane takes the next piece of work when it is done with one. */
async function shareOut<T>(
  lanes: readonly Lane[],
  pieces: readonly T[],
  work: (lane: Lane, piece: T) => Promise<void>,
): Promise<void> {
  const waiting = pieces.values();
  await Promise.all(
    lanes.map(async (lane) => {
      for (const piece of waiting) await work(lane, piece);
    }),
  );
}

/** What came of the tests that plant a fault themselves, by the row's id. */
export async function runPlanted(planted: readonly Planted[]): Promise<ReadonlyMap<string, Count>> {
  const lane = await openLane();
  const proofs = planted.map(({ tests: file }) => ({ file, tests: '' }));
  const { modules } = await lane.run(proofs);
  await lane.close();
  return new Map(planted.map(({ id, tests: file }) => [id, count(modules, { file, tests: '' })]));
}
