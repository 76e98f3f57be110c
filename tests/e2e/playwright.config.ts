import { defineConfig } from '@playwright/test';

// One browser at a time: Chromium alone keeps two cores busy. The limits are for what hangs, not measures of speed.
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
    { name: 'chromium', testMatch: '**/*.spec.ts', testIgnore: '**/*.firefox.spec.ts' },
    { name: 'firefox', testMatch: '**/*.firefox.spec.ts' },
  ],
});
