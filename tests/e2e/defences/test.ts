import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { COUNTERSIGN_CLIENT_ID } from '../../sandbox/docusign/apps.ts';
import { acceptIfAsked, logInAtDocusign } from '../../tour/page-objects.ts';
import {
  type Chromium,
  CHROMIUM_BUILD,
  CHROMIUM_ID,
  launchChromium,
  openExtensionPage,
  type Stage,
} from '../chromium.ts';
import { test as base } from '../fixtures.ts';

export { expect } from '../fixtures.ts';

/** The shipping build, unless it is to be shown what happens on one without a defence: see `npm run defences`. */
const BUILD = process.env['COUNTERSIGN_BUILD'] ?? CHROMIUM_BUILD;

export const launch = (stage: Stage, profile?: string): Promise<Chromium> =>
  launchChromium(stage, { build: BUILD, ...(profile === undefined ? {} : { profile }) });

export const test = base.extend({
  chromium: async ({ sandbox }, use) => {
    const chromium = await launch(sandbox);
    await use(chromium);
    await chromium.close();
    base.expect(untoward(chromium)).toEqual({ strays: [], errors: [] });
  },
});

/** Requests that left the sandbox, and errors. The way back from a login is caught by the browser and leaves nothing. */
export function untoward({ strays, errors }: Chromium): Pick<Chromium, 'strays' | 'errors'> {
  const back = `https://${CHROMIUM_ID}.chromiumapp.org/`;
  return { strays: strays.filter((address) => !address.startsWith(back)), errors };
}

type Reply = { res: { ok: boolean; value?: unknown; error?: { kind: string } } };

/** Sends a message from one of our own pages, in the wire format of its senders. */
export const ask = (page: Page, type: string, data: unknown): Promise<Reply> =>
  page.evaluate(
    ([name, value]) => chrome.runtime.sendMessage({ id: 1, type: name, data: value, timestamp: 0 }),
    [type, data] as const,
  ) as Promise<Reply>;

/** Signs in at DocuSign's demo environment as Sue Sender; `own` is a page of ours. */
export async function connect(context: BrowserContext, own: Page): Promise<Reply> {
  await ask(own, 'setSettings', { environment: 'demo', integrationKey: COUNTERSIGN_CLIENT_ID });
  const opened = context.waitForEvent('page');
  const ending = ask(own, 'connect', { vendor: 'docusign', loginHint: '' });
  const login = await opened;
  await login.waitForLoadState();
  await logInAtDocusign(login, 'sue.sender@example.com');
  await acceptIfAsked(login);
  return ending;
}

export const ownPage = (context: BrowserContext): Promise<Page> => openExtensionPage(context, 'options.html');

/** The isolated world in which our script runs inside a page: what it may do, a script that took it over may. */
export async function contentWorld(page: Page): Promise<{
  evaluate: <T>(expression: string) => Promise<T>;
  session: CDPSession;
}> {
  const session = await page.context().newCDPSession(page);
  const found = new Promise<number>((done) => {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin === `chrome-extension://${CHROMIUM_ID}`) done(context.id);
    });
  });
  await session.send('Runtime.enable');
  const contextId = await found;
  return {
    session,
    evaluate: async (expression) => {
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression,
        contextId,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
  };
}

/** The files of a folder, at any depth, that hold one of the texts, as bytes in UTF-8 or UTF-16: `file: text`. */
export async function search(folder: string, texts: readonly string[]): Promise<string[]> {
  const needles = texts.flatMap((text) => [
    { text, bytes: Buffer.from(text, 'utf8') },
    { text, bytes: Buffer.from(text, 'utf16le') },
  ]);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // A file that the browser took away meanwhile holds nothing any more.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    for (const needle of needles)
      if (bytes.includes(needle.bytes)) found.push(`${path.slice(folder.length + 1)}: ${needle.text}`);
  }
  return [...new Set(found)];
}
