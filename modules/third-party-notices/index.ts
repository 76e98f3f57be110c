import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineWxtModule } from 'wxt/modules';
import { noticesOf, packageFolder } from './notices.ts';
import { ownLicence } from './own-licence.ts';

/** Under these names in both packages; the settings' About section links to the notices. */
const NOTICES = 'third-party-notices.txt';
const LICENCE = 'LICENSE.txt';
/** It is bundled, so it is there whenever a package is made, and it brings the whole text. */
const WITH_APACHE_TEXT = 'node_modules/dexie';

/** Puts our own licence and the notices of what was really bundled into the package, as the licences ask. */
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
      const { root, outDir } = wxt.config;
      await writeFile(join(outDir, NOTICES), noticesOf(folders));
      await writeFile(join(outDir, LICENCE), ownLicence(root, join(root, WITH_APACHE_TEXT)));
    });
  },
});
