import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ROOT } from './packed-files.ts';

/** What only `npm ci` was done in: the files of the repository, those not committed yet among them, and the packages. */
function freshCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), 'countersign-fresh-'));
  const { stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const path of stdout.split('\0').filter(Boolean)) {
    cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

const copy = freshCopy();
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    // Vitest tells those it runs that they are tests of its own.
    env: { ...process.env, NODE_ENV: undefined, VITEST: undefined, VITEST_MODE: undefined },
  });
  return { status, said: stdout + stderr };
}

test('what is bundled for the bench needs nothing that an earlier command made', () => {
  const bundling = `
    const { bundle } = await import('./tests/e2e/page/bundle.ts');
    console.log((await bundle('../../bench/page/workloads.ts')).length > 1000);`;
  expect(run('--input-type=module', '-e', bundling)).toMatchObject({ status: 0, said: 'true\n' });
});

test('one file of unit tests can be run, with the sentences in it', () => {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const of = ['--project', 'unit', 'tests/unit/utils/domain/pages/message-cache.test.ts'];
  const { status, said } = run(vitest, 'run', '--root', '.', '--config', 'tests/vitest.config.ts', ...of);
  expect(said).toMatch(/Test Files .*\d+ passed/);
  expect(status).toBe(0);
});

test('every script builds or prepares what it reads, or is about a build and says so', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  // Of tools that read our sources with their types, and the sentences are made by the builder.
  for (const name of ['typecheck', 'lint', 'deadcode']) {
    expect([name, scripts[name]]).toEqual([name, expect.stringMatching(/^wxt prepare && /)]);
  }
  // Hooks of npm are off, as in `ignore-scripts`: a `pre…` would be passed over without a word.
  expect(Object.keys(scripts).filter((name) => /^(?:pre|post)(?!pare$)/.test(name))).toEqual([]);
});
