import type { Page } from 'puppeteer-core';
import { CATALOGUE } from '../../sandbox/procore/catalogue.ts';
import { expect, firefoxTest as test } from '../fixtures.ts';
import { ask, badgesOn, press, tabOf } from './firefox-page.ts';
import { reloadExtension } from './firefox-page-objects.ts';

const US02 = 'us02.procore.com';

function address(id: string): string {
  const found = CATALOGUE.find((page) => page.id === id);
  if (found === undefined) throw new Error(`The sandbox has no page ${id}`);
  return found.url;
}

/** Every badge that is drawn, as “kind state”. */
const drawn = async (page: Page): Promise<string[]> =>
  (await badgesOn(tabOf(page)))
    .filter(({ name }) => name.startsWith('Countersign: '))
    .map(({ kind, state }) => `${kind} ${state}`)
    .toSorted();

/** Puts one more send button into the page, whose badge proves that the page was read to its end. */
async function addWitness(page: Page): Promise<void> {
  await page.evaluate(() => {
    const witness = document.createElement('button');
    witness.textContent = 'Complete with DocuSign';
    document.body.append(witness);
  });
}

async function expectBadges(page: Page, badges: readonly string[]): Promise<void> {
  await expect.poll(() => drawn(page)).toEqual(badges.toSorted());
}

/** In this order: each state follows from what was read before it. */
const ENGLISH: readonly [page: string, ...badges: string[]][] = [
  [`subcontract-mfe-detail fresh ${US02} en gc synced`, 'send-button unknown'],
  [`profile account ${US02} en gc synced`, 'link-row synced'],
  [`profile project ${US02} en gc synced`, 'link-row synced'],
  [`profile webclient ${US02} en gc synced`, 'link-row synced'],
  // Every name of the send button.
  [`subcontract-legacy-detail fresh ${US02} en gc synced`, 'send-button synced', 'sign-toggle synced'],
  [`subcontract-legacy-edit fresh ${US02} en gc synced`, 'send-button synced', 'sign-toggle synced'],
  [`subcontract-middle-detail fresh ${US02} en gc synced`, 'send-button synced'],
  [`subcontract-mfe-edit fresh ${US02} en gc synced`, 'send-button synced', 'sign-toggle synced'],
  [`subcontract-mfe-create fresh ${US02} en gc synced`, 'send-button synced', 'sign-toggle synced'],
  [`owner-invoice-legacy-edit fresh ${US02} en gc synced`, 'send-button synced', 'sign-toggle synced'],
  [`invoice list good ${US02} en gc synced ticked=good`, 'send-button synced'],
  [`invoice list missing ${US02} en gc synced ticked=missing`, 'send-button synced'],
  // The toggle off.
  [`subcontract-legacy-edit unsigned ${US02} en gc synced`, 'sign-toggle synced'],
  [`subcontract-mfe-edit unsigned ${US02} en gc synced`, 'sign-toggle synced'],
  // The button greyed, its list without a tick.
  [`invoice list none ${US02} en gc synced ticked=none`, 'send-button synced'],
  // The Enable DocuSign box.
  [`project settings mfe ${US02} en gc synced`, 'enable-box synced'],
  [`project settings legacy ${US02} en gc synced integration off`, 'enable-box unavailable'],
  [`project settings mfe ${US02} en gc synced integration off`, 'enable-box unavailable'],
  [`project settings legacy ${US02} en gc synced`, 'enable-box synced'],
  // The banners.
  [`subcontract-legacy-detail setup ${US02} en gc synced`, 'banner synced', 'sign-toggle synced'],
  [`subcontract-mfe-detail setup ${US02} en gc synced`, 'banner synced'],
  [`subcontract-mfe-detail pending ${US02} en gc synced`, 'banner synced'],
  [`subcontract-mfe-detail required ${US02} en gc synced`, 'banner synced'],
  [`subcontract-mfe-detail completed ${US02} en gc synced`, 'banner synced'],
  [`subcontract-mfe-detail unavailable ${US02} en gc synced`, 'banner synced'],
  [`subcontract-mfe-detail fresh ${US02} en gc not-linked`, 'send-button synced'],
  [`profile account ${US02} en gc not-linked`, 'link-row not-linked'],
  [`subcontract-mfe-detail fresh ${US02} en gc not-linked`, 'send-button not-linked'],
  [
    `subcontract-mfe-detail fresh ${US02} en gc expired`,
    'banner reauth-required',
    'send-button reauth-required',
  ],
  // Procore asked for a new login, so that its “Synced” proves nothing until one is seen.
  [`profile account ${US02} en gc synced`, 'link-row unknown'],
];

const BARE: readonly string[] = [
  // “Synced” there is the ERP's.
  `subcontract-mfe-detail unsigned ${US02} en gc synced`,
  `purchase-order-legacy-detail unsigned ${US02} en gc synced`,
  `project home legacy ${US02} en gc synced`,
];

