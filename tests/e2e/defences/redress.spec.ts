import type { Page } from '@playwright/test';
import { lookAtBadge, pressBadge } from '../badges.ts';
import { expect, test } from '../page/page-test.ts';

/**
 * D7: a page that makes a person press our badge without seeing it as it is. `$x`, `$y`, `$w`, `$h` are the badge's
 * place. What a trick adds carries the class `trick` and is taken away after its press.
 */
const HOST = 'countersign-badge';
const css = (rules: string) => `
  const style = document.createElement('style'); style.className = 'trick'; style.textContent = ${JSON.stringify(rules)};
  document.head.append(style)`;
const over = (style: string, make = 'document.createElement("div")') => `
  const cover = ${make}; cover.className = 'trick'; document.body.append(cover);
  cover.style.cssText = 'position:fixed;z-index:2147483647;pointer-events:none;margin:0;padding:0;border:0;left:' + ($x - 4) + 'px;top:' + ($y - 4) + 'px;width:' + ($w + 8) + 'px;height:' + ($h + 8) + 'px;${style}'`;

const TRICKS: Record<string, string> = {
  'the badge is faded': css(`${HOST}{opacity:.02!important}`),
  'the badge is a little faded': css(`${HOST}{opacity:.9!important}`),
  'its row is faded': css('#row{opacity:.02}'),
  'the page is faded': css('html{opacity:.02}'),
  'it is faded by a filter': css(`${HOST}{filter:opacity(0)!important}`),
  'its row is blurred': css('#row{filter:blur(20px)}'),
  'its row is darkened': css('#row{filter:brightness(0)}'),
  'its colours are turned': css('#row{filter:invert(1)}'),
  'the page is filtered': css('body{filter:contrast(0)}'),
  'it is clipped to a point': css(`${HOST}{clip-path:circle(1px)!important}`),
  'its row is clipped away': css('#row{clip-path:inset(0 100% 0 0)}'),
  'its row is clipped by a path': css('#row{clip-path:path("M0 0L1 1L0 1Z")}'),
  'its row is masked': css('#row{mask-image:linear-gradient(transparent,transparent)}'),
  'it is masked': css(`${HOST}{mask-image:linear-gradient(transparent,transparent)!important}`),
  'it is blended away': css(`${HOST}{mix-blend-mode:difference!important}`),
  'its row is scaled up': css('#row{transform:scale(3);transform-origin:0 0}'),
  'it is scaled down': css(`${HOST}{scale:.05!important}`),
  'its row is turned': css('#row{transform:rotate(2deg)}'),
  'it is turned upside down': css(`${HOST}{rotate:180deg!important}`),
  'its row is skewed': css('#row{transform:skewX(50deg)}'),
  'its row is mirrored': css('#row{transform:scaleX(-1)}'),
  'its row is turned in depth': css('#row{transform:perspective(200px) rotateY(60deg)}'),
  'its row is hidden': css('#row{visibility:hidden}'),
  'its row is not drawn': css('#row{content-visibility:hidden}'),
  'its row may not be used': `row.inert = true; row.dataset.undo = 'inert'`,
  'its row fades in and out': css(
    '@keyframes f{from{opacity:.01}to{opacity:.02}}#row{animation:f 1s infinite}',
  ),
  'an opaque cover': over('background:#fff'),
  'a cover with other words': over('background:#fff;font:16px serif') + `;cover.textContent = 'Win a prize'`,
  'a cover that is nearly clear': over('background:rgba(255,255,255,.5)'),
  'a cover that blurs': over('backdrop-filter:blur(20px)'),
  'a cover with a picture': over('background:conic-gradient(red,blue)'),
  'a drawn cover': over('background:#fff', 'document.createElement("canvas")'),
  'a cover that is a frame': over('background:#fff', 'document.createElement("iframe")'),
  'a cover that is a popover': `${over('background:#fff')};cover.popover = 'manual'; cover.showPopover()`,
  'a cover that is a dialog': `${over('background:#fff', 'document.createElement("dialog")')};cover.show()`,
  'a cover over half of it': `${over('background:#fff')};cover.style.width = ($w / 2 + 4) + 'px'`,
  'a cover over one corner': `${over('background:#fff')};cover.style.width = '16px'; cover.style.height = '16px'`,
  'a cover in two layers': `${over('background:#fff')};${over('background:#000').replaceAll('cover', 'second')}`,
  'a cover drawn before a word': css(
    '#row::before{content:"";position:fixed;inset:0;z-index:2147483647;background:#fff;pointer-events:none}',
  ),
  'a cover in an open root': `${over('')};cover.attachShadow({mode:'open'}).innerHTML = '<div style="position:absolute;inset:0;background:#fff"></div>'`,
  'a cover that goes on pressing down': `${over('background:#fff')};addEventListener('pointerdown', () => cover.remove(), { capture: true, once: true })`,
  'a cover that goes when the pointer is there': `${over('background:#fff')};addEventListener('pointermove', () => setTimeout(() => cover.remove(), 0), { capture: true, once: true })`,
  'a fading that ends on pressing down': `${css(`${HOST}{opacity:.02!important}`)};addEventListener('pointerdown', () => style.remove(), { capture: true, once: true })`,
  'a picture in front in another plane': `${over('background:#fff')};cover.style.transform = 'translateZ(9999px)'`,
};

