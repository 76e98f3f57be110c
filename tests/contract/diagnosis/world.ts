/**
 * Countersign in a browser that is none: its own handlers, readers, ledger and connections, wired as the background wires
 * them, with every request led to a running sandbox. What the browser itself would do is played here.
 */
import { createJournal } from '../../../utils/domain/journal/append.ts';
import { Agent } from 'node:https';
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { connectionHandlers } from '../../../utils/domain/connections/service.ts';
import { pageHandlers } from '../../../utils/domain/pages/service.ts';
import { troubleshooterHandlers } from '../../../utils/domain/diagnosis/service.ts';
import { createFactReaders } from '../../../utils/domain/diagnosis/fact-readers.ts';
import { siteTools } from '../../../utils/domain/site-data/site-tools.ts';
import {
  type Answers,
  FACT_NAMES,
  FACTS_VERSION,
  type FactName,
  type Facts,
  factsShape,
  type Subject,
} from '../../../utils/domain/diagnosis/facts.ts';
import { createProbe } from '../../../utils/http/probe.ts';
import { evidenceCache } from '../../../utils/domain/links/evidence-cache.ts';
import { createLedger } from '../../../utils/domain/links/ledger.ts';
import { createLog } from '../../../utils/base/log.ts';
import type { Caller } from '../../../utils/app/messaging/gate.ts';
import { createRedactor } from '../../../utils/base/redact.ts';
import { DEFAULT_SETTINGS } from '../../../utils/domain/settings/schema.ts';
import { CountersignDatabase } from '../../../utils/domain/database.ts';
import { createForgetting } from '../../../utils/storage/forgetting.ts';
import { knownPersons, tabProjects } from '../../../utils/domain/pages/items.ts';
import { loginEnd, procoreLoginEnd } from '../../../utils/domain/connections/items.ts';
import { recordIn } from '../../../utils/domain/own-data/record-requests.ts';
import { createClient } from '../../sandbox/client.ts';
import { COUNTERSIGN_CLIENT_ID } from '../../sandbox/docusign/index.ts';
import { PROCORE_APP } from '../../sandbox/procore/api/apps.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import {
  fakeLoans,
  fakeLocks,
  fakeSession,
  fakeWindows,
  NOT_LOADED_IN_CHROMIUM,
} from '../../unit/utils/auth/fake-docusign.ts';
import { readPage } from './read-page.ts';

const EXTENSION = 'https://jaigcjabaihpfpjjcmdnbjbncghajdne.chromiumapp.org/';
const OURS: Caller = { from: 'ours', tabId: null, windowId: null, origin: 'chrome-extension://countersign' };

/** Hosts whose answers the browser lets Countersign see, as the manifest asks. */
const GRANTED = /^(?:us02\.procore\.com|account\.docusign\.com|[a-z0-9]+\.docusign\.net)$/;

/** What stands in a tab: null where the browser shows its own page, as when no answer came. */
export type Tab = { href: string; html: string | null; status: number; openedAt: number };

/** Opens the first page of a login window and answers with what follows there; null where it cannot be loaded. */
export type OpenLogin = (url: string) => Promise<(() => Promise<void>) | null>;

export type Countersign = ReturnType<typeof createCountersign>;

