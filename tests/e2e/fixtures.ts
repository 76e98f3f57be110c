import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { type Sandbox, startSandbox } from '../sandbox/server.ts';
import { type Chromium, CHROMIUM_ID } from './chromium.ts';
import { type Firefox, launchFirefox } from './firefox.ts';
import { createSharedChromium, type SharedChromium } from './shared-chromium.ts';

export { expect } from '@playwright/test';

type Fixtures = {
  /** Procore and DocuSign, fresh for each test. */
  sandbox: Sandbox;
  chromium: Chromium;
  /** Headless Chromium with the shipping build, and nothing that an earlier test left behind. */
  context: BrowserContext;
  page: Page;
  extensionId: string;
};

type Shared = { sharedSandbox: Sandbox; sharedChromium: SharedChromium };

/** Tests in Chromium. A test fails, whatever else it says, when a page or the worker asked for a host outside the sandbox or threw. */
export const test = base.extend<Fixtures, Shared>({
  // Starting a sandbox and a browser takes longer than most tests: both are kept, and emptied between two tests.
  sharedSandbox: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern.
    async ({}, use) => {
      const sandbox = await startSandbox();
      await use(sandbox);
      await sandbox.stop();
    },
    { scope: 'worker' },
  ],
  sharedChromium: [
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    async ({}, use) => {
      const shared = createSharedChromium();
      await use(shared);
      await shared.close();
    },
    { scope: 'worker' },
  ],
  sandbox: async ({ sharedSandbox }, use) => {
    sharedSandbox.reset();
    await use(sharedSandbox);
  },
  chromium: async ({ sharedChromium, sandbox }, use) => {
    const chromium = await sharedChromium.lease(sandbox);
    await use(chromium);
    base.expect({ strays: chromium.strays, errors: chromium.errors }).toEqual({ strays: [], errors: [] });
  },
  context: async ({ chromium }, use) => use(chromium.context),
  page: async ({ context }, use) => use(context.pages()[0] ?? (await context.newPage())),
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  extensionId: async ({}, use) => use(CHROMIUM_ID),
});

/** Tests in Firefox, by the same rules. Name their files `*.firefox.spec.ts`. */
export const firefoxTest = base.extend<{ sandbox: Sandbox; firefox: Firefox }>({
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  sandbox: async ({}, use) => {
    const sandbox = await startSandbox();
    await use(sandbox);
    await sandbox.stop();
  },
  firefox: async ({ sandbox }, use) => {
    const firefox = await launchFirefox(sandbox);
    await use(firefox);
    await firefox.close();
    const { strays, errors } = firefox;
    base.expect({ strays, errors }).toEqual({ strays: [], errors: [] });
  },
});
