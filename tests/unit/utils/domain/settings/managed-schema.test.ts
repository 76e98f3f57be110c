import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../../../utils/domain/settings/schema.ts';

/**
 * The shipped schema of the organization's policy, against what Chromium makes of one (tried in Chromium 156): a word it
 * does not take keeps the whole extension from loading, and what it checks costs the whole setting without a word. So the
 * schema says what kind of value belongs where, and nothing else: which values can be used is judged, and said, by us.
 */
type Schema = { type?: unknown; properties?: Record<string, Schema>; items?: Schema };
const schema = JSON.parse(
  readFileSync(new URL('../../../../../public/managed-schema.json', import.meta.url), 'utf8'),
) as Schema;

function* partsOf(part: Schema, path = ''): Generator<[path: string, part: Schema]> {
  yield [path, part];
  for (const [name, inner] of Object.entries(part.properties ?? {})) yield* partsOf(inner, `${path}.${name}`);
  if (part.items) yield* partsOf(part.items, `${path}[]`);
}

test('has no word but those that Chromium takes and that cost no setting', () => {
  const words = new Set([...partsOf(schema)].flatMap(([, part]) => Object.keys(part)));
  expect([...words].toSorted()).toEqual(['items', 'properties', 'title', 'type']);
  for (const [path, { type }] of partsOf(schema))
    expect([path, ['object', 'array', 'string', 'number', 'boolean'].includes(String(type))]).toEqual([
      path,
      true,
    ]);
});

test('names every setting, and the secret, with the kind of value it takes', () => {
  const kindOf = (value: unknown) => (Array.isArray(value) ? 'array' : typeof value);
  const kinds = Object.entries(DEFAULT_SETTINGS).map(([name, value]) => [name, kindOf(value)] as const);
  const named = Object.entries(schema.properties ?? {}).map(([name, { type }]) => [name, type] as const);
  expect(Object.fromEntries(named)).toEqual({ ...Object.fromEntries(kinds), procoreClientSecret: 'string' });
  expect(Object.keys(schema.properties?.['badges']?.properties ?? {}).toSorted()).toEqual(
    Object.keys(DEFAULT_SETTINGS.badges).toSorted(),
  );
});
