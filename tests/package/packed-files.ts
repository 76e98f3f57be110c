import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');
export const TARGETS = ['chrome', 'firefox'] as const;
export type Target = (typeof TARGETS)[number];

export const buildOf = (target: Target): string => join(ROOT, '.output', `${target}-mv3`);

export type Packed = ReadonlyMap<string, Uint8Array>;

/** Every file of a built extension by its path inside it. Throws when there is no build. */
export function readBuild(folder: string): Packed {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  if (files.length === 0)
    throw new Error(`No build in ${folder}: run "npm run build" and "npm run build:firefox"`);
  return new Map(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

export const textOf = (packed: Packed, path: string): string =>
  new TextDecoder().decode(packed.get(path) ?? new Uint8Array());

/**
 * Files the bundler names by their content (`chunks/…`, `assets/…`) are no golden list's business, but each must be asked
 * for by a page or script of the package. Returns those nobody asks for.
 */
export function unreachable(packed: Packed): string[] {
  const reached = new Set<string>();
  const visit = (path: string) => {
    if (reached.has(path) || !packed.has(path)) return;
    reached.add(path);
    if (!/\.(?:html|js|css|json)$/.test(path)) return;
    for (const [, quoted = ''] of textOf(packed, path).matchAll(
      /["'`(]([\w@./-]+\.(?:js|css|html|png|svg))["'`)]/g,
    )) {
      visit(quoted.replace(/^\//, ''));
      visit(posix.normalize(posix.join(dirname(path), quoted)));
    }
  };
  for (const path of packed.keys()) if (!isNamedByContent(path)) visit(path);
  return [...packed.keys()].filter((path) => !reached.has(path));
}

export const isNamedByContent = (path: string): boolean => /^(?:chunks|assets)\//.test(path);
