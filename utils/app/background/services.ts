import { loginWindows } from '../../platform/login-windows.ts';
import { createOriginRule } from '../../auth/origin-rule.ts';
import { sessionArea } from '../../platform/session-area.ts';
import {
  borrowGranted,
  releaseWhenUnused,
  holding,
  PROCORE_HOSTS,
  untilUnheld,
} from '../../platform/borrowed-permissions.ts';
import { browser } from '../../platform/browser.ts';
import { CLEARING_PERMISSIONS, siteTools } from '../../domain/site-data/site-tools.ts';
import { releaseHosts, isGranted } from '../../platform/host-permissions.ts';
import { isBuiltInZone, mayBeZone, ORIGIN_RULE_DOMAINS } from '../../base/hosts.ts';
import { createProbe } from '../../http/probe.ts';
import type { Ledger, SeenSighting } from '../../domain/links/ledger.ts';
import type { Link } from '../../domain/links/link.ts';
import type { Log } from '../../base/log.ts';
import type { Handlers } from '../messaging/gate.ts';
import type { MessageName } from '../messaging/protocol.ts';
import type { PagePush } from '../../domain/pages/messages.ts';
import { createSerialQueue } from '../../base/serial-queue.ts';
import type { EffectiveSettings } from '../../domain/settings/effective.ts';
import { closePolicyToPages, readPolicySecret } from '../../domain/settings/policy.ts';
import { CountersignDatabase } from '../../domain/database.ts';
import { createJournal } from '../../domain/journal/append.ts';
import { loginEnd, loginWindow, procoreLoginEnd } from '../../domain/connections/items.ts';
import { tabProjects } from '../../domain/pages/items.ts';
import { troubleshooting } from '../../domain/diagnosis/items.ts';
import { eraseForgotten, eraseForgottenItems } from '../../domain/own-data/erase.ts';
import type { Forgetting } from '../../storage/forgetting.ts';
import { recordIn } from '../../domain/own-data/record-requests.ts';
import { prune } from '../../domain/own-data/prune.ts';
import type { Clock, Instant } from '../../base/types.ts';
import { injectIntoOpenTabs, registerZones } from '../../platform/content-scripts.ts';
import { createAlarms } from '../../domain/schedule/alarms.ts';
import { runChores } from '../../domain/schedule/chores.ts';
import { connectionHandlers } from '../../domain/connections/service.ts';
import { guideHandlers } from '../../domain/guide/service.ts';
import type { PageMessage } from '../../domain/pages/service.ts';
import type { ReportedPage } from '../../domain/pages/report-queue.ts';
import { settingsHandlers } from '../../domain/settings/service.ts';
import { troubleshooterHandlers } from '../../domain/diagnosis/service.ts';
import { eachOf, type Service } from '../../domain/service.ts';
import { linkService } from '../../domain/links/service.ts';
import { createFactReaders } from '../../domain/diagnosis/fact-readers.ts';

/** Its name is from when the countdown was all it did: what is done under it is stored by that name. */
const SIX_HOURLY = { name: 'countdown', everyMinutes: 360 };

export type ServicesDeps = {
  clock: Clock;
  /** Stamps what comes in to this worker, in its order. */
  stamp: () => Instant;
  log: Log;
  /** Notes the failure of what nobody waits for. */
  logged: (what: string, work: Promise<unknown>) => void;
  ledger: Ledger;
  forgetting: Forgetting;
  settings: () => Promise<EffectiveSettings>;
  allZones: () => Promise<string[]>;
  push: (type: PagePush, except?: number) => Promise<void>;
  /** Awaited between the slices of a chore: a page that waits goes first. */
  breathe: () => Promise<void>;
};

/** Handlers of all messages but those of a page that waits. */
type LaterHandlers = { [N in Exclude<MessageName, PageMessage>]: Handlers[N] };

