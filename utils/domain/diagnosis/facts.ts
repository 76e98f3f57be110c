import * as z from 'zod/mini';
import { ERROR_KINDS } from '../../base/errors.ts';
import { ELEMENT_KINDS, ENVIRONMENTS, LINK_STATES, POLICY_STATES } from '../../base/types.ts';
import { ITEM_TYPES } from '../../vendors/procore/urls.ts';
import { lazy } from '../../base/lazy.ts';
import { type QuestionId, QUESTIONS } from './questions.ts';

/**
 * Everything the checks know, gathered in one pass. Each fact may fail by itself and then says why. The same shape
 * travels from the background to our panel, and in reports from one Countersign to another, so it is parsed wherever
 * it arrives.
 *
 * What could not be read anew, such as for want of a network, keeps its last known value with that value's own date:
 * a fact is unknown only while it was never read or holds no longer.
 */

/** Why a fact is not known: a fault of the call, or one of these. */
export const UNKNOWNS = [
  'no-page', // no Procore page is in front
  'no-project',
  'no-item',
  'elsewhere', // the page in front is of another project than the one in question
  'not-granted', // the browser does not let us, as nobody was asked or the answer was no
  'not-connected',
  'signed-out',
  'not-offered', // this browser has no way to tell
  'left-out', // a report's sender left it out
] as const;

const at = () => z.number();
const text = (longest: number) => z.string().check(z.maxLength(longest));
const short = () => text(200);
export const whyShape = lazy(() => z.enum([...ERROR_KINDS, ...UNKNOWNS]));
export type Why = z.infer<ReturnType<typeof whyShape>>;

const fact = <S extends z.ZodMiniType>(value: S) =>
  z.discriminatedUnion('known', [
    z.strictObject({ known: z.literal(true), value, at: at() }),
    z.strictObject({ known: z.literal(false), why: whyShape(), detail: z.exactOptional(short()), at: at() }),
  ]);
export type Fact<T> =
  | { known: true; value: T; at: number }
  | { known: false; why: Why; detail?: string; at: number };

const readingShape = () =>
  z.strictObject({ kind: z.enum(ELEMENT_KINDS), says: text(32), disabled: z.boolean() });
const itemShape = () => z.strictObject({ type: z.enum(ITEM_TYPES), id: text(20) });

export const PAGE_KINDS = [
  'item',
  'list',
  'profile',
  'project-settings',
  'project',
  'company',
  'other',
] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

/** The page in front, read anew for this pass. */
const pageFactsShape = () =>
  z.strictObject({
    /** What it is, as its address and what was read tell. `profile`: the address learned, or a link row on it. */
    place: z.enum(PAGE_KINDS),
    item: z.nullable(itemShape()),
    readings: z.array(readingShape()).check(z.maxLength(40)),
    /** The page's own `navigator.cookieEnabled`; null where the page could not be asked. */
    cookies: z.nullable(z.boolean()),
  });
export type PageFacts = z.infer<ReturnType<typeof pageFactsShape>>;

/** A dated reading out of the ledger. */
const datedShape = () => z.strictObject({ says: text(32), disabled: z.boolean(), at: at() });

/** What sightings tell of this person, project and item. Null: never read. */
const ledgerFactsShape = () =>
  z.strictObject({
    state: z.enum(LINK_STATES),
    reason: text(40),
    /** The next three count from the last use seen, whatever the state. 0: less than a day. Null: nothing to count. */
    daysLeft: z.nullable(z.int()),
    lastUseAt: z.nullable(at()),
    warns: z.boolean(),
    confirmed: z.nullable(
      z.strictObject({ who: short(), accountId: text(64), accountName: short(), at: at() }),
    ),
    row: z.nullable(datedShape()),
    box: z.nullable(datedShape()),
    /** Of the item in question. */
    sendButton: z.nullable(datedShape()),
    toggle: z.nullable(datedShape()),
    banner: z.nullable(datedShape()),
    /** Another item of this project had a send button that works. */
    sendButtonElsewhere: z.boolean(),
    /** Other projects of this person and zone on which the row was read. */
    rowsElsewhere: z.int(),
    profileLearned: z.boolean(),
  });
export type LedgerFacts = z.infer<ReturnType<typeof ledgerFactsShape>>;

const accountStateShape = () =>
  z.strictObject({
    accountId: text(64),
    accountName: short(),
    isDefault: z.boolean(),
    membership: z.nullable(short()),
    maySend: z.nullable(z.boolean()),
    isAdmin: z.nullable(z.boolean()),
    profile: short(),
    suspended: z.nullable(z.boolean()),
    sendingBlocked: z.nullable(z.boolean()),
    /** Envelopes left in the billing period; null: not told. */
    envelopesLeft: z.nullable(z.union([z.int(), z.literal('unlimited')])),
    /** Why it could not be read, with DocuSign's own code. */
    problem: z.nullable(whyShape()),
    problemCode: text(60),
  });
