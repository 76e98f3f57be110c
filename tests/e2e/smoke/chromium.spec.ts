import { killWorker, openExtensionPage, openPopup, reloadExtension, workerRuns } from '../chromium.ts';
import { expect, test } from '../fixtures.ts';

test('loads under the pinned id', async ({ context, extensionId }) => {
  const [worker] = context.serviceWorkers();
  expect(new URL(worker?.url() ?? 'none:').host).toBe(extensionId);
});

for (const path of ['popup.html', 'options.html', 'sidepanel.html']) {
  test(`renders ${path} with something to read`, async ({ context }) => {
    const page = await openExtensionPage(context, path);
    await expect(page.locator('body')).not.toHaveText('');
  });
}

test('opens the real popup over a Procore page', async ({ context, page }) => {
  await page.goto('https://app.procore.com/');
  const popup = await openPopup(context, page);
  await expect(popup.locator('body')).not.toHaveText('');
  expect(await popup.evaluate(() => chrome.extension.getViews({ type: 'popup' }).length)).toBe(1);
});

test('kills the worker whole', async ({ context, page }) => {
  await page.goto('https://switcher.countersign.test/');
  const [worker] = context.serviceWorkers();
  await worker?.evaluate(() => Object.assign(globalThis, { mark: 'from the first life' }));
  // An alarm may wake the next one at any moment, so that none runs is nothing to ask for.
  await killWorker(context);
  await openExtensionPage(context, 'popup.html');
  await page.goto('https://app.procore.com/');
  await expect.poll(() => workerRuns(context)).toBe(true);
  expect(await worker?.evaluate('globalThis.mark ?? "a new life"')).toBe('a new life');
});

test('opens the popup again after the worker was killed', async ({ context, page }) => {
  await page.goto('https://app.procore.com/');
  await killWorker(context);
  const popup = await openPopup(context, page);
  await expect(popup.locator('body')).not.toHaveText('');
});

test('comes back after a reload under an open page', async ({ context, page, extensionId }) => {
  await page.goto('https://app.procore.com/');
  await reloadExtension(context);
  expect(context.serviceWorkers()).toHaveLength(1);
  await expect.poll(() => workerRuns(context)).toBe(true);
  expect(await context.serviceWorkers()[0]?.evaluate(() => chrome.runtime.id)).toBe(extensionId);
});

test('notices a request that leaves the sandbox', async ({ chromium, page }) => {
  await page.goto('https://app.procore.com/');
  await page.evaluate(() => fetch('https://elsewhere.example/').catch(() => undefined));
  // A host the security policy allows but the sandbox does not play.
  const [worker] = chromium.context.serviceWorkers();
  await worker?.evaluate(() => fetch('https://na9.docusign.net/').catch(() => undefined));
  expect(chromium.strays.splice(0)).toEqual(['https://elsewhere.example/', 'https://na9.docusign.net/']);
});
