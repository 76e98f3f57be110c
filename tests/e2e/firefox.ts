import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { ensureFirefox } from '../browsers/ensure.ts';
import { type Sandbox, startConnectProxy } from '../sandbox/server.ts';
import { inWindow } from './firefox/browser-window.ts';

/** Set in the manifest; its SHA-1 is the first label of the OAuth redirect address. */
export const FIREFOX_ID = 'countersign@countersign.dev';
export const FIREFOX_BUILD = resolve(import.meta.dirname, '../../.output/firefox-mv3');

// Firefox makes up a new address for an extension's pages in each profile, unless told.
const UUID = '5c0ffee5-0000-4000-8000-c0de5167ed00';
export const FIREFOX_ORIGIN = `moz-extension://${UUID}`;

export type Firefox = {
  browser: Browser;
  /** Hosts outside the sandbox that anything in this Firefox asked for. Must stay empty. */
  strays: string[];
  /** What our own scripts threw, in pages, in our documents and in the background. Must stay empty. */
  errors: string[];
  close: () => Promise<void>;
};

// Firefox's own calls home: off, so that a stray in the proxy's list is ours. What cannot be turned off is named below.
const QUIET = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.contentblocking.report.hide_vpn_banner': true,
  'browser.newtabpage.enabled': false,
  'browser.region.network.url': '',
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.search.update': false,
  'browser.startup.page': 0,
  'datareporting.healthreport.uploadEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.blocklist.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'https://none.invalid/',
  'toolkit.telemetry.enabled': false,
};
const CALLS_HOME = /(?:^|\.)(?:mozilla\.(?:org|com|net)|firefox\.com|mozaws\.net|invalid):443$/;
// Firefox reaches for the redirect address while it takes a login's answer off it. The proxy lets nothing through.
const REDIRECT = 'bb35ac4e623724421741681363c6f28786d9368f.extensions.allizom.org';

// Firefox's own remarks on what was under way in a document that went away: a page that was left, an ended background.
const WENT_AWAY =
  /^Promise (?:rejected|resolved) (?:after context unloaded|while context is inactive)|^An IndexedDB transaction that was not yet complete has been aborted/;

// Firefox's own helpers for forms, which lay themselves over the control to be pressed next.
const NO_HELPERS = {
  'browser.formfill.enable': false,
  'signon.rememberSignons': false,
};

const POLL = 50;

/** Starts headless Firefox with the shipping build, every host of the sandbox behind a proxy that refuses all others. */
export async function launchFirefox(
  sandbox: Pick<Sandbox, 'port'>,
  { build = FIREFOX_BUILD }: { build?: string } = {},
): Promise<Firefox> {
  if (!existsSync(join(build, 'manifest.json')))
    throw new Error(`No build in ${build}: run "npm run build:firefox" first`);
  const proxy = await startConnectProxy(sandbox.port);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: await ensureFirefox(),
    headless: true,
    enableExtensions: true,
    acceptInsecureCerts: true,
    // Since Firefox 153 this is what lets WebDriver open moz-extension:// pages.
    args: ['--remote-allow-system-access', '--width=1280', '--height=800'],
    defaultViewport: null,
    extraPrefsFirefox: {
      ...QUIET,
      ...NO_HELPERS,
      'extensions.webextensions.uuids': JSON.stringify({ [FIREFOX_ID]: UUID }),
      'network.proxy.type': 1,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxy.port,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': proxy.port,
      'network.proxy.no_proxies_on': '',
    },
  });
  await browser.installExtension(build);
  const strays: string[] = [];
  const errors: string[] = [];
  return {
    browser,
    strays,
    errors,
    close: async () => {
      const thrown = await inWindow(browser, (tools, origin) => tools.errorsOf(origin), FIREFOX_ORIGIN);
      errors.push(...thrown.filter((error) => !WENT_AWAY.test(error)));
      await browser.close();
      await proxy.stop();
      strays.push(
        ...proxy.refused.filter((target) => !CALLS_HOME.test(target) && target !== `${REDIRECT}:443`),
      );
    },
  };
}

/**
 * Opens one of our own pages in a tab. Firefox loads it but WebDriver never reports the navigation as done, and
 * `page.url()` stays behind: so ask the page itself.
 */
export async function openFirefoxPage({ browser }: Firefox, path: string): Promise<Page> {
  const page = await browser.newPage();
  const address = `${FIREFOX_ORIGIN}/${path}`;
  page.goto(address).catch(() => undefined);
  await untilLoaded(page, (href) => href.startsWith(address));
  return page;
}

/** Waits until a window is open whose address passes, such as the login window, and returns it when it is loaded. */
export async function awaitFirefoxPage(
  { browser }: Firefox,
  matches: (href: string) => boolean,
  timeout = 15_000,
): Promise<Page> {
  const deadline = Date.now() + timeout;
  while (Date.now() < deadline) {
    for (const page of await browser.pages()) {
      const href = await page.evaluate(() => location.href).catch(() => '');
      if (!matches(href)) continue;
      await untilLoaded(page, matches);
      return page;
    }
    await pause(POLL);
  }
  throw new Error(`No window came up in ${timeout} ms whose address fits`);
}

/** Polls a page until its address passes and it is loaded; a page in mid-navigation cannot be asked and is asked again. */
export async function untilLoaded(
  page: Page,
  matches: (href: string) => boolean,
  timeout = 15_000,
): Promise<void> {
  const deadline = Date.now() + timeout;
  let last = 'no answer';
  while (Date.now() < deadline) {
    const seen = await page
      .evaluate(() => [location.href, document.readyState] as const)
      .catch(() => undefined);
    if (seen !== undefined) {
      last = seen.join(', ');
      if (matches(seen[0]) && seen[1] === 'complete') return;
    }
    await pause(POLL);
  }
  throw new Error(`The page did not load in ${timeout} ms; last seen: ${last}`);
}
