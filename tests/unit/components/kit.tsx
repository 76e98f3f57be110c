import { signal } from '@preact/signals';
import { configure, render } from '@testing-library/preact';
import { generateChromeMessages, parseMessagesFile } from '@wxt-dev/i18n/build';
import axe from 'axe-core';
import type { ComponentChildren } from 'preact';
import { expect, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { TimeContext } from '../../../components/shared/time.tsx';
import { DAY } from '../../../utils/base/clock.ts';
import type { AppError } from '../../../utils/base/errors.ts';
import { deriveLink } from '../../../utils/domain/links/derive.ts';
import type { MessageName } from '../../../utils/app/messaging/protocol.ts';
import type { Refused } from '../../../utils/domain/settings/parse-policy.ts';
import type {
  Environment,
  PolicyState,
  ProcoreEnvironment,
  SecretHolder,
} from '../../../utils/base/types.ts';
import { DEFAULT_SETTINGS, type SettingName, type Settings } from '../../../utils/domain/settings/schema.ts';
import type { AccountFacts } from '../../../utils/vendors/docusign/account-facts.ts';
import type { Confirmation, Sighting, Use } from '../../../utils/domain/links/tables.ts';
import type { DocusignConnection, ProcoreConnection } from '../../../utils/domain/connections/tables.ts';
import type { ConnectionStore } from '../../../utils/domain/connections/store.ts';
import type { ProcoreStore } from '../../../utils/domain/connections/procore-store.ts';
import type {
  LedgerStore,
  OtherProjects,
  ProjectGroup,
  ProjectState,
} from '../../../utils/domain/links/store.ts';
import type { Live } from '../../../utils/storage/live.ts';
import type { RunStore, ShownRun } from '../../../utils/domain/guide/store.ts';
import type { ActiveContext, ActiveContextStore } from '../../../utils/domain/pages/active-context.ts';
import type { PanelActions } from '../../../components/panel/panel.tsx';
import type { Pass, TroubleshooterStore } from '../../../utils/domain/diagnosis/store.ts';
import type { SettingsStore } from '../../../utils/domain/settings/store.ts';

// A limit for what hangs, as in the runner's own: on a busy machine one look by role takes longer than the usual second.
configure({ asyncUtilTimeout: 20_000 });

/** Saturday 21 November 2026, noon in UTC. */
export const NOW = Date.UTC(2026, 10, 21, 12);

const messages = generateChromeMessages(
  await parseMessagesFile(`${import.meta.dirname}/../../../utils/i18n/locales/en.yml`),
);

/** The real English words, as the browser would answer. A key that does not exist fails the test that used it. */
export function speakEnglish(): void {
  fakeBrowser.i18n.getMessage = ((key: string, substitutions: string[] = []) => {
    const message = messages[key]?.message;
    if (message === undefined) throw new Error(`no message "${key}"`);
    return message.replace(/\$(\d)/g, (_, number) => substitutions[Number(number) - 1] ?? '');
  }) as typeof fakeBrowser.i18n.getMessage;
}

export function show(view: ComponentChildren) {
  return render(
    <TimeContext.Provider value={{ now: signal(NOW), language: 'en' }}>{view}</TimeContext.Provider>,
  );
}

/** No finding of axe. Colours and page regions are judged in a real browser. */
export async function expectAccessible(element: Element): Promise<void> {
  const { violations } = await axe.run(element, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
}

/** What a person reads, in one line. Isolating characters are left out. */
export function textOf(element: Element | null): string {
  const copy = document.createElement('div');
  if (element) copy.append(element.cloneNode(true));
  for (const block of copy.querySelectorAll(
    'p, h1, h2, h3, dt, dd, li, div, button, label, legend, [data-state]',
  )) {
    block.before(' ');
    block.append(' ');
  }
  return (copy.textContent ?? '')
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

export function sighting(facts: Partial<Sighting> = {}): Sighting {
  const at = facts.at ?? NOW - 3 * DAY;
  return {
    id: 1,
    zone: 'app.procore.com',
    person: '',
    project: '101',
    company: '9',
    kind: 'link-row',
    says: 'synced',
    disabled: false,
    item: '',
    firstAt: at,
    at,
    ...facts,
  };
}

export function confirmation(facts: Partial<Confirmation> = {}): Confirmation {
  return {
    zone: 'app.procore.com',
    person: '',
    project: '101',
    who: 'pat@riverside.example',
    accountId: '',
    accountName: '',
    source: 'person',
    at: NOW - 2 * DAY,
    ...facts,
  };
}

export function projectState(
  facts: { sightings?: Sighting[]; uses?: Use[]; confirmation?: Confirmation | null; name?: string } = {},
): ProjectState {
  const sightings = facts.sightings ?? [sighting()];
  const { zone, person, project } = sightings[0] ?? sighting();
  return {
    link: deriveLink(
      { zone, person, project },
      sightings,
      facts.uses ?? [],
      facts.confirmation ?? null,
      NOW,
      DEFAULT_SETTINGS.warningDay,
    ),
    company: '9',
    name: facts.name ?? 'Riverside Tower',
    lastSeen: sightings.at(-1) ?? null,
  };
}

export function use(daysAgo: number): Use {
  return {
    id: 1,
    zone: 'app.procore.com',
    person: '',
    project: '101',
    how: 'linked',
    at: NOW - daysAgo * DAY,
  };
}

export function ledgerStore(here: ProjectState | null, others: ProjectGroup[] = []): LedgerStore {
  return {
    active: signal<Live<ProjectState | null>>({ status: 'ready', value: here }),
    others: signal<Live<OtherProjects>>({
      status: 'ready',
      value: {
        groups: others,
        count: others.reduce((sum, { projects }) => sum + projects.length, 0),
        areAll: true,
      },
    }),
    wantAllOthers: vi.fn(),
    lastOf: () => null,
  };
}

export function sceneStore(scene: ActiveContext): ActiveContextStore {
  return { context: signal(scene), look: vi.fn(async () => undefined) };
}

export const inProject: ActiveContext = {
  status: 'project',
  here: { zone: 'app.procore.com', person: '', project: '101', company: '9' },
};

export function runStore(
  run: ShownRun | null = null,
  problem: AppError | null = null,
  others: ShownRun[] = [],
) {
  return {
    run: signal(run),
    others: signal<readonly ShownRun[]>(others),
    busy: signal<MessageName | null>(null),
    problem: signal(problem),
    start: vi.fn<RunStore['start']>(async () => true),
    step: vi.fn<RunStore['step']>(async () => undefined),
    confirm: vi.fn<RunStore['confirm']>(async () => true),
    goTo: vi.fn<RunStore['goTo']>(async () => true),
    close: vi.fn(),
    dismiss: vi.fn(),
  } satisfies RunStore;
}

export function account(facts: Partial<AccountFacts> = {}): AccountFacts {
  return {
    accountId: 'a-1',
    accountName: 'Riverside Builders',
    baseUri: 'https://na3.docusign.net',
    isDefault: true,
    membership: 'Active',
    maySend: true,
    isAdmin: false,
    problem: null,
    ...facts,
  };
}

export function connectionOf(facts: Partial<DocusignConnection> = {}): DocusignConnection {
  return {
    vendor: 'docusign',
    environment: 'production',
    userId: 'u-1',
    name: 'Pat Lee',
    email: 'pat@riverside.example',
    accounts: [account()],
    chosenAccountId: 'a-1',
    connectedAt: NOW - DAY,
    signedInAt: NOW - DAY,
    refreshedAt: NOW - DAY,
    ...facts,
  };
}

type DocusignStore = ConnectionStore<'docusign'>;

export function connectionStore(
  facts: {
    connection?: DocusignConnection | null;
    /** Beside it. */
    others?: DocusignConnection[];
    environment?: Environment;
    hasKey?: boolean;
    waiting?: boolean;
    problem?: AppError | null;
    disconnected?: boolean;
  } = {},
) {
  const shown = [...(facts.connection ? [facts.connection] : []), ...(facts.others ?? [])];
  return {
    current: signal<Live<DocusignConnection | null>>({ status: 'ready', value: facts.connection ?? null }),
    connections: signal<Live<DocusignConnection[]>>({ status: 'ready', value: shown }),
    environment: signal(facts.environment ?? facts.connection?.environment ?? 'production'),
    hasApp: signal(facts.hasKey ?? true),
    isBusy: () => false,
    waiting: signal(facts.waiting ?? false),
    busy: signal<MessageName | null>(null),
    problem: signal(facts.problem ?? null),
    disconnected: signal(facts.disconnected ?? false),
    connect: vi.fn<DocusignStore['connect']>(async () => undefined),
    cancel: vi.fn(async () => undefined),
    choose: vi.fn<DocusignStore['choose']>(async () => undefined),
    refresh: vi.fn<DocusignStore['refresh']>(async () => undefined),
    disconnect: vi.fn<DocusignStore['disconnect']>(async () => undefined),
    dismiss: vi.fn(),
  } satisfies DocusignStore;
}

export function procoreConnectionOf(facts: Partial<ProcoreConnection> = {}): ProcoreConnection {
  return {
    vendor: 'procore',
    environment: 'production',
    userId: '42',
    name: 'Pat Lee',
    login: 'pat@riverside.example',
    companies: [
      {
        companyId: '7',
        companyName: 'Riverside Builders',
        zone: 'us02.procore.com',
        problem: null,
        readAt: NOW,
      },
    ],
    connectedAt: NOW - DAY,
    signedInAt: NOW - DAY,
    refreshedAt: NOW - DAY,
    ...facts,
  };
}

export function procoreStore(
  facts: {
    connection?: ProcoreConnection | null;
    /** Beside it. */
    others?: ProcoreConnection[];
    environment?: ProcoreEnvironment;
    hasClientId?: boolean;
    secretBy?: SecretHolder | null;
    waiting?: boolean;
    awaitsCode?: boolean;
    problem?: AppError | null;
    disconnected?: boolean;
  } = {},
) {
  const shown = [...(facts.connection ? [facts.connection] : []), ...(facts.others ?? [])];
  return {
    current: signal<Live<ProcoreConnection | null>>({ status: 'ready', value: facts.connection ?? null }),
    connections: signal<Live<ProcoreConnection[]>>({ status: 'ready', value: shown }),
    environment: signal(facts.environment ?? facts.connection?.environment ?? 'production'),
    hasApp: signal(facts.hasClientId ?? true),
    isBusy: () => false,
    secretBy: signal(facts.secretBy === undefined ? 'person' : facts.secretBy),
    waiting: signal(facts.waiting ?? false),
    awaitsCode: signal(facts.awaitsCode ?? false),
    busy: signal<MessageName | null>(null),
    problem: signal(facts.problem ?? null),
    disconnected: signal(facts.disconnected ?? false),
    connect: vi.fn(async () => undefined),
    startCode: vi.fn(async () => undefined),
    pasteCode: vi.fn<ProcoreStore['pasteCode']>(async () => true),
    cancel: vi.fn(async () => undefined),
    refresh: vi.fn<DocusignStore['refresh']>(async () => undefined),
    disconnect: vi.fn<DocusignStore['disconnect']>(async () => undefined),
    setSecret: vi.fn<ProcoreStore['setSecret']>(async () => true),
    forgetSecret: vi.fn(async () => undefined),
    dismiss: vi.fn(),
  } satisfies ProcoreStore;
}

export function settingsStore(
  facts: {
    settings?: Partial<Settings>;
    locked?: SettingName[];
    refused?: Refused[];
    policy?: PolicyState;
    problem?: AppError;
  } = {},
) {
  return {
    loaded: signal(true),
    settings: signal<Settings>({ ...DEFAULT_SETTINGS, ...facts.settings }),
    isLocked: (name: SettingName) => facts.locked?.includes(name) ?? false,
    refused: signal<readonly Refused[]>(facts.refused ?? []),
    policy: signal<PolicyState>(facts.policy ?? 'told'),
    problem: signal<AppError | null>(facts.problem ?? null),
    saved: signal<SettingName | null>(null),
    save: vi.fn<SettingsStore['save']>(async () => true),
    addHost: vi.fn<SettingsStore['addHost']>(async () => true),
    removeHost: vi.fn<SettingsStore['removeHost']>(async () => true),
    dismiss: vi.fn(),
  } satisfies SettingsStore;
}

export function troubleshooterStore(
  pass: Pass | null = null,
  over: Partial<TroubleshooterStore> = {},
): TroubleshooterStore {
  return {
    progress: signal(null),
    pass: signal(pass),
    isRepeat: signal(false),
    changes: signal([]),
    busy: signal(null),
    problem: signal(null),
    run: vi.fn(async () => undefined),
    runAgain: vi.fn(async () => undefined),
    isAutomatic: signal(false),
    askedAt: signal(Number.NEGATIVE_INFINITY),
    awaitExternalFix: vi.fn(),
    requestRecheck: vi.fn(),
    answer: vi.fn(),
    tell: vi.fn(async () => true),
    clearSites: vi.fn(async () => null),
    siteData: vi.fn(async () => []),
    refuse: vi.fn(),
    close: vi.fn(),
    dismiss: vi.fn(),
    ...over,
  };
}

export function panelActions(over: Partial<PanelActions> = {}): PanelActions {
  return {
    openSettings: vi.fn(),
    copy: vi.fn(async () => true),
    findOut: vi.fn(),
    runCheck: vi.fn(),
    linkTo: (check) => `chrome-extension://countersign/sidepanel.html?check=${check}`,
    requestHost: vi.fn(async () => true),
    borrowClearing: vi.fn(async (work: (granted: boolean) => Promise<void>) => work(true)),
    save: vi.fn(async () => true),
    sayWhen: (at) => new Date(at).toISOString(),
    ...over,
  };
}
