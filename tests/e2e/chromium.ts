import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type BrowserContext,
  type CDPSession,
  chromium,
  type ElementHandle,
  type Page,
} from '@playwright/test';
import { ensureChromium } from '../browsers/ensure.ts';
import { chromiumHostRules, type Sandbox } from '../sandbox/server.ts';

/** Fixed by the public key in the manifest; also the first label of the OAuth redirect address. */
export const CHROMIUM_ID = 'jaigcjabaihpfpjjcmdnbjbncghajdne';
export const CHROMIUM_BUILD = resolve(import.meta.dirname, '../../.output/chrome-mv3');

const ORIGIN = `chrome-extension://${CHROMIUM_ID}`;

/** Where a login comes back to. No such host exists: the browser takes the address and asks nobody for it. */
const REDIRECT_HOST = `${CHROMIUM_ID}.chromiumapp.org`;

/** What a browser must know of the sandbox: which host names it plays, and where it listens with TLS. */
export type Stage = Pick<Sandbox, 'hosts' | 'port'>;

/** Switches that put every sandbox host on the sandbox's port and let no other name resolve. */
export const stageSwitches = (stage: Stage): string[] => [
  `--host-resolver-rules=${chromiumHostRules(stage.port)}`,
  // The sandbox makes its certificate at start; nobody has a reason to trust it.
  '--ignore-certificate-errors',
];

export function extensionSwitches(build: string): string[] {
  return [`--disable-extensions-except=${build}`, `--load-extension=${build}`];
}

/**
 * A profile folder in which `chrome.runtime.reload()` of an unpacked extension brings it back: that needs developer mode.
 * @param granted optional permissions the person said yes to once: Chromium asks for those again without its prompt, which
 * no test can answer
 */
export async function newProfile(granted: readonly string[] = []): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'countersign-chromium-'));
  await mkdir(join(profile, 'Default'));
  const settings = { [CHROMIUM_ID]: { granted_permissions: { api: granted, manifest_permissions: [] } } };
  const preferences = {
    extensions: { ui: { developer_mode: true }, ...(granted.length > 0 ? { settings } : {}) },
  };
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  return profile;
}

export type Chromium = {
  context: BrowserContext;
  profile: string;
  /** Addresses outside the sandbox that a page or the worker asked for. Must stay empty. */
  strays: string[];
  /** Uncaught errors of any page, ours or Procore's. Must stay empty. */
  errors: string[];
  close: () => Promise<void>;
};

/**
 * Starts headless Chromium with the shipping build, as a person would have it installed. Pass `profile` to start again
 * on what an earlier browser left behind; it is then the caller's to remove.
 */
