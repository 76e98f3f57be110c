import type { Browser } from 'puppeteer-core';
import * as z from 'zod/mini';

/**
 * Firefox's own window, in which toolbar, popup, sidebar and the browser's questions live. WebDriver runs script there
 * (`--remote-allow-system-access`); documents it does not show as pages are reached from there too. Seen in Firefox 153.
 */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Where a document is shown: a tab by WebDriver's id, the toolbar popup, the sidebar. */
export type Where = 'popup' | 'sidebar' | { readonly tab: string };

/** What a `<browser>` element, the frame of every document, is used for here. */
type Frame = Element & {
  messageManager: {
    loadFrameScript(address: string, delayed: boolean): void;
    addMessageListener(name: string, listener: (message: { data: string }) => void): void;
    removeMessageListener(name: string, listener: (message: { data: string }) => void): void;
  };
};
type BrowserWindow = Window & {
  SidebarController: { browser: { contentDocument: Document | null } | null };
  gBrowser: { selectedBrowser: Element; _switcher: object | null };
};
type Extension = {
  /** Another one after each reload. */
  instanceId: string;
  backgroundState: string;
  terminateBackground(how: { disableResetIdleForTest: boolean }): Promise<void>;
};
type ConsoleMessage = {
  errorMessage?: string;
  sourceName?: string;
  lineNumber?: number;
  isWarning?: boolean;
};

declare const ChromeUtils: {
  importESModule<T>(address: string): T;
};
declare const Services: {
  wm: {
    getEnumerator(type: string): Iterable<BrowserWindow>;
    getMostRecentWindow(type: string): BrowserWindow;
  };
  focus: { activeWindow: Window | null };
  console: { getMessageArray(): { QueryInterface(kind: unknown): ConsoleMessage }[] };
};
declare const Ci: { nsIScriptError: unknown };
declare const WebExtensionPolicy: { getByID(id: string): { extension: Extension } | null };

