import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import * as z from 'zod/mini';
import { AppFault } from '../../../../utils/base/errors.ts';

/** Each call is another script of ours: modules of its own, one storage. */
async function script() {
  vi.resetModules();
  return await import('../../../../utils/storage/define-item.ts');
}

const counts = () => z.record(z.string(), z.number());
const rules = { onForget: 'keep', keep: 'always' } as const;

const settingsShape = () =>
  z.strictObject({
    day: z.optional(z.number()),
    hosts: z.optional(z.array(z.enum(['a', 'b', 'c']))),
    badges: z.optional(z.strictObject({ row: z.optional(z.boolean()), box: z.optional(z.boolean()) })),
  });

const stored = async (key: string) => (await fakeBrowser.storage.local.get(key))[key];

test('changes that two scripts make at once are all kept', async () => {
  const one = (await script()).defineItem('local:counts', counts, {}, rules);
  const other = (await script()).defineItem('local:counts', counts, {}, rules);
  expect(other).not.toBe(one);
  await Promise.all(
    Array.from({ length: 40 }, async (_, at) =>
      (at % 2 === 0 ? one : other).update((all) => ({ ...all, [at]: at })),
    ),
  );
  expect(Object.keys((await stored('counts')) as object)).toHaveLength(40);
});

test('a change that throws leaves the value as it was, and the next one is made', async () => {
  const { defineItem } = await script();
  const item = defineItem('local:counts', counts, {}, rules);
  await item.set({ a: 1 });
  await expect(
    item.update(() => {
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await item.update((all) => ({ ...all, b: 2 }))).toEqual({ a: 1, b: 2 });
});

test('an answer of the same value writes nothing', async () => {
  const { defineItem } = await script();
  const item = defineItem('local:counts', counts, {}, rules);
  await item.set({ a: 1 });
  const set = vi.spyOn(fakeBrowser.storage.local, 'set');
  await item.update((all) => all);
  expect(set).not.toHaveBeenCalled();
});

test('a change is built on what is stored, not on what was read early', async () => {
  const { defineItem, prefetch } = await script();
  const item = defineItem('local:counts', counts, {}, rules);
  await fakeBrowser.storage.local.set({ counts: { a: 1 } });
  prefetch(item);
  await fakeBrowser.storage.local.set({ counts: { b: 2 } });
  expect(await item.update((all) => ({ ...all, c: 3 }))).toEqual({ b: 2, c: 3 });
});

test('whoever changes the fallback changes it for himself alone', async () => {
  const { defineItem } = await script();
  const item = defineItem('local:counts', counts, {}, rules);
  Object.assign(await item.get(), { a: 1 });
  expect(await item.get()).toEqual({});
});

test('of an object the good fields are used, at every depth', async () => {
  const { defineItem } = await script();
  const item = defineItem('local:set', settingsShape, {}, rules);
  await fakeBrowser.storage.local.set({
    set: { day: 3, hosts: ['a', 'later'], badges: { row: false, box: 'no', later: true }, later: [1] },
  });
  expect(await item.get()).toEqual({ day: 3, hosts: ['a'], badges: { row: false } });
  expect(await item.inspect()).toEqual({ unread: 4, isNewer: false });
});

test('a save writes back what was not understood', async () => {
  const { defineItem } = await script();
  const item = defineItem('local:set', settingsShape, {}, rules);
  await fakeBrowser.storage.local.set({
    set: { day: 'soon', hosts: ['later', 'a'], badges: { box: 'no' }, later: [1] },
  });
  await item.update((set) => ({
    ...set,
    hosts: [...(set.hosts ?? []), 'b' as const],
    badges: { row: true },
  }));
  expect(await stored('set')).toEqual({
    day: 'soon',
    hosts: ['later', 'a', 'b'],
    badges: { box: 'no', row: true },
    later: [1],
  });
  // What is set anew by its name is understood from then on.
  await item.set({ day: 4 });
  expect(await stored('set')).toMatchObject({ day: 4, later: [1] });
});

test('what is unknown inside of an item stays with the item, and goes with it', async () => {
  const { defineItem } = await script();
  const item = defineItem('local:list', () => z.array(z.object({ id: z.number() })), [], rules);
  await fakeBrowser.storage.local.set({ list: [{ id: 1, later: 'x' }, { id: 2, later: 'y' }, 'z'] });
  await item.update(([_first, ...rest]) => rest);
  expect(await stored('list')).toEqual(['z', { id: 2, later: 'y' }]);
});

test('a name that means something to the language is a name as any other', async () => {
  const { defineItem } = await script();
  const item = defineItem('local:counts', counts, {}, rules);
  await fakeBrowser.storage.local.set({ counts: JSON.parse('{"__proto__": "bad", "constructor": 2}') });
  const read = await item.get();
  expect([Object.keys(read), Object.getPrototypeOf(read)]).toEqual([['constructor'], Object.prototype]);
  await item.update((all) => ({ ...all, a: 1 }));
  expect(Object.keys((await stored('counts')) as object).toSorted()).toEqual([
    '__proto__',
    'a',
    'constructor',
  ]);
});

test('a value of which nothing can be read is put aside before another takes its place', async () => {
  const { defineItem } = await script();
  const item = defineItem('local:counts', counts, {}, rules);
  for (const damaged of ['nonsense', [1]]) {
    await fakeBrowser.storage.local.set({ counts: damaged });
    expect(await item.get()).toEqual({});
    expect(await item.inspect()).toEqual({ unread: 1, isNewer: false });
    await item.update((all) => ({ ...all, a: 1 }));
  }
  expect(await stored('counts.unread')).toEqual(['nonsense', [1]]);
  await item.remove();
  expect(await fakeBrowser.storage.local.get(null)).toEqual({});
});

test('an older value is migrated, and written as such with the next change only', async () => {
  const { defineItem } = await script();
  const item = defineItem(
    'local:counts',
    counts,
    {},
    {
      ...rules,
      version: 3,
      migrate: {
        2: (before) => ({ a: before }),
        3: (before) => ({ ...(before as object), b: 2 }),
      },
    },
  );
  await fakeBrowser.storage.local.set({ counts: 1 });
  expect(await item.get()).toEqual({ a: 1, b: 2 });
  expect(await stored('counts')).toBe(1);
  await item.update((all) => ({ ...all, c: 3 }));
  expect(await fakeBrowser.storage.local.get(null)).toEqual({
    counts: { a: 1, b: 2, c: 3 },
    counts$: { v: 3 },
  });
  expect(await item.get()).toEqual({ a: 1, b: 2, c: 3 });
});

test('what a newer version wrote is read as far as it goes, and never written', async () => {
  const { defineItem } = await script();
  const item = defineItem('local:counts', counts, {}, rules);
  const newer = { counts: { a: 1, b: 'new' }, counts$: { v: 2 } };
  await fakeBrowser.storage.local.set(newer);
  expect([await item.get(), await item.inspect()]).toEqual([{ a: 1 }, { unread: 1, isNewer: true }]);
  for (const write of [() => item.set({}), () => item.remove(), () => item.update((all) => ({ ...all }))])
    await expect(write()).rejects.toMatchObject({ name: AppFault.name, error: { kind: 'newer-data' } });
  expect(await fakeBrowser.storage.local.get(null)).toEqual(newer);
});

test('whoever watches is told the good parts', async () => {
  const { defineItem } = await script();
  const item = defineItem('local:counts', counts, {}, rules);
  const told: unknown[] = [];
  const unwatch = item.watch((value) => told.push(value));
  await fakeBrowser.storage.local.set({ counts: { a: 1, b: 'bad' } });
  await fakeBrowser.storage.local.remove('counts');
  unwatch();
  expect(told).toEqual([{ a: 1 }, {}]);
});
