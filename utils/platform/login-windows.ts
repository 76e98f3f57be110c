import { browser } from './browser.ts';
import { matchOf } from '../base/hosts.ts';

/** A popup window as far as our host permissions let us see it; `url` is null on pages of other hosts. */
export type PopupPage = { windowId: number; url: string | null; loaded: boolean };

/** What a login needs of the browser's windows. */
export type LoginWindows = {
  /** Popup windows that show a page of this host now. */
  showing: (host: string) => Promise<PopupPage[]>;
  /** Calls back with every page a popup window comes to show, until the signal ends. */
  watch: (seen: (page: PopupPage) => void, signal: AbortSignal) => void;
  /** What a popup window shows; null where no popup has this number. */
  pageOf: (windowId: number) => Promise<PopupPage | null>;
  /** Closing a window that is gone already is fine. */
  close: (windowId: number) => Promise<void>;
  focus: (windowId: number) => Promise<void>;
};

const pageOf = (tab: chrome.tabs.Tab): PopupPage => ({
  windowId: tab.windowId,
  url: tab.url ?? null,
  loaded: tab.status === 'complete',
});

/** Needs no `tabs` permission: addresses are visible on hosts that are granted, which the login hosts are. */
export const loginWindows: LoginWindows = {
  showing: async (host) => {
    const tabs = await browser.tabs.query({ windowType: 'popup', url: matchOf(host) });
    return tabs.map(pageOf);
  },

  watch: (seen, signal) => {
    const popups = new Set<number>();
    const look = async (tab: chrome.tabs.Tab) => {
      // A known one is told of at once: the last page of a login may be gone before anybody could ask for its window.
      if (popups.has(tab.windowId)) return seen(pageOf(tab));
      try {
        const shown = await browser.windows.get(tab.windowId);
        if (signal.aborted || shown.type !== 'popup') return;
        popups.add(tab.windowId);
        seen(pageOf(tab));
      } catch {
        // The window closed between the event and the look: nothing to see any more.
      }
    };
    // Chromium shows the window with its first page loaded, so that page comes with the tab; Firefox loads it afterwards.
    const created = (tab: chrome.tabs.Tab) => void look(tab);
    const updated = (_id: number, change: { status?: string; url?: string }, tab: chrome.tabs.Tab) => {
      if (change.status !== undefined || change.url !== undefined) void look(tab);
    };
    browser.tabs.onCreated.addListener(created);
    browser.tabs.onUpdated.addListener(updated);
    const end = () => {
      browser.tabs.onCreated.removeListener(created);
      browser.tabs.onUpdated.removeListener(updated);
    };
    signal.addEventListener('abort', end, { once: true });
  },

  pageOf: async (windowId) => {
    const [tab] = await browser.tabs.query({ windowType: 'popup', windowId });
    return tab ? pageOf(tab) : null;
  },

  close: async (windowId) => {
    try {
      await browser.windows.remove(windowId);
    } catch {
      // It is gone already, which is what was wanted.
    }
  },

  focus: async (windowId) => {
    try {
      await browser.windows.update(windowId, { focused: true });
    } catch {
      // It closed a moment ago; the login's own end follows.
    }
  },
};
