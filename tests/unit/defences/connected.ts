import { createJournal } from '../../../utils/domain/journal/append.ts';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { connectionHandlers } from '../../../utils/domain/connections/service.ts';
import { sessionArea } from '../../../utils/platform/session-area.ts';
import type { Caller } from '../../../utils/app/messaging/gate.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../utils/domain/settings/schema.ts';
import { CountersignDatabase } from '../../../utils/domain/database.ts';
import { NO_PROCORE, SUSAN } from '../utils/domain/connections/connection-world.ts';
import {
  fakeClock,
  fakeDocuSign,
  fakeLocks,
  fakeLog,
  fakeWindows,
  KEY,
  redirectUrl,
  until,
} from '../utils/auth/fake-docusign.ts';

const CALLER: Caller = { from: 'ours', tabId: null, windowId: null, origin: 'chrome-extension://x' };
const AREAS = ['local', 'session', 'sync', 'managed'] as const;

let databases = 0;

/** The connection as it ships, with the browser's real storage areas under it, and everything written watched. */
export function connected() {
  databases += 1;
  const db = new CountersignDatabase(`defences-${databases}`);
  const docusign = fakeDocuSign();
  const browser = fakeWindows();
  const time = fakeClock();
  const log = fakeLog(time.clock);
  const settings: Settings = { ...DEFAULT_SETTINGS, integrationKey: KEY };
  /** What `storage.onChanged` told every script of ours, those in pages included. */
  const told: { area: string; change: string }[] = [];
  fakeBrowser.storage.onChanged.addListener((change, area) => {
    told.push({ area, change: JSON.stringify(change) });
  });
  const handlers = connectionHandlers({
    db,
    clock: time.clock,
    journal: createJournal({ db, clock: time.clock }),
    log,
    fetch: docusign.fetch,
    session: sessionArea,
    locks: fakeLocks(),
    settings: async () => ({ settings, locked: [], refused: [], policy: 'told' }),
    launch: browser.launch,
    redirectUrl,
    windows: browser.windows,
    loginWindow: browser.record,
    loginEnded: async () => undefined,
    originRule: { ensure: async () => undefined },
    ...NO_PROCORE,
  });
  const world = {
    db,
    docusign,
    browser,
    time,
    log,
    handlers,
    told,
    /** Presses Connect: the login window is open. */
    open: async (loginHint = '') => {
      const before = browser.launched.length;
      const ending = Promise.resolve(handlers.connect({ vendor: 'docusign', loginHint }, CALLER));
      // Whoever asks for the ending hears of a failure; nobody else needs to.
      ending.catch(() => undefined);
      await until(() => browser.launched.length > before);
      return { ending };
    },
    /** Presses Connect, logs in and accepts. */
    connect: async (loginHint = '') => {
      const { ending } = await world.open(loginHint);
      browser.comeBack(docusign.accept(browser.asked()));
      return ending;
    },
    refresh: async () => handlers.refreshConnection({ id: SUSAN }, CALLER),
    disconnect: async () => handlers.disconnect({ id: SUSAN }, CALLER),
    /** Every secret of every login so far: tokens, codes, states, verifiers. */
    secrets: (): string[] => [
      ...docusign.secrets,
      ...browser.launched.map((url) => new URL(url).searchParams.get('state') ?? ''),
      ...docusign.tokenCalls().flatMap(({ body }) => new URLSearchParams(body).get('code_verifier') ?? []),
    ],
    /** What lies in each storage area, in every table and in the log, as text. */
    stored: async (): Promise<Record<string, string>> => {
      const areas = await Promise.all(
        AREAS.map(async (area) => [area, JSON.stringify(await fakeBrowser.storage[area].get(null))]),
      );
      const tables = await Promise.all(
        db.tables.map(async (table) => [`table ${table.name}`, JSON.stringify(await table.toArray())]),
      );
      return Object.fromEntries([...areas, ...tables, ['log', JSON.stringify(log.entries())]]);
    },
    /** Which of the secrets lie where, as `place: how many`; places without any are left out. */
    found: async (): Promise<Record<string, number>> => {
      const secrets = world.secrets();
      const count = (text: string) => secrets.filter((secret) => text.includes(secret)).length;
      const counts = Object.entries(await world.stored()).map(
        ([place, text]) => [place, count(text)] as const,
      );
      return Object.fromEntries(counts.filter(([, number]) => number > 0));
    },
    /** Areas other than the session's in which a change told of a secret. */
    leaked: (): string[] =>
      told
        .filter(
          ({ area, change }) => area !== 'session' && world.secrets().some((one) => change.includes(one)),
        )
        .map(({ area }) => area),
  };
  return world;
}
