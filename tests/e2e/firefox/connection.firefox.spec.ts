import type { Page } from 'puppeteer-core';
import { COUNTERSIGN_CLIENT_ID } from '../../sandbox/docusign/apps.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { awaitFirefoxPage, type Firefox, openFirefoxPage } from '../firefox.ts';
import { expect, firefoxTest as test } from '../fixtures.ts';
import { ENTER, fill, keys, type Place, press, readsAs, sidebarOf, tabOf, textOf } from './firefox-page.ts';
import { closePopup, logInAtDocusign, openPopup, openProject } from './firefox-page-objects.ts';

const SUE = 'sue.sender@example.com';

/** Chooses Demo and enters the integration key, as a person does. */
async function enterKey(firefox: Firefox): Promise<void> {
  const page = await openFirefoxPage(firefox, 'options.html');
  await page.bringToFront();
  const settings = tabOf(page);
  await press(settings, 'Demo');
  await readsAs(settings, /Environment.*Saved.*Integration key/);
  await fill(settings, 'Integration key', COUNTERSIGN_CLIENT_ID);
  await keys(settings, ENTER);
  await readsAs(settings, /Integration key.*Saved/);
  await page.close();
}

/** Presses Connect and returns DocuSign's window. */
async function pressConnect(firefox: Firefox, place: Place, button = 'Connect with DocuSign'): Promise<Page> {
  await press(place, button);
  return awaitFirefoxPage(firefox, (href) => href.startsWith('https://account-d.docusign.com/'));
}

const closed = (firefox: Firefox, login: Page) =>
  expect.poll(async () => (await firefox.browser.pages()).includes(login)).toBe(false);

async function openConnection(place: Place): Promise<void> {
  await press(place, { css: 'summary:has(h2)' });
}

const tokenRequests = ({ world }: Sandbox) =>
  world.log.filter(({ method, path }) => method === 'POST' && path === '/oauth/token');

test('signs in from the popup, and shows person and account', async ({ firefox, sandbox }) => {
  await enterKey(firefox);
  const page = await openProject(firefox.browser);
  const popup = await openPopup(page);
  await openConnection(popup);
  const login = await pressConnect(firefox, popup);
  await logInAtDocusign(tabOf(login), SUE);
  await press(tabOf(login), 'Accept');
  await closed(firefox, login);

  await closePopup(popup);
  const again = await openPopup(page);
  await readsAs(again, /DocuSign connection Sue Sender · Demo/);
  await openConnection(again);
  await readsAs(
    again,
    /Connected as Sue Sender sue\.sender@example\.com Environment Demo.*Riverside Builders Active member · May send/,
  );
  // The sandbox refuses requests with an extension's Origin: without our header rule none of this would be there.
  expect(sandbox.docusign.switches.judgeOrigin).toBe(true);
  expect(tokenRequests(sandbox).map(({ headers, status }) => [headers['origin'], status])).toEqual([
    [undefined, 200],
  ]);
});

test('says in the next popup how a login ended whose popup is gone', async ({ firefox }) => {
  await enterKey(firefox);
  const page = await openProject(firefox.browser);
  const popup = await openPopup(page);
  await openConnection(popup);
  const login = await pressConnect(firefox, popup);
  await closePopup(popup);
  await logInAtDocusign(tabOf(login), SUE);
  await press(tabOf(login), 'Cancel');
  await closed(firefox, login);
  const next = await openPopup(page);
  await readsAs(next, /access was not given, so nothing is connected\. Connect again and choose Accept/);
  await press(next, 'Dismiss this message');
  await expect.poll(() => textOf(next)).not.toContain('access was not given');
  await closePopup(next);
  const last = await openPopup(page);
  await openConnection(last);
  await readsAs(last, /Connect with DocuSign/);
  expect(await textOf(last)).not.toContain('access was not given');
});

test('says what came of a login that was refused, closed or given up, and the next one works', async ({
  firefox,
}) => {
  test.setTimeout(120_000);
  await enterKey(firefox);
  const page = await openProject(firefox.browser);
  await press(await openPopup(page), 'Open the panel');
  const sidebar = sidebarOf(firefox.browser);
  await openConnection(sidebar);

  const refused = await pressConnect(firefox, sidebar);
  await logInAtDocusign(tabOf(refused), SUE);
  await press(tabOf(refused), 'Cancel');
  await readsAs(sidebar, /access was not given, so nothing is connected\. Connect again and choose Accept/);
  await closed(firefox, refused);

  const shut = await pressConnect(firefox, sidebar);
  await fill(tabOf(shut), 'Email address', SUE);
  await press(tabOf(shut), 'Next');
  await readsAs(tabOf(shut), /Password/);
  await shut.close();
  await readsAs(sidebar, /window was closed before the login was finished, so nothing is connected/);

  const givenUp = await pressConnect(firefox, sidebar);
  await readsAs(tabOf(givenUp), /Email address/);
  await press(sidebar, 'Cancel the login');
  await readsAs(sidebar, /window was closed before the login was finished, so nothing is connected/);
  await closed(firefox, givenUp);

  const login = await pressConnect(firefox, sidebar);
  await logInAtDocusign(tabOf(login), SUE);
  await press(tabOf(login), 'Accept');
  await readsAs(sidebar, /Connected as Sue Sender.*Riverside Builders/);
});