export async function launchChromium(
  stage: Stage,
  { build = CHROMIUM_BUILD, profile, switches = [] }: LaunchOptions = {},
): Promise<Chromium> {
  if (!existsSync(join(build, 'manifest.json')))
    throw new Error(`No build in ${build}: run "npm run build" first`);
  // Playwright lets go of a toolbar popup or side panel because Chromium reports its kind too late (as "other"). With
  // this variable it keeps them, so that both are ordinary pages here. Seen in Chromium 156 with Playwright 1.65,
  // November 2026.
  process.env['PW_CHROMIUM_ATTACH_TO_OTHER'] = '1';
  const folder = profile ?? (await newProfile());
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: await ensureChromium(),
    headless: true,
    // No emulated size: popup and panel keep the size Chromium gives them.
    viewport: null,
    args: ['--window-size=1280,800', ...extensionSwitches(build), ...stageSwitches(stage), ...switches],
  });
  const strays: string[] = [];
  const errors: string[] = [];
  context.on('request', (request) => {
    if (!isOnStage(request.url(), stage)) strays.push(request.url());
  });
  context.on('weberror', (webError) => {
    errors.push(
      `${webError.page()?.url() ?? 'a closed page'}: ${webError.error().stack ?? webError.error()}`,
    );
  });
  if (context.serviceWorkers().length === 0) await context.waitForEvent('serviceworker', { timeout: 30_000 });
  const close = async () => {
    await context.close();
    if (profile === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { context, profile: folder, strays, errors, close };
}

export type LaunchOptions = { build?: string; profile?: string; switches?: readonly string[] };

function isOnStage(address: string, stage: Stage): boolean {
  const { protocol, hostname } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:' && protocol !== 'ws:' && protocol !== 'wss:') return true;
  return stage.hosts.includes(hostname) || hostname === REDIRECT_HOST;
}

/** Opens one of our own pages in a tab, for what is not about the popup or panel as such. */
export async function openExtensionPage(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${ORIGIN}/${path}`);
  return page;
}

/**
 * The real toolbar popup over a tab, as pressing the toolbar button opens it. The button itself is no page and cannot be
 * pressed from here; `chrome.action.openPopup()` does the same. Closes by itself when the tab is pressed.
 */
export async function openPopup(context: BrowserContext, tab: Page): Promise<Page> {
  await tab.bringToFront();
  return awaitOwnPage(context, 'popup.html', () => inExtension(context, tab, 'chrome.action.openPopup()'));
}

/** Does what opens the side panel (a press on a badge, a button of the popup) and returns the real panel. */
export const openPanel = (context: BrowserContext, press: () => Promise<unknown>): Promise<Page> =>
  awaitOwnPage(context, 'sidepanel.html', press);

/** Does `press` and returns our own page that comes of it. */
export async function awaitOwnPage(
  context: BrowserContext,
  path: string,
  press: () => Promise<unknown>,
): Promise<Page> {
  const [page] = await Promise.all([
    context.waitForEvent('page', {
      predicate: (candidate) =>
        candidate.waitForURL(`${ORIGIN}/${path}**`, { timeout: 20_000 }).then(
          () => true,
          () => false,
        ),
      timeout: 30_000,
    }),
    // A popup may be gone before its press is over: what it opened is what counts.
    press().catch((thrown: unknown) => {
      if (!String(thrown).includes('has been closed')) throw thrown;
    }),
  ]);
  await page.waitForLoadState();
  return page;
}

/** Runs an expression in the extension's worker, or, when that is stopped, in a bare page of ours in the background. */
async function inExtension(context: BrowserContext, tab: Page, expression: string): Promise<void> {
  const [worker] = context.serviceWorkers();
  if (worker !== undefined && (await workerRuns(context))) {
    await worker.evaluate(expression);
    return;
  }
  await withSession(
    context,
    async (session) => {
      const opened = context.waitForEvent('page');
      await session.send('Target.createTarget', { url: `${ORIGIN}/manifest.json`, background: true });
      const page = await opened;
      await page.waitForLoadState();
      await page.evaluate(expression);
      await page.close();
    },
    tab,
  );
}

/**
 * Stops the background worker the hard way, at whatever line it is; the next event starts a fresh one. Playwright's
 * `Worker` stays the same object: its `evaluate` hangs while the worker is down and answers from the fresh one after.
 */
export async function killWorker(context: BrowserContext): Promise<void> {
  await withSession(context, async (session) => {
    const stopped = new Promise<void>((done) => {
      session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
        const ours = versions.filter(({ scriptURL }) => scriptURL.startsWith(ORIGIN));
        if (ours.some(({ runningStatus }) => runningStatus === 'stopped')) done();
      });
    });
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await stopped;
  });
}

/** True while the background worker is running. Asking does not wake it. */
export const workerRuns = (context: BrowserContext): Promise<boolean> =>
  withSession(context, async (session) => (await ownWorkers(session)).length > 0);

/** Reloads the extension under open pages, as an update does: until a new worker runs and the old badges are gone. */
export async function reloadExtension(context: BrowserContext): Promise<void> {
  const [page] = context.pages();
  if (page === undefined) throw new Error('Reloading needs an open page');
  // A page that is being loaded takes its badges with it.
  const drawn = await Promise.all(
    context.pages().map((open) =>
      open
        .locator('countersign-badge')
        .elementHandles()
        .catch(() => []),
    ),
  );
  const fresh = context.waitForEvent('serviceworker', { timeout: 30_000 });
  const gone = context.serviceWorkers().map((worker) => worker.waitForEvent('close', { timeout: 30_000 }));
  // The context that asks for it does not live to answer.
  await inExtension(context, page, 'setTimeout(() => chrome.runtime.reload(), 0), undefined');
  await Promise.all([fresh, ...gone]);
  await Promise.all(drawn.flat().map(isGone));
}

/** Waits until an element is in no page any more. One whose page went is that already. */
async function isGone(element: ElementHandle): Promise<void> {
  for (const deadline = Date.now() + 20_000; ; await pause(30)) {
    if (!(await element.evaluate((node) => node.isConnected).catch(() => false))) return;
    if (Date.now() > deadline) throw new Error('A badge of the extension before the reload is still drawn');
  }
}

async function ownWorkers(session: CDPSession): Promise<{ targetId: string }[]> {
  const { targetInfos } = await session.send('Target.getTargets');
  return targetInfos.filter(({ type, url }) => type === 'service_worker' && url.startsWith(ORIGIN));
}

export async function withSession<T>(
  context: BrowserContext,
  work: (session: CDPSession) => Promise<T>,
  page = context.pages()[0],
): Promise<T> {
  if (page === undefined) throw new Error('Talking to the browser needs an open page');
  const session = await context.newCDPSession(page);
  try {
    return await work(session);
  } finally {
    await session.detach();
  }
}
