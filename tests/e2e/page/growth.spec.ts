import type { Page } from '@playwright/test';
import { bundle } from './bundle.ts';
import type { Heavy } from './heavy-pages.ts';
import { ADDRESS, expect, test } from './page-test.ts';
import { meter, settledMetrics } from './thread.ts';

declare global {
  var heavy: Heavy;
}

/** What a page holds after a long time is what it held after a short one. */

const SHELL = '<!doctype html><html><head><title>Contract</title></head><body></body></html>';

async function openTab(page: Page): Promise<void> {
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: SHELL }));
  await page.goto(ADDRESS);
  await page.evaluate(await bundle('harness.ts'));
  await page.evaluate(await bundle('heavy-pages.ts'));
  await page.evaluate(() => harness.start());
}

for (const tabs of [1, 10]) {
  test(`nodes, listeners and memory after many route switches are those after a few: ${tabs} at once`, {
    tag: tabs > 1 ? '@long' : [],
  }, async ({ browser }) => {
    test.setTimeout(300_000);
    const context = await browser.newContext();
    const soak = async (page: Page, switches: number) => {
      await page.evaluate((count) => heavy.soak(count), switches);
      await page.waitForFunction(() => document.querySelector('countersign-badge'));
    };
    const pages = await Promise.all(Array.from({ length: tabs }, () => context.newPage()));
    await Promise.all(pages.map(openTab));
    await Promise.all(pages.map((page) => soak(page, 20)));
    const meters = await Promise.all(pages.map(meter));
    const before = await Promise.all(meters.map(settledMetrics));
    await Promise.all(pages.map((page) => soak(page, tabs === 1 ? 1000 : 200)));
    // What the harness keeps for its tests.
    for (const page of pages) await page.evaluate(() => harness.sights.splice(0));
    for (const [at, client] of meters.entries()) {
      const { nodes = 0, listeners = 0, heap = 0 } = before[at] ?? {};
      await expect
        .poll(async () => {
          const after = await settledMetrics(client);
          return {
            nodes: Math.max(0, after.nodes - nodes - 60),
            listeners: Math.max(0, after.listeners - listeners - 40),
            kilobytes: Math.max(0, Math.round((after.heap - heap) / 1000) - 500),
          };
        })
        .toEqual({ nodes: 0, listeners: 0, kilobytes: 0 });
    }
    await context.close();
  });
}

test('of rows that are drawn anew all the time at most two generations are kept', async ({ browser }) => {
  test.setTimeout(300_000);
  const page = await browser.newPage();
  await openTab(page);
  const client = await meter(page);
  const bare = (await settledMetrics(client)).nodes;
  await page.evaluate(() => heavy.redraw(1, 0));
  const generation = (await settledMetrics(client)).nodes - bare;
  await page.evaluate(() => heavy.redraw(12, 250));
  // Two generations, and the 200 badges of one.
  await expect
    .poll(async () => (await settledMetrics(client)).nodes - bare, { timeout: 4000 })
    .toBeLessThan(2 * generation + 4000);
  await page.close();
});
