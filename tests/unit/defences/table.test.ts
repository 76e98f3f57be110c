import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { DEFENCE_IDS, defenceSwitches } from '../../../utils/defences.ts';
import { PLANTED, SWITCHED } from '../../defences/table.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

test('every switch is at a place where something is decided, and has a row that proves it', () => {
  const source = globSync('{entrypoints,components,utils}/**/*.{ts,tsx}', { cwd: ROOT })
    .filter((path) => !path.endsWith('defences.ts'))
    .map((path) => readFileSync(resolve(ROOT, path), 'utf8'))
    .join('\n');
  const used = new Set([...source.matchAll(/\bDEFENCE\.(D\d+)\b/g)].map(([, id]) => id));
  expect(used).toEqual(new Set(DEFENCE_IDS));
  expect(SWITCHED.map(({ id }) => id)).toEqual([...DEFENCE_IDS]);
});

test('every defence of this version has one row', () => {
  const ids = [...SWITCHED, ...PLANTED].map(({ id }) => id);
  const expected = [...Array.from({ length: 16 }, (_, at) => `D${at + 1}`), 'D21', 'D22', 'D23', 'D24'];
  expect(ids.toSorted()).toEqual(expected.toSorted());
});

test('a shipped build leaves none out, a test build the one it names', () => {
  const off = (without: string) =>
    Object.entries(defenceSwitches(without)).flatMap(([name, value]) => (value === 'false' ? name : []));
  expect([off(''), off('D1'), off('D1,D21')]).toEqual([[], ['DEFENCE.D1'], ['DEFENCE.D1', 'DEFENCE.D21']]);
  expect(() => off('D99')).toThrow('There is no switch D99');
});
