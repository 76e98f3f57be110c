import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineWxtModule } from 'wxt/modules';
import { noticesOf, packageFolder } from './notices.ts';

/** Under this name in both packages; the settings' About section links to it. */
const FILE = 'third-party-notices.txt';

/** Puts the notices of what was really bundled into the package, as the licences of some of it ask. */
export default defineWxtModule({
  name: 'third-party-notices',
  setup(wxt) {
    const folders = new Set<string>();
    const collect = {
      name: 'third-party-notices',
      generateBundle(
        _options: unknown,
        output: Record<string, { type: string; modules?: Record<string, { renderedLength: number }> }>,
      ) {
        for (const { modules = {} } of Object.values(output)) {
          for (const [id, { renderedLength }] of Object.entries(modules)) {
            const folder = renderedLength > 0 ? packageFolder(id) : null;
            if (folder !== null) folders.add(folder);
          }
        }
      },
    };
    wxt.hook('vite:build:extendConfig', (_entrypoints, config) => {
      config.plugins = [...(config.plugins ?? []), collect];
    });
    wxt.hook('build:done', async () => {
      // The dev server bundles nothing.
      if (wxt.config.command !== 'build') return;
      await writeFile(join(wxt.config.outDir, FILE), noticesOf(folders));
    });
  },
});
