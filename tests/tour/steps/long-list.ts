import { lookAtBadge } from '../../e2e/chromium.ts';
import { until } from '../assertions.ts';
import type { Step } from '../types.ts';
import { openTool } from '../page-objects.ts';

/** Such a list takes the stand-in itself a while to write. */
const PATIENCE = 60_000;

/** Ten thousand rows, each with a send button. */
export const longList: readonly Step[] = [
  {
    name: 'A list of 10,000 rows with send buttons, scrolled to its end',
    act: async ({ page, picture }) => {
      await openTool(page, 'Commitments');
      // The one address that is typed: nothing on the pages links to a list of this size.
      const list = new URL('?rows=10000&controls=send', page.url());
      await page.goto(list.href, { waitUntil: 'commit' });
      const first = await until(
        'a badge on the first row',
        () => lookAtBadge(page, 'send-button'),
        ({ box, name }) => box !== null && name.startsWith('Countersign:'),
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
      const drawn = await until(
        'badges in sight at the end of the list',
        async () => {
          await page.mouse.wheel(0, 1_000_000);
          return page.evaluate(() => {
            const inSight = (element: Element) => {
              const { top } = element.getBoundingClientRect();
              return top >= 0 && top < innerHeight;
            };
            const badges = [...document.querySelectorAll('countersign-badge[data-kind="send-button"]')];
            const last = [...document.querySelectorAll('tbody tr')].at(-1);
            return {
              all: badges.length,
              here: badges.filter(inSight).length,
              atEnd: last !== undefined && inSight(last),
            };
          });
        },
        ({ here, atEnd }) => atEnd && here > 5,
        PATIENCE,
      );
      await picture(page, 'long-list-end');
      return `${rows} rows, ${drawn.all} badges drawn, ${drawn.here} of them in sight at the end; the first says “${first.text}”`;
    },
  },
];
