import { browser } from '../../platform/browser.ts';
import type { Caller } from '../messaging/gate.ts';

const PANEL = '/sidepanel.html';
const WIDTH = 420;
const HEIGHT = 760;

/**
 * Shows our panel: beside the page where the browser has a side panel and takes the press for one, else in a small
 * window of its own. Must run in the turn of the press.
 */
export function showPanel(caller: Caller): void {
  if (import.meta.env.CHROME && caller.tabId !== null && caller.windowId !== null) {
    browser.sidePanel.open({ windowId: caller.windowId }).catch(showPanelWindow);
    return;
  }
  void showApart(caller);
}

/** Firefox opens its sidebar for a press on our own buttons only, never for one in a page. One that is open shows the question by itself. */
export async function showApart(caller: Caller): Promise<void> {
  if (!(await isSidebarOpen(caller))) await showPanelWindow();
}

// Firefox's own name for a side panel; the types know Chromium's only.
type WithSidebar = { sidebarAction?: { isOpen: (of: { windowId: number }) => Promise<boolean> } };

async function isSidebarOpen({ windowId }: Caller): Promise<boolean> {
  const { sidebarAction } = browser as WithSidebar;
  return windowId !== null && sidebarAction !== undefined && (await sidebarAction.isOpen({ windowId }));
}

export async function showPanelWindow(): Promise<void> {
  const url = browser.runtime.getURL(PANEL);
  const open = (await browser.tabs.query({})).find((tab) => tab.url?.startsWith(url));
  if (open?.windowId !== undefined) {
    await browser.windows.update(open.windowId, { focused: true });
    return;
  }
  await browser.windows.create({ url, type: 'popup', width: WIDTH, height: HEIGHT });
}
