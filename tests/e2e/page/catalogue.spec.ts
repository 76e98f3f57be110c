import type { Page } from '@playwright/test';
import { CATALOGUE, type CataloguePage } from '../../sandbox/procore/catalogue.ts';
import { judgeReadings } from '../../sandbox/procore/judge-readings.ts';
import { bundle } from './bundle.ts';
import { readingsOf } from './reading-lines.ts';
import { expect, test } from './page-test.ts';
import { createServed } from './served.ts';

const BATCH = 25;
const served = createServed();
/** COUNTERSIGN_PAGES=profile reads only the pages with that in their name. */
const asked = CATALOGUE.filter(({ id }) => id.includes(process.env['COUNTERSIGN_PAGES'] ?? ''));
const still = asked.filter(({ needsScripts }) => !needsScripts);
const moving = asked.filter(({ needsScripts }) => needsScripts);

/** Lays the pages out one after another in one tab of their zone, without running their scripts, and reads each. */
async function readStill(page: Page, pages: readonly CataloguePage[]): Promise<string[]> {
  const wrong: string[] = [];
  for (let at = 0; at < pages.length; at += BATCH) {
    const batch = pages.slice(at, at + BATCH);
    const bodies = await Promise.all(
      batch.map(async ({ url, path }) => ({ path, body: (await served(url)).body })),
    );
    const read = await page.evaluate((all) => {
      return all.map(({ path, body }) => {
        history.replaceState(null, '', path);
        const { documentElement } = new DOMParser().parseFromString(body, 'text/html');
        document.replaceChild(document.adoptNode(documentElement), document.documentElement);
        return harness.read();
      });
    }, bodies);
    batch.forEach((entry, index) => {
      for (const each of judgeReadings(entry, readingsOf(read[index] ?? [])))
        wrong.push(`${entry.id}: ${each}`);
    });
  }
  return wrong;
}

for (const zone of new Set(still.map((entry) => entry.zone))) {
  const pages = still.filter((entry) => entry.zone === zone);
  test(`all ${pages.length} pages of ${zone} that stand still are read right`, async ({
    stage: { page },
  }) => {
    test.setTimeout(300_000);
    await page.goto(`https://${zone}/`);
    await page.evaluate(await bundle('harness.ts'));
    expect(await readStill(page, pages)).toEqual([]);
  });
}

test(`all ${moving.length} pages that draw themselves are read right once they have`, async ({ browser }) => {
  test.setTimeout(600_000);
  const context = await browser.newContext();
  await context.route('**/*', async (route) => route.fulfill(await served(route.request().url())));
  const page = await context.newPage();
  const wrong: string[] = [];
  for (const entry of moving) {
    await page.goto(entry.url, { waitUntil: 'commit' });
    await page.evaluate(await bundle('harness.ts'));
    const judge = async () => judgeReadings(entry, readingsOf(await page.evaluate(() => harness.read())));
    await expect
      .poll(judge, { message: entry.id, intervals: [100, 300, 2000], timeout: 180_000 })
      .toEqual([])
      .catch(async () => wrong.push(...(await judge()).map((each) => `${entry.id}: ${each}`)));
  }
  await context.close();
  expect(wrong).toEqual([]);
});
