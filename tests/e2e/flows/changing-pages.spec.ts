import type { Page } from '@playwright/test';
import { badgeSays, until } from '../../tour/assertions.ts';
import { badge, lookAtBadge } from '../badges.ts';
import { expect, openScenario, test } from './flow-test.ts';

/** Each of Procore's own send buttons in sight, by its words, with the number of badges right behind it. */
const sendButtons = (page: Page): Promise<[string, number][]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button,input[type=submit],a,[role=button]')]
      .filter((control) => control.checkVisibility() && /docusign/i.test(control.innerText))
      .map((control) => {
        const text = control.innerText.trim();
        const row = control.closest('tr,[role=row]') ?? control.parentElement;
        return [text, row?.querySelectorAll('countersign-badge').length ?? 0] as [string, number];
      }),
  );

test('follows the shell from page to page without a load: one true badge on each, none left over', async ({
  scene,
}) => {
  const { page } = scene;
  await page.goto(openScenario(scene, 'linked'));
  await badgeSays(page, 'send-button', 'unknown', /has not seen your DocuSign link/);
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
  const shell = page.locator('.side-navigation');
  const visit = async (tool: string, kinds: Record<string, number>) => {
    await shell.getByRole('link', { name: tool, exact: true }).click();
    await seen(kinds);
  };
  const seen = (kinds: Record<string, number>) =>
    expect
      .poll(() =>
        page.evaluate(() => {
          const hosts = [...document.querySelectorAll<HTMLElement>('countersign-badge')];
          return Object.fromEntries(
            Map.groupBy(hosts, ({ dataset }) => dataset['kind'] ?? '')
              .entries()
              .map(([kind, all]) => [kind, all.length]),
          );
        }),
      )
      .toEqual(kinds);
  await visit('Commitments', {});
  await visit('Purchase Order', { 'send-button': 1 });
  await visit('Documents', {});
  await visit('Prime Contract', { 'send-button': 1 });
  await page.goBack();
  await seen({});
  await page.goBack();
  await seen({ 'send-button': 1 });
  await page.goForward();
  await page.goForward();
  await seen({ 'send-button': 1 });
  expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
});

for (const [when, query] of [
  ['comes two seconds late', 'late=2000'],
  ['is drawn anew twenty times', 'rerender=20'],
  ['comes late and is drawn anew', 'late=300&rerender=5'],
  ['gets a whole new body', 'body=replace'],
  ['has a text that never rests', 'ticker=1'],
] as const) {
  test(`draws its badges once on a page that ${when}`, async ({ scene }) => {
    const { page } = scene;
    const address = new URL(openScenario(scene, 'linked'));
    address.search = query;
    await page.goto(address.href);
    await until(
      'the one badge of the one send button',
      async () => [
        await page.locator('countersign-badge').count(),
        (await lookAtBadge(page, 'send-button')).name,
        await page.evaluate(() => document.documentElement.dataset['rerendersLeft'] ?? '0'),
      ],
      ([badges, name, left]) => badges === 1 && name !== '' && left === '0',
    );
  });
}

test('draws a badge as soon as its element, which stood just below, is scrolled into sight', async ({
  scene,
}) => {
  const { page } = scene;
  await page.goto(openScenario(scene, 'not-linked'));
  await expect(badge(page, 'link-row')).toBeAttached();
  const frames = await page.evaluate(async () => {
    const host = document.querySelector('countersign-badge');
    const button = host?.previousElementSibling;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    if (!button) return 'no badge';
    document.body.style.paddingTop = '900px';
    scrollBy(0, button.getBoundingClientRect().top - innerHeight - 20);
    for (let passed = 0; passed < 10; passed += 1) await frame();
    scrollBy(0, 200);
    for (let passed = 1; passed <= 10; passed += 1) {
      await frame();
      const { right, top, height } = button.getBoundingClientRect();
      if (document.elementFromPoint(right + 16, top + height / 2) === host) return 'drawn';
    }
    return 'not drawn ten frames later';
  });
  expect(frames).toBe('drawn');
});

test('badges the rows of a grid that re-uses them', async ({ scene }) => {
  const { page } = scene;
  await page.goto(openScenario(scene, 'grid'));
  const eachHasOne = () =>
    until(
      'one badge in each row of the grid',
      () => sendButtons(page),
      (buttons) => buttons.length > 5 && buttons.every(([, badges]) => badges === 1),
    );
  await eachHasOne();
  for (const top of [10_000, 200_000, 0]) {
    await page.locator('.ag-body-viewport').evaluate((viewport, to) => viewport.scrollTo(0, to), top);
    await eachHasOne();
  }
});
