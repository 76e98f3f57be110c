import { type ReadonlySignal, signal } from '@preact/signals';
import { storage } from 'wxt/utils/storage';
import { borrow, holding, PROCORE_HOSTS } from '../platform/borrowed-permissions.ts';
import { browser } from '../platform/browser.ts';
import { CLEARING_PERMISSIONS } from '../domain/site-data/site-tools.ts';
import { HOUR, isWithin, MINUTE, systemClock } from '../base/clock.ts';
import type { CheckId } from '../domain/diagnosis/types.ts';
import type { AppError } from '../base/errors.ts';
import { requestHosts, isGranted } from '../platform/host-permissions.ts';
import { isBuiltInZone } from '../base/hosts.ts';
import { cookieStoreOf, personsKey } from '../domain/pages/page-context.ts';
import { ask } from './messaging/ask.ts';
import { effectiveSettings } from '../domain/settings/effective.ts';
import { knownPersons, tabProjects, type Question } from '../domain/pages/items.ts';
import { type LoginEnd, loginEnd, procoreLoginEnd } from '../domain/connections/items.ts';
import type { LastLogin } from '../domain/connections/store.ts';
import type { Vendor } from '../base/types.ts';
import type { CountersignDatabase } from '../domain/database.ts';
import { classify, ITEM_TYPES, itemInQuestion } from '../vendors/procore/urls.ts';
import type { ActiveContext, ActiveContextSources } from '../domain/pages/active-context.ts';
import type { DiagnosisContext } from '../domain/diagnosis/store.ts';

/** What our pages take from the browser, in one place: stores and components are handed these. */

export const sceneSources: ActiveContextSources = {
  activeTab: async () => {
    const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
    return tab && { id: tab.id, url: tab.url, cookieStore: cookieStoreOf(tab) };
  },
  isRead: async (host) => {
    const [granted, { settings }] = await Promise.all([isGranted(host), effectiveSettings()]);
    return granted && (isBuiltInZone(host) || settings.zones.includes(host));
  },
  placeOfTab: async (tabId) => (await tabProjects.get())[tabId],
  personsIn: async (zone, cookieStore) => (await knownPersons.get())[personsKey(zone, cookieStore)] ?? [],
};

/** Borrows what clearing cookies and cached data needs, for as long as the work lasts; straight in the press as well. */
export async function borrowClearing(work: (granted: boolean) => Promise<void>): Promise<void> {
  // A page that closes cannot give back by itself: the background does, once the page is gone.
  const closing = new AbortController();
  addEventListener('pagehide', () => void ask('giveBackBorrowed', null), { signal: closing.signal });
  try {
    await borrow(CLEARING_PERMISSIONS, work);
  } finally {
    closing.abort();
  }
}

/** What the troubleshooter is to look at: the badge that was pressed, else the tab in front. */
export async function placeIn(
  scene: ActiveContext,
  question: Question | null,
  database: Pick<CountersignDatabase, 'projects'>,
): Promise<DiagnosisContext> {
  const tab = await sceneSources.activeTab();
  const page = classify(tab?.url ?? '');
  const here = scene.status === 'project' ? scene.here : null;
  const zone = question?.zone ?? here?.zone ?? page?.zone ?? '';
  const project = question?.project ?? here?.project ?? '';
  const item = question ? itemFrom(question.item) : (page?.item ?? null);
  const name =
    project === '' ? undefined : await database.projects.get([zone, project]).catch(() => undefined);
  return {
    subject: {
      zone,
      project,
      company: question?.company ?? here?.company ?? page?.company ?? '',
      person: question?.person ?? here?.person ?? '',
      item: itemInQuestion(item),
    },
    tab: tab?.id ?? null,
    href: question?.href ?? (page ? (tab?.url ?? '') : ''),
    projectName: name?.name ?? '',
  };
}

function itemFrom(key: string): DiagnosisContext['subject']['item'] {
  const [kind = '', id = ''] = key.split(':');
  const type = ITEM_TYPES.find((known) => known === kind);
  return type ? { type, id } : null;
}

export function openSettings(): Promise<void> {
  return browser.runtime.openOptionsPage();
}

// Firefox's own name for a side panel; the types know Chromium's only.
type WithSidebar = { sidebarAction?: { open: () => Promise<void> } };

