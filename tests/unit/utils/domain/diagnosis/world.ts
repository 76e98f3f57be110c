import { DAY, HOUR, MINUTE } from '../../../../../utils/base/clock.ts';
import type {
  AccountState,
  Facts,
  LedgerFacts,
  PageFacts,
  Why,
} from '../../../../../utils/domain/diagnosis/facts.ts';
import { FACTS_VERSION } from '../../../../../utils/domain/diagnosis/facts.ts';
import { countdownFrom, deriveLink, newest } from '../../../../../utils/domain/links/derive.ts';
import type { Confirmation, Sighting, Use } from '../../../../../utils/domain/links/tables.ts';
import type { ElementKind, Instant } from '../../../../../utils/base/types.ts';

export const NOW = Date.UTC(2026, 10, 21, 12);
export const KEY = { zone: 'us02.procore.com', person: '7', project: '562949953421312' };
const COMPANY = '562949953421399';
const WARNING_DAY = 23;

export const known = <T>(value: T, at: Instant = NOW) => ({ known: true as const, value, at });
export const notKnown = (why: Why, at: Instant = NOW) => ({ known: false as const, why, at });

type Rest = Omit<Facts, 'page' | 'ledger'>;

/** What there is to gather from: pages that are open or were read, stored rows, and answers of servers. */
export type World = {
  /** Null: the browser does not let us read it. `gone`: Procore does not find it. */
  place: PageFacts['place'] | 'gone' | null;
  cookies: boolean;
  /** What the item's page shows, as long as the project has the integration. */
  elements: Map<ElementKind, { says: string; disabled: boolean }>;
  /** The project or the company has it off, so the page shows none of it. */
  off: boolean;
  sightings: Sighting[];
  uses: Use[];
  confirmation: Confirmation | null;
  rowsElsewhere: number;
  rest: Rest;
};

export const account = (over: Partial<AccountState> = {}): AccountState => ({
  accountId: 'a-1',
  accountName: 'Harbor Builders',
  isDefault: true,
  membership: 'Active',
  maySend: true,
  isAdmin: false,
  profile: 'DocuSign Sender',
  suspended: false,
  sendingBlocked: false,
  envelopesLeft: 80,
  problem: null,
  problemCode: '',
  ...over,
});

export const ITEM = 'commitment:42';

export function sighting(kind: ElementKind, says: string, at: Instant, disabled = false): Sighting {
  const item = kind === 'link-row' || kind === 'enable-box' ? '' : ITEM;
  return { ...KEY, id: at, company: COMPANY, kind, says, disabled, item, firstAt: at, at };
}

/** A person for whom everything works. */
export function healthyWorld(): World {
  const level = 'admin' as const;
  const tools = ['commitments', 'prime_contracts', 'change_orders', 'change_events'];
  return {
    place: 'item',
    cookies: true,
    elements: new Map([
      ['send-button', { says: 'send', disabled: false }],
      ['sign-toggle', { says: 'on', disabled: false }],
    ]),
    off: false,
    sightings: [
      sighting('link-row', 'not-linked', NOW - 7 * DAY),
      sighting('link-row', 'synced', NOW - 2 * DAY),
      sighting('send-button', 'send', NOW - HOUR),
      sighting('sign-toggle', 'on', NOW - HOUR),
    ],
    uses: [{ ...KEY, id: 1, how: 'linked', at: NOW - 6 * DAY }],
    confirmation: {
      ...KEY,
      who: 'ana@harbor.example',
      accountId: 'a-1',
      accountName: 'Harbor Builders',
      source: 'docusign',
      at: NOW - 6 * DAY,
    },
    rowsElsewhere: 1,
    rest: {
      version: FACTS_VERSION,
      gatheredAt: NOW,
      subject: { ...KEY, company: COMPANY, item: { type: 'commitment', id: '42' } },
      answers: {},
      docusign: known({
        environment: 'production',
        name: 'Ana Ruiz',
        email: 'ana@harbor.example',
        chosenAccountId: 'a-1',
        accounts: [account(), account({ accountId: 'a-2', accountName: 'Second Account', isDefault: false })],
        refreshedAt: NOW,
        signedOutAt: null,
        problem: null,
        problemCode: '',
      }),
      login: known({ failed: null }),
      procore: known({
        login: 'ana@harbor.example',
        name: 'Ana Ruiz',
        companyId: COMPANY,
        companyName: 'Harbor Builders',
        zone: KEY.zone,
      }),
      permissions: known(tools.map((name) => ({ name, label: labelOf(name), level, available: true }))),
      tools: known(tools.map((name) => ({ name, label: labelOf(name), active: true }))),
      item: known({ type: 'commitment', status: 'approved', executed: false }),
      browser: known({ name: 'Chrome', version: 156, needed: 120, system: 'Windows' }),
      online: known(true),
      reach: known([
        { host: KEY.zone, answer: known({ took: 120 }) },
        { host: 'api.procore.com', answer: known({ took: 140 }) },
        { host: 'account.docusign.com', answer: known({ took: 200 }) },
      ]),
      clock: known({ host: 'account.docusign.com', ahead: 900 }),
      sites: known([{ host: 'account.docusign.com', cookies: known(6), data: notKnown('not-offered') }]),
      grants: known({ zone: true, docusign: true, cookies: false, browsingData: false }),
      settings: known({
        environment: 'production',
        hasKey: true,
        hasProcoreApp: true,
        locked: [],
        refused: [],
      }),
      ownData: known({ readable: true, newer: false, sightings: 40, used: 0.02 }),
    },
  };
}

