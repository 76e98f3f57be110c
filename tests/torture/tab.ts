import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { CHROMIUM_ID } from '../e2e/chromium.ts';

/** What a page said of one element; `item` is '' for the row of the profile. */
export type Said = { project: string; item: string; says: string };

export type Tab = {
  page: Page;
  project: string;
  /** Shows something else, and is back when the page has told it, in its own words. */
  show: (what: Omit<Said, 'project'>) => Promise<void>;
  /**
   * Loads another page of the same project, as one who leaves does, once what was told is answered: a page that leaves
   * while the background is dead has told its last to nobody, should that be killed again before it has started.
   */
  leave: () => Promise<void>;
};

const ORIGIN = 'https://app.procore.com';
const BARE = '<!doctype html><html lang="en"><title>A page</title><main></main></html>';

const LABELS: Readonly<Record<string, string>> = {
  complete: 'Complete with DocuSign',
  'send-to': 'Send to DocuSign',
};

function markupOf({ item, says }: Omit<Said, 'project'>): string {
  if (item !== '') return `<p><button type="button">${LABELS[says]}</button></p>`;
  const field =
    says === 'synced'
      ? '<span>Synced</span> <a role="button" tabindex="0" title="Remove">x</a>'
      : '<button type="button">Login with DocuSign</button>';
  return `<div class="field-row"><label>Link DocuSign® Account</label><span class="field">${field}</span></div>`;
}

/** A tab of a project of its own, on a page that is redrawn without being loaded. */
export async function openTab(context: BrowserContext, project: string): Promise<Tab> {
  const page = await context.newPage();
  await page.route(`${ORIGIN}/**`, (route) => route.fulfill({ contentType: 'text/html', body: BARE }));
  const home = `${ORIGIN}/${project}/project/home`;
  let world = await readerOf(page, () => page.goto(home));

  async function told(words: string): Promise<void> {
    for (const deadline = Date.now() + 30_000; ; await pause(10)) {
      if (await world.told(words)) return;
      if (Date.now() > deadline) throw new Error(`${page.url()} did not tell ${words} in 30 s`);
    }
  }

  return {
    page,
    project,
    show: async (what) => {
      const path =
        what.item === ''
          ? `/${project}/project/profile_settings`
          : `/${project}/project/commitments/work_order_contracts/${what.item.replace('commitment:', '')}`;
      await page.evaluate(
        ([address, markup]) => {
          history.replaceState(null, '', address);
          const main = document.querySelector('main');
          if (main) main.innerHTML = markup;
        },
        [path, markupOf(what)] as const,
      );
      await told(`${ORIGIN}${path} ${what.says}`);
    },
    leave: async () => {
      while (!(await world.isAnswered())) await pause(10);
      await world.session.detach();
      world = await readerOf(page, () => page.goto(home));
    },
  };
}

/** The world of our script in a page, which notes from now on what it tells the background. */
async function readerOf(
  page: Page,
  load: () => Promise<unknown>,
): Promise<{
  session: CDPSession;
  told: (words: string) => Promise<boolean>;
  isAnswered: () => Promise<boolean>;
}> {
  await load();
  const session = await page.context().newCDPSession(page);
  const found = new Promise<number>((done) => {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin === `chrome-extension://${CHROMIUM_ID}`) done(context.id);
    });
  });
  await session.send('Runtime.enable');
  const contextId = await found;
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      contextId,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await evaluate(`{
    globalThis.tortureTold = new Set();
    globalThis.tortureOpen = new Set();
    const { runtime } = chrome;
    const send = runtime.sendMessage.bind(runtime);
    // A worker that is killed between the two tells that a report is stored, and never answers it.
    runtime.onMessage.addListener((news) => {
      if (news?.type === 'report-stored') tortureOpen.delete(news.id);
    });
    runtime.sendMessage = (message, ...rest) => {
      const answer = send(message, ...rest);
      if (message?.type !== 'pageReport') return answer;
      for (const { says } of message.data.readings) tortureTold.add(message.data.href + ' ' + says);
      tortureOpen.add(message.data.id);
      answer.then((reply) => reply?.res?.ok && tortureOpen.delete(message.data.id), () => undefined);
      return answer;
    };
  }`);
  return {
    session,
    // Words once told are taken off: the same may be told again later.
    told: async (words) => (await evaluate(`tortureTold.delete(${JSON.stringify(words)})`)) === true,
    isAnswered: async () => (await evaluate('tortureOpen.size')) === 0,
  };
}
