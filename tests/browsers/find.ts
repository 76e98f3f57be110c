import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A browser the tests and the tour need, and where it usually is. */
export type BrowserNeed = {
  name: string;
  /** Environment variable that names the program, before any search. */
  variable: string;
  /** Names on PATH, best first. */
  commands: readonly string[];
  paths: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>>;
  /** Debian package that brings it. */
  debianPackage: string;
  /** Oldest major version that can run the extension and the tests. */
  oldest: number;
  /** Where a person gets it who is not root on Debian. */
  remedy: string;
};

const local = process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');

export const CHROMIUM: BrowserNeed = {
  name: 'Chromium',
  variable: 'CHROMIUM_BIN',
  // No branded Chrome or Edge: since version 137 they ignore --load-extension.
  commands: ['chromium', 'chromium-browser', 'ungoogled-chromium'],
  paths: {
    linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium'],
    darwin: ['/Applications/Chromium.app/Contents/MacOS/Chromium'],
    win32: [join(local, 'Chromium', 'Application', 'chrome.exe')],
  },
  debianPackage: 'chromium',
  // The manifest's minimum_chrome_version.
  oldest: 144,
  remedy: 'install it (or run "npx playwright install chromium"), or name it in CHROMIUM_BIN',
};

export const FIREFOX: BrowserNeed = {
  name: 'Firefox',
  variable: 'FIREFOX_BIN',
  commands: ['firefox-esr', 'firefox'],
  paths: {
    linux: ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox'],
    darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    win32: ['C:\\Program Files\\Mozilla Firefox\\firefox.exe', join(local, 'Mozilla Firefox', 'firefox.exe')],
  },
  debianPackage: 'firefox-esr',
  // The first in which WebDriver may open an extension's own pages.
  oldest: 153,
  remedy: 'install it, or name it in FIREFOX_BIN',
};

export type Found = { path: string; version: number };

/** What a search came to. `tooOld` and `wrongVariable` are kept apart because their remedies differ. */
export type Search =
  | { kind: 'found'; found: Found }
  | { kind: 'too-old'; found: Found }
  | { kind: 'wrong-variable'; path: string }
  | { kind: 'missing' };

/** Looks for a browser; `extraPaths` are tried last (a browser another tool downloaded). */
export function findBrowser(
  need: BrowserNeed,
  extraPaths: readonly string[] = [],
  env: NodeJS.ProcessEnv = process.env,
): Search {
  const named = env[need.variable];
  if (named) {
    const version = versionOf(named);
    if (version === undefined || version < need.oldest) return { kind: 'wrong-variable', path: named };
    return { kind: 'found', found: { path: named, version } };
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const candidates = [
    ...need.commands.flatMap((command) => folders.map((folder) => join(folder, command + suffix))),
    ...(need.paths[process.platform] ?? []),
    ...extraPaths,
  ];
  let old: Found | undefined;
  for (const path of new Set(candidates)) {
    if (!isProgram(path)) continue;
    const version = versionOf(path);
    if (version === undefined) continue;
    if (version >= need.oldest) return { kind: 'found', found: { path, version } };
    old ??= { path, version };
  }
  return old === undefined ? { kind: 'missing' } : { kind: 'too-old', found: old };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Major version the program says it has; undefined when it is no browser that answers. */
function versionOf(path: string): number | undefined {
  // On Windows the browsers do not answer --version; the file is all there is to go by.
  if (process.platform === 'win32') return isProgram(path) ? Number.MAX_SAFE_INTEGER : undefined;
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  const major = /\b(\d+)\.\d/.exec(stdout ?? '')?.[1];
  return status === 0 && major !== undefined ? Number(major) : undefined;
}
