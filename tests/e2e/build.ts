import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const SOURCES = [
  'wxt.config.ts',
  'package.json',
  'modules/**',
  'public/**',
  'entrypoints/**',
  'components/**',
  'utils/**',
];

export type Target = 'chrome' | 'firefox';

/** Makes the shipping build of a browser, unless the one that is there is newer than every source. Throws with the builder's words. */
export function buildShipping(target: Target): void {
  const manifest = join(ROOT, '.output', `${target}-mv3`, 'manifest.json');
  if (modified(manifest) > newestSource()) return;
  const wxt = join(ROOT, 'node_modules/wxt/bin/wxt.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [wxt, 'build', '-b', target, '--mv3'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The ${target} build failed:\n${stdout}${stderr}`);
}

function newestSource(): number {
  return Math.max(...globSync(SOURCES, { cwd: ROOT }).map((path) => modified(join(ROOT, path))));
}

const modified = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
