import { existsSync, globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { mutated } from '../../mutations/mutation.ts';
import { MUTATIONS } from '../../mutations/mutations.ts';
import { PLANTED } from '../../mutations/planted.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');

test.each(MUTATIONS)('what $id takes out is there, once', (mutation) => {
  const source = read(mutation.file);
  expect(mutated(source, mutation)).not.toBe(source);
});

test('an anchor that is not there, or twice, is an error', () => {
  const mutation = {
    id: 'x',
    says: '',
    file: 'a.ts',
    find: 'a',
    replace: 'b',
    mustFail: [{ file: '', tests: '' }],
  } as const;
  expect(() => mutated('c', mutation)).toThrow('x: what is to be changed stands 0 times in a.ts');
  expect(() => mutated('aa', mutation)).toThrow('stands 2 times');
  expect(mutated('a$&', { ...mutation, replace: '$&' })).toBe('$&$&');
});

test('every mutation has an id of its own, and names tests that are there', () => {
  const ids = MUTATIONS.map(({ id }) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  const files = MUTATIONS.flatMap(({ mustFail }) => mustFail.map(({ file }) => file));
  expect(files.filter((file) => !existsSync(resolve(ROOT, file)))).toEqual([]);
});

test('every defence of this version is proven', () => {
  const rows = [...MUTATIONS, ...PLANTED].map(({ id }) => id.split('-')[0] ?? '');
  const proven = new Set(rows.filter((id) => /^D\d+$/.test(id)));
  const expected = [...Array.from({ length: 16 }, (_, at) => `D${at + 1}`), 'D21', 'D22', 'D23', 'D24'];
  expect([...proven].toSorted()).toEqual(expected.toSorted());
});

test('the product has no switch for a test, and its builder none', () => {
  const sources = globSync('{entrypoints,components,utils,modules}/**/*.{ts,tsx}', { cwd: ROOT });
  const switches =
    /\bDEFENCE\b|\bCOUNTERSIGN_\w+|\bimport\.meta\.env\b(?!\.(?:CHROME|FIREFOX)\b)|\bprocess\.env\b|\bdefine:/;
  expect([...sources, 'wxt.config.ts'].filter((path) => switches.test(read(path)))).toEqual([]);
});
