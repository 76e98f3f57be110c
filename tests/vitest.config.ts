import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { prepare } from 'wxt';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

// The reader of our sentences is made by the builder; in a fresh copy nothing was built yet.
const ROOT = resolve(import.meta.dirname, '..');
if (!existsSync(resolve(ROOT, '.wxt/i18n/index.ts'))) await prepare({ root: ROOT });

// `contract` runs without the fake browser: the sandbox and the vendors' own SDKs are plain Node.
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/unit/setup.ts'],
          // A limit for what hangs, not a measure of speed: a busy machine is slow.
          testTimeout: 30_000,
        },
      },
      // What is in the built packages, and how they come to be. Wants both builds.
      { test: { name: 'package', include: ['tests/package/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          exclude: ['tests/contract/diagnosis/**'],
          testTimeout: 20_000,
        },
      },
      // The sandbox and the extension's own code together: both vendors' answers, and the fake browser.
      {
        plugins: [WxtVitest()],
        test: {
          name: 'diagnosis',
          include: ['tests/contract/diagnosis/**/*.test.ts'],
          setupFiles: ['tests/unit/setup.ts'],
          testTimeout: 20_000,
        },
      },
    ],
  },
});
