import type { Page } from '@playwright/test';
import { until } from '../assertions.ts';
import type { Step } from '../types.ts';
import { openTool } from '../page-objects.ts';

/** Such a list takes the stand-in itself a while to write. */
const PATIENCE = 60_000;

/** The states of the badges beside send buttons in sight: by where they are, for in so long a table they stand after it. */
const badgesInSight = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('tbody tr button')]
      .map((button) => button.getBoundingClientRect())
      .filter(({ top, bottom }) => top >= 0 && bottom <= innerHeight)
      .flatMap(({ right, top, height }) => {
        const host = document.elementFromPoint(right + 16, top + height / 2);
        return host?.localName === 'countersign-badge' ? [(host as HTMLElement).dataset['state'] ?? ''] : [];
      }),
  );

/** Ten thousand rows, each with a send button. */
export const longList: readonly Step[] = [
  {
    name: 'A list of 10,000 rows with send buttons, scrolled to its end',
    act: async ({ page, picture }) => {
      await openTool(page, 'Commitments');
      // The one address that is typed: nothing on the pages links to a list of this size.
      const list = new URL('?rows=10000&controls=send', page.url());
      await page.goto(list.href, { waitUntil: 'commit' });
      const [first] = await until(
        'badges beside the first rows',
        () => badgesInSight(page),
        (states) => states.length > 5,
        PATIENCE,
      );
      await picture(page, 'long-list-top');
      const rows = await until(
        'all rows',
        () => page.locator('tbody tr').count(),
        (count) => count >= 10_000,
        PATIENCE,
      );
      await page.mouse.move(400, 500);
      await until(
        'the last row',
        async () => {
          await page.mouse.wheel(0, 1_000_000);
          return page
            .locator('tbody tr')
            .last()
            .evaluate((row) => row.getBoundingClientRect().bottom <= innerHeight);
        },
        (isSeen) => isSeen,
        PATIENCE,
      );
      const last = await until(
        'badges beside the last rows',
        () => badgesInSight(page),
        (states) => states.length > 5,
        PATIENCE,
      );
      await picture(page, 'long-list-end');
      const all = await page.locator('countersign-badge').count();
      return `${rows} rows, ${all} badges drawn, ${last.length} of them in sight at the end; the first is “${first}”`;
    },
  },
];
