import type { Page } from '@playwright/test';
import { readsAs } from '../../tour/assertions.ts';
import { CHROMIUM_ID } from '../chromium.ts';
import { expect, test } from '../fixtures.ts';

/**
 * What an organization sets, handed over by a real Chromium. Its own page for trying policies gives them to the extension
 * without a file on this computer; they go with the browser. Source: chrome://policy/test, seen in Chromium 156: unlike a
 * policy from a file, these are not held against the shipped schema first, so our own reading is what is looked at.
 */
async function setPolicy(page: Page, policy: Readonly<Record<string, unknown>>): Promise<void> {
  await page.goto('chrome://policy/test');
  const entries = Object.entries(policy).map(([name, value]) => ({
    namespace: CHROMIUM_ID,
    name,
    value,
    // Mandatory, of this computer, as from a platform's own store.
    level: 1,
    scope: 1,
    source: 2,
  }));
  await page.evaluate(async (policies) => {
    const resource = 'chrome://resources/js/cr.js';
    const { sendWithPromise } = (await import(resource)) as {
      sendWithPromise: (name: string, ...data: unknown[]) => Promise<unknown>;
    };
    await sendWithPromise('setLocalTestPolicies', JSON.stringify(policies), '');
  }, entries);
}

test('what an organization sets is in force, and what of it cannot be used is said, item by item', async ({
  page,
  context,
  extensionId,
}) => {
  const settings = await context.newPage();
  await settings.goto(`chrome-extension://${extensionId}/options.html`);
  const day = settings.getByLabel('Warn from day');
  await expect(day).toBeEnabled();
  try {
    await setPolicy(page, {
      warningDay: 9,
      environment: 7,
      colour: 'red',
      zones: ['eu01.procore.com', 'not a host'],
      badges: { banner: false, 'link-row': 'no' },
    });
    // Open pages hear of it.
    await expect(day).toHaveValue('9');
    await expect(day).toBeDisabled();
    await readsAs(settings.getByRole('main'), /Of what your organization set, this cannot be used/);
    const main = settings.getByRole('main');
    for (const said of [/environment/, /colour/, /zones.*2, not a host/, /badges.*link-row/])
      await expect(main.getByRole('listitem').filter({ hasText: said }).first()).toBeVisible();
    await expect(main.getByText('eu01.procore.com').first()).toBeVisible();
  } finally {
    await setPolicy(page, {});
  }
  await expect(day).toBeEnabled();
});
