import { test as base } from 'vitest';
import { type Sandbox, startSandbox } from '../sandbox/server.ts';
import { createPersonAtBrowser, type PersonAtBrowser } from './docusign-person.ts';

/** A sandbox of its own for every test, and a person at a browser that was never used. */
export const test = base.extend<{ sandbox: Sandbox; person: PersonAtBrowser }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the pattern to see what a fixture needs
  sandbox: async ({}, use) => {
    const sandbox = await startSandbox();
    await use(sandbox);
    await sandbox.stop();
  },
  person: async ({ sandbox }, use) => {
    await use(createPersonAtBrowser(sandbox));
  },
});