const place = async (page: Page) => {
  const { box } = await lookAtBadge(page, 'send-button');
  if (box === null) throw new Error('the badge is drawn nowhere');
  return box;
};
const apply = (page: Page, script: string, box: { x: number; y: number; width: number; height: number }) =>
  page.evaluate(
    `(() => { ${script
      .replaceAll('$x', String(box.x))
      .replaceAll('$y', String(box.y))
      .replaceAll('$w', String(box.width))
      .replaceAll('$h', String(box.height))} })()`,
  );
const undo = (page: Page) =>
  page.evaluate(() => {
    for (const added of document.querySelectorAll('.trick')) added.remove();
    const row = document.querySelector<HTMLElement>('#row');
    if (row) row.inert = false;
  });
const presses = (page: Page) => page.evaluate(() => harness.presses.length);

const ROW =
  '<div style="height:160px"></div><div id="row" style="width:700px;padding:20px 200px"><button id="b">Complete with DocuSign</button></div>';

/** Presses until it is taken, as a person does, and says how many presses had been taken by then. */
async function honestly(page: Page, before: number): Promise<number> {
  await expect(async () => {
    await pressBadge(page, 'send-button');
    await expect.poll(() => presses(page), { timeout: 1_500 }).toBeGreaterThan(before);
  }).toPass({ timeout: 30_000 });
  return presses(page);
}

/** What leaves the badge as it was: its own style overrides the page's, and a row that may not be used takes no press. */
const HARMLESS = [
  'the badge is faded',
  'the badge is a little faded',
  'it is faded by a filter',
  'it is clipped to a point',
  'it is masked',
  'it is blended away',
  'it is scaled down',
  'it is turned upside down',
  'its row may not be used',
  'a fading that ends on pressing down',
];

