import type { BrowserContext, Page } from '@playwright/test';
import type { Sandbox } from '../sandbox/server.ts';
import { type Chromium, CHROMIUM_ID, killWorker, launchChromium } from './chromium.ts';

export type SharedChromium = {
  /** The browser as it is after its first start: one blank tab, nothing stored, a fresh worker. */
  lease: (sandbox: Sandbox) => Promise<Chromium>;
  close: () => Promise<void>;
};

/** One Chromium for many tests. It is emptied before each; one that cannot be is closed, and another one started. */
export function createSharedChromium(): SharedChromium {
  let running: Chromium | undefined;

  async function emptied(chromium: Chromium, sandbox: Sandbox): Promise<Chromium | undefined> {
    try {
      await empty(chromium, sandbox);
      return chromium;
    } catch {
      // A test may have closed it, or left it in a state that only a new one is free of.
      await chromium.close().catch(() => undefined);
      return undefined;
    }
  }

  return {
    lease: async (sandbox) => {
      running = (running && (await emptied(running, sandbox))) ?? (await launchChromium(sandbox));
      setLimits(running.context);
      return running;
    },
    close: async () => {
      await running?.close();
    },
  };
}

/** As in the configuration, which reaches only contexts that a test makes. */
function setLimits(context: BrowserContext): void {
  context.setDefaultTimeout(20_000);
  context.setDefaultNavigationTimeout(30_000);
}

async function empty({ context, strays, errors }: Chromium, { hosts }: Sandbox): Promise<void> {
  const page = await context.newPage();
  await Promise.all(context.pages().flatMap((open) => (open === page ? [] : open.close())));
  await context.unrouteAll();
  await context.setOffline(false);
  await context.clearPermissions();
  await context.clearCookies();
  const session = await context.newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  for (const host of hosts) {
    await session.send('Storage.clearDataForOrigin', { origin: `https://${host}`, storageTypes: 'all' });
  }
  await session.detach();

  // Not by the extension's own reload: Chromium switches one off that reloads itself five times in a row within seconds.
  await page.goto(`chrome-extension://${CHROMIUM_ID}/manifest.json`);
  await killWorker(context);
  await page.evaluate(forgetEverything);
  await killWorker(context);
  await wakeWorker(page);
  await page.goto('about:blank');
  strays.length = 0;
  errors.length = 0;
}

/** Everything an extension can have kept. Runs in a page of ours. */
async function forgetEverything(): Promise<void> {
  localStorage.clear();
  sessionStorage.clear();
  // A panel whose page was closed still counts as open in its window, and would not be opened again.
  const { path = 'sidepanel.html' } = await chrome.sidePanel.getOptions({});
  await chrome.sidePanel.setOptions({ enabled: false });
  await chrome.sidePanel.setOptions({ enabled: true, path });
  const databases = await indexedDB.databases();
  await Promise.all(
    databases.map(
      ({ name = '' }) =>
        new Promise<void>((done, fail) => {
          const request = indexedDB.deleteDatabase(name);
          request.addEventListener('success', () => done());
          request.addEventListener('error', () => fail(request.error));
        }),
    ),
  );
  await chrome.storage.local.clear();
  await chrome.storage.session.clear();
  await chrome.scripting.unregisterContentScripts();
  const notifications = await chrome.notifications.getAll();
  for (const id of Object.keys(notifications)) await chrome.notifications.clear(id);
  const rules = await chrome.declarativeNetRequest.getSessionRules();
  await chrome.declarativeNetRequest.updateSessionRules({ removeRuleIds: rules.map(({ id }) => id) });
  const { permissions = [], origins = [] } = await chrome.permissions.getAll();
  const { optional_permissions = [], optional_host_permissions = [] } = chrome.runtime.getManifest();
  const lent = new Set<string>([...optional_permissions, ...optional_host_permissions]);
  await chrome.permissions.remove({
    permissions: permissions.filter((name) => lent.has(name)),
    origins: origins.filter((host) => lent.has(host)),
  });
}

/** A message that the background refuses: it has to run to do so. */
const wakeWorker = (page: Page): Promise<unknown> =>
  page.evaluate(() => chrome.runtime.sendMessage({ id: 0, type: 'none', data: null, timestamp: 0 }));
