import type { Page } from '@playwright/test';
import { expect, test } from './page-test.ts';

/** A badge moves nothing, covers nothing that can be pressed, and takes no press that was meant for the page. */

const BUTTON = 'Complete with DocuSign';

type Box = { name: string; x: number; y: number; width: number; height: number };

/** Where everything of the page is, but for the badges. */
const boxes = (): Box[] =>
  [...document.querySelectorAll('body, body *')]
    .filter(({ localName }) => localName !== 'countersign-badge')
    .map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { name: `${element.localName}.${element.className}`, x, y, width, height };
    });

/** Where each badge is drawn: the page cannot see it, a hit test can. */
const drawn = (): { spots: number; over: string[] } => {
  const over = new Set<string>();
  let spots = 0;
  const seen = [...document.querySelectorAll('countersign-badge')].filter((host) => {
    const { y } = (host.previousElementSibling ?? host).getBoundingClientRect();
    return y > -60 && y < innerHeight + 60;
  });
  for (const host of seen.slice(0, 3)) {
    const { y: top } = (host.previousElementSibling ?? host).getBoundingClientRect();
    for (let x = 0; x < innerWidth; x += 5) {
      for (let y = Math.max(0, top - 60); y < Math.min(innerHeight, top + 60); y += 5) {
        if (document.elementFromPoint(x, y) !== host) continue;
        spots++;
        const [, ...under] = document.elementsFromPoint(x, y);
        const control = under.find((element) => element.matches('a,button,input,select,textarea,label'));
        if (control) over.add(control.outerHTML);
      }
    }
  }
  return { spots, over: [...over] };
};

/** Waits until a badge is seen. */
const seeBadge = (page: Page) =>
  expect.poll(() => page.evaluate(drawn).then(({ spots }) => spots > 0), { timeout: 20_000 }).toBe(true);

const PAGES: Record<string, string> = {
  'a header of buttons': `<div style="display:flex;gap:8px;justify-content:flex-end"><button>Export</button><button>${BUTTON}</button><button>Edit</button><button>⋮</button></div>`,
  'a grid of buttons': `<div style="display:grid;grid-template-columns:repeat(3,200px);gap:4px"><button>1</button><button>${BUTTON}</button><button>2</button><button>3</button></div>`,
  'children styled by their place': `<style>.a>:last-child{margin-right:40px}.a>:nth-child(2){padding:9px}.a>*+*{margin-left:7px}</style><div class="a"><button>Edit</button><button>${BUTTON}</button></div><p>below</p>`,
  'an only child styled as such': `<style>.a>:only-child{width:300px}</style><div class="a"><button>${BUTTON}</button></div>`,
  // Measured out, so that the sign fits whatever fonts there are.
  'a narrow scrolling box': `<div style="width:190px;height:40px;overflow:auto;border:1px solid"><button style="width:150px;height:21px;overflow:hidden">${BUTTON}</button></div>`,
  'a table row': `<table border="1"><tbody><tr><td>1</td><td><button>${BUTTON}</button></td><td><button>Edit</button></td></tr><tr><td>2</td><td><button>${BUTTON}</button></td><td><button>Edit</button></td></tr></tbody></table>`,
  'a link row in a table':
    '<table border="1"><tr><th>Link DocuSign Account</th><td>Synced <a href="#">x</a></td></tr></table><button>Update</button>',
  'a link row in a list':
    '<dl><dt>Link DocuSign Account</dt><dd><button>Login with DocuSign</button></dd></dl><button>Update</button>',
  'a box in its label':
    '<p><label><input type="checkbox"> Sign with DocuSign</label></p><p><button>Save</button></p>',
  'a banner full of buttons':
    '<div role="alert" style="display:flex;gap:4px"><strong>Signature Pending</strong><button>Void</button><button>Refresh</button></div>',
  'a button at the very end of the page': `<div style="height:2000px;position:relative"><button style="position:absolute;right:0;bottom:0">${BUTTON}</button></div>`,
  'rules that would catch any child': `<style>.a>*{display:block!important;position:static!important;width:100px!important;margin:20px!important}</style><div class="a"><button>${BUTTON}</button></div>`,
};

for (const [name, markup] of Object.entries(PAGES)) {
  test(`nothing moves, nothing is covered: ${name}`, async ({ stage }) => {
    const { page } = stage;
    await stage.open(markup);
    await page.evaluate(() => scrollTo(0, 1e6));
    const before = await page.evaluate(boxes);
    const scrollable = () =>
      page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
    const sizes = await scrollable();
    await page.evaluate(() => harness.start());
    await seeBadge(page);
    expect(await page.evaluate(boxes)).toEqual(before);
    expect(await scrollable()).toEqual(sizes);
    expect((await page.evaluate(drawn)).over).toEqual([]);
  });
}

