import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import * as z from 'zod/mini';
import { defineItem, noteLostCopies } from '../../../../../utils/storage/define-item.ts';

const text = () => z.string();
const copy = defineItem('session:copy', text, '', { onForget: 'keep', keep: 'session', isCopy: true });
const value = defineItem('session:value', text, '', { onForget: 'keep', keep: 'session' });
const onDisk = defineItem('local:value', text, '', { onForget: 'keep', keep: 'always' });

const noted = vi.fn();
const restore: (() => void)[] = [];

/** An area that holds so many characters. Chromium's own words: seen in Chromium 156. */
function limit(area: 'local' | 'session', room: number) {
  const kept = fakeBrowser.storage[area];
  const set = kept.set.bind(kept);
  const full: (values: object) => Promise<void> = async (values) => {
    const before: object = await kept.get(null);
    const after = { ...before, ...values };
    if (JSON.stringify(after).length > room) {
      throw new Error('Session storage quota bytes exceeded. Values were not stored.');
    }
    await set(values);
  };
  Object.assign(kept, { set: full });
  restore.push(() => Object.assign(kept, { set }));
}

beforeEach(() => noteLostCopies(noted));
afterEach(() => {
  vi.restoreAllMocks();
  for (const undo of restore.splice(0)) undo();
});

test('a copy gives its room to what is needed', async () => {
  limit('session', 100);
  await copy.set('x'.repeat(80));
  await value.set('y'.repeat(60));
  expect([await copy.get(), await value.get()]).toEqual(['', 'y'.repeat(60)]);
});

test('a copy there is no room for is noted, and the one before is not believed any more', async () => {
  limit('session', 100);
  await copy.set('old');
  await copy.set('x'.repeat(200));
  expect(await copy.get()).toBe('');
  expect(noted).toHaveBeenCalledWith('no room for session:copy', expect.any(Error));
});

test.each([
  ['session', value, 'session-full'],
  ['local', onDisk, 'storage-full'],
] as const)('no room in %s is said, and the value stays as it was', async (area, item, kind) => {
  await item.set('before');
  limit(area, 40);
  await expect(item.set('x'.repeat(200))).rejects.toMatchObject({ error: { kind } });
  expect(await item.get()).toBe('before');
});

test('another fault is no lack of room', async () => {
  vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('damaged'));
  await expect(copy.set('x')).rejects.toThrow('damaged');
});
