import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Count, Failed } from './unit-runs.ts';
import type { Switched } from './table.ts';

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

/**
 * The browser tests of every row that has some, on one build that leaves all their defences out: what each of them
 * looks at is guarded by its own defence alone.
 */
export function proveInBrowser(rows: readonly Switched[]): { id: string; file: string; count: Count }[] {
  const wanted = rows.flatMap(({ id, browser = [] }) => browser.map((file) => ({ id, file })));
  const folder = mkdtempSync(join(tmpdir(), 'countersign-without-'));
  const report = join(folder, 'report.json');
  const env = {
    ...process.env,
    COUNTERSIGN_WITHOUT: [...new Set(wanted.map(({ id }) => id))].join(','),
    COUNTERSIGN_BUILD: join(folder, 'chrome-mv3'),
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  };
  try {
    run(['tests/defences/build-without.ts', folder], env);
    const files = wanted.map(({ file }) => file);
    const cli = 'node_modules/@playwright/test/cli.js';
    run([cli, 'test', '-c', 'tests/e2e/playwright.config.ts', '--reporter=json', ...files], env);
    const results = JSON.parse(readFileSync(report, 'utf8')) as Report;
    return wanted.map(({ id, file }) => ({ id, file, count: countIn(results, file) }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(args: readonly string[], env: NodeJS.ProcessEnv): void {
  const { error } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (error) throw error;
}

function countIn(report: Report, file: string): Count {
  const specs = (report.suites ?? []).flatMap(specsOf).filter((spec) => file.endsWith(spec.file));
  const failed = specs.flatMap(({ title, ok, tests }): Failed[] => {
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