test('an amount beside the button and the sentence of a banner can be read, while there is room for the sign', async ({
  stage,
}) => {
  const { page } = stage;
  const row = `<tr><td style="width:400px">Package</td><td>$99,890.00</td><td style="padding:0 40px 0 12px"><button>${BUTTON}</button></td></tr>`;
  const banner =
    '<div role="alert" style="display:flex;width:440px"><div style="width:370px"><strong>DocuSign© Envelope Setup Not Completed</strong><p style="margin:0">The envelope was created, its setup was not finished.</p></div><button>Finish</button></div>';
  await stage.watch(`<div style="height:60px"></div>${banner}<table>${row.repeat(3)}</table>`);
  await expect.poll(() => page.locator('countersign-badge').count()).toBe(4);
  await seeBadge(page);
  const hidden = () =>
    page.evaluate(() => {
      const found: string[] = [];
      const range = document.createRange();
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        range.selectNode(node);
        const [line] = range.getClientRects();
        if (!line || !node.nodeValue?.trim()) continue;
        for (let x = line.left; x < line.right; x += 3) {
          const on = document.elementFromPoint(x, (line.top + line.bottom) / 2);
          if (on?.localName === 'countersign-badge') found.push(node.nodeValue);
        }
      }
      return [...new Set(found)];
    });
  // On a busy machine the first look for a place may be cut short; the next sweep looks again.
  await expect.poll(hidden, { timeout: 30_000 }).toEqual([]);
});

test('where nothing is free the sign lies over the end of the button, and the button gets every press', async ({
  stage,
}) => {
  const { page } = stage;
  const box = 'width:190px;height:30px;overflow:auto';
  await stage.open(
    `<div style="${box}"><button id="b" style="width:180px;height:21px">${BUTTON}</button></div>`,
  );
  const before = await page.evaluate(boxes);
  await page.evaluate(() => {
    document.getElementById('b')?.addEventListener('click', ({ target }) => {
      if (target instanceof Element) target.toggleAttribute('data-pressed', true);
    });
    harness.start();
  });
  await expect.poll(() => page.locator('countersign-badge').count()).toBe(1);
  expect(await page.evaluate(boxes)).toEqual(before);
  expect(await page.evaluate(drawn)).toEqual({ spots: 0, over: [] });
  // In its middle, right where the sign is.
  await page.mouse.click(8 + 180 - 8, 8 + 10);
  await expect(page.locator('#b')).toHaveAttribute('data-pressed', '');
  expect(await page.evaluate(() => harness.presses)).toEqual([]);
});

test('no shift is counted by the browser while a page fills and badges come', async ({ stage }) => {
  await stage.watch('<div id="d"></div>');
  const shift = await stage.page.evaluate(async (label) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
    const box = document.getElementById('d');
    for (let row = 0; row < 30; row++) {
      box?.insertAdjacentHTML('beforeend', `<p><button>${label}</button> <button>Edit</button></p>`);
      await new Promise(requestAnimationFrame);
    }
    await new Promise((done) => setTimeout(done, 500));
    return [sum, document.querySelectorAll('countersign-badge').length];
  }, BUTTON);
  expect(shift).toEqual([0, 30]);
});

test("the page's own presses stay its own, ours reach nobody else", async ({ stage }) => {
  const { page } = stage;
  await stage.watch(`<div id="row" style="padding:60px"><button id="b">${BUTTON}</button></div>`);
  await page.evaluate(() => {
    (globalThis as { rows?: number }).rows = 0;
    document.getElementById('row')?.addEventListener('click', () => {
      (globalThis as { rows?: number }).rows = ((globalThis as { rows?: number }).rows ?? 0) + 1;
    });
  });
  const rows = () => page.evaluate(() => (globalThis as { rows?: number }).rows);
  await seeBadge(page);
  await page.click('#b');
  expect([await rows(), await page.evaluate(() => harness.presses)]).toEqual([1, []]);
  const spot = await page.evaluate(() => {
    const host = document.querySelector('countersign-badge');
    const { x: left = 0, y: top = 0 } = host?.getBoundingClientRect() ?? {};
    for (let x = left - 100; x < left + 400; x += 4) {
      for (let y = top - 60; y < top + 60; y += 4) {
        if (document.elementFromPoint(x, y) === host) return { x: x + 6, y: y + 8 };
      }
    }
    return { x: 0, y: 0 };
  });
  await page.mouse.move(spot.x - 3, spot.y, { steps: 3 });
  await page.mouse.move(spot.x, spot.y, { steps: 3 });
  // A person's pointer rests before it presses: a badge that has just come into sight is not believed.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 400)));
  await page.mouse.click(spot.x, spot.y);
  await expect
    .poll(() => page.evaluate(() => harness.presses))
    .toEqual([{ href: page.url(), kind: 'send-button', says: 'complete' }]);
  expect(await rows()).toBe(1);
});

