/** Builds the Chromium extension into `<folder>/chrome-mv3` without the defences named in COUNTERSIGN_WITHOUT. */
import { resolve } from 'node:path';
import { build } from 'wxt';

const [, , folder] = process.argv;
if (folder === undefined) throw new Error('Usage: node tests/defences/build-without.ts <folder>');
await build({
  root: resolve(import.meta.dirname, '../..'),
  outDir: folder,
  browser: 'chrome',
  manifestVersion: 3,
});
