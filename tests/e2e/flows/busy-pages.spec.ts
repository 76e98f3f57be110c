import { badgeSays, until } from '../../tour/assertions.ts';
import { badge } from '../badges.ts';
import { expect, openScenario, test } from './flow-test.ts';

/**
 * Pages that ask for more than the share of the time we take: what they get of it in which time depends on how much of
 * the processor they have, so these run with nothing beside them.
 */

test('keeps up with a page that is drawn anew ten times a second, and is right when it rests', async ({
  scene,
}) => {
  const { page } = scene;
  await page.goto(openScenario(scene, 'churn'));
  await expect(badge(page, 'send-button')).toHaveCount(1);
  await page.evaluate(() => {
    document.documentElement.dataset['churn'] = 'stop';
  });
  await badgeSays(page, 'send-button', 'unknown', /has not seen your DocuSign link/);
  await expect(page.locator('countersign-badge')).toHaveCount(1);
});

test('badges each row in sight of 10,000, wherever it is scrolled to', async ({ scene }) => {
  const { page } = scene;
  // All rows are in the answer: a script that adds them in pieces would only test how fast this computer draws.
  await page.goto(`${openScenario(scene, 'long-table-send')}&pieces=0`);
  await expect(page.locator('tbody tr')).toHaveCount(10_000);
  // Where they stand, not what they stand in: in so large a table one more child would be a layout of the whole of it.
  const inSight = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('tbody tr button')]
        .map((button) => button.getBoundingClientRect())
        .filter(({ top, bottom }) => top > 0 && bottom < innerHeight)
        .map(
          ({ right, top, height }) =>
            document.elementFromPoint(right + 16, top + height / 2)?.localName === 'countersign-badge',
        ),
    );
  for (const share of [0, 0.37, 0.99, 0.5]) {
    await page.evaluate((part) => scrollTo(0, document.body.scrollHeight * part), share);
    await until(
      'a badge beside each button in sight',
      inSight,
      (badged) => badged.length > 5 && badged.every(Boolean),
      20_000,
    );
  }
  expect(await page.locator('countersign-badge').count()).toBeLessThan(1_000);
});
