import { CATALOGUE } from '../../sandbox/procore/catalogue.ts';
import { awaitFirefoxPage, FIREFOX_ORIGIN } from '../firefox.ts';
import { expect, firefoxTest as test } from '../fixtures.ts';
import { badgesOn, fill, isShown, press, readsAs, tabOf } from './firefox-page.ts';
import { closePopup, firefoxAsks, openPopup, pressFirefox } from './firefox-page-objects.ts';

const HOST = 'eu01.procore.com';
const PROFILE = CATALOGUE.find(({ id }) => id === `profile account ${HOST} en gc not-linked`)?.url ?? '';

const ALLOW = '.popup-notification-primary-button';
const DENY = '.popup-notification-secondary-button';

test('reads a host from the moment the person allows it, and no more once they take it back', async ({
  firefox,
}) => {
  const { browser } = firefox;
  const page = await browser.newPage();
  await page.goto(PROFILE);
  const drawn = () =>
    badgesOn(tabOf(page)).then((badges) => badges.map(({ kind, state }) => `${kind} ${state}`));
  const popup = await openPopup(page);
  await readsAs(popup, /eu01\.procore\.com is not read yet/);
  expect(await drawn()).toEqual([]);

  await press(popup, `Read pages on ${HOST}`);
  await firefoxAsks(browser, HOST);
  await pressFirefox(browser, DENY);
  await closePopup(popup);
  expect(await drawn()).toEqual([]);

  const again = await openPopup(page);
  await readsAs(again, /eu01\.procore\.com is not read yet/);
  await press(again, `Read pages on ${HOST}`);
  await firefoxAsks(browser, HOST);
  await pressFirefox(browser, ALLOW);
  await expect.poll(drawn).toEqual(['link-row not-linked']);
  await closePopup(again);

  const over = await openPopup(page);
  await readsAs(over, /eu01\.procore\.com.*Not linked/);
  await press(over, 'Settings');
  const settings = await awaitFirefoxPage(firefox, (href) =>
    href.startsWith(`${FIREFOX_ORIGIN}/options.html`),
  );
  await expect.poll(() => isShown(over)).toBe(false);
  await press(tabOf(settings), `Remove ${HOST}`);
  await readsAs(tabOf(settings), /Removed: eu01\.procore\.com\. Its pages are no longer read/);
  await page.bringToFront();
  await page.reload();
  // The popup asks the browser itself: the host is not ours any more.
  const last = await openPopup(page);
  await readsAs(last, /eu01\.procore\.com is not read yet/);
  expect(await drawn()).toEqual([]);
  await closePopup(last);

  // By its name in the settings it is as good.
  await settings.bringToFront();
  await fill(tabOf(settings), 'Add a host', PROFILE);
  await press(tabOf(settings), 'Allow and add');
  await firefoxAsks(browser, HOST);
  await pressFirefox(browser, ALLOW);
  await readsAs(tabOf(settings), /eu01\.procore\.com Remove/);
  await expect.poll(drawn).toEqual(['link-row not-linked']);
});
