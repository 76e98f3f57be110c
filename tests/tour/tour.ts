import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { ensureCjkFonts } from '../browsers/ensure.ts';
import { CHROMIUM_ID, launchChromium } from '../e2e/chromium.ts';
import { startSandbox } from '../sandbox/server.ts';
import { STEPS } from './steps/index.ts';
import type { Scene } from './types.ts';

const PICTURES = resolve(import.meta.dirname, '../../.output/tour');

/** Walks through the product as a person would, headless. True when every step was as it should be. */
export async function runTour(): Promise<boolean> {
  await ensureCjkFonts();
  await rm(PICTURES, { recursive: true, force: true });
  await mkdir(PICTURES, { recursive: true });
  const sandbox = await startSandbox();
  const { context, strays, errors, close } = await launchChromium(sandbox);
  // A person who waits this long for something to press gives up.
  context.setDefaultTimeout(10_000);
  const page = context.pages()[0] ?? (await context.newPage());
  let pictures = 0;
  const scene: Scene = {
    sandbox,
    context,
    page,
    panel: null,
    picture: async (of, name) => {
      pictures += 1;
      await takePicture(of, `${String(pictures).padStart(2, '0')}-${name}`);
    },
  };
  try {
    for (const [at, step] of STEPS.entries()) {
      const head = `${String(at + 1).padStart(2)}/${STEPS.length} ${step.name}`;
      try {
        console.log(`ok    ${head}: ${await step.act(scene)}`);
      } catch (error) {
        await scene.picture(scene.page, 'wrong').catch(() => undefined);
        console.log(`WRONG ${head}: ${error instanceof Error ? error.message : String(error)}`);
        return false;
      }
    }
    const outside = [...strays, ...errors];
    if (outside.length > 0) {
      console.log(`WRONG requests that left the sandbox, or errors in a page:\n${outside.join('\n')}`);
      return false;
    }
    console.log(`\n${STEPS.length} steps, nothing wrong. ${pictures} screens are pictured in ${PICTURES}`);
    return true;
  } finally {
    await close();
    await sandbox.stop();
  }
}

async function takePicture(of: Page, name: string): Promise<void> {
  const ours = of.url().startsWith(`chrome-extension://${CHROMIUM_ID}/`);
  const path = (suffix: string) => join(PICTURES, `${name}${suffix}.png`);
  if (!ours) {
    // A page that is writing ten thousand rows is slow to hold still.
    await of.screenshot({ path: path(''), timeout: 60_000 });
    return;
  }
  for (const colorScheme of ['light', 'dark'] as const) {
    await of.emulateMedia({ colorScheme });
    // Whole, and with colours that have finished changing.
    await of.screenshot({
      path: path(colorScheme === 'light' ? '' : '-dark'),
      fullPage: true,
      animations: 'disabled',
    });
  }
  await of.emulateMedia({ colorScheme: null });
}
