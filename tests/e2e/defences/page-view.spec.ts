import type { Page } from '@playwright/test';
import { readdirSync } from 'node:fs';
import { badge, lookAtBadge } from '../badges.ts';
import { CHROMIUM_BUILD } from '../chromium.ts';
import { ask, expect, ownPage, test } from './test.ts';

const ZONE = 'us02.procore.com';
const WHO = 'confirmed.canary@example.com';

/** A profile page inside a project with a badge on it that rests on what the person confirmed. */
async function openBadged(page: Page, own: Page): Promise<string> {
  await page.goto(`https://${ZONE}/`);
  await page.getByRole('link', { name: 'Riverside Tower' }).first().click();
  await page.locator('nav a[href*="/commitments"]').first().click();
  await page.getByRole('link', { name: 'SC-001', exact: true }).click();
  await badge(page, 'send-button').first().waitFor({ state: 'attached' });
  const project = /\/(\d+)\/project\/|projects\/(\d+)/.exec(page.url())?.slice(1).find(Boolean) ?? '';
  const key = { zone: ZONE, person: '', project };
  const confirmed = { key, who: WHO, accountId: 'canary-account', accountName: 'Canary Builders' };
  expect((await ask(own, 'confirmAccount', confirmed)).res.ok).toBe(true);
  await page.reload();
  await badge(page, 'send-button').first().waitFor({ state: 'attached' });
  await expect.poll(async () => (await lookAtBadge(page, 'send-button')).text).not.toBe('');
  return (await lookAtBadge(page, 'send-button')).text;
}

/** Everything a script of the page can read: markup and text with all open roots, selection, titles, frames. */
const LOOK = `(() => {
  const inside = (root) => [root.innerHTML ?? root.documentElement.outerHTML, root.textContent ?? '',
    ...[...root.querySelectorAll('*')].flatMap((element) => [
      ...(element.shadowRoot ? inside(element.shadowRoot) : []),
      ...[...element.attributes].map(({ name, value }) => name + '=' + value),
      getComputedStyle(element, '::before').content, getComputedStyle(element, '::after').content,
    ])];
  getSelection().selectAllChildren(document.documentElement);
  const all = [...inside(document), getSelection().toString(), document.body.innerText,
    JSON.stringify(performance.getEntries().map(({ name }) => name)), JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }), document.cookie, Object.getOwnPropertyNames(window).join(' ')];
  getSelection().removeAllRanges();
  return all.join('\\n');
})()`;

/** D5: a page sees that there is a badge and of what kind, and reads nothing of ours. */
test('a page reads no word of a badge, nobody’s name, and no id of ours', async ({
  context,
  page,
  extensionId,
}) => {
  const heard: string[] = [];
  await page.exposeFunction('hear', (what: string) => heard.push(what));
  await page.addInitScript(() => {
    const { hear } = window as unknown as { hear: (what: string) => void };
    addEventListener('message', ({ data }) => hear(`message ${JSON.stringify(data)}`));
    for (const target of [window, document])
      target.addEventListener('wxt:content-script-started', (event) =>
        hear(`event ${JSON.stringify((event as CustomEvent).detail)}`),
      );
  });
  const own = await ownPage(context);
  const words = await openBadged(page, own);
  const seen = await page.evaluate<string>(LOOK);
  expect(seen).toContain('countersign-badge');
  expect(
    [words, 'canary', 'Canary', extensionId, 'Countersign:'].filter((text) => seen.includes(text)),
  ).toEqual([]);
  const finds = await page.evaluate(
    (texts) => texts.filter((text) => (window as unknown as { find: (text: string) => boolean }).find(text)),
    [words, 'Countersign:'],
  );
  expect(finds).toEqual([]);
  const roots = await page.evaluate(() =>
    [...document.querySelectorAll('countersign-badge')].map(({ shadowRoot }) => shadowRoot === null),
  );
  expect(roots.length).toBeGreaterThan(0);
  expect(roots).not.toContain(false);
  await page.emulateMedia({ media: 'print' });
  expect(
    await badge(page, 'send-button')
      .first()
      .evaluate((host) => getComputedStyle(host).display),
  ).toBe('none');
  expect(heard).toEqual([]);
});

test('a page loads none of our files', async ({ page, extensionId }) => {
  await page.goto(`https://${ZONE}/`);
  const files = readdirSync(CHROMIUM_BUILD, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath.slice(CHROMIUM_BUILD.length)}/${entry.name}`);
  expect(files).toContain('/manifest.json');
  const loaded = await page.evaluate(
    async ([origin, paths]) => {
      const tried = await Promise.all(
        paths.flatMap((path) => {
          const address = `${origin}${path}`;
          const byElement = (name: 'img' | 'script' | 'link') =>
            new Promise<string[]>((done) => {
              const element = Object.assign(document.createElement(name), { src: address });
              if (element instanceof HTMLLinkElement)
                Object.assign(element, { rel: 'stylesheet', href: address });
              element.addEventListener('load', () => done([`${name} ${path}`]));
              element.addEventListener('error', () => done([]));
              document.head.append(element);
            });
          const byFetch = fetch(address).then(
            () => [`fetch ${path}`],
            () => [],
          );
          return [byElement('img'), byElement('script'), byElement('link'), byFetch];
        }),
      );
      return tried.flat();
    },
    [`chrome-extension://${extensionId}`, files] as const,
  );
  expect(loaded).toEqual([]);
});

/** D4 and D6: nothing a page says reaches us, and a script that claims to be a newer one of ours changes nothing. */
test('10,000 messages and 100 false starts from a page change nothing', async ({ context, page }) => {
  const own = await ownPage(context);
  await openBadged(page, own);
  const state = async () => ({
    badges: await page.locator('countersign-badge').count(),
    words: (await lookAtBadge(page, 'send-button')).text,
    kept: await own.evaluate(async () => JSON.stringify(await chrome.storage.local.get(null))),
  });
  const before = await state();
  await page.evaluate(async () => {
    const shapes = [
      null,
      undefined,
      0,
      '',
      [],
      {},
      { type: 'pageReport' },
      { type: 'setSettings', data: { warningDay: 29 } },
    ];
    for (let at = 0; at < 10_000; at += 1) window.postMessage(shapes[at % shapes.length], '*');
    for (let at = 0; at < 100; at += 1) {
      const detail = { contentScriptName: 'procore-page', messageId: String(at) };
      for (const target of [window, document])
        target.dispatchEvent(new CustomEvent('wxt:content-script-started', { detail }));
      window.postMessage({ type: 'wxt:content-script-started', ...detail }, '*');
    }
    await new Promise(requestAnimationFrame);
  });
  expect(await state()).toEqual(before);
  // It is alive: what the page changes is still seen.
  await page.evaluate(() => document.querySelector('countersign-badge')?.remove());
  await expect(page.locator('countersign-badge')).toHaveCount(before.badges);
});