export type AccountState = z.infer<ReturnType<typeof accountStateShape>>;

/** Our own connection with DocuSign: who it proves, read anew where it could be. */
const docusignFactsShape = () =>
  z.strictObject({
    environment: z.enum(ENVIRONMENTS),
    name: short(),
    email: text(254),
    chosenAccountId: z.nullable(text(64)),
    accounts: z.array(accountStateShape()).check(z.maxLength(50)),
    refreshedAt: at(),
    /** Since when the sign-in is known to be over; all else here was true before. */
    signedOutAt: z.nullable(at()),
    /** Why it could not be read anew in this pass, with DocuSign's own code; null where it was. */
    problem: z.nullable(whyShape()),
    problemCode: text(60),
  });
export type DocusignFacts = z.infer<ReturnType<typeof docusignFactsShape>>;

const loginFailureShape = () => z.strictObject({ kind: z.enum(ERROR_KINDS), detail: short(), at: at() });
/** How the last login with DocuSign ended, if it failed. */
const loginFactsShape = () =>
  z.strictObject({
    failed: z.nullable(loginFailureShape()),
    /** The same of the last login with Procore; left out where it did not fail. */
    procore: z.exactOptional(loginFailureShape()),
  });
export type LoginFacts = z.infer<ReturnType<typeof loginFactsShape>>;

export const LEVELS = ['none', 'read-only', 'standard', 'admin', 'unknown'] as const;
export type Level = (typeof LEVELS)[number];

/** What the company's own Procore app tells of the person in this company and project. */
const procoreFactsShape = () =>
  z.strictObject({
    login: text(254),
    name: short(),
    companyId: text(20),
    companyName: short(),
    /** The host the company's pages are on, or ''. */
    zone: short(),
  });
export type ProcoreFacts = z.infer<ReturnType<typeof procoreFactsShape>>;
/** Procore's permission manifest of the project. `name` as Procore's manifest has it, lower case. */
const permissionFactsShape = () =>
  z.array(z.strictObject({ name: short(), label: short(), level: z.enum(LEVELS), available: z.boolean() }));
export type PermissionFacts = z.infer<ReturnType<typeof permissionFactsShape>>;
/** The project's tools; off means nobody sees them. */
const toolFactsShape = () => z.array(z.strictObject({ name: short(), label: short(), active: z.boolean() }));
export type ToolFacts = z.infer<ReturnType<typeof toolFactsShape>>;
/** The item in question, as Procore's API has it. `status` in lower case with underscores; '' where not told. */
const itemFactsShape = () =>
  z.strictObject({
    type: z.enum(ITEM_TYPES),
    status: text(60),
    executed: z.nullable(z.boolean()),
  });
export type ItemFacts = z.infer<ReturnType<typeof itemFactsShape>>;

const browserFactsShape = () =>
  z.strictObject({
    name: text(40),
    /** The major version. */
    version: z.int(),
    /** The oldest one we know to work. */
    needed: z.int(),
    system: text(40),
  });
export type BrowserFacts = z.infer<ReturnType<typeof browserFactsShape>>;

/** How long an answer took, or why none came, host by host. */
const reachFactsShape = () =>
  z.array(z.strictObject({ host: short(), answer: fact(z.strictObject({ took: z.int() })) }));
export type ReachFacts = z.infer<ReturnType<typeof reachFactsShape>>;

/** How far this computer's clock is ahead of the server's, in milliseconds; behind is negative. */
const clockFactsShape = () => z.strictObject({ host: short(), ahead: z.int() });
export type ClockFacts = z.infer<ReturnType<typeof clockFactsShape>>;

/** What a host keeps besides cookies, in figures; null where the browser does not tell. */
export const siteDataShape = () =>
  z.strictObject({
    /** In the local storage. */
    entries: z.nullable(z.int()),
    databases: z.nullable(z.int()),
    /** Named caches of files. */
    caches: z.nullable(z.int()),
    /** What databases and caches take, as the browser estimates it. */
    bytes: z.nullable(z.int()),
  });
export type SiteData = z.infer<ReturnType<typeof siteDataShape>>;
/** What is kept for each exact host; names and contents are never read. Only a page of the host itself tells its data. */
const siteFactsShape = () =>
  z.array(z.strictObject({ host: short(), cookies: fact(z.int()), data: fact(siteDataShape()) }));
export type SiteFacts = z.infer<ReturnType<typeof siteFactsShape>>;

