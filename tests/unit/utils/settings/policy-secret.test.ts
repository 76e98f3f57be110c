import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { effectiveSettings } from '../../../../utils/settings/effective.ts';
import { closePolicyToPages, readPolicySecret } from '../../../../utils/settings/policy.ts';
import { knownPolicy } from '../../../../utils/storage/items.ts';

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
  });
  await vi.waitFor(async () =>
    expect(await knownPolicy.get()).toEqual({ procoreClientId: 'client-0123456789' }),
  );
  expect(JSON.stringify(effective)).not.toContain(SECRET);
  for (const area of ['local', 'session', 'sync'] as const) {
    expect(JSON.stringify(await fakeBrowser.storage[area].get(null))).not.toContain(SECRET);
  }
  expect(await readPolicySecret()).toBe(SECRET);
});

test('a policy that is not told in time holds no secret, and nobody waits for it for ever', async () => {
  vi.useFakeTimers();
  vi.spyOn(fakeBrowser.storage.managed, 'get').mockReturnValue(new Promise(() => undefined) as never);
  const secret = readPolicySecret();
  await vi.advanceTimersByTimeAsync(3000);
  expect(await secret).toBeUndefined();
  vi.useRealTimers();
  vi.restoreAllMocks();
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
