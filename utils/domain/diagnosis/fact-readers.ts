import { browser } from '../../platform/browser.ts';
import { siteTools } from '../site-data/site-tools.ts';
import { countCookies } from '../site-data/clear-sites.ts';
import { CLEARABLE_HOSTS } from '../site-data/hosts.ts';
import { readDocusignFacts, readLoginFacts } from './gather/docusign.ts';
import { type About, type FactReaders, toFactValue } from './gather/gather.ts';
import { readConfirmed, readLedgerFacts } from './gather/ledger.ts';
import { type NetworkSources, readClock, readOnline, readReach } from './gather/network.ts';
import { createReportWaiter, readPageFacts } from './gather/page.ts';
import type { ProcoreFactsReader } from './gather/procore.ts';
import { readBrowser, readGrants, readOwnData, readSettings } from './gather/surroundings.ts';
import { isGranted } from '../../platform/host-permissions.ts';
import { readSites } from './gather/sites.ts';
import { matchOf, PROBED_HOSTS, PROCORE_ASSET_HOST } from '../../base/hosts.ts';
import type { PagePush } from '../pages/messages.ts';
import type { EffectiveSettings } from '../settings/effective.ts';
import type { CountersignDatabase } from '../database.ts';
import { knownPersons } from '../pages/items.ts';
import { currentOf } from '../connections/current.ts';
import { loginEnd, procoreLoginEnd } from '../connections/items.ts';
import { type ConnectionId, isOf, connectionKey } from '../connections/key.ts';
import { connectionsWith } from '../connections/rows.ts';
import type { DocusignConnection } from '../connections/tables.ts';
import type { Clock } from '../../base/types.ts';
import { DOCUSIGN_WORLDS } from '../../vendors/docusign/environments.ts';
import { PROCORE_WORLDS } from '../../vendors/procore/environments.ts';

/** Milliseconds a page may take to say what it reads. */
const PAGE_PATIENCE = 1_200;
/** Milliseconds DocuSign may take before what is stored is told. */
const DOCUSIGN_PATIENCE = 2_400;

export type FactReadersDeps = {
  db: CountersignDatabase;
  clock: Clock;
  settings: () => Promise<EffectiveSettings>;
  probe: NetworkSources['probe'];
  refreshConnection: (id: ConnectionId) => Promise<unknown>;
  procoreFacts: ProcoreFactsReader;
};

// Firefox alone tells its name and version; the types know Chromium's API only.
type WithBrowserInfo = { getBrowserInfo?: () => Promise<{ name: string; version: string }> };
type WithBrands = { userAgentData?: { brands: { brand: string; version: string }[] } };

/** How every fact is found out in a real browser. */
export function createFactReaders({
  db,
  clock,
  settings,
  probe,
  refreshConnection,
  procoreFacts,
}: FactReadersDeps): {
  readers: FactReaders;
  /** To be called with what each page says. */
  sighted: ReturnType<typeof createReportWaiter>['tell'];
} {
  const reports = createReportWaiter(PAGE_PATIENCE);
  const { contains } = browser.permissions;
  const environment = async () => (await settings()).settings.environment;
  const loginHost = async () => DOCUSIGN_WORLDS[await environment()].loginHost;
  const ledger = {
    db,
    clock,
    persons: knownPersons.get,
    warningDay: async () => (await settings()).settings.warningDay,
  };
  const docusignOf = async (about: About): Promise<DocusignConnection | null> =>
    currentOf(await connectionsWith(db, 'docusign'), {
      environment: await environment(),
      confirmed: await readConfirmed(ledger, about),
      now: clock(),
    });
  const network: NetworkSources = {
    clock,
    online: () => navigator.onLine,
    probe,
  };
  // A zone that was granted later is not among the hosts our policy lets us ask.
  const zonesOf = ({ subject: { zone } }: About) => (PROBED_HOSTS.includes(zone) ? [zone] : []);
  const hostsOf = async (about: About): Promise<string[]> => {
    const world = await environment();
    const { procoreEnvironment } = (await settings()).settings;
    const { loginHost: loginOfProcore, apiHost: apiOfProcore } = PROCORE_WORLDS[procoreEnvironment];
    const row = await docusignOf(about).catch(() => null);
    const site = row?.accounts.find(({ accountId }) => accountId === row.chosenAccountId)?.baseUri;
    const hosts = [
      ...zonesOf(about),
      loginOfProcore,
      apiOfProcore,
      PROCORE_ASSET_HOST,
      DOCUSIGN_WORLDS[world].loginHost,
      ...(site ? [new URL(site).host] : []),
    ];
    return [...new Set(hosts)];
  };
  const page = {
    db,
    addressOf: async (tab: number) => (await browser.tabs.get(tab).catch(() => undefined))?.url,
    isGranted,
    readAnew: (tab: number) =>
      reports.next(tab, () =>
        browser.tabs.sendMessage(tab, { type: 'sightings-changed' satisfies PagePush }),
      ),
    runIn: async (tab: number, func: () => unknown) => {
      const [answer] = await browser.scripting.executeScript({ target: { tabId: tab }, func });
      return answer?.result;
    },
  };
  const tabsOn = async (host: string) => {
    const tabs = await browser.tabs.query({ url: matchOf(host), discarded: false });
    return tabs.flatMap(({ id }) => id ?? []);
  };
  const { getBrowserInfo } = browser.runtime as WithBrowserInfo;

  return {
    sighted: reports.tell,
    readers: {
      page: (about) => readPageFacts(page, about),
      ledger: (about) => readLedgerFacts(ledger, about),
      docusign: (about) =>
        readDocusignFacts({
          current: () => docusignOf(about),
          rowOf: async (row) => {
            const now = await db.connections.get(connectionKey(row));
            return now && isOf('docusign')(now) ? now : undefined;
          },
          refresh: refreshConnection,
          patience: DOCUSIGN_PATIENCE,
        }),
      login: () => readLoginFacts(loginEnd.get, procoreLoginEnd.get),
      procore: async ({ subject }) => toFactValue(await procoreFacts.procore(subject)),
      permissions: async ({ subject }) => toFactValue(await procoreFacts.permissions(subject)),
      tools: async ({ subject }) => toFactValue(await procoreFacts.tools(subject)),
      item: async ({ subject }) => toFactValue(await procoreFacts.item(subject)),
      browser: () =>
        readBrowser({
          info: getBrowserInfo && (() => getBrowserInfo()),
          brands: (navigator as WithBrands).userAgentData?.brands ?? [],
          system: async () => (await browser.runtime.getPlatformInfo()).os,
        }),
      online: () => readOnline(network),
      reach: async (about) => readReach(network, await hostsOf(about)),
      clock: async (about) => readClock(network, [await loginHost(), ...zonesOf(about)]),
      sites: (about) =>
        readSites(
          {
            ...page,
            contains,
            clock,
            tabsOn,
            hosts: CLEARABLE_HOSTS,
            countCookies: (host) => countCookies(siteTools, host),
          },
          about,
        ),
      grants: async (about) => readGrants({ contains }, about, await loginHost()),
      settings: () => readSettings(settings, async () => (await settings()).settings.procoreClientId !== ''),
      ownData: () => readOwnData(db, () => navigator.storage.estimate()),
    },
  };
}