const grantFactsShape = () =>
  z.strictObject({
    zone: z.boolean(),
    docusign: z.boolean(),
    cookies: z.boolean(),
    browsingData: z.boolean(),
  });
export type GrantFacts = z.infer<ReturnType<typeof grantFactsShape>>;

const settingsFactsShape = () =>
  z.strictObject({
    environment: z.enum(ENVIRONMENTS),
    hasKey: z.boolean(),
    hasProcoreApp: z.boolean(),
    locked: z.array(text(40)),
    refused: z.array(text(40)),
    /** Left out where the browser told the organization's policy. */
    policy: z.exactOptional(z.enum(POLICY_STATES)),
  });
export type SettingsFacts = z.infer<ReturnType<typeof settingsFactsShape>>;

/** Countersign's own stored data. `readable` false: the browser damaged or refused it. */
const ownDataFactsShape = () =>
  z.strictObject({
    readable: z.boolean(),
    newer: z.boolean(),
    sightings: z.int(),
    /** Share of the browser's quota, 0 to 1; null where not told. */
    used: z.nullable(z.number()),
  });
export type OwnDataFacts = z.infer<ReturnType<typeof ownDataFactsShape>>;

/** Each fact's schema, made when it is first needed: the background is started far more often than it gathers. */
export const parts = {
  page: lazy(() => fact(pageFactsShape())),
  ledger: lazy(() => fact(ledgerFactsShape())),
  docusign: lazy(() => fact(docusignFactsShape())),
  login: lazy(() => fact(loginFactsShape())),
  procore: lazy(() => fact(procoreFactsShape())),
  permissions: lazy(() => fact(permissionFactsShape())),
  tools: lazy(() => fact(toolFactsShape())),
  item: lazy(() => fact(itemFactsShape())),
  browser: lazy(() => fact(browserFactsShape())),
  online: lazy(() => fact(z.boolean())),
  reach: lazy(() => fact(reachFactsShape())),
  clock: lazy(() => fact(clockFactsShape())),
  sites: lazy(() => fact(siteFactsShape())),
  grants: lazy(() => fact(grantFactsShape())),
  settings: lazy(() => fact(settingsFactsShape())),
  ownData: lazy(() => fact(ownDataFactsShape())),
} as const;
export type FactName = keyof typeof parts;
export type FactOf<N extends FactName> = z.infer<ReturnType<(typeof parts)[N]>>;
export const FACT_NAMES = Object.keys(parts).filter((name): name is FactName => name in parts);

/**
 * What a pass is about: the page and project the person asked on. Outside a project it is the project and item that
 * the tab was in before, if any. '' where not known.
 */
export const subjectShape = lazy(() =>
  z.strictObject({
    zone: text(100),
    company: z.string().check(z.regex(/^(?:\d{1,20})?$/)),
    project: z.string().check(z.regex(/^(?:\d{1,20})?$/)),
    person: z.string().check(z.regex(/^(?:\d{1,20})?$/)),
    item: z.nullable(itemShape()),
  }),
);
export type Subject = z.infer<ReturnType<typeof subjectShape>>;

const answer = <Q extends QuestionId>(id: Q) => z.exactOptional(z.enum(QUESTIONS[id]));

/** What the person answered in this pass. */
const answersShape = () =>
  z.strictObject({
    'login-accepted': answer('login-accepted'),
    'login-message': answer('login-message'),
    'whose-account': answer('whose-account'),
    'tool-level': answer('tool-level'),
    'enable-box': answer('enable-box'),
    'invoice-status': answer('invoice-status'),
    'invoice-contact': answer('invoice-contact'),
    'mail-arrived': answer('mail-arrived'),
    'banner-behind': answer('banner-behind'),
  } satisfies Record<QuestionId, z.ZodMiniType>);
export type Answers = z.infer<ReturnType<typeof answersShape>>;

/**
 * Raised when the shape changes so that an older Countersign could not read it. What an older one wrote is brought to
 * this shape by `report/upgrade-report.ts`.
 */
export const FACTS_VERSION = 3;

export const factsShape = lazy(() =>
  z.strictObject({
    version: z.literal(FACTS_VERSION),
    gatheredAt: at(),
    subject: subjectShape(),
    answers: answersShape(),
    page: parts.page(),
    ledger: parts.ledger(),
    docusign: parts.docusign(),
    login: parts.login(),
    procore: parts.procore(),
    permissions: parts.permissions(),
    tools: parts.tools(),
    item: parts.item(),
    browser: parts.browser(),
    online: parts.online(),
    reach: parts.reach(),
    clock: parts.clock(),
    sites: parts.sites(),
    grants: parts.grants(),
    settings: parts.settings(),
    ownData: parts.ownData(),
  }),
);
export type Facts = z.infer<ReturnType<typeof factsShape>>;
