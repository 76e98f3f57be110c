import type { createServices } from './services.ts';

/** Where the second script leaves what it makes, and what a worker has that a page has not. */
export type BackgroundGlobals = {
  countersignServices?: typeof createServices;
  importScripts?: (address: string) => void;
};

const SCRIPT = '/background-services.js';
const world = globalThis as BackgroundGlobals;

/**
 * To be called as the background starts. A worker may import later only what it imported while it was installed.
 * Source: w3c.github.io/ServiceWorker, importScripts: "if script resource is null and the worker is installed, throw".
 */
export function importAtInstall(): void {
  globalThis.addEventListener('install', () => world.importScripts?.(SCRIPT));
}

/** The services, read from their own script: a page's question is answered without parsing them. */
export async function loadServices(): Promise<typeof createServices> {
  if (!world.countersignServices) {
    if (world.importScripts) world.importScripts(SCRIPT);
    else await addToDocument();
  }
  if (!world.countersignServices) throw new Error(`${SCRIPT} did not leave what it makes`);
  return world.countersignServices;
}

/** Firefox's background is a document. */
function addToDocument(): Promise<void> {
  const script = Object.assign(document.createElement('script'), { src: SCRIPT });
  return new Promise((done, fail) => {
    script.addEventListener('load', () => done());
    script.addEventListener('error', () => fail(new Error(`${SCRIPT} was not read`)));
    document.head.append(script);
  });
}