/** The database and all that no waiting page needs: guide, connection, settings, countdown, toolbar. */
export function createServices({
  clock,
  stamp,
  log,
  logged,
  ledger,
  forgetting,
  settings,
  allZones,
  push,
  breathe,
}: ServicesDeps) {
  const db = new CountersignDatabase();
  const journal = createJournal({ db, clock });

  const applyZones = async (zones: readonly string[]) => {
    await registerZones(zones);
    await injectIntoOpenTabs(zones.filter((zone) => !isBuiltInZone(zone)));
  };

  const { addHost, ...ownSettings } = settingsHandlers({
    settings,
    isGranted,
    giveBack: async (zone) => {
      if (!isBuiltInZone(zone)) await releaseHosts([zone]);
    },
    applyZones,
    forgetLedger: async () => {
      await forgetting.forget(async () => {
        await eraseForgotten(db, journal);
        await ledger.invalidateCache();
      });
      await push('sightings-changed');
    },
    journal,
    serialize: createSerialQueue(),
  });

  const guide = guideHandlers({
    db,
    clock,
    stamp,
    journal,
    settings,
    tabs: browser.tabs,
    scripting: browser.scripting,
    log: log.note,
  });

  const {
    wake: wakeConnection,
    refreshOld,
    procoreFacts,
    refresh: refreshConnection,
    ...connection
  } = connectionHandlers({
    db,
    clock,
    log,
    journal,
    fetch: (input, init) => fetch(input, init),
    session: sessionArea,
    locks: navigator.locks,
    settings,
    originRule: createOriginRule(ORIGIN_RULE_DOMAINS),
    launch: (url) => browser.identity.launchWebAuthFlow({ url, interactive: true }),
    redirectUrl: (path) => browser.identity.getRedirectURL(path),
    windows: loginWindows,
    loginWindow,
    loginEnded: loginEnd.set,
    procoreLoginEnded: procoreLoginEnd.set,
    policySecret: readPolicySecret,
    isGranted: (hosts) => isGranted(...hosts),
    giveBack: releaseHosts,
    holdHosts: (work) => holding(PROCORE_HOSTS, work),
    untilUnheld: () => untilUnheld((loan) => loan === PROCORE_HOSTS),
    openPage: (url) => browser.tabs.create({ url }),
  });

  const { readers, sighted } = createFactReaders({
    db,
    clock,
    settings,
    probe: createProbe({
      fetch: (input, init) => fetch(input, init),
      clock,
      record: recordIn(db, log),
      isGranted,
    }),
    refreshConnection,
    procoreFacts,
  });
  const troubleshooter = troubleshooterHandlers({
    readers,
    clock,
    log,
    siteTools,
    borrowed: (work) => borrowGranted(CLEARING_PERMISSIONS, work),
    giveBack: () => logged('loans', releaseWhenUnused()),
    resetData: async () => {
      await forgetting.forget(async () => {
        await db.delete();
        await db.open();
        await eraseForgottenItems();
        await ledger.invalidateCache();
      });
      await push('sightings-changed');
    },
    journal,
    request: troubleshooting.set,
  });

  const services: readonly Service[] = [
    // Pruning first: a browser that is closed early has pruned all the same.
    { name: 'own data', chores: [{ name: 'prune', run: (rest) => prune(db, clock(), rest) }] },
    { name: 'loans', onWorkerStart: releaseWhenUnused },
    { name: 'policy', onWorkerStart: closePolicyToPages },
    linkService({ ledger, forgetting, settings }),
    {
      name: 'connections',
      onWorkerStart: wakeConnection,
      chores: [{ name: 'connections', run: refreshOld }],
    },
    {
      name: 'guide',
      onWorkerStart: guide.resume,
      onReport: (page, _link, seen) => guide.onSightings(page, seen),
      onTabUpdated: async ({ id, url, isNew, opener }) => {
        if (url !== undefined) await guide.onTabUpdated(id, url, isNew, opener);
      },
    },
    {
      name: 'facts',
      onReport: async ({ tabId }, _link, seen) => {
        // What was not saved yet says nothing of the project.
        const saved = seen.map(({ kind, says, disabled, unsaved }) => ({
          kind,
          says: unsaved ? 'unknown' : says,
          disabled,
        }));
        sighted(tabId, saved);
      },
    },
    {
      name: 'pages',
      onTabRemoved: (tabId) =>
        tabProjects.update((tabs) => {
          const { [tabId]: gone, ...rest } = tabs;
          return gone ? rest : tabs;
        }),
    },
    {
      name: 'alarms',
      onWorkerStart: () => alarms.look(true),
      onReport: () => alarms.look(false),
    },
  ];
  const each = eachOf(services, logged);

  const sixHourly = () =>
    runChores(
      services.flatMap(({ chores }) => chores ?? []),
      breathe,
      log.note,
    );
  const alarms = createAlarms({
    alarms: [{ ...SIX_HOURLY, run: sixHourly }],
    browser: browser.alarms,
    clock,
    steady: () => performance.now(),
  });

  const afterStart = async () => {
    await alarms.begin();
    await registerZones((await settings()).settings.zones);
  };

  const handlers: LaterHandlers = {
    ...ownSettings,
    ...guide.handlers,
    ...connection,
    ...troubleshooter,
    lookAtAlarms: async () => {
      await alarms.look(true);
      return null;
    },
    confirmAccount: async (data, caller) => {
      await guide.handlers.confirmAccount(data, caller);
      await ledger.invalidateCache();
      logged('push', push('sightings-changed'));
      return null;
    },
  };

  return {
    db,
    handlers,

    onWorkerStart: (): void => each((service) => service.onWorkerStart?.()),
    onReport: (page: ReportedPage, link: Link, seen: readonly SeenSighting[]): void =>
      each((service) => service.onReport?.(page, link, seen)),

    onInstalled: async (): Promise<void> => {
      await afterStart();
      await injectIntoOpenTabs(await allZones());
    },
    onStartup: afterStart,
    onAlarm: ({ name }: { name: string }): Promise<void> => alarms.ring(name),
    onTabUpdated: (
      id: number,
      change: { url?: string; status?: string },
      { url, openerTabId }: { url?: string | undefined; openerTabId?: number | undefined },
    ): void => {
      const urlChanged = change.url !== undefined;
      if (!urlChanged && change.status === undefined) return;
      const isNew = urlChanged || change.status !== 'complete';
      each((service) => service.onTabUpdated?.({ id, url, urlChanged, isNew, opener: openerTabId }));
    },
    onTabRemoved: (tabId: number): void => each((service) => service.onTabRemoved?.(tabId)),
    // The popup that asked may be gone by now, as in Firefox: whoever granted a host meant it to be read.
    onPermissionsAdded: async ({ origins = [] }: { origins?: string[] | undefined }): Promise<void> => {
      const hosts = origins.map((origin) => URL.parse(origin)?.hostname ?? '');
      const zones = hosts.filter((host) => mayBeZone(host) && !isBuiltInZone(host));
      await Promise.all(zones.map((host) => addHost(host)));
    },
    onPermissionsRemoved: async (): Promise<void> => applyZones((await settings()).settings.zones),
  };
}

export type Services = ReturnType<typeof createServices>;
