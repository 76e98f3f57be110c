import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

// A Chromium and a Firefox at a time: two of one kind keep two cores so busy that each waits for the other. The limits are for what hangs, not measures of speed.
// What measures processor time has both cores to itself, and is run on its own (`npm run measured`).
const MEASURED = ['**/page/budgets.spec.ts', '**/page/growth.spec.ts', '**/flows/busy-pages.spec.ts'];

export default defineConfig({
  testDir: '.',
  outputDir: '../../.output/e2e',
  globalSetup: './global-setup.ts',
  workers: Math.min(2, availableParallelism()),
  retries: 0,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: { actionTimeout: 20_000, navigationTimeout: 30_000, trace: 'off', screenshot: 'off', video: 'off' },
  projects: [
    {
      name: 'chromium',
      testMatch: '**/*.spec.ts',
      testIgnore: ['**/*.firefox.spec.ts', ...MEASURED],
      workers: 1,
    },
    { name: 'firefox', testMatch: '**/*.firefox.spec.ts', workers: 1 },
    { name: 'measured', testMatch: MEASURED, workers: 1 },
  ],
});
