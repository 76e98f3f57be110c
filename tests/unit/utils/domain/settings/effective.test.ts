import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  effectiveSettings,
  type EffectiveSettings,
  watchSettings,
} from '../../../../../utils/domain/settings/effective.ts';
import { knownPolicy, personalSettings } from '../../../../../utils/domain/settings/items.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The browser tells the policy only when `tell` is called. */
function policyComesLate() {
  const { promise, resolve: tell } = Promise.withResolvers<Record<string, unknown>>();
  vi.spyOn(fakeBrowser.storage.managed, 'get').mockReturnValue(promise as never);
  return tell;
}

test('the organization’s value wins over the person’s, and is locked', async () => {
  await personalSettings.set({ warningDay: 10, environment: 'demo' });
  await fakeBrowser.storage.managed.set({ warningDay: 20, colour: 'red' });
  const { settings, locked, refused } = await effectiveSettings();
  expect([settings.warningDay, settings.environment, locked, refused]).toEqual([
    20,
    'demo',
    ['warningDay'],
    [{ name: 'colour', item: null, why: 'unknown' }],
  ]);
});

test('a policy the browser does not tell in time is taken as it was last time, and holds up nothing', async () => {
  await knownPolicy.set({ warningDay: 20 });
  const tell = policyComesLate();
  const first = effectiveSettings();
  await vi.advanceTimersByTimeAsync(200);
  expect((await first).settings.warningDay).toBe(20);
  // Whoever asks later does not wait again.
  const second = effectiveSettings();
  await vi.advanceTimersByTimeAsync(0);
  expect((await second).settings.warningDay).toBe(20);
  tell({});
  await vi.advanceTimersByTimeAsync(0);
});

test('whoever watches the settings is told of a policy that came late, once', async () => {
  const tell = policyComesLate();
  const told: EffectiveSettings[] = [];
  const unwatch = watchSettings((settings) => told.push(settings));
  const first = effectiveSettings();
  await vi.advanceTimersByTimeAsync(200);
  expect((await first).locked).toEqual([]);
  tell({ warningDay: 20 });
  await vi.advanceTimersByTimeAsync(300);
  unwatch();
  expect(told.map(({ settings, locked }) => [settings.warningDay, locked])).toEqual([[20, ['warningDay']]]);
  expect(await knownPolicy.get()).toEqual({ warningDay: 20 });
});

test('a policy the browser says it cannot read is told as such, and the one of last time holds', async () => {
  await knownPolicy.set({ warningDay: 20 });
  vi.spyOn(fakeBrowser.storage.managed, 'get').mockRejectedValue(new Error('An unexpected error occurred'));
  const { settings, policy } = await effectiveSettings();
  expect([settings.warningDay, policy]).toEqual([20, 'unreadable']);
  expect(await knownPolicy.get()).toEqual({ warningDay: 20 });
});

test('no policy, which Firefox says by a rejection, is nothing wrong', async () => {
  vi.spyOn(fakeBrowser.storage.managed, 'get').mockRejectedValue(
    new Error('Managed storage manifest not found'),
  );
  expect(await effectiveSettings()).toMatchObject({ policy: 'told', locked: [], refused: [] });
});
