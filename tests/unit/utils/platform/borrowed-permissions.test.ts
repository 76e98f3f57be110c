import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  BORROWABLE,
  borrow,
  borrowGranted,
  releaseUnused,
  releaseWhenUnused,
  holding,
  PROCORE_HOSTS,
  untilUnheld,
} from '../../../../utils/platform/borrowed-permissions.ts';

let granted: Set<string>;
let answer: boolean;
beforeEach(() => {
  granted = new Set();
  answer = true;
  Object.assign(fakeBrowser.permissions, {
    contains: async ({ permissions = [] }: chrome.permissions.Permissions) =>
      permissions.every((permission) => granted.has(permission)),
    request: async ({ permissions = [] }: chrome.permissions.Permissions) => {
      for (const permission of answer ? permissions : []) granted.add(permission);
      return answer;
    },
    remove: async ({ permissions = [] }: chrome.permissions.Permissions) => {
      for (const permission of permissions) granted.delete(permission);
      return true;
    },
  });
});

test('what was borrowed is there during the work and gone after it', async () => {
  const during = await borrow(BORROWABLE, async (isGranted) => [isGranted, ...granted]);
  expect(during).toEqual([true, ...BORROWABLE]);
  expect([...granted]).toEqual([]);
});

test('it goes back as well when the work fails', async () => {
  await expect(borrow(['cookies'], () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect([...granted]).toEqual([]);
});

test('the work is told of a no', async () => {
  answer = false;
  expect(await borrow(['cookies'], async (isGranted) => isGranted)).toBe(false);
});

test('it is asked for in the turn of the press', async () => {
  const request = vi.spyOn(fakeBrowser.permissions, 'request');
  const work = borrow(['cookies'], async () => undefined);
  expect(request).toHaveBeenCalledOnce();
  await work;
});

test('it stays as long as one of two needs it, whoever ends first', async () => {
  const page = Promise.withResolvers<void>();
  const worker = Promise.withResolvers<void>();
  const inPage = borrow(BORROWABLE, () => page.promise);
  const inWorker = borrowGranted(['browsingData'], () => worker.promise);
  page.resolve();
  await inPage;
  expect([...granted]).toEqual(['browsingData']);
  worker.resolve();
  await inWorker;
  expect([...granted]).toEqual([]);
});

test('what nobody borrowed any more goes back: after a dead worker, a closed page, a closed browser', async () => {
  granted = new Set(BORROWABLE);
  await releaseUnused();
  expect([...granted]).toEqual([]);
});

test('whoever looks meanwhile waits until the work is over', async () => {
  const page = Promise.withResolvers<void>();
  const work = borrow(BORROWABLE, () => page.promise);
  const look = releaseWhenUnused();
  await releaseUnused();
  expect([...granted]).toEqual(BORROWABLE);
  page.resolve();
  await Promise.all([work, look]);
  expect([...granted]).toEqual([]);
});

test('a loan of hosts is waited for by whoever gives hosts back, and by nobody else', async () => {
  granted.add('cookies');
  const login = Promise.withResolvers<void>();
  const held = holding(PROCORE_HOSTS, () => login.promise);
  await releaseWhenUnused();
  expect([...granted]).toEqual([]);
  let free = false;
  const waiting = untilUnheld((loan) => loan === PROCORE_HOSTS).then(() => {
    free = true;
  });
  await untilUnheld((loan) => loan !== PROCORE_HOSTS);
  expect(free).toBe(false);
  login.resolve();
  await Promise.all([held, waiting]);
  expect(free).toBe(true);
});
