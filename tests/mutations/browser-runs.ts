import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isInBrowser, type Mutation } from './mutation.ts';
import type { Count } from './unit-runs.ts';

const ROOT = resolve(import.meta.dirname, '../..');

type Report = {
  suites?: Suite[];
  errors?: unknown[];
};
type Suite = { file: string; suites?: Suite[]; specs?: Spec[] };
type Spec = {
  title: string;
  ok: boolean;
  tests: { results: { status: string; errors?: { message?: string }[] }[] }[];
};

/** The browser tests of a mutation, on a build that has it. */
export function proveInBrowser({ id, mustFail }: Mutation): { file: string; count: Count }[] {
  const proofs = mustFail.filter(isInBrowser);
  const folder = mkdtempSync(join(tmpdir(), 'countersign-mutated-'));
  const report = join(folder, 'report.json');
  const env = {
    ...process.env,
    COUNTERSIGN_MUTATION: id,
    COUNTERSIGN_BUILD: join(folder, 'chrome-mv3'),
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  };
  try {
    if (!run(['tests/mutations/build-mutated.ts', id, folder], env))
      throw new Error(`${id} could not be built`);
    return proofs.map(({ file, tests }) => {
      const cli = 'node_modules/@playwright/test/cli.js';
      const only = ['--project', 'chromium', '-g', RegExp.escape(tests)];
      run([cli, 'test', '-c', 'tests/e2e/playwright.config.ts', '--reporter=json', ...only, file], env);
      return { file, count: countIn(JSON.parse(readFileSync(report, 'utf8')) as Report, file) };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** True where it ended well. */
function run(args: readonly string[], env: NodeJS.ProcessEnv): boolean {
  const { error, status } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (error) throw error;
  return status === 0;
}

function countIn(report: Report, file: string): Count {
  const specs = (report.suites ?? []).flatMap(specsOf).filter((spec) => file.endsWith(spec.file));
  const failed = specs.flatMap(({ title, ok, tests }) => {
    if (ok) return [];
    const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors ?? []));
    return [{ name: title, judged: errors.some(({ message = '' }) => message.includes('expect(')) }];
  });
  // A file that could not be read has no test in the report.
  const broken = specs.length === 0 ? 1 : 0;
  return { all: specs.length, names: specs.map(({ title }) => title), failed, broken };
}

function specsOf(suite: Suite): (Spec & { file: string })[] {
  const own = (suite.specs ?? []).map((spec) => ({ ...spec, file: suite.file }));
  return [...own, ...(suite.suites ?? []).flatMap(specsOf)];
}
