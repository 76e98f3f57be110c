import type { Page } from '@playwright/test';
import { scenario } from '../../sandbox/switcher/scenarios.ts';
import { badgeSays, until } from '../../tour/seen.ts';
import { badge, lookAtBadge } from '../chromium.ts';
import { expect, type Scene, test } from './scene.ts';

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

function open({ sandbox }: Scene, name: string): string {
  scenario('linked').apply(sandbox.world, sandbox.docusign, sandbox.procore);
  const page = scenario(name);
  page.apply(sandbox.world, sandbox.docusign, sandbox.procore);
  return page.opens;
}

test('follows the shell from page to page without a load: one true badge on each, none left over', async ({
  scene,
}) => {
  const { page } = scene;
  await page.goto(open(scene, 'linked'));
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
    const address = new URL(open(scene, 'linked'));
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

test('keeps up with a page that is drawn anew ten times a second, and is right when it rests', async ({
  scene,
}) => {
  const { page } = scene;
  await page.goto(open(scene, 'churn'));
  await expect(badge(page, 'send-button')).toHaveCount(1);
  await page.evaluate(() => {
    document.documentElement.dataset['churn'] = 'stop';
  });
  await badgeSays(page, 'send-button', 'unknown', /has not seen your DocuSign link/);
  await expect(page.locator('countersign-badge')).toHaveCount(1);
});

test('draws a badge as soon as its element, which stood just below, is scrolled into sight', async ({
  scene,
}) => {
  const { page } = scene;
  await page.goto(open(scene, 'not-linked'));
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

test('badges each row in sight of 10,000, wherever it is scrolled to', async ({ scene }) => {
  const { page } = scene;
  // All rows are in the answer: a script that adds them in pieces would only test how fast this computer draws.
  await page.goto(`${open(scene, 'long-table-send')}&pieces=0`);
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

test('badges the rows of a grid that re-uses them', async ({ scene }) => {
  const { page } = scene;
  await page.goto(open(scene, 'grid'));
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
