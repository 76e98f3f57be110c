import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';
import { startSandbox } from '../sandbox/server.ts';
import { scenario } from '../sandbox/switcher/scenarios.ts';
import { badgeSays, textOf, until } from '../tour/assertions.ts';
import { openProfile, panelFrom, panelOf, popupOver, type } from '../tour/page-objects.ts';
import { CHROMIUM_ID, launchChromium } from '../e2e/chromium.ts';
import { enterProject, type Scene, SUE } from '../e2e/flows/flow-test.ts';
import { createKiller, type Killer } from './killer.ts';

/** A step that has not moved for so long, with its evidence on the page, stands still. */
export const STANDS_STILL = 10_000;

/** A worker is killed after so many milliseconds at most. */
const LONGEST_LIFE = 1_200;

export type Torture = {
  runs: number;
  kills: number;
  /** Milliseconds between evidence on the page and the step after it in the panel, at most. */
  longest: number;
  stoodStill: string[];
};

/** Goes through whole re-links while the worker is killed again and again, at no moment that anybody chose. */
export async function tortureGuide(scene: Scene, runs: number): Promise<Torture> {
  const ours = await scene.context.newPage();
  await ours.goto(`chrome-extension://${CHROMIUM_ID}/manifest.json`);
  await scene.page.bringToFront();
  const killer = await createKiller(scene.context, ours);
  const seen: Torture = { runs, kills: 0, longest: 0, stoodStill: [] };
  for (let run = 0; run < runs; run++) {
    await begin(scene);
    const over = new AbortController();
    const killing = killAtRandom(killer, over.signal);
    try {
      await relink(scene, async (next, what) => {
        const since = Date.now();
        const moved = await moves(panelOf(scene).getByRole('main'), next);
        seen.longest = Math.max(seen.longest, Date.now() - since);
        if (moved) return;
        seen.stoodStill.push(`run ${run + 1}: ${what}`);
        // The way out that a person has.
        await panelOf(scene).getByRole('button', { name: 'I did it' }).click();
        await moves(panelOf(scene).getByRole('main'), next);
      });
    } finally {
      over.abort();
      seen.kills += await killing;
    }
  }
  await killer.end();
  await ours.close();
  return seen;
}

/** The same in a browser of its own. */
export async function tortureGuideAlone(runs: number): Promise<Torture> {
  const sandbox = await startSandbox();
  const { context, close } = await launchChromium(sandbox);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    return await tortureGuide({ sandbox, context, page, panel: null, picture: async () => undefined }, runs);
  } finally {
    await close();
    await sandbox.stop();
  }
}

/** What is wrong with it: nothing may stand still, and the evidence on a page counts within five seconds. */
export const guideFaults = ({ runs, kills, longest, stoodStill }: Torture): string[] => [
  ...stoodStill,
  ...(longest < 5_000 ? [] : [`a step stood for ${longest} ms`]),
  ...(kills > 4 * runs ? [] : [`only ${kills} kills`]),
];

/** The one line that tells how it went. */
export const lineOf = ({ runs, kills, longest, stoodStill }: Torture): string =>
  `${runs} runs, ${kills} kills, longest standstill ${(longest / 1_000).toFixed(1)} s, ${stoodStill.length} stood still`;

async function killAtRandom({ kill }: Killer, over: AbortSignal): Promise<number> {
  let kills = 0;
  while (!over.aborted) {
    await pause(randomInt(LONGEST_LIFE), undefined, { signal: over }).catch(() => undefined);
    if (!over.aborted && (await kill())) kills += 1;
  }
  return kills;
}

/** Linked at Procore, with the steps of a re-link just begun. */
async function begin(scene: Scene): Promise<void> {
  const { page, sandbox } = scene;
  scenario('linked').apply(sandbox.world, sandbox.docusign, sandbox.procore);
  await enterProject(page);
  await openProfile(page);
  await badgeSays(page, 'link-row', 'synced', /Synced on this project/);
  const popup = await popupOver(scene);
  await panelFrom(scene, () => popup.getByRole('button', { name: 'Re-link' }).click());
  await until(
    'the third step',
    () => textOf(panelOf(scene).getByRole('main')),
    (words) => words.includes('Step 3 of 9'),
  );
  if (!popup.isClosed()) await popup.close();
}

/** @param expects waits for the step that has to follow, from when its evidence is on the page */
async function relink(scene: Scene, expects: (next: string, what: string) => Promise<void>): Promise<void> {
  const { page, context } = scene;
  const panel = panelOf(scene);
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await press('Remove');
  await expects('Step 4 of 9', 'the x was pressed');
  await press('Update');
  await expects('Step 5 of 9', 'Update was pressed');
  await press('OK');
  await page.getByRole('button', { name: 'Login with DocuSign' }).waitFor();
  await expects('Step 6 of 9', 'the row says that nobody is linked');

  const signedOut = await asked(panel, 'Do it for me', () =>
    context.pages().find((one) => new URL(one.url()).hostname.startsWith('account')),
  );
  await signedOut.getByLabel('Email address').waitFor();
  await expects('Step 7 of 9', 'DocuSign asks for an e-mail address');
  await signedOut.close();
  await page.bringToFront();

  await page.getByRole('button', { name: 'Login with DocuSign' }).click();
  await type(page.getByLabel('Email address'), SUE);
  await expects('Step 8 of 9', 'DocuSign’s login is open');
  await page.getByRole('button', { name: 'Next' }).click();
  await type(page.getByLabel('Password'), 'signature');
  await page.getByRole('button', { name: 'Log in' }).click();
  const synced = page.locator('[data-link-word]', { hasText: 'Synced' });
  await until(
    'Procore with its row',
    async () => {
      const accept = page.getByRole('button', { name: 'Accept' });
      if (await accept.isVisible()) await accept.click();
      return synced.isVisible();
    },
    (there) => there,
  );
  await expects('Step 9 of 9', 'the row says Synced');
  await type(panel.getByLabel('Name or e-mail at DocuSign'), SUE);
  await asked(panel, 'Confirm', async () => ((await moves(main(panel), 'Done', 2_000)) ? true : undefined));
}

const main = (panel: Page) => panel.getByRole('main');

/** Presses a button of ours, again where the worker died over it, until there is what it is to bring. */
async function asked<T>(panel: Page, name: string, there: () => T | undefined | Promise<T | undefined>) {
  for (let presses = 0; presses < 20; presses++) {
    await panel
      .getByRole('button', { name, exact: true })
      .click({ timeout: 2_000 })
      .catch(() => undefined);
    for (let looks = 0; looks < 20; looks++) {
      const found = await there();
      if (found !== undefined) return found;
      await pause(50);
    }
  }
  throw new Error(`${name} did nothing`);
}

async function moves(place: Locator, words: string, patience = STANDS_STILL): Promise<boolean> {
  return until(
    words,
    () => textOf(place),
    (seen) => seen.includes(words),
    patience,
  ).then(
    () => true,
    () => false,
  );
}