test('a badge is reached and pressed by keyboard, right after its element', async ({ stage }) => {
  const { page } = stage;
  await stage.watch(`<button id="b">${BUTTON}</button> <button id="c">Edit</button>`);
  await seeBadge(page);
  await page.focus('#b');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe('countersign-badge');
  await page.evaluate(() => new Promise((done) => setTimeout(done, 400)));
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => harness.presses.length)).toBe(1);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('c');
});

test('a badge at an entry of a menu stands outside it, takes no key and leaves with it', async ({
  stage,
}) => {
  const { page } = stage;
  const entry = (words: string) => `<li role="menuitem" tabindex="-1" style="padding:6px">${words}</li>`;
  const menu = `<ul role="menu" style="margin:0;padding:4px;list-style:none;display:flex;flex-direction:column;gap:4px;border:1px solid">${entry('Email')}${entry(BUTTON)}${entry('Export')}</ul>`;
  await stage.open(
    `<button id="b">Actions</button><div id="overlay" style="position:fixed;top:80px;left:80px">${menu}</div><button id="c">Edit</button>`,
  );
  const before = await page.evaluate(boxes);
  await page.evaluate(() => harness.start());
  await seeBadge(page);
  expect(await page.evaluate(boxes)).toEqual(before);
  expect((await page.evaluate(drawn)).over).toEqual([]);
  expect(await page.evaluate(() => document.querySelector('[role="menu"] countersign-badge'))).toBeNull();
  // The menu's own keys go from entry to entry, and the page's from button to button.
  expect(await page.evaluate(() => document.querySelectorAll('[role="menu"] > *').length)).toBe(3);
  await page.focus('#b');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('c');
  await page.evaluate(() => document.querySelector('[role="menu"]')?.remove());
  await expect.poll(() => page.locator('countersign-badge').count()).toBe(0);
});

test('the accessible name tells whose badge it is', async ({ stage }) => {
  const { page } = stage;
  await stage.watch(`<button>${BUTTON}</button>`);
  await expect.poll(() => page.locator('countersign-badge').count()).toBe(1);
  const client = await page.context().newCDPSession(page);
  const { nodes } = (await client.send('Accessibility.getFullAXTree')) as {
    nodes: { role?: { value?: unknown }; name?: { value?: unknown } }[];
  };
  const names = nodes.filter(({ role }) => role?.value === 'button').map(({ name }) => name?.value);
  expect(names).toEqual([BUTTON, 'Countersign: send-button complete']);
});

test('ten thousand send buttons have their badges where they are seen, and no more hosts than needed', async ({
  stage,
}) => {
  test.setTimeout(240_000);
  const { page } = stage;
  await stage.watch('<table><tbody id="t"></tbody></table>');
  await page.evaluate(async (label) => {
    const body = document.getElementById('t');
    for (let piece = 0; piece < 100; piece++) {
      let rows = '';
      for (let row = 0; row < 100; row++)
        rows += `<tr><td>${piece * 100 + row}</td><td><button>${label}</button></td></tr>`;
      body?.insertAdjacentHTML('beforeend', rows);
      await new Promise((done) => setTimeout(done));
    }
  }, BUTTON);
  const inView = () =>
    page.evaluate(
      () =>
        [...document.querySelectorAll('button')]
          .filter((button) => {
            const { top, bottom } = button.getBoundingClientRect();
            return top >= 0 && bottom <= innerHeight;
          })
          .filter((button) => button.nextElementSibling?.localName !== 'countersign-badge').length,
    );
  await expect.poll(inView, { timeout: 60_000 }).toBe(0);
  await page.evaluate(() => scrollTo(0, 100_000));
  await expect.poll(inView, { timeout: 60_000 }).toBe(0);
  await page.evaluate(() => scrollTo(0, 1e9));
  await expect.poll(inView, { timeout: 60_000 }).toBe(0);
  expect(await page.locator('countersign-badge').count()).toBeLessThan(400);
});