export function createCountersign(sandbox: Sandbox) {
  const agent = new Agent({ keepAlive: true });
  const client = createClient(sandbox, agent);
  const time = { back: 0 };
  const clock = () => Date.now() - time.back;
  const log = createLog({ clock, redactor: createRedactor() });
  const db = new CountersignDatabase(`diagnosis-${crypto.randomUUID()}`);
  const own = {
    ...DEFAULT_SETTINGS,
    integrationKey: COUNTERSIGN_CLIENT_ID,
    procoreClientId: PROCORE_APP.production.clientId,
  };
  const settings = async () => ({ settings: own, locked: [], refused: [], policy: 'told' as const });
  const session = fakeSession();
  const windows = fakeWindows();
  const ledger = createLedger(async () => db, clock, evidenceCache());
  const tabs = new Map<number, Tab>();
  const failures: unknown[] = [];
  let openLogin: OpenLogin = async () => async () => undefined;

  const journal = createJournal({ db, clock });
  const connection = connectionHandlers({
    db,
    journal,
    clock,
    log,
    fetch: (input, init) => client.fetch(input, init),
    session: session.area,
    locks: fakeLocks(),
    settings,
    originRule: { ensure: async () => undefined },
    launch: async (url) => {
      const lost = (thrown: unknown) => {
        failures.push(thrown);
        windows.fail('the person was lost');
      };
      const goOn = await openLogin(url);
      if (!goOn) windows.failFirstPage(NOT_LOADED_IN_CHROMIUM);
      const ended = windows.launch(url);
      goOn?.().catch(lost);
      return ended;
    },
    redirectUrl: (path) => `${EXTENSION}${path}`,
    windows: windows.windows,
    loginWindow: windows.record,
    loginEnded: loginEnd.set,
    procoreLoginEnded: procoreLoginEnd.set,
    policySecret: async () => ({ state: 'told', secret: PROCORE_APP.production.secret }),
    isGranted: async () => true,
    giveBack: async () => undefined,
    ...fakeLoans(),
    openPage: async () => undefined,
  });

  /** A browser as far as readers ask it. */
  function playBrowser(): void {
    // Retries wait a random share of their time: none of it.
    vi.spyOn(Math, 'random').mockReturnValue(0);
    vi.stubGlobal('navigator', {
      locks: navigator.locks,
      onLine: true,
      cookieEnabled: true,
      userAgentData: { brands: [{ brand: 'Chromium', version: '156' }] },
      storage: { estimate: async () => ({ usage: 1_000, quota: 1_000_000 }) },
    });
    Object.assign(fakeBrowser.permissions, {
      contains: async ({ permissions = [] }: { permissions?: string[] }) => permissions.length === 0,
    });
    Object.assign(fakeBrowser.tabs, {
      get: async (id: number) => ({ id, url: tabs.get(id)?.href }),
      query: async () => [],
      sendMessage: async (id: number) => {
        if (tabs.get(id)?.html == null) throw new Error('Could not establish connection.');
        await sight(id);
      },
    });
    Object.assign(fakeBrowser.runtime, { getPlatformInfo: async () => ({ os: 'linux' }) });
    Object.assign(fakeBrowser, {
      scripting: {
        executeScript: async ({ target, func }: { target: { tabId: number }; func: () => unknown }) => {
          const timing = { responseStatus: tabs.get(target.tabId)?.status ?? 0 };
          const asked = vi.spyOn(performance, 'getEntriesByType').mockReturnValue([timing as never]);
          const result = func();
          asked.mockRestore();
          return [{ result }];
        },
      },
    });
  }
  playBrowser();

  const { readers, sighted } = createFactReaders({
    db,
    clock,
    settings,
    probe: createProbe({
      fetch: (input, init) => client.fetch(input, init),
      clock,
      record: recordIn(db, log),
      isGranted: async (host) => GRANTED.test(host),
    }),
    refreshConnection: connection.refresh,
    procoreFacts: connection.procoreFacts,
  });
  const troubleshooter = troubleshooterHandlers({
    readers,
    clock,
    log,
    siteTools,
    borrowed: (work) => work(true),
    giveBack: () => undefined,
    resetData: async () => undefined,
    journal,
    request: async () => undefined,
  });
  /** What waits for a report to be on disk, by its id. */
  const stored = new Map<string, () => void>();
  const pages = pageHandlers({
    forgetting: createForgetting(),
    ledger,
    clock,
    stamp: clock,
    settings,
    bringBadges: async () => undefined,
    openPanel: () => undefined,
    onReport: ({ tabId }, _link, seen) =>
      sighted(
        tabId,
        seen.map(({ kind, says, disabled }) => ({ kind, says, disabled })),
      ),
    onStored: (_tabId, id) => stored.get(id)?.(),
    askAgain: () => undefined,
    log: (what, cause) => failures.push([what, cause]),
  });

  /** The page script of a tab tells what its page says. */
  async function sight(id: number): Promise<void> {
    const tab = tabs.get(id);
    if (tab?.html == null) return;
    const { title, person, readings } = readPage(tab.href, tab.html);
    const age = Math.max(0, clock() - tab.openedAt);
    const report = crypto.randomUUID();
    const onDisk = new Promise<void>((done) => stored.set(report, done));
    await pages.pageReport(
      {
        id: report,
        href: tab.href,
        person,
        title,
        readings: readings.map((reading) => ({ ...reading, age })),
      },
      { from: 'page', tabId: id, windowId: 1, origin: new URL(tab.href).origin },
    );
    await onDisk;
  }

  return {
    db,
    ledger,
    session,
    windows,
    tabs,
    time,
    clock,
    agent,
    failures,
    connection,
    playBrowser,
    /** What the person does in a login window. */
    atLogin: (open: OpenLogin): void => {
      openLogin = open;
    },
    connectDocusign: () => connection.connect({ vendor: 'docusign', loginHint: '' }, OURS),
    connectProcore: () => connection.connect({ vendor: 'procore', loginHint: '' }, OURS),
    failedLogins: [loginEnd, procoreLoginEnd],

    /** A page came to stand in a tab. */
    show: async (id: number, shown: Omit<Tab, 'openedAt'>): Promise<void> => {
      tabs.set(id, { ...shown, openedAt: clock() });
      await sight(id);
    },

    /** The signed-in person, as pages of the zone tell. */
    personIn: async (zone: string): Promise<string> => {
      const known = (await knownPersons.get())[zone] ?? [];
      return known.length === 1 ? (known[0] ?? '') : '';
    },

    /** One pass: every fact, at once, as our panel asks for them. */
    gather: async (subject: Subject, tab: number | null, answers: Answers): Promise<Facts> => {
      const found = await Promise.all(
        FACT_NAMES.map(async (part: FactName) => {
          const { fact } = await troubleshooter.gather({ part, subject, tab }, OURS);
          return [part, fact] as const;
        }),
      );
      return factsShape().parse({
        version: FACTS_VERSION,
        gatheredAt: clock(),
        subject,
        answers,
        ...Object.fromEntries(found),
      });
    },

    forgetTabs: async (): Promise<void> => {
      tabs.clear();
      await tabProjects.remove();
    },
  };
}
