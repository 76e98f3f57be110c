import type { Page } from 'puppeteer-core';
import { COUNTERSIGN_CLIENT_ID } from '../../sandbox/docusign/apps.ts';
import { awaitFirefoxPage, FIREFOX_ID, FIREFOX_ORIGIN, type Firefox, openFirefoxPage } from '../firefox.ts';
import { expect, firefoxTest as test } from '../fixtures.ts';
import { inWindow } from './browser-window.ts';
import {
  ask,
  axeOn,
  badgesOn,
  fill,
  isShown,
  keys,
  type Place,
  press,
  pressBadge,
  readsAs,
  sidebarOf,
  tabOf,
} from './firefox-page.ts';
import { closePopup, openPopup, openProfile, openProject, reloadExtension } from './firefox-page-objects.ts';

const DEMO_REDIRECT = 'https://bb35ac4e623724421741681363c6f28786d9368f.extensions.allizom.org/docusign/demo';

/** WebDriver's characters for Control + V, and for letting go of Control. */
const PASTE = '\uE009v\uE009';

async function openSettings(firefox: Firefox, popup: Place): Promise<Page> {
  await press(popup, 'Settings');
  const settings = await awaitFirefoxPage(firefox, (href) =>
    href.startsWith(`${FIREFOX_ORIGIN}/options.html`),
  );
  // Else it would cover them.
  await expect.poll(() => isShown(popup)).toBe(false);
  return settings;
}

const kindsOn = async (page: Page) => (await badgesOn(tabOf(page))).map(({ kind }) => kind);

test('tells in the popup of the page in front, and opens the sidebar for it', async ({ firefox }) => {
  const page = await openProject(firefox.browser);
  // Firefox would show it at the installation by itself.
  expect(await isShown(sidebarOf(firefox.browser))).toBe(false);
  await openProfile(page);
  await expect.poll(() => kindsOn(page)).toEqual(['link-row']);
  const popup = await openPopup(page);
  await readsAs(popup, /us02\.procore\.com.*Riverside Tower.*Not linked.*Seen on Riverside Tower, just now/);
  expect(await axeOn(popup)).toEqual([]);
  await press(popup, 'Open the panel');
  const sidebar = sidebarOf(firefox.browser);
  await readsAs(sidebar, /Riverside Tower.*Not linked/);
  expect(await axeOn(sidebar)).toEqual([]);

  await closePopup(popup);
  // Open beside the page, it answers a pressed badge as well.
  const pages = (await firefox.browser.pages()).length;
  await pressBadge(tabOf(page), 'link-row');
  await readsAs(sidebar, /What was read.*The button “Login with DocuSign”/);
  expect((await firefox.browser.pages()).length).toBe(pages);
  const elsewhere = await firefox.browser.newPage();
  await readsAs(await openPopup(elsewhere), /This is not a Procore page.*Riverside Tower/);
});

test('answers a pressed badge in a window of its own, and the next one in the same', async ({ firefox }) => {
  const page = await openProject(firefox.browser);
  await openProfile(page);
  await pressBadge(tabOf(page), 'link-row');
  const isPanel = (href: string) => href.startsWith(`${FIREFOX_ORIGIN}/sidepanel.html`);
  const panel = await awaitFirefoxPage(firefox, isPanel);
  await readsAs(
    tabOf(panel),
    /What was read.*The button “Login with DocuSign”.*What it means.*Who can act.*Next step/,
  );
  expect(await axeOn(tabOf(panel))).toEqual([]);
  const before = (await firefox.browser.pages()).length;
  await page.bringToFront();
  await pressBadge(tabOf(page), 'link-row');
  await readsAs(tabOf(panel), /The button “Login with DocuSign”/);
  expect((await firefox.browser.pages()).length).toBe(before);
});

test('changes, finds and copies settings', async ({ firefox }) => {
  const page = await openProject(firefox.browser);
  await openProfile(page);
  await expect.poll(() => kindsOn(page)).toEqual(['link-row']);
  const settings = tabOf(await openSettings(firefox, await openPopup(page)));
  await readsAs(settings, /Countersign settings/);
  expect(await axeOn(settings)).toEqual([]);

  await press(settings, 'DocuSign line in My Profile Settings');
  await readsAs(settings, /Saved/);
  await expect.poll(() => kindsOn(page)).toEqual([]);
  await press(settings, 'DocuSign line in My Profile Settings');
  await expect.poll(() => kindsOn(page)).toEqual(['link-row']);

  await readsAs(settings, new RegExp(DEMO_REDIRECT.replaceAll('.', '\\.')));
  await press(settings, 'Copy: Redirect address for Demo');
  await readsAs(settings, /Copied/);
  await fill(settings, 'Search settings', 'idle');
  await readsAs(settings, /1 section matches.*Warn from day/);
  // What was copied is what is pasted: no setting has such a name.
  await press(settings, 'Search settings');
  await keys(settings, PASTE);
  await readsAs(settings, new RegExp(`No setting matches .*${DEMO_REDIRECT.replaceAll('.', '\\.')}`));
});

test('shows what the organization set, and does not let it be changed', async ({ firefox }) => {
  const { browser } = firefox;
  const policy = { environment: 'demo', integrationKey: COUNTERSIGN_CLIENT_ID, warningDay: 20 };
  await inWindow(browser, (tools, id, values) => tools.setPolicy(id, values), FIREFOX_ID, policy);
  await reloadExtension(browser);
  const settings = tabOf(await openFirefoxPage(firefox, 'options.html'));
  await readsAs(settings, /Environment.*Set by your organization.*Integration key.*Set by your organization/);
  const fields = () =>
    ask(settings, ({ document }) =>
      [...document.querySelectorAll('input')]
        .filter((input) => input.matches(':disabled'))
        .map(({ type, value, checked }) => (type === 'radio' ? checked : value)),
    );
  // Production, Demo, the key, the day.
  expect(await fields()).toEqual([false, true, COUNTERSIGN_CLIENT_ID, '20']);
});