const labelOf = (name: string) =>
  name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

const OF_THE_INTEGRATION: readonly ElementKind[] = ['send-button', 'sign-toggle'];

const isShown = (place: World['place']): place is PageFacts['place'] => place !== null && place !== 'gone';

/** The facts of a world, made the way they are gathered: the link is derived from what was read. */
export function gather(world: World): Facts {
  const onItem = world.place === 'item' || world.place === 'list';
  const readings: PageFacts['readings'] = onItem
    ? [...world.elements].flatMap(([kind, element]) =>
        world.off && OF_THE_INTEGRATION.includes(kind) ? [] : [{ kind, ...element }],
      )
    : [];
  const own = world.rest.ownData.known ? world.rest.ownData.value : undefined;
  const { item } = world.rest.subject;
  return {
    ...world.rest,
    page: isShown(world.place)
      ? known({ place: world.place, item: onItem ? item : null, readings, cookies: world.cookies })
      : world.place
        ? { known: false, why: 'not-found', detail: '404', at: NOW }
        : { known: false, why: 'not-granted', at: NOW },
    ledger: own?.readable
      ? known(ledgerOf(world))
      : { known: false, why: own?.newer ? 'newer-data' : 'bug', at: NOW },
  };
}

function ledgerOf(world: World): LedgerFacts {
  const { sightings, uses, confirmation } = world;
  const link = deriveLink(KEY, sightings, uses, confirmation, NOW, WARNING_DAY);
  const dated = (kind: ElementKind) => {
    const found = newest(sightings.filter((row) => row.kind === kind));
    return found && { says: found.says, disabled: found.disabled, at: found.at };
  };
  const lastUse = newest(uses);
  const countdown = countdownFrom(lastUse?.at ?? null, NOW, WARNING_DAY);
  const { confirmation: confirmed } = link;
  return {
    state: link.state,
    reason: link.reason,
    daysLeft: countdown?.daysLeft ?? null,
    lastUseAt: lastUse?.at ?? null,
    warns: countdown?.warns ?? false,
    confirmed: confirmed && {
      who: confirmed.who,
      accountId: confirmed.accountId,
      accountName: confirmed.accountName,
      at: confirmed.at,
    },
    row: dated('link-row'),
    box: dated('enable-box'),
    sendButton: dated('send-button'),
    toggle: dated('sign-toggle'),
    banner: dated('banner'),
    sendButtonElsewhere: true,
    rowsElsewhere: world.rowsElsewhere,
    profileLearned: true,
  };
}

/** Something on the item's page, which was read there. */
export function show(world: World, kind: ElementKind, says: string, disabled = false): void {
  world.elements.set(kind, { says, disabled });
  world.sightings.push(sighting(kind, says, NOW - 20 * MINUTE, disabled));
}

export const healthyFacts = (): Facts => gather(healthyWorld());
