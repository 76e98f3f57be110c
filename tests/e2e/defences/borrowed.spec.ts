import { rm } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { cause } from '../../sandbox/causes/index.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { pressBadge } from '../badges.ts';
import { killWorker, newProfile, openPanel } from '../chromium.ts';
import { test as base } from '../fixtures.ts';
import { expect, launch, ownPage, untoward } from './test.ts';

const test = base.extend<{ profile: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern.
  profile: async ({}, use) => {
    const profile = await newProfile(['browsingData', 'cookies']);
    await use(profile);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  },
});

/** What of it is granted, asked of the browser in a page of ours: that wakes no worker. */
const granted = (own: Page): Promise<string[]> =>
  own.evaluate(async () => {
    const { permissions = [] } = await chrome.permissions.getAll();
    return permissions.filter((name) => name === 'cookies' || name === 'browsingData').toSorted();
  });
const BOTH = ['browsingData', 'cookies'];

/** As far as the question what to clear, with the permissions borrowed for it. */
async function toPreview(sandbox: Sandbox, profile: string) {
  const chromium = await launch(sandbox, profile);
  const { context } = chromium;
  const own = await ownPage(context);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.bringToFront();
  await page.goto(cause('not-linked').opens);
  const panel = await openPanel(context, () => pressBadge(page, 'link-row'));
  const main = panel.getByRole('main');
  await main.getByRole('button', { name: 'Find out why it does not work' }).click();
  await main.getByRole('button', { name: 'Nothing happens, or the login page comes back' }).click();
  expect(await granted(own)).toEqual([]);
  await main.getByRole('button', { name: 'Clear cookies of Procore and DocuSign' }).click();
  const dialog = panel.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await expect.poll(() => granted(own)).toEqual(BOTH);
  return { chromium, context, own, page, panel, dialog };
}

/** From now on the browser never answers whoever clears, so that whatever happens next happens during it. */
async function hangClearing(context: BrowserContext): Promise<void> {
  await context.serviceWorkers()[0]?.evaluate(() => {
    chrome.browsingData.remove = () => new Promise(() => undefined);
  });
}

const clearingIn = (context: BrowserContext): Promise<number> | undefined =>
  context.serviceWorkers()[0]?.evaluate(async () => {
    const { held = [] } = await navigator.locks.query();
    return held.filter(({ name }) => name?.startsWith('loan:')).length;
  });

test('the permissions for clearing go back when the panel is closed at the question', async ({
  sandbox,
  profile,
}) => {
  const { chromium, own, panel } = await toPreview(sandbox, profile);
  await panel.close();
  await expect.poll(() => granted(own)).toEqual([]);
  await chromium.close();
  expect(untoward(chromium)).toEqual({ strays: [], errors: [] });
});

test('they stay at the question while a worker dies and another starts, and go back with the panel', async ({
  sandbox,
  profile,
}) => {
  const { chromium, context, own, page, panel } = await toPreview(sandbox, profile);
  await killWorker(context);
  await page.reload();
  await page.locator('countersign-badge').first().waitFor({ state: 'attached' });
  expect(await granted(own)).toEqual(BOTH);
  await panel.close();
  await expect.poll(() => granted(own)).toEqual([]);
  await chromium.close();
});

test('they go back at the next start when the panel is closed and the worker killed during clearing', async ({
  sandbox,
  profile,
}) => {
  const { chromium, context, own, page, panel, dialog } = await toPreview(sandbox, profile);
  await hangClearing(context);
  await dialog.getByRole('button', { name: 'Clear', exact: true }).click();
  // The panel's loan and the worker's.
  await expect.poll(() => clearingIn(context)).toBe(2);
  await panel.close();
  await killWorker(context);
  expect(await granted(own)).toEqual(BOTH);
  // A page wakes the next worker.
  await page.reload();
  await expect.poll(() => granted(own)).toEqual([]);
  await chromium.close();
});

test('they go back at the next start when the browser was closed at the question', async ({
  sandbox,
  profile,
}) => {
  const { chromium } = await toPreview(sandbox, profile);
  await chromium.close();
  const again = await launch(sandbox, profile);
  const own = await ownPage(again.context);
  await expect.poll(() => granted(own)).toEqual([]);
  await again.close();
});
