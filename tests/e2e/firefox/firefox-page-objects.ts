import type { Browser, Page } from 'puppeteer-core';
import { FIREFOX_ID, untilLoaded } from '../firefox.ts';
import { inWindow } from './browser-window.ts';
import {
  ask,
  ESCAPE,
  fill,
  isShown,
  keys,
  type Place,
  popupOf,
  press,
  readsAs,
  sidebarOf,
  tabOf,
  until,
} from './firefox-page.ts';

/** Everybody's password in the DocuSign stand-in. */
const PASSWORD = 'signature';

/** Presses a part of Firefox itself, found by selector, once it is in sight, stands still, and its panel takes presses. */
export async function pressFirefox(browser: Browser, css: string): Promise<void> {
  let before = '';
  await until(
    `${css} in Firefox’s window, standing still`,
    () =>
      inWindow(
        browser,
        (tools, selector) => {
          const boxes = [...tools.front().document.querySelectorAll(selector)].map((part) => {
            const panel = part.closest('panel');
            const opening = panel !== null && 'state' in panel && panel.state !== 'open';
            return opening ? '' : Object.values(part.getBoundingClientRect().toJSON()).join(' ');
          });
          return boxes.find((box) => box !== '' && box !== '0 0 0 0 0 0 0 0') ?? '';
        },
        css,
      ),
    (box) => {
      const still = box !== '' && box === before;
      before = box;
      return still;
    },
  );
  await inWindow(
    browser,
    async (tools, selector) => {
      const parts = [...tools.front().document.querySelectorAll(selector)];
      const part = parts.find((one) => one.getBoundingClientRect().width > 0);
      if (part === undefined) throw new Error(`${selector} is gone`);
      await tools.pressOn(part);
    },
    css,
  );
}

/** The real popup over a tab: the puzzle piece of the toolbar, then our line below it. */
export async function openPopup(page: Page): Promise<Place> {
  const browser = page.browser();
  await page.bringToFront();
  await until(
    'the tab in front',
    () => inWindow(browser, (tools, where) => tools.isInFront(where), tabOf(page).where),
    (inFront) => inFront,
  );
  const popup = popupOf(browser);
  await pressFirefox(browser, '#unified-extensions-button');
  await pressFirefox(browser, `[data-extensionid="${FIREFOX_ID}"] .unified-extensions-item-action-button`);
  await until(
    'the popup with its content',
    () => ask(popup, ({ document }) => document.querySelector('#app:not([aria-busy]) > *') !== null),
    (drawn) => drawn,
  );
  return popup;
}

/** By the Escape key. A popup that went away by itself is fine, too. */
export async function closePopup(popup: Place): Promise<void> {
  if (await isShown(popup)) await keys(popup, ESCAPE);
  await until(
    'the popup to be gone',
    () => isShown(popup),
    (shown) => !shown,
  );
}

/** Ends the background page as Firefox does after half a minute without work. The next event starts a fresh one. */
export async function endBackground(browser: Browser): Promise<void> {
  await until(
    'the background to be stopped',
    () =>
      inWindow(
        browser,
        async (tools, id) => {
          const extension = tools.extension(id);
          await extension?.terminateBackground({ disableResetIdleForTest: true });
          // Asked in the same breath: an open page may start the next one at once.
          return extension?.backgroundState ?? 'gone';
        },
        FIREFOX_ID,
      ),
    (state) => state === 'stopped',
  );
}

export const backgroundState = (browser: Browser): Promise<string> =>
  inWindow(browser, (tools, id) => tools.extension(id)?.backgroundState ?? 'gone', FIREFOX_ID);

/** Both login pages of DocuSign. */
export async function logInAtDocusign(login: Place, email: string): Promise<void> {
  await readsAs(login, /Email address/);
  await fill(login, 'Email address', email);
  await press(login, 'Next');
  await readsAs(login, /Password/);
  await fill(login, 'Password', PASSWORD);
  await press(login, 'Log in');
}

/** Reloads the extension under open pages, as an update does, and waits until its next life runs. */
export async function reloadExtension(browser: Browser): Promise<void> {
  const life = () =>
    inWindow(
      browser,
      (tools, id) => {
        const extension = tools.extension(id);
        return extension?.backgroundState === 'running' ? extension.instanceId : null;
      },
      FIREFOX_ID,
    );
  const before = await life();
  await inWindow(browser, (tools, id) => tools.reload(id), FIREFOX_ID);
  await until('the extension to run again', life, (now) => now !== null && now !== before);
}

/** A tab in a project of the sandbox, gone to as a person does, by a page whose title names the project. */
export async function openProject(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.goto('https://us02.procore.com/');
  await press(tabOf(page), 'Riverside Tower');
  await untilLoaded(page, (href) => !href.includes('/company/'));
  await press(tabOf(page), { css: 'nav a[href*="/invoicing/"]' });
  await untilLoaded(page, (href) => href.includes('/invoicing/'));
  return page;
}

/** My Profile Settings by the avatar menu; its first line, since it is named in the person's language. */
export async function openProfile(page: Page): Promise<void> {
  await press(tabOf(page), { css: 'button.avatar' });
  await press(tabOf(page), { css: '#account-menu [role=menuitem]' });
  await untilLoaded(page, (href) => href.includes('/profile_settings'));
}

/** Waits for Firefox's own question whether we may read a host. */
export const firefoxAsks = (browser: Browser, host: string): Promise<string> =>
  until(
    `Firefox’s question about ${host}`,
    () =>
      inWindow(browser, (tools) => {
        const question = tools.front().document.querySelector('#addon-webext-permissions-notification');
        return question?.textContent ?? '';
      }),
    (words) => words.includes(host),
  );

/** From the popup over a tab to the checks in our sidebar. */
export async function findOutFromPopup(page: Page): Promise<Place> {
  await press(await openPopup(page), 'Find out why it does not work');
  return sidebarOf(page.browser());
}
