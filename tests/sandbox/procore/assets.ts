import { readFileSync } from 'node:fs';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** One script for each behaviour a page can have; a page names those it wants. */
export const BEHAVIOURS = [
  'menus',
  'post',
  'profile-unlink',
  'sign-toggle',
  'bulk-select',
  'shell-navigation',
  'late',
  'rerender',
  'churn',
  'replace-body',
  'ticker',
  'rows-in-pieces',
  'virtual-list',
] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

const files = new Map<string, { type: string; text: string }>([
  ['application.css', { type: 'text/css; charset=utf-8', text: read('./application.css') }],
  ...BEHAVIOURS.map(
    (name) =>
      [
        `${name}.js`,
        { type: 'text/javascript; charset=utf-8', text: read(`./behaviours/${name}.js`) },
      ] as const,
  ),
]);

export const asset = (name: string) => files.get(name) ?? null;
