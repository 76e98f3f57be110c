import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RECORDED } from './recorded.ts';

/** Licences whose terms are met by naming the package and handing on its texts. Any other stops the build. */
const ALLOWED: readonly string[] = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MPL-2.0',
];

const TEXTS = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/** The folder of the package a module of the bundler's graph belongs to; null for our own sources and the bundler's helpers. */
export function packageFolder(moduleId: string): string | null {
  const path = moduleId.replace(/^\0/, '').replace(/\?.*$/, '').replaceAll('\\', '/');
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? null;
}

type Manifest = { name: string; version: string; license?: unknown; repository?: string | { url?: string } };

/**
 * The notices of these packages as one text, the same for the same packages in whatever order.
 * Throws for a package whose licence is not on the list, or that comes without a text of it and has none recorded.
 */
export function noticesOf(folders: Iterable<string>): string {
  const parts = [...new Set(folders)].map(noticeOf).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const unique = parts.filter(({ key }, at) => parts[at - 1]?.key !== key);
  return [
    'Countersign is made with the packages below. Their code is in its scripts, minified and otherwise unchanged.',
    'Each is named with its licence, where its source is, and the texts its authors ask to be handed on.',
    ...unique.map(({ text }) => text),
  ].join('\n\n');
}

function noticeOf(folder: string): { key: string; text: string } {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const { name, version, license, repository } = manifest;
  const key = `${name} ${version}`;
  if (typeof license !== 'string' || !ALLOWED.includes(license)) {
    throw new Error(`${key} has the licence ${JSON.stringify(license)}: not one that may be bundled unseen.`);
  }
  const own = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && TEXTS.test(entry.name))
    .map((entry) => entry.name)
    .toSorted()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  const texts = own.length > 0 ? own : [RECORDED[name]?.(license)].filter((text) => text !== undefined);
  if (texts.length === 0) throw new Error(`${key} comes without the text of its licence (${license}).`);
  const source = typeof repository === 'string' ? repository : (repository?.url ?? '');
  const address = source
    .replace(/^git\+/, '')
    .replace(/^(?:git|ssh):\/\/(?:git@)?/, 'https://')
    .replace(/^(?:github:)?(?=[\w.-]+\/[\w.-]+$)/, 'https://github.com/')
    .replace(/\.git$/, '');
  const line = '─'.repeat(80);
  return { key, text: [line, `${key} · ${license} · ${address}`, line, '', texts.join('\n\n')].join('\n') };
}
