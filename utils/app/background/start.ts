import * as z from 'zod/mini';
import { browser } from '../../platform/browser.ts';
import { systemClock } from '../../base/clock.ts';
import { createStamps } from '../../domain/guide/run-time.ts';
import { BUILT_IN_ZONES } from '../../base/hosts.ts';
import { evidenceCache } from '../../domain/links/evidence-cache.ts';
import { createLedger } from '../../domain/links/ledger.ts';
import { AppFault } from '../../base/errors.ts';
import { createLog } from '../../base/log.ts';
import { createGate, type Handler, type Handlers } from '../messaging/gate.ts';
import { type MessageName, type MessageReply, protocol } from '../messaging/protocol.ts';
import type { PageNews, PagePush } from '../../domain/pages/messages.ts';
import { createRedactor } from '../../base/redact.ts';
import { effectiveSettings, watchSettings } from '../../domain/settings/effective.ts';
import { noteLostCopies, prefetch } from '../../storage/define-item.ts';
import { createForgetting } from '../../storage/forgetting.ts';
import { knownPersons, pendingReports, cachedMessages, tabProjects } from '../../domain/pages/items.ts';
import { knownPolicy, personalSettings } from '../../domain/settings/items.ts';
import { cachedEvidence } from '../../domain/links/items.ts';
import { bringBadges, tabsOf } from '../../platform/content-scripts.ts';
import { pageHandlers } from '../../domain/pages/service.ts';
import { createBreath } from '../../domain/schedule/chores.ts';
import { loadServices } from './load-services.ts';
import { showPanel, showPanelWindow } from './panel.ts';
import type { Services } from './services.ts';

/** Milliseconds after the start of a worker. */
const TIDY_AFTER = 200;

// Our policy forbids the code it would make; without this it tries, at every start.
z.config({ jitless: true });

/**
 * Wires what a page waits for, and what must happen in the turn of a press. Everything else is in `services.ts`, a script
 * of its own that is loaded when it is first needed. Nothing needed later is held here only: the worker may die at any line.
 */
export function startBackground() {
  // A page that woke the worker asks for all of them.
  prefetch(
    cachedEvidence,
    cachedMessages,
    tabProjects,
    knownPersons,
    pendingReports,
    personalSettings,
    knownPolicy,
  );
  const clock = systemClock;
  const stamp = createStamps(clock, () => performance.now());
  const log = createLog({ clock, redactor: createRedactor() });
  const settings = effectiveSettings;
  const logged = (what: string, work: Promise<unknown>) => {
    work.catch((thrown: unknown) => log.note(what, thrown));
  };

  const { first, breathe } = createBreath();

  const forgetting = createForgetting();
  noteLostCopies(log.note);

  let loadedServices: Promise<Services> | undefined;
  const services = (): Promise<Services> => {
    loadedServices ??= loadServices().then((createServices) =>
      createServices({ clock, stamp, log, logged, ledger, forgetting, settings, allZones, push, breathe }),
    );
    return loadedServices;
  };
  const later =
    <N extends MessageName>(name: N): Handler<N> =>
    async (data, caller) => {
      const since = forgetting.current();
      const handlers: Partial<Handlers> = (await services()).handlers;
      const handler: Handler<N> | undefined = handlers[name];
      if (!handler) throw new AppFault('bug', name);
      const handle = async (): Promise<MessageReply<N>> => handler(data, caller);
      return protocol[name].keepsLedger ? forgetting.keeping(handle, since) : handle();
    };

  const ledger = createLedger(async () => (await services()).db, clock, evidenceCache());

  const allZones = async () => [...BUILT_IN_ZONES, ...(await settings()).settings.zones];

  // A tab without our script answers with an error, which is no fault: it has nothing to redraw.
  const tell = (tabId: number, news: PageNews): Promise<void> =>
    browser.tabs.sendMessage(tabId, news).then(
      () => undefined,
      () => undefined,
    );

  async function push(type: PagePush, except?: number): Promise<void> {
    const tabs = await tabsOf(await allZones());
    await Promise.all(tabs.filter((id) => id !== except).map((id) => tell(id, { type })));
  }

  // Asked for by every page: read once, and again after a change.
  let known: ReturnType<typeof settings> | undefined;
  const knownSettings = () => {
    known ??= settings().catch((thrown: unknown) => {
      known = undefined;
      throw thrown;
    });
    return known;
  };
  logged('settings', knownSettings());
  watchSettings(() => {
    known = undefined;
    logged('push', push('sightings-changed'));
  });

  const pages = pageHandlers({
    ledger,
    forgetting,
    clock,
    stamp,
    settings: knownSettings,
    bringBadges,
    openPanel: showPanel,
    askAgain: (tabId) => void tell(tabId, { type: 'sightings-changed' }),
    onStored: (tabId, id) => void tell(tabId, { type: 'report-stored', id }),
    log: log.note,
    onReport: (page, link, seen, changed) => {
      logged(
        'report',
        services().then(({ onReport }) => onReport(page, link, seen)),
      );
      if (changed) logged('push', push('sightings-changed', page.tabId));
    },
  });

  const ownOrigin = new URL(browser.runtime.getURL('/popup.html')).origin;
  const gate = createGate({
    handlers: pages,
    later,
    extensionId: browser.runtime.id,
    ownOrigin,
    log: log.note,
  });

  /** Hands an event to the services. */
  const event =
    <A extends unknown[]>(what: string, act: (services: Services, ...told: A) => void | Promise<void>) =>
    (...told: A): void =>
      logged(
        what,
        services().then((ready) => act(ready, ...told)),
      );

  // A moment later, since the page that woke the worker waits for its answer.
  setTimeout(
    event('start', ({ onWorkerStart }) => onWorkerStart()),
    TIDY_AFTER,
  );

  return {
    onMessage: (message: unknown, sender: chrome.runtime.MessageSender, answer: (reply: unknown) => void) => {
      const answered = gate(message, sender);
      // A page of ours may ask for the chores themselves, or for a login that takes minutes: they wait for neither.
      logged('answer', (sender.origin === ownOrigin ? answered : first(answered)).then(answer));
      return true;
    },
    onInstalled: event('install', ({ onInstalled }) => onInstalled()),
    onStartup: event('start', ({ onStartup }) => onStartup()),
    onAlarm: event('alarm', ({ onAlarm }, alarm: { name: string }) => onAlarm(alarm)),
    onTabUpdated: event(
      'tab',
      (
        { onTabUpdated },
        tabId: number,
        change: { url?: string; status?: string },
        tab: { url?: string | undefined; openerTabId?: number | undefined },
      ) => onTabUpdated(tabId, change, tab),
    ),
    onTabRemoved: event('tab', ({ onTabRemoved }, tabId: number) => onTabRemoved(tabId)),
    onPermissionsAdded: event('zones', ({ onPermissionsAdded }, added: { origins?: string[] | undefined }) =>
      onPermissionsAdded(added),
    ),
    onPermissionsRemoved: event('zones', ({ onPermissionsRemoved }) => onPermissionsRemoved()),
    onNotificationClicked: () => logged('panel', showPanelWindow()),
  };
}