/** Handed to everything that runs in the window. One function, since its text is all that travels there. */
function toolbox() {
  const POPUP = '.webextension-popup-browser';
  const { event } = ChromeUtils.importESModule<{
    event: {
      synthesizeMouseAtPoint(x: number, y: number, how: { type: string }, window: Window): Promise<boolean>;
      sendKeys(keys: string, window: Window): void;
    };
  }>('chrome://remote/content/shared/webdriver/Event.sys.mjs');
  const { NavigableManager } = ChromeUtils.importESModule<{
    NavigableManager: { getBrowserById(id: string): Frame | null };
  }>('chrome://remote/content/shared/NavigableManager.sys.mjs');

  const front = () => Services.wm.getMostRecentWindow('navigator:browser');
  const windows = () => [...Services.wm.getEnumerator('navigator:browser')];

  function frameOf(where: Where): Frame | null {
    if (typeof where === 'object') return NavigableManager.getBrowserById(where.tab);
    const frames = windows().flatMap(({ document, SidebarController }) => {
      // Another popup loads out of sight before it takes the place of the one in sight.
      const root = where === 'popup' ? document : SidebarController.browser?.contentDocument;
      return [...(root?.querySelectorAll<Frame>(where === 'popup' ? POPUP : 'browser') ?? [])];
    });
    return frames.find((frame) => frame.getBoundingClientRect().width > 0) ?? null;
  }

  const viewOf = (element: Element): Window => {
    const view = element.ownerDocument.defaultView;
    if (view === null) throw new Error('an element of no window');
    return view;
  };

  const { AddonManager } = ChromeUtils.importESModule<{
    AddonManager: { getAddonByID(id: string): Promise<{ reload(): Promise<void> }> };
  }>('resource://gre/modules/AddonManager.sys.mjs');

  const { EnterprisePoliciesManager } = ChromeUtils.importESModule<{
    EnterprisePoliciesManager: { prototype: { setExtensionPolicies(all: { [id: string]: Json }): void } };
  }>('resource://gre/modules/EnterprisePoliciesParent.sys.mjs');

  return {
    front,
    reload: async (id: string): Promise<void> => (await AddonManager.getAddonByID(id)).reload(),
    /** What the policy "3rdparty" does when Firefox starts; an extension reads its part once in its life. */
    setPolicy: (id: string, policy: Json): void =>
      EnterprisePoliciesManager.prototype.setExtensionPolicies({ [id]: policy }),
    isShown: (where: Where): boolean => frameOf(where) !== null,
    /** The tab is the one shown, wholly switched to, in the window that has the focus. */
    isInFront(where: Where): boolean {
      const { gBrowser } = front();
      const shown = frameOf(where) === gBrowser.selectedBrowser && !gBrowser._switcher;
      return shown && Services.focus.activeWindow === front();
    },
    extension: (id: string): Extension | null => WebExtensionPolicy.getByID(id)?.extension ?? null,

    /** Runs a function's text in a document's process, with its window; answers with JSON, null if nothing is shown. */
    async ask(where: Where, work: string, args: string, longest: number): Promise<string | null> {
      const messages = frameOf(where)?.messageManager;
      if (messages === undefined) return null;
      const name = `countersign:${crypto.randomUUID()}`;
      const script = `(async () => {
        let answer;
        try { answer = { value: (await (${work})(content, ...${args})) ?? null }; }
        catch (thrown) { answer = { thrown: String(thrown) }; }
        sendAsyncMessage(${JSON.stringify(name)}, JSON.stringify(answer));
      })()`;
      const { promise, resolve } = Promise.withResolvers<string | null>();
      const heard = ({ data }: { data: string }) => resolve(data);
      // A document that goes away takes its answer along.
      const patience = setTimeout(resolve, longest, null);
      messages.addMessageListener(name, heard);
      messages.loadFrameScript(
        `data:application/javascript;charset=utf-8,${encodeURIComponent(script)}`,
        false,
      );
      const answer = await promise;
      clearTimeout(patience);
      messages.removeMessageListener(name, heard);
      return answer;
    },

    /** Moves the mouse onto a spot of a document, and presses there if asked to, through the window as a hand would. */
    async pointIn(where: Where, x: number, y: number, presses: boolean): Promise<void> {
      const frame = frameOf(where);
      if (frame === null) throw new Error('nothing to press is shown');
      const { left, top } = frame.getBoundingClientRect();
      await this.point(viewOf(frame), left + x, top + y, presses);
    },

    /** The same for a part of Firefox itself. */
    async pressOn(element: Element): Promise<void> {
      const { left, top, width, height } = element.getBoundingClientRect();
      await this.point(viewOf(element), left + width / 2, top + height / 2, true);
    },

    async point(view: Window, x: number, y: number, presses: boolean): Promise<void> {
      view.focus();
      const way = [
        ['mousemove', x - 30, y + 10],
        ['mousemove', x - 1, y],
        ['mousemove', x, y],
      ] as const;
      const press = [
        ['mousedown', x, y],
        ['mouseup', x, y],
      ] as const;
      for (const [type, left, top] of presses ? [...way, ...press] : way)
        await event.synthesizeMouseAtPoint(left, top, { type }, view);
    },

    typeIn(where: Where, keys: string): void {
      const frame = frameOf(where);
      if (frame === null) throw new Error('nothing to type into is shown');
      event.sendKeys(keys, viewOf(frame));
    },

    /** What scripts threw, as far as the address of the script passes. */
    errorsOf(address: string): string[] {
      return Services.console
        .getMessageArray()
        .map((message) => {
          try {
            return message.QueryInterface(Ci.nsIScriptError);
          } catch {
            return {};
          }
        })
        .filter(({ sourceName = '', isWarning }) => sourceName.startsWith(address) && isWarning !== true)
        .map(({ errorMessage, sourceName, lineNumber }) => `${errorMessage} (${sourceName}:${lineNumber})`);
    },
  };
}
export type Toolbox = ReturnType<typeof toolbox>;

/** Runs a function in Firefox's own window. Only its text travels, so it may use nothing from around it. */
export async function inWindow<Args extends readonly Json[], Answer>(
  browser: Browser,
  work: (tools: Toolbox, ...args: Args) => Answer,
  ...args: Args
): Promise<Awaited<Answer>> {
  const connection = connectionOf(browser);
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const window = Tree.parse(tree.result).contexts.find(({ url }) => url.endsWith('/browser.xhtml'));
  if (window === undefined) throw new Error('Firefox has no window');
  const called = await connection.send('script.callFunction', {
    functionDeclaration: `async () =>
      JSON.stringify({ value: await (${String(work)})((${String(toolbox)})(), ...${JSON.stringify(args)}) })`,
    awaitPromise: true,
    target: { context: window.context },
  });
  const outcome = Called.parse(called.result);
  if (outcome.type === 'exception') throw new Error(outcome.exceptionDetails.text);
  const { value }: { value: Awaited<Answer> } = JSON.parse(outcome.result.value);
  return value;
}

const Tree = z.object({ contexts: z.array(z.object({ context: z.string(), url: z.string() })) });
const Called = z.discriminatedUnion('type', [
  z.object({ type: z.literal('success'), result: z.object({ value: z.string() }) }),
  z.object({ type: z.literal('exception'), exceptionDetails: z.object({ text: z.string() }) }),
]);

type Connection = { send(method: string, params: object): Promise<{ result: unknown }> };

/** Puppeteer has no words of its own for Firefox's window; its connection speaks WebDriver BiDi plainly. */
function connectionOf(browser: Browser): Connection {
  if (!('connection' in browser)) throw new Error('This browser is not driven by WebDriver BiDi');
  return browser.connection as Connection;
}
