import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { effectiveSettings } from '../../../../../utils/domain/settings/effective.ts';
import { closePolicyToPages, readPolicySecret } from '../../../../../utils/domain/settings/policy.ts';
import { knownPolicy } from '../../../../../utils/domain/settings/items.ts';

const SECRET = 'canary-policy-secret-0123';

/** D1: the organization's secret is read where it is needed, and is copied nowhere. */
test('a secret in the policy is no setting, is not remembered, and is there for whoever may ask', async () => {
  await fakeBrowser.storage.managed.set({
    procoreClientId: 'client-0123456789',
    procoreClientSecret: SECRET,
  });
  const effective = await effectiveSettings();
  expect(effective).toMatchObject({
    settings: { procoreClientId: 'client-0123456789' },
    locked: ['procoreClientId'],
    refused: [],
    policy: 'told',
  });
  await vi.waitFor(async () =>
    expect(await knownPolicy.get()).toEqual({ procoreClientId: 'client-0123456789' }),
  );
  expect(JSON.stringify(effective)).not.toContain(SECRET);
  for (const area of ['local', 'session', 'sync'] as const) {
    expect(JSON.stringify(await fakeBrowser.storage[area].get(null))).not.toContain(SECRET);
  }
  expect(await readPolicySecret()).toEqual({ state: 'told', secret: SECRET });
});

test('a secret is waited for as long as a person would, once for all who ask', async () => {
  vi.useFakeTimers();
  const { promise, resolve: tell } = Promise.withResolvers<Record<string, unknown>>();
  const get = vi.spyOn(fakeBrowser.storage.managed, 'get').mockReturnValue(promise as never);
  const first = readPolicySecret();
  await vi.advanceTimersByTimeAsync(5100);
  const second = readPolicySecret();
  tell({ procoreClientSecret: SECRET });
  expect(await Promise.all([first, second])).toEqual([
    { state: 'told', secret: SECRET },
    { state: 'told', secret: SECRET },
  ]);
  expect([get.mock.calls.length, vi.getTimerCount()]).toEqual([1, 0]);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('a policy that is not told within eight seconds is pending, and whoever asks next does not wait again', async () => {
  vi.useFakeTimers();
  const { promise, resolve: tell } = Promise.withResolvers<Record<string, unknown>>();
  vi.spyOn(fakeBrowser.storage.managed, 'get').mockReturnValue(promise as never);
  const secret = readPolicySecret();
  await vi.advanceTimersByTimeAsync(8000);
  expect(await secret).toEqual({ state: 'pending' });
  expect(await readPolicySecret()).toEqual({ state: 'pending' });
  tell({ procoreClientSecret: SECRET });
  await vi.advanceTimersByTimeAsync(0);
  expect(await readPolicySecret()).toEqual({ state: 'told', secret: SECRET });
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('a policy that cannot be read is not taken for one without a secret', async () => {
  vi.spyOn(fakeBrowser.storage.managed, 'get').mockRejectedValue(new SyntaxError('JSON.parse'));
  expect(await readPolicySecret()).toEqual({ state: 'unreadable' });
  vi.restoreAllMocks();
});

test('a secret that cannot be used is named, and is not kept', async () => {
  await fakeBrowser.storage.managed.set({ procoreClientSecret: 'short' });
  const effective = await effectiveSettings();
  expect(effective.refused).toEqual([{ name: 'procoreClientSecret', item: null, why: 'value' }]);
  expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).not.toContain('short');
});

test('the policy is closed to scripts in pages where the browser can', async () => {
  const setAccessLevel = vi.fn(async () => undefined);
  const managed = fakeBrowser.storage.managed as { setAccessLevel?: unknown };
  const before = managed.setAccessLevel;
  managed.setAccessLevel = setAccessLevel;
  await closePolicyToPages();
  expect(setAccessLevel.mock.calls).toEqual([[{ accessLevel: 'TRUSTED_CONTEXTS' }]]);
  // Firefox has no such thing.
  delete managed.setAccessLevel;
  await closePolicyToPages();
  if (before !== undefined) managed.setAccessLevel = before;
});
