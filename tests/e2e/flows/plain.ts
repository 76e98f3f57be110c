import { type BrowserContext, chromium } from '@playwright/test';
import { ensureChromium } from '../../browsers/ensure.ts';
import { type Stage, stageSwitches } from '../chromium.ts';

/** The same Chromium over the same sandbox, without the extension: what a page is like if nobody reads it. */
export async function launchPlain(
  stage: Stage,
): Promise<{ context: BrowserContext; close(): Promise<void> }> {
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    headless: true,
    args: ['--window-size=1280,800', ...stageSwitches(stage)],
  });
  return { context: await browser.newContext({ viewport: null }), close: () => browser.close() };
}
