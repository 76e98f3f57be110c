import type { Page } from '@playwright/test';
import { CATALOGUE, type CataloguePage } from '../../sandbox/procore/catalogue.ts';
import { until } from '../../tour/assertions.ts';
import { badge, lookAtBadge } from '../badges.ts';
import { launchPlain } from './plain.ts';
import { expect, test, ZONE } from './flow-test.ts';

/** Every page in English as it first is, and one of each banner; without those that change by themselves. */
const PAGES = CATALOGUE.filter(
  ({ id, zone, locale, dictionary, needsScripts, expected }) =>
    zone === ZONE &&
    locale === 'en' &&
    dictionary === 'gc' &&
    !needsScripts &&
    expected.length > 0 &&
    (/ fresh us02\S+ en gc synced$/.test(id) ||
      /^subcontract-(?:legacy|middle|mfe)-detail (?:setup|pending|required|completed|unavailable) /.test(
        id,
      ) ||
      /^(?:profile|project settings|company settings|invoice list)/.test(id)) &&
    !/=(?:1|true|replace|\d+)|expired/.test(id),
);

/** Waits until every badge that belongs on the page is drawn at its place, and no other. */
async function drawn(page: Page, { expected }: CataloguePage): Promise<void> {
  await expect(page.locator('countersign-badge')).toHaveCount(expected.length);
  for (const { kind } of expected) {
    await expect(badge(page, kind)).toHaveCount(expected.filter((other) => other.kind === kind).length);
    await until(
      `the ${kind} badge to be drawn`,
      () => lookAtBadge(page, kind),
      ({ name, box }) => name !== '' && box !== null && box.width > 0,
    );
  }
}

/** Where everything stands that can be pressed or read. */
function standing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    scrollTo(0, 0);
    const elements = document.body.querySelectorAll(
      'a,button,input,select,textarea,label,th,td,h1,h2,h3,section,[role]',
    );
    return [...elements].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const name = (element.textContent ?? '').trim().slice(0, 30);
      return `${element.localName} ${name}: ${[x, y, width, height].map((side) => side.toFixed(2)).join(' ')}`;
    });
  });
}

/** Runs in a page before its own scripts: remembers when the first badge came. */
function awaitBadge(): void {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('countersign-badge')) return;
    observer.disconnect();
    document.documentElement.dataset['firstBadge'] = String(performance.now());
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** What moved since the first badge came, even for one frame. Before it, a page moves by itself while it is parsed. */
function movedSince(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const from = Number(document.documentElement.dataset['firstBadge']);
    const moved: string[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.startTime >= from) moved.push(JSON.stringify(entry));
    });
    observer.observe({ type: 'layout-shift', buffered: true });
    for (let frames = 0; frames < 3; frames += 1)
      await new Promise((resolve) => requestAnimationFrame(resolve));
    observer.disconnect();
    return moved;
  });
}

test(`moves nothing on any of ${PAGES.length} pages, and draws one badge for each element`, {
  tag: '@long',
}, async ({ scene: { page }, sandbox }) => {
  test.setTimeout(PAGES.length * 10_000);
  expect(PAGES.length).toBeGreaterThan(40);
  const { context, close } = await launchPlain(sandbox);
  const bare = await context.newPage();
  await page.addInitScript(awaitBadge);
  for (const one of PAGES) {
    await test.step(one.id, async () => {
      await Promise.all([page.goto(one.url), bare.goto(one.url)]);
      await drawn(page, one);
      expect(await movedSince(page)).toEqual([]);
      const without = await standing(bare);
      expect(without.length).toBeGreaterThan(5);
      expect(await standing(page)).toEqual(without);
    });
  }
  await close();
});
