import { resolve } from 'node:path';
import { startVitest, type TestModule } from 'vitest/node';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { defenceSwitches } from '../../utils/defences.ts';
import type { Planted, Switched } from './table.ts';

export type Failed = {
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
const SHIPPED = 'shipped';
const PACKAGE = 'package';

/** Every row as shipped and without its defence, in one run of vitest: a project for each. */
export async function runUnits(switched: readonly Switched[], planted: readonly Planted[]) {
  const unit = (name: string, without: string, include: readonly string[]) => ({
    plugins: [WxtVitest()],
    define: defenceSwitches(without),
    test: { name, include: [...include], setupFiles: ['tests/unit/setup.ts'], testTimeout: 30_000 },
  });
  const union = (lists: readonly (readonly string[])[]) => [...new Set(lists.flat())];
  const vitest = await startVitest('test', [], {
    config: false,
    root: ROOT,
    watch: false,
    reporters: [{}],
    maxWorkers: 2,
    projects: [
      unit(SHIPPED, '', union(switched.map((row) => row.unit))),
      ...switched.map((row) => unit(row.id, row.id, row.unit)),
      {
        test: { name: PACKAGE, include: union(planted.map((row) => [row.tests])), testTimeout: 60_000 },
      },
    ],
  });
  // Failed tests are what is looked for here: they are no failure of this process.
  process.exitCode = 0;
  const modules = vitest.state.getTestModules();
  const of = (project: string, files: readonly string[]) =>
    count(
      modules.filter((one) => one.project.name === project && files.includes(one.relativeModuleId)),
      files.length,
    );
  const counts = new Map<string, Count>([
    ...switched.flatMap((row) => [
      [`${SHIPPED} ${row.id}`, of(SHIPPED, row.unit)] as const,
      [`without ${row.id}`, of(row.id, row.unit)] as const,
    ]),
    ...planted.map((row) => [`planted ${row.id}`, of(PACKAGE, [row.tests])] as const),
  ]);
  await vitest.close();
  const get = (key: string): Count => counts.get(key) ?? { all: 0, names: [], failed: [], broken: 1 };
  return {
    shipped: (id: string) => get(`${SHIPPED} ${id}`),
    without: (id: string) => get(`without ${id}`),
    planted: (id: string) => get(`planted ${id}`),
  };
}

function count(modules: readonly TestModule[], files: number): Count {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const failed = tests.flatMap((test) => {
    const result = test.result();
    if (result.state !== 'failed') return [];
    return { name: test.fullName, judged: result.errors.some(({ name }) => name === 'AssertionError') };
  });
  const ran = tests.filter((test) => ['passed', 'failed'].includes(test.result().state));
  const broken = modules.filter((module) => module.errors().length > 0).length + files - modules.length;
  return { all: ran.length, names: tests.map(({ fullName }) => fullName), failed, broken };
}
