/**
 * The door to the browser API for scripts that run inside somebody else's page. Both browsers answer with promises
 * under Manifest V3, so the polyfill's bytes (2.8 kB gzip in every page) buy nothing there.
 */
type PageBrowser = Pick<typeof chrome, 'runtime'>;

const scope = globalThis as unknown as { browser?: PageBrowser; chrome: PageBrowser };

export const pageBrowser: PageBrowser = scope.browser ?? scope.chrome;

/** False once the extension was reloaded, updated or removed under a page that is still open. */
export function isAlive(): boolean {
  try {
    return pageBrowser.runtime?.id !== undefined;
  } catch {
    // Some versions throw instead of answering undefined; both mean the same.
    return false;
  }
}
