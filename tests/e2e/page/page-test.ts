import { type Page, type PlaywrightWorkerOptions, test as base } from '@playwright/test';
import { ensureChromium } from '../../browsers/ensure.ts';
import type { Harness } from './harness.ts';
import { bundle } from './bundle.ts';

export const ADDRESS = 'https://app.procore.com/1/project/commitments/work_order_contracts/2';

declare global {
  var harness: Harness;
}

export type Stage = {
  page: Page;
  /** Opens a page of this markup under Procore's name, with the harness in it. */
  open(markup: string, head?: string): Promise<void>;
  /** Opens it and starts reading. */
  watch(markup: string, head?: string): Promise<void>;
};

/** One browser a worker; each test a page of its own, on Procore's host, served from the test. */
export const test = base.extend<{ stage: Stage }, Pick<PlaywrightWorkerOptions, 'launchOptions'>>({
  launchOptions: [
    async ({}, use) => {
      await use({ executablePath: await ensureChromium(), args: ['--no-sandbox'] });
    },
    { scope: 'worker' },
  ],

  stage: async ({ browser }, use) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    let body = '';
    await context.route('**/*', (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: route.request().isNavigationRequest() ? body : '',
      }),
    );
    const open = async (markup: string, head = '') => {
      body = `<!doctype html><html><head><title>Commitments</title>${head}</head><body>${markup}</body></html>`;
      await page.goto(ADDRESS);
      await page.evaluate(await bundle('harness.ts'));
    };
    await use({
      page,
      open,
      watch: async (markup, head) => {
        await open(markup, head);
        await page.evaluate(() => harness.start());
      },
    });
    await context.close();
    base.expect(errors, 'errors in the page').toEqual([]);
  },
});

export const { expect } = base;
