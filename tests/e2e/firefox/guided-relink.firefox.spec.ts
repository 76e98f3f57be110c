import type { Page } from 'puppeteer-core';
import { scenario } from '../../sandbox/switcher/scenarios.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { awaitFirefoxPage, type Firefox } from '../firefox.ts';
import { expect, firefoxTest as test } from '../fixtures.ts';
import {
  badgesOn,
  fill,
  isShown,
  type Place,
  press,
  readsAs,
  sidebarOf,
  tabOf,
  until,
} from './firefox-page.ts';
import {
  backgroundState,
  endBackground,
  logInAtDocusign,
  openPopup,
  openProfile,
  openProject,
} from './firefox-page-objects.ts';

const SUE = 'sue.sender@example.com';

const linkedAtProcore = ({ procore }: Sandbox): string[] =>
  procore.state.allLinks().map(({ docusign }) => docusign.email);

const rowSays = (page: Page, state: string) =>
  until(
    `a ${state} link row`,
    () => badgesOn(tabOf(page)),
    (badges) => badges.length === 1 && badges[0]?.kind === 'link-row' && badges[0].state === state,
  );

/** In the sidebar: Countersign opens DocuSign's page for logging out, and what is read there proves the step. */
async function signOut(firefox: Firefox, sidebar: Place, page: Page): Promise<void> {
  await readsAs(sidebar, /Sign out of DocuSign/);
  await press(sidebar, 'Do it for me');
  const left = await awaitFirefoxPage(firefox, (href) => href.startsWith('https://account.docusign.com/'));
  await readsAs(tabOf(left), /Log In to Docusign/);
  await page.bringToFront();
}

/** The whole re-link from the popup, one step after the other; `between` happens before each. */
async function relink(firefox: Firefox, sandbox: Sandbox, between: () => Promise<void>): Promise<void> {
  const { browser } = firefox;
  scenario('linked').apply(sandbox.world, sandbox.docusign, sandbox.procore);
  const page = await openProject(browser);
  const tab = tabOf(page);
  await openProfile(page);
  await rowSays(page, 'synced');

  const popup = await openPopup(page);
  await readsAs(popup, /Riverside Tower.*Synced.*Re-link/);
  await press(popup, 'Re-link');
  const sidebar = sidebarOf(browser);
  await readsAs(sidebar, /Link DocuSign again.*Step 3 of 9 Press the red x/);
  // Else it would cover what the guide points at.
  await expect.poll(() => isShown(popup)).toBe(false);

  await between();
  await press(tab, 'Remove');
  await readsAs(sidebar, /Step 4 of 9 Press Update/);
  await between();
  await press(tab, 'Update');
  await readsAs(sidebar, /Step 5 of 9 Press OK/);
  await between();
  await press(tab, 'OK');
  await rowSays(page, 'not-linked');
  expect(linkedAtProcore(sandbox)).toEqual([]);
  await readsAs(sidebar, /Step 6 of 9/);
  await between();
  await signOut(firefox, sidebar, page);
  await readsAs(sidebar, /Step 7 of 9 Press Login with DocuSign/);
  await between();
  await press(tab, 'Login with DocuSign®');
  await between();
  await logInAtDocusign(tab, SUE);
  await press(tab, 'Accept');
  await rowSays(page, 'synced');
  await readsAs(sidebar, /Step 9 of 9 Say who it is/);
  await between();
  await fill(sidebar, 'Name or e-mail at DocuSign', SUE);
  await press(sidebar, 'Confirm');
  await readsAs(sidebar, /Done.*Signed in as sue\.sender@example\.com, confirmed by you just now/);
  expect(linkedAtProcore(sandbox)).toEqual([SUE]);
}

test('re-links step by step, from the popup to who it was', async ({ firefox, sandbox }) => {
  await relink(firefox, sandbox, () => Promise.resolve());
});

test('re-links although the background page is ended before every step', { tag: '@long' }, async ({
  firefox,
  sandbox,
}) => {
  test.setTimeout(120_000);
  let endings = 0;
  await relink(firefox, sandbox, async () => {
    if ((await backgroundState(firefox.browser)) === 'running') await endBackground(firefox.browser);
    endings += 1;
  });
  expect(endings).toBe(7);
});
