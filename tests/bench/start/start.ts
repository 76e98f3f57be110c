import { rm } from 'node:fs/promises';
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import {
  CHROMIUM_BUILD,
  CHROMIUM_ID,
  killWorker,
  launchChromium,
  openExtensionPage,
} from '../../e2e/chromium.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { type Figure, median } from '../figure.ts';
import { writeBaseline } from './baseline-extension.ts';

const ROUNDS = 15;
const ITEM =
  'https://us02.procore.com/562949953421512/project/commitments/work_order_contracts/562949953431312';
const PROFILE = 'https://us02.procore.com/account/profile_settings?project_id=562949953421512';

/** A sight as the page script sends it, timed in its own world, from asking to the answer. */
const ASK = (data: string) => `(async () => {
  const start = performance.now();
  const answer = await chrome.runtime.sendMessage(${data});
  if (!answer) throw new Error('no answer');
  return performance.now() - start;
})()`;
const SIGHT = `{ id: 1, type: 'pageReport', timestamp: 0, data: {
  href: location.href, person: '', title: '', readings: [{ kind: 'send-button', says: 'complete' }] } }`;

/** How fast the worker answers when it was stopped, and how fast the popup shows the state. */
export async function run(): Promise<Figure[]> {
  const sandbox = await startSandbox();
  const picture = await pictureOfPopup(sandbox);
  const baseline = await writeBaseline(picture);
  const chromium = await launchChromium(sandbox, {
    switches: [
      `--disable-extensions-except=${CHROMIUM_BUILD},${baseline.folder}`,
      `--load-extension=${CHROMIUM_BUILD},${baseline.folder}`,
    ],
  });
  try {
    const page = chromium.context.pages()[0] ?? (await chromium.context.newPage());
    const worlds = await worldsOf(page, () => page.goto(ITEM));
    const ours: number[] = [];
    const empty: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await killWorker(chromium.context);
      empty.push(await worlds.time('other', ASK('1')));
      await killWorker(chromium.context);
      ours.push(await worlds.time('ours', ASK(SIGHT)));
    }
    const running = await timePopups(chromium.context, page, worlds.otherOrigin, false);
    const stopped = await timePopups(chromium.context, page, worlds.otherOrigin, true);
    return [
      {
        name: 'stopped worker to the first badge state',
        measured: `${median(ours).toFixed(1)} ms`,
        baseline: `${median(empty).toFixed(1)} ms, a worker that does nothing`,
        value: median(ours) / median(empty),
        budget: 1.3,
      },
      {
        name: 'popup opened to the stored state shown, beside a running worker',
        measured: `${running.ours.toFixed(0)} ms`,
        baseline: '',
        value: running.ours,
        budget: 150,
      },
      popupFigure('the same against a static page', running),
      popupFigure('popup from a stopped extension, against a static page', stopped),
    ];
  } finally {
    await chromium.close();
    await sandbox.stop();
    await rm(baseline.folder, { recursive: true, force: true });
  }
}

const popupFigure = (name: string, { ours, still }: { ours: number; still: number }): Figure => ({
  name,
  measured: `${ours.toFixed(0)} ms`,
  baseline: `${still.toFixed(0)} ms, the same picture without a script`,
  value: ours / still,
  budget: 1.5,
});

/** What the popup looks like when it shows a stored state: its elements and its styles, and nothing that runs. */
async function pictureOfPopup(
  sandbox: Awaited<ReturnType<typeof startSandbox>>,
): Promise<{ html: string; css: string }> {
  const chromium = await launchChromium(sandbox);
  try {
    const page = chromium.context.pages()[0] ?? (await chromium.context.newPage());
    await page.goto(PROFILE);
    await page.locator('countersign-badge').first().waitFor({ state: 'attached' });
    await page.goto(ITEM);
    const popup = await openExtensionPage(chromium.context, 'popup.html');
    await popup.locator('#app:not([aria-busy])').waitFor();
    return await popup.evaluate(async () => ({
      html: document.body.innerHTML.replace(/<script.*?<\/script>/gs, ''),
      css: (
        await Promise.all(
          [...document.querySelectorAll('link[rel=stylesheet]')].map(async (link) =>
            (await fetch((link as HTMLLinkElement).href)).text(),
          ),
        )
      ).join('\n'),
    }));
  } finally {
    await chromium.close();
  }
}

type Worlds = { time: (whose: 'ours' | 'other', expression: string) => Promise<number>; otherOrigin: string };

/** The isolated worlds of the two extensions in a page, as the page script lives in one. */
async function worldsOf(page: Page, load: () => Promise<unknown>): Promise<Worlds> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const contexts = new Map<string, number>();
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin.startsWith('chrome-extension://')) contexts.set(context.origin, context.id);
  });
  await session.send('Runtime.enable');
  await load();
  const own = `chrome-extension://${CHROMIUM_ID}`;
  await page.locator('countersign-badge').first().waitFor({ state: 'attached' });
  const otherOrigin = [...contexts.keys()].find((origin) => origin !== own) ?? '';
  return {
    otherOrigin,
    time: async (whose, expression) => {
      const contextId = contexts.get(whose === 'ours' ? own : otherOrigin);
      if (contextId === undefined) throw new Error(`No script of the ${whose} extension in the page`);
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression,
        contextId,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return Number(result.value);
    },
  };
}

/**
 * Milliseconds from the popup's own beginning to the frame after its state is there.
 * @param stopped both workers are stopped before, so that neither popup finds a process of its extension running
 */
async function timePopups(
  context: BrowserContext,
  tab: Page,
  otherOrigin: string,
  stopped: boolean,
): Promise<{ ours: number; still: number }> {
  await context.addInitScript(() => {
    const shown = () => document.querySelector('#app:not([aria-busy]) h2, #app:not([aria-busy]) h1');
    const done = () =>
      requestAnimationFrame(() => {
        (globalThis as { shownAt?: number }).shownAt ??= performance.now();
      });
    const wait = new MutationObserver(() => {
      if (!shown()) return;
      wait.disconnect();
      done();
    });
    wait.observe(document, { childList: true, subtree: true, attributes: true });
  });
  const time = async (origin: string) => {
    if (stopped) await killWorker(context);
    const page = await context.newPage();
    await page.goto(`${origin}/popup.html`);
    const at = await page.waitForFunction(() => (globalThis as { shownAt?: number }).shownAt);
    const value = Number(await at.jsonValue());
    await page.close();
    await tab.bringToFront();
    return value;
  };
  const ours: number[] = [];
  const still: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    still.push(await time(otherOrigin));
    ours.push(await time(`chrome-extension://${CHROMIUM_ID}`));
  }
  return { ours: median(ours), still: median(still) };
}
