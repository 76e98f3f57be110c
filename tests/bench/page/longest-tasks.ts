import type { Browser } from 'playwright-core';
import { bundle } from '../../e2e/page/bundle.ts';
import { longestTasks } from '../../e2e/page/thread.ts';
import type { Figure } from '../figure.ts';

/** Milliseconds of the main thread that no task of ours may take, whatever the page. */
const LONGEST = 50;
// Long enough to be read and drawn; a page that takes longer goes on in tasks like those before.
const LOOK = 5000;

type Measured = { name: string; milliseconds: number };

/** The longest task on each of the pages of `heavy-pages.ts` once it stands, with the page script and without. */
export async function longestTaskFigures(
  browser: Browser,
  address: string,
  start: string,
): Promise<Figure[]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const body = '<!doctype html><html><head><title>x</title></head><body></body></html>';
  await context.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body }));

  async function open(name?: string): Promise<string[]> {
    await page.goto(address);
    await page.evaluate(await bundle('heavy-pages.ts'));
    return page.evaluate((wanted) => {
      const pages = Object.entries(heavy.pages);
      pages.find(([each]) => each === wanted)?.[1]();
      return pages.map(([each]) => each);
    }, name);
  }

  async function measure(name: string, script: string): Promise<Measured> {
    await open(name);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done))));
    const [milliseconds = 0] = await longestTasks(page, async () => {
      await page.evaluate(script);
      await page.waitForTimeout(LOOK);
    });
    return { name, milliseconds };
  }

  const figures: Figure[] = [];
  for (const name of await open()) {
    const alone = await measure(name, '');
    const ours = await measure(name, start);
    figures.push({
      name: `the longest task: ${name}`,
      measured: `${ours.milliseconds.toFixed(0)} ms`,
      baseline: `no extension: ${alone.milliseconds.toFixed(0)} ms`,
      value: ours.milliseconds,
      budget: LONGEST,
    });
  }
  await context.close();
  return figures;
}