/** The pointer far off and nothing in focus: what the person saw before does not count for the next press. */
async function letGo(page: Page): Promise<void> {
  await page.mouse.move(5, 5);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

/** The badge and what is around it, as a person sees it once it stands still. */
async function look(
  page: Page,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): Promise<string> {
  const clip = { x: x - 8, y: y - 8, width: width + 16, height: height + 16 };
  let seen = '';
  for (let looks = 0; looks < 20; looks += 1) {
    const now = (await page.screenshot({ clip })).toString('base64');
    if (now === seen) break;
    seen = now;
  }
  return seen;
}

// A cover that goes is one for a hasty hand: whoever rests sees the badge as it is.
const HASTY = 'a cover that goes when the pointer is there';

/**
 * What a wrong press leads to comes before what the honest one after it leads to: that one alone must be there. A
 * trick that the badge's own style overrides changes nothing of what is seen: pressing then is honest.
 */
test(`none of ${Object.keys(TRICKS).length} tricks makes a press of a person’s hand count`, async ({
  stage,
}) => {
  test.setTimeout(180_000);
  const { page } = stage;
  await stage.watch(ROW);
  const before = await honestly(page, 0);
  const home = await place(page);
  const fooled: string[] = [];
  let known = before;
  let pressed = 0;
  for (const [name, script] of Object.entries(TRICKS)) {
    await letGo(page);
    if (HARMLESS.includes(name)) {
      await expect(async () => {
        await apply(page, script, home);
        const tricked = await look(page, home);
        await undo(page);
        expect(tricked, name).toBe(await look(page, home));
      }).toPass();
      continue;
    }
    await apply(page, script, home);
    // Where the badge went away with its element there is nothing to press.
    const { box } = await lookAtBadge(page, 'send-button').catch(() => ({ box: null }));
    if (box !== null && box.width > 0) {
      pressed += 1;
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await page.mouse.move(x - 40, y + 30);
      await page.mouse.move(x, y, { steps: 8 });
      // Long enough for a badge that is truly seen to count as aimed at.
      if (name !== HASTY) await page.waitForTimeout(300);
      await page.mouse.down();
      await page.mouse.up();
      // And for its answer to come while the trick still stands.
      await page.waitForTimeout(150);
    }
    await undo(page);
    const now = await presses(page);
    if (now > known) fooled.push(`${name}, or the one before`);
    known = now;
  }
  await letGo(page);
  const after = await honestly(page, known);
  expect({ fooled, presses: after - before }).toEqual({ fooled: [], presses: 1 });
  expect(pressed).toBeGreaterThan(30);
});

const MOVES: Record<string, (page: Page) => Promise<void>> = {
  'the page scrolls the badge under a resting pointer': async (page) => {
    const { x, y, width, height } = await place(page);
    await page.mouse.move(x + width / 2, y + height / 2 + 100);
    await page.evaluate(() => {
      const space = document.createElement('div');
      space.className = 'trick';
      space.style.height = '100px';
      document.body.prepend(space);
    });
    await page.mouse.down();
    await page.mouse.up();
  },
  'a decoy stands in its place until the second press of a double one': async (page) => {
    const { x, y, width, height } = await place(page);
    await apply(
      page,
      `${over('background:#fff')};cover.style.pointerEvents = 'auto'; cover.onclick = () => cover.remove()`,
      { x, y, width, height },
    );
    await page.mouse.move(x + width / 2 - 30, y + height / 2 + 20);
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 8 });
    await page.mouse.dblclick(x + width / 2, y + height / 2);
  },
  'a script presses its element': (page) =>
    page.evaluate(() => {
      const host = document.querySelector<HTMLElement>('countersign-badge');
      for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
        host?.dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true, detail: 1 }));
      host?.click();
    }),
  'a script presses what is under the pointer': async (page) => {
    const { x, y, width, height } = await place(page);
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
    await page.evaluate(
      ([left, top]) => {
        const under = document.elementFromPoint(left, top) as HTMLElement | null;
        under?.click();
        under?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail: 1 }));
      },
      [x + width / 2, y + height / 2] as const,
    );
  },
  'a label and a link around it are pressed': (page) =>
    page.evaluate(() => {
      const host = document.querySelector('countersign-badge');
      const label = document.createElement('label');
      const parent = host?.parentElement;
      if (!host || !parent) return;
      parent.append(label);
      label.append(host);
      label.click();
      parent.append(host);
      label.remove();
    }),
  'the keyboard presses it under a cover': async (page) => {
    await apply(page, over('background:#fff'), await place(page));
    await page.locator('#b').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  },
  'a key is pressed where the page wanted the focus to be': async (page) => {
    await page.evaluate(() => document.querySelector<HTMLElement>('countersign-badge')?.focus());
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
  },
};

for (const [name, act] of Object.entries(MOVES)) {
  test(`nothing comes of it when ${name}`, async ({ stage }) => {
    const { page } = stage;
    await stage.watch(ROW);
    const before = await honestly(page, 0);
    await letGo(page);
    await act(page);
    await undo(page);
    expect(await honestly(page, before)).toBe(before + 1);
  });
}
