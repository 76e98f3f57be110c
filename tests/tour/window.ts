import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { ensureChromium } from '../browsers/ensure.ts';
import { CHROMIUM_BUILD, extensionSwitches, newProfile, stageSwitches } from '../e2e/chromium.ts';
import { startSandbox } from '../sandbox/server.ts';

const SWITCHER = 'https://switcher.countersign.test/';
const PROCORE = 'https://us02.procore.com/';

/** Opens Chromium on the sandbox for a person to look around in, and waits until they close it. */
export async function openWindow(): Promise<void> {
  const program = await ensureChromium();
  const sandbox = await startSandbox();
  const profile = await newProfile();
  const chromium = spawn(
    program,
    [
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-sync',
      '--disable-component-update',
      '--disable-background-networking',
      // Chromium warns of the two switches below in a bar across the window; nothing here leaves the computer.
      '--test-type',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...extensionSwitches(CHROMIUM_BUILD),
      ...stageSwitches(sandbox),
      // The first one is in front.
      PROCORE,
      SWITCHER,
    ],
    { stdio: 'ignore' },
  );
  console.log(
    'Chromium is open with Countersign loaded. Both Procore and DocuSign there are stand-ins on this computer.',
  );
  console.log(`The second tab switches scenarios: ${SWITCHER}`);
  console.log(
    'The Countersign button is behind the puzzle piece at the top right; pin it to keep it in sight.',
  );
  console.log('Close the window, or press Ctrl+C here, to end.');
  const end = () => chromium.kill();
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  try {
    await new Promise<void>((done, fail) => {
      chromium.once('error', fail);
      chromium.once('exit', () => done());
    });
  } finally {
    await sandbox.stop();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
