/** Builds the Chromium extension with one mutation into `<folder>/chrome-mv3`. */
import { resolve } from 'node:path';
import { build } from 'wxt';
import { mutationPlugin } from './mutation.ts';
import { mutationOf } from './mutations.ts';

const [, , id, folder] = process.argv;
if (id === undefined || folder === undefined)
  throw new Error('Usage: node tests/mutations/build-mutated.ts <id> <folder>');
const mutation = mutationOf(id);
let applied = false;
await build({
  root: resolve(import.meta.dirname, '../..'),
  outDir: folder,
  browser: 'chrome',
  manifestVersion: 3,
  vite: () => ({
    plugins: [
      mutationPlugin(
        () => mutation,
        () => {
          applied = true;
        },
      ),
    ],
  }),
});
if (!applied) throw new Error(`${mutation.file} is not in the build`);
