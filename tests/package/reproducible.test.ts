import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ROOT } from './packed-files.ts';

const temporary: string[] = [];
afterAll(() => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
});

/** Copies the sources alone to a new folder, with the same installed packages. */
function copyOf(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'countersign-copy-'));
  temporary.push(copy);
  const left = new Set(['node_modules', '.output', '.wxt', '.git']);
  for (const name of readdirSync(folder))
    if (!left.has(name)) cpSync(join(folder, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Zips both packages in a folder, and returns each file's SHA-256. */
function zipIn(copy: string, environment: NodeJS.ProcessEnv): Record<string, string> {
  const wxt = join(ROOT, 'node_modules/wxt/bin/wxt.mjs');
  for (const browser of ['chrome', 'firefox']) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [wxt, 'zip', '-b', browser, '--mv3'], {
      cwd: copy,
      encoding: 'utf8',
      // Vitest's own mode would make it a test build.
      env: { ...process.env, NODE_ENV: undefined, VITEST: undefined, ...environment },
    });
    if (status !== 0) throw new Error(`${stdout}${stderr}`);
  }
  const output = join(copy, '.output');
  return Object.fromEntries(
    readdirSync(output)
      .filter((name) => name.endsWith('.zip'))
      .toSorted()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(output, name)))
          .digest('hex'),
      ]),
  );
}

test('two builds of the same sources are equal byte for byte, in another folder, time zone and language', () => {
  const first = copyOf(ROOT);
  const second = copyOf(first);
  const here = zipIn(first, { TZ: 'UTC', LANG: 'C' });
  const there = zipIn(second, { TZ: 'Pacific/Auckland', LANG: 'de_DE.UTF-8' });
  expect(Object.keys(here).map((name) => name.replace(/-\d+\.\d+\.\d+-/, '-'))).toEqual([
    'countersign-chrome.zip',
    'countersign-firefox.zip',
    'countersign-sources.zip',
  ]);
  expect(there).toEqual(here);
}, 120_000);
