/**
 * `npm start`: Countersign in Chromium on the stand-ins for Procore and DocuSign. With a display a window to look around
 * in; without one, or with `--tour`, a tour that prints what it sees and leaves pictures in `.output/tour/`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const WANTED = 26;
const ROOT = resolve(import.meta.dirname, '../..');

/** npm puts the Node that comes with the packages first; who starts this file by hand may have an older one. */
function runAgainOnOurNode(): boolean {
  if (Number(process.versions.node.split('.')[0]) >= WANTED) return false;
  const ours = resolve(ROOT, 'node_modules/.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (!existsSync(ours)) throw new Error(`Node ${WANTED} is needed. Run "npm ci" first: it brings one.`);
  const { status } = spawnSync(ours, process.argv.slice(1), {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
  return true;
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

async function start(): Promise<void> {
  const { ensureChromium, MissingBrowser } = await import('../browsers/ensure.ts');
  const { buildShipping } = await import('../e2e/build.ts');
  try {
    await ensureChromium();
  } catch (error) {
    if (!(error instanceof MissingBrowser)) throw error;
    console.error(error.message);
    process.exitCode = 1;
    return;
  }
  console.log('Building the extension as it ships');
  buildShipping('chrome');
  if (hasDisplay() && !process.argv.includes('--tour')) {
    const { openWindow } = await import('./window.ts');
    await openWindow();
    return;
  }
  console.log('Taking a tour without a window');
  const { runTour } = await import('./tour.ts');
  if (!(await runTour())) process.exitCode = 1;
}

if (!runAgainOnOurNode()) await start();