const OTHER_LANGUAGES: readonly [page: string, ...badges: string[]][] = [
  [`profile account ${US02} zh-SG gc synced`, 'link-row synced'],
  // Words that no public page gives are unknown, and the known ones beside them are not.
  [`subcontract-legacy-detail fresh ${US02} zh-SG gc synced`, 'send-button synced', 'sign-toggle unknown'],
  [`subcontract-mfe-edit fresh ${US02} zh-SG gc synced`, 'send-button unknown', 'sign-toggle unknown'],
  [`project settings legacy ${US02} zh-SG gc synced`, 'enable-box synced'],
  [`subcontract-legacy-detail fresh ${US02} ja gc synced`, 'send-button unknown', 'sign-toggle synced'],
  [`subcontract-mfe-edit fresh ${US02} ja gc synced`, 'send-button unknown', 'sign-toggle synced'],
  [`owner-invoice-legacy-edit fresh ${US02} ja gc synced`, 'send-button synced', 'sign-toggle synced'],
  [`owner-invoice-legacy-edit fresh ${US02} ja gc synced sign=off`, 'sign-toggle synced'],
  [`invoice list none ${US02} ja gc synced ticked=none`, 'send-button unknown'],
  [`profile account ${US02} zh-SG gc not-linked`, 'link-row not-linked'],
  [
    `subcontract-legacy-detail fresh ${US02} zh-SG gc synced`,
    'send-button not-linked',
    'sign-toggle unknown',
  ],
];

test('draws the right badges on English pages of each kind, old and new', async ({ firefox }) => {
  test.setTimeout(120_000);
  const page = await firefox.browser.newPage();
  for (const [id, ...badges] of ENGLISH) {
    await test.step(id, async () => {
      await page.goto(address(id));
      await expectBadges(page, badges);
    });
  }
});

test('draws none where nothing is ours, and takes no other project’s link for this one’s', async ({
  firefox,
}) => {
  const page = await firefox.browser.newPage();
  for (const id of BARE) {
    await test.step(id, async () => {
      await page.goto(address(id));
      await addWitness(page);
      await expect.poll(() => badgesOn(tabOf(page)).then((badges) => badges.length)).toBe(1);
    });
  }
  await page.goto(address(`profile account ${US02} en gc synced`));
  await expectBadges(page, ['link-row synced']);
  // The next project's number, above 2^49, differs in its last digits only.
  const [riverside, harbour] = ['562949953421512', '562949953421513'];
  const elsewhere = address(`project settings mfe ${US02} en gc synced`).replace(riverside, harbour);
  await page.goto(elsewhere);
  await expectBadges(page, ['enable-box unknown']);
});

test('draws the right badges in Japanese and Chinese', { tag: '@long' }, async ({ firefox }) => {
  const page = await firefox.browser.newPage();
  for (const [id, ...badges] of OTHER_LANGUAGES) {
    await test.step(id, async () => {
      await page.goto(address(id));
      await expectBadges(page, badges);
    });
  }
});

test('keeps one badge an element through re-drawing, late parts and navigation without a load', {
  tag: '@long',
}, async ({ firefox }) => {
  const page = await firefox.browser.newPage();
  for (const how of ['late=300', 'rerender=5', 'churn=1', 'body=replace']) {
    await test.step(how, async () => {
      await page.goto(address(`subcontract-mfe-detail fresh ${US02} en gc synced ${how}`));
      await expectBadges(page, ['send-button unknown']);
    });
  }
  await page.goto(address(`subcontract-mfe-detail fresh ${US02} en gc synced`));
  await expectBadges(page, ['send-button unknown']);
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
  await press(tabOf(page), 'Edit Contract');
  await expectBadges(page, ['send-button unknown', 'sign-toggle unknown']);
  expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
  // Back in history the page comes alive again as it was, badges and all.
  await page.goto(address(`profile account ${US02} en gc synced`));
  await expectBadges(page, ['link-row synced']);
  await page.goBack();
  await expectBadges(page, ['send-button synced', 'sign-toggle synced']);
});

test('draws badges in their own look on a page whose policy forbids styles', async ({ firefox }) => {
  const page = await firefox.browser.newPage();
  await page.goto(address(`profile account ${US02} en gc synced`));
  await expectBadges(page, ['link-row synced']);
  const look = (kind: string) =>
    ask(
      tabOf(page),
      (window, wanted) => {
        const host = window.document.querySelector(`countersign-badge[data-kind=${wanted}]`);
        const root = (host as (Element & { openOrClosedShadowRoot: ShadowRoot }) | null)
          ?.openOrClosedShadowRoot;
        const button = root?.querySelector('button');
        if (button == null) return null;
        const { height, borderRadius, display, cursor } = window.getComputedStyle(button);
        return { height, borderRadius, display, cursor };
      },
      kind,
    );
  const usual = await look('link-row');
  await page.evaluate(() => {
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "default-src 'none'; style-src 'none'; script-src 'none'";
    document.head.append(policy);
  });
  // The page itself cannot style anything now.
  expect(await page.evaluate(() => document.head.appendChild(document.createElement('style')).sheet)).toBe(
    null,
  );
  await addWitness(page);
  await expectBadges(page, ['link-row synced', 'send-button synced']);
  expect(await look('send-button')).toEqual(usual);
});

test('leaves one badge an element when the extension is reloaded under open pages', async ({ firefox }) => {
  const page = await firefox.browser.newPage();
  await page.goto(address(`profile account ${US02} en gc synced`));
  await expectBadges(page, ['link-row synced']);
  await reloadExtension(firefox.browser);
  await addWitness(page);
  // The witness is no item of Procore's, but it is read by the new life of the script, which knows the link.
  await expectBadges(page, ['link-row synced', 'send-button synced']);
});
