import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Baseline = { folder: string };

/**
 * The least an extension can be: a worker that answers at once, an empty script in Procore's pages, and a popup that is
 * a picture of ours with no script behind it. What is over it is what Countersign costs.
 */
export async function writeBaseline(popup: { html: string; css: string }): Promise<Baseline> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-baseline-'));
  const manifest = {
    manifest_version: 3,
    name: 'Baseline',
    version: '1',
    background: { service_worker: 'worker.js' },
    action: { default_popup: 'popup.html' },
    content_scripts: [{ matches: ['https://us02.procore.com/*'], js: ['page.js'] }],
  };
  const files: Record<string, string> = {
    'manifest.json': JSON.stringify(manifest),
    'worker.js': 'chrome.runtime.onMessage.addListener((message, sender, answer) => answer({ ok: true }));',
    'page.js': '',
    'popup.css': popup.css,
    'popup.html': `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="popup.css">${popup.html}`,
  };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  return { folder };
}
