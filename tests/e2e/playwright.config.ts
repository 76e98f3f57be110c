import { defineConfig } from '@playwright/test';

// One browser at a time: two of them keep two cores so busy that Firefox’s badges come after more than 20 seconds. The limits are for what hangs, not measures of speed.
// What measures processor time has both cores to itself, and is run on its own (`npm run measured`).
const MEASURED = ['**/page/budgets.spec.ts', '**/page/growth.spec.ts', '**/flows/busy-pages.spec.ts'];

export default defineConfig({
  testDir: '.',
  outputDir: '../../.output/e2e',
  globalSetup: './global-setup.ts',
  workers: 1,
  retries: 0,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: { actionTimeout: 20_000, navigationTimeout: 30_000, trace: 'off', screenshot: 'off', video: 'off' },
  projects: [
    { name: 'chromium', testMatch: '**/*.spec.ts', testIgnore: ['**/*.firefox.spec.ts', ...MEASURED] },
    { name: 'firefox', testMatch: '**/*.firefox.spec.ts' },
    { name: 'measured', testMatch: MEASURED },
  ],
});
