import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { prefetch } from '../../../../utils/storage/define-item.ts';
import { knownPersons } from '../../../../utils/domain/pages/items.ts';
import { warnedLinks } from '../../../../utils/domain/links/items.ts';

beforeEach(() => fakeBrowser.reset());

test('a value read early serves the first that asks, and the next one reads anew', async () => {
  await fakeBrowser.storage.local.set({ 'known-persons': { a: ['1'] }, 'warned-links': { x: 1 } });
  prefetch(knownPersons, warnedLinks);
  expect(await knownPersons.get()).toEqual({ a: ['1'] });
  expect(await warnedLinks.get()).toEqual({ x: 1 });
  await fakeBrowser.storage.local.set({ 'known-persons': { a: ['2'] } });
  expect(await knownPersons.get()).toEqual({ a: ['2'] });
});

test('what was written meanwhile wins over what was read early', async () => {
  await fakeBrowser.storage.local.set({ 'known-persons': { a: ['1'] }, 'warned-links': { x: 1 } });
  prefetch(knownPersons, warnedLinks);
  await knownPersons.set({ a: ['2'] });
  await warnedLinks.remove();
  expect(await knownPersons.get()).toEqual({ a: ['2'] });
  expect(await warnedLinks.get()).toEqual({});
});

test('a value read early is parsed as any other', async () => {
  await fakeBrowser.storage.local.set({ 'known-persons': 'nonsense' });
  prefetch(knownPersons);
  expect(await knownPersons.get()).toEqual({});
});
