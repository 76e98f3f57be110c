import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { DAY } from '../../utils/base/clock.ts';
import { badge } from '../e2e/badges.ts';
import { CHROMIUM_ID, launchChromium } from '../e2e/chromium.ts';
import { ageStores } from '../e2e/flows/age-stores.ts';
import { startSandbox } from '../sandbox/server.ts';
import { createKiller } from './killer.ts';
import { rowsOnDisk, type Tally, tally } from './ledger-rows.ts';
import { openTab, type Said, type Tab } from './tab.ts';
import { createRandom } from './random.ts';

export type Torture = {
  reports: number;
  kills: number;
  tabs: number;
  /** The same seed shows the same things in the same order; when a kill meets what is up to the machine. */
  seed: number;
  say?: (line: string) => void;
};

export type Outcome = { line: string; faults: string[] };

/** After the last report, the ledger and all pages have to be right. */
const SETTLED_MS = 5000;
/** A kill comes this long after a report at most: the report is answered, written and confirmed within it. */
const KILL_WITHIN_MS = 300;
/** So often is the clock moved. */
const CLOCK_MOVES = 4;
/** Of so many steps one is the profile's row, and of so many one leaves the page. */
const ROW_EVERY = 5;
const LEAVE_EVERY = 20;

export function stopOf(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${text} is not a number above 0`);
  return value;
}

export async function tortureReports(options: Torture): Promise<Outcome> {
  const sandbox = await startSandbox();
  const chromium = await launchChromium(sandbox);
  try {
    return await tortureIn(chromium.context, options);
  } finally {
    await chromium.close();
    await sandbox.stop();
  }
}

/**
 * Pages report, the worker is killed at random shortly after, and the clock is moved both ways: by moving every moment
 * the extension has stored, which is the same to it, as no test can set the clock of a browser. Then what pages said is
 * compared with what is on disk and on the pages.
 */
export async function tortureIn(context: BrowserContext, options: Torture): Promise<Outcome> {
  const { reports, kills, tabs: count, seed, say = () => undefined } = options;
  const ours = await context.newPage();
  await ours.goto(`chrome-extension://${CHROMIUM_ID}/manifest.json`);
  const killer = await createKiller(context, ours);
  const random = createRandom(seed);
  const tabs: Tab[] = [];
  for (let index = 0; index < count; index++) tabs.push(await openTab(context, String(9001 + index)));
  const rowSays = new Map<string, string>();
  const said: Said[] = [];
  const killing: Promise<void>[] = [];
  let killed = 0;

  async function kill(): Promise<void> {
    if (await killer.kill()) killed += 1;
  }

  async function killSoon(): Promise<void> {
    await pause(random() * KILL_WITHIN_MS);
    if (killed < kills) await kill();
  }

  async function step(tab: Tab, number: number): Promise<void> {
    const { project } = tab;
    const isRow = number % ROW_EVERY === 0;
    const before = rowSays.get(project);
    const says = isRow
      ? before === 'synced'
        ? 'not-linked'
        : 'synced'
      : random() < 0.5
        ? 'complete'
        : 'send-to';
    const item = isRow ? '' : `commitment:${1000 + number}`;
    if (isRow) rowSays.set(project, says);
    await tab.show({ item, says });
    said.push({ project, item, says });
    // As many as are wanted, whatever has not met a worker.
    const left = reports - said.length;
    if (killed < kills && random() < Math.min(1, (1.2 * (kills - killed)) / Math.max(1, left))) {
      killing.push(killSoon());
    }
    await pause(random() * 150);
    if (number % LEAVE_EVERY === LEAVE_EVERY - 1) await tab.leave();
  }

  let next = 0;
  /** Steps up to a number, each tab at its own pace. */
  const stepsUntil = (end: number) =>
    Promise.all(
      tabs.map(async (tab) => {
        while (next < end) await step(tab, next++);
      }),
    );

  let stretches = 1;
  const found: Tally = { lost: [], doubled: [], wrong: [] };
  const note = ({ lost, doubled, wrong }: Tally) => {
    found.lost = lost;
    found.doubled = doubled;
    found.wrong = wrong;
  };

  for (let part = 1; part <= CLOCK_MOVES + 1; part++) {
    await stepsUntil(Math.round((reports * part) / (CLOCK_MOVES + 1)));
    await Promise.all(killing.splice(0));
    note(await settled(ours, said, stretches));
    say(
      `${said.length} reports, ${killed} kills: ${found.lost.length} lost, ${found.doubled.length} doubled`,
    );
    if (part > CLOCK_MOVES) break;
    const days = (part % 2 === 0 ? 1 : -1) * Math.ceil(random() * 20);
    await kill();
    await ours.evaluate(ageStores, days * DAY);
    // What lies ahead of now is dated again, and goes on; what became old is over.
    if (days > 0) stretches += 1;
    await kill();
  }

  // What each page says last is what ledger, badge and page agree on, whatever was before.
  await Promise.all(
    tabs.map(async (tab) => {
      const says = rowSays.get(tab.project) === 'synced' ? 'not-linked' : 'synced';
      await tab.show({ item: '', says });
      said.push({ project: tab.project, item: '', says });
      rowSays.set(tab.project, says);
    }),
  );
  await kill();
  found.wrong.push(...(await lastWords(ours, tabs, rowSays)));
  await killer.end();
  for (const { page } of tabs) await page.close();
  await ours.close();

  const line = `${said.length} reports, ${killed} kills: ${found.lost.length} lost, ${found.doubled.length} doubled, ${found.wrong.length} wrong`;
  const faults = [
    ...found.lost.map((what) => `lost: ${what}`),
    ...found.doubled.map((what) => `doubled: ${what}`),
    ...found.wrong.map((what) => `wrong: ${what}`),
    ...(killed < kills ? [`only ${killed} of ${kills} kills met a worker`] : []),
  ];
  return { line, faults };
}

/** The comparison when nothing is missing any more, or after the time for that is over. */
async function settled(ours: Page, said: readonly Said[], stretches: number): Promise<Tally> {
  for (const deadline = Date.now() + SETTLED_MS; ; await pause(100)) {
    const found = tally(said, await rowsOnDisk(ours), stretches);
    if (found.lost.length === 0 || Date.now() > deadline) return found;
  }
}

async function lastWords(
  ours: Page,
  tabs: readonly Tab[],
  rowSays: ReadonlyMap<string, string>,
): Promise<string[]> {
  for (const deadline = Date.now() + SETTLED_MS; ; await pause(100)) {
    const rows = await rowsOnDisk(ours);
    const wrong: string[] = [];
    for (const { page, project } of tabs) {
      const right = rowSays.get(project) ?? '';
      const drawn = await badge(page, 'link-row')
        .first()
        .getAttribute('data-state', { timeout: 200 })
        .catch(() => 'no badge');
      const last = rows
        .filter((row) => row.project === project && row.kind === 'link-row')
        .toSorted((a, b) => a.at - b.at || a.id - b.id)
        .at(-1);
      if (drawn !== right || last?.says !== right)
        wrong.push(`${project}: the page says ${right}, its badge ${drawn}, the ledger ${last?.says}`);
    }
    if (wrong.length === 0 || Date.now() > deadline) return wrong;
  }
}