/** Answers with a function that shows our panel beside the page; that one must run straight in the press. */
export async function panelOpener(): Promise<() => void> {
  const { id } = await browser.windows.getCurrent();
  return () => {
    const { sidebarAction } = browser as WithSidebar;
    const opened = sidebarAction
      ? sidebarAction.open()
      : id === undefined
        ? Promise.reject(new Error('no window'))
        : browser.sidePanel.open({ windowId: id });
    // A browser that shows no panel beside the page shows it as a tab.
    opened.catch(() => browser.tabs.create({ url: browser.runtime.getURL('/sidepanel.html') }));
  };
}

/** Addresses that lead to one check in anybody's browser. Null in Firefox, where each browser has its own. */
export function panelLinks(): ((check: CheckId) => string) | null {
  if (import.meta.env.FIREFOX) return null;
  return (check) => browser.runtime.getURL(`/sidepanel.html?check=${check}`);
}

/** True while the background holds such an attempt for this vendor. What else the attempt holds stays unread. */
function attemptOpen(key: `session:${string}`, vendor: Vendor, until: AbortSignal): ReadonlySignal<boolean> {
  const open = signal(false);
  const look = (attempt: unknown) => {
    const { target } = Object(attempt) as { target?: unknown };
    open.value = typeof target === 'string' && target.startsWith(`${vendor}:`);
  };
  void storage.getItem(key).then(look);
  until.addEventListener('abort', storage.watch(key, look), { once: true });
  return open;
}

/** True while a login of this vendor has its window open. */
export function loginOpen(until: AbortSignal, vendor: Vendor = 'docusign'): ReadonlySignal<boolean> {
  return attemptOpen('session:login', vendor, until);
}

/** True while Procore is to show a code that is not pasted yet. */
function codeAwaited(until: AbortSignal): ReadonlySignal<boolean> {
  return attemptOpen('session:code-login', 'procore', until);
}

/** What the connection with Procore takes from the browser, on every page that shows it. */
export function procoreSources(until: AbortSignal) {
  return {
    loginOpen: loginOpen(until, 'procore'),
    codeAwaited: codeAwaited(until),
    lastLogin: lastLogin(until, 'procore'),
    requestHosts,
    holdHosts: (work: () => Promise<void>) => holding(PROCORE_HOSTS, work),
  };
}

/** How long the end of a login is news. */
const NEWS_FOR = HOUR;

/** How the last login failed, asked for here or by a page that is gone since. `forget` is for all pages. */
export function lastLogin(until: AbortSignal, vendor: Vendor = 'docusign'): LastLogin {
  const kept = vendor === 'procore' ? procoreLoginEnd : loginEnd;
  const problem = signal<AppError | null>(null);
  const show = (end: LoginEnd | null) => {
    problem.value = end && isWithin(end.at, NEWS_FOR, systemClock()) ? end.error : null;
  };
  void kept.get().then(show);
  until.addEventListener('abort', kept.watch(show), { once: true });
  return { problem, forget: () => void kept.remove() };
}

/** Calls back when another tab may be in front, or its address changed. */
export function watchTabs(changed: () => void, until: AbortSignal): void {
  const updated = (_id: number, change: { url?: string; status?: string }) => {
    if (change.url !== undefined || change.status === 'complete') changed();
  };
  browser.tabs.onActivated.addListener(changed);
  browser.tabs.onUpdated.addListener(updated);
  const unwatchPlaces = tabProjects.watch(changed);
  until.addEventListener(
    'abort',
    () => {
      browser.tabs.onActivated.removeListener(changed);
      browser.tabs.onUpdated.removeListener(updated);
      unwatchPlaces();
    },
    { once: true },
  );
}

/** Calls back when the person may be back from elsewhere: this page is in sight again, or the tab in front is another or has loaded. */
export function watchReturn(back: () => void, until: AbortSignal): void {
  const updated = (_id: number, change: { status?: string }, tab: { active: boolean }) => {
    if (change.status === 'complete' && tab.active) back();
  };
  const seen = () => {
    if (document.visibilityState === 'visible') back();
  };
  browser.tabs.onActivated.addListener(back);
  browser.tabs.onUpdated.addListener(updated);
  document.addEventListener('visibilitychange', seen, { signal: until });
  until.addEventListener(
    'abort',
    () => {
      browser.tabs.onActivated.removeListener(back);
      browser.tabs.onUpdated.removeListener(updated);
    },
    { once: true },
  );
}

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // The browser lets only the page in front write to the clipboard.
    return false;
  }
}

/** Hands the person a file, as a download of the browser's. */
export async function saveFile(name: string, text: string, type: string): Promise<boolean> {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the press; a minute is more than it needs.
  setTimeout(() => URL.revokeObjectURL(address), MINUTE);
  return true;
}
