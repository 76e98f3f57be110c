import * as z from 'zod/mini';
import { DAY, isWithin } from '../base/clock.ts';
import { CHECK_IDS } from './diagnosis/types.ts';
import { ERROR_KINDS } from '../base/errors.ts';
import { readingMessage } from './pages/reading-message.ts';
import { settingsPatch } from './settings/schema.ts';
import { ELEMENT_KINDS, RESTORED_BY } from '../base/types.ts';
import { ITEM_TYPES } from '../vendors/procore/urls.ts';
import { declaredItems, defineItem } from '../storage/define-item.ts';
import { LEDGER_DAYS } from '../storage/define-table.ts';

const linkKeyShape = () => ({ zone: z.string(), person: z.string(), project: z.string() });

/** What the person set; only what differs from the defaults. */
export const personalSettings = defineItem(
  'local:settings',
  settingsPatch,
  {},
  { onForget: 'keep', keep: 'always' },
);

/** What the organization set, as the browser last told it: at its start it takes its time to tell again. */
export const knownPolicy = defineItem(
  'local:known-policy',
  () => z.record(z.string(), z.unknown()),
  {},
  { onForget: 'keep', keep: 'always' },
);

/** The question our panel was opened on by a press on a badge. */
const questionShape = () =>
  z.object({
    kind: z.enum(ELEMENT_KINDS),
    says: z.string(),
    zone: z.string(),
    company: z.string(),
    project: z.string(),
    person: z.string(),
    item: z.string(),
    href: z.string(),
    at: z.number(),
  });
export type Question = z.infer<ReturnType<typeof questionShape>>;
export const question = defineItem('session:question', () => z.nullable(questionShape()), null, {
  onForget: 'erase',
  keep: 'session',
});

/** That our panel was asked to find out why it does not work; `check` is null for all of it. */
const troubleshootingShape = () => z.object({ check: z.nullable(z.enum(CHECK_IDS)), at: z.number() });
export type Troubleshooting = z.infer<ReturnType<typeof troubleshootingShape>>;
export const troubleshooting = defineItem(
  'session:troubleshooting',
  () => z.nullable(troubleshootingShape()),
  null,
  { onForget: 'keep', keep: 'session' },
);

/** What the pages of each tab told so far: the project it was last in, and as whom. See `page-context.ts`. */
export const tabProjects = defineItem(
  'session:tab-projects',
  () =>
    z.record(
      z.string(),
      z.object({
        zone: z.string(),
        company: z.string(),
        project: z.string(),
        person: z.string(),
        lastPerson: z.optional(z.string()),
      }),
    ),
  {},
  { onForget: 'erase', keep: 'session' },
);

/** Procore user ids met in each zone and cookie store (see `personsKey`), newest last. */
export const knownPersons = defineItem(
  'local:known-persons',
  () => z.record(z.string(), z.array(z.string())),
  {},
  { onForget: 'erase', keep: 'always' },
);

/** Presses on a send button whose effect has not been seen yet. */
export const pendingPresses = defineItem(
  'session:pending-presses',
  () =>
    z.array(
      z.object({
        zone: z.string(),
        person: z.string(),
        project: z.string(),
        item: z.string(),
        at: z.number(),
        tab: z.number(),
      }),
    ),
  [],
  { onForget: 'erase', keep: 'session' },
);

/** Reports of pages that are not on disk yet: what a worker that dies leaves to the next. */
const reportShape = () =>
  z.object({
    page: z.object({
      page: z.object({
        zone: z.string(),
        company: z.string(),
        project: z.string(),
        item: z.nullable(z.object({ type: z.enum(ITEM_TYPES), id: z.string() })),
      }),
      key: z.object(linkKeyShape()),
      named: z.boolean(),
      tabId: z.number(),
      opener: z.optional(z.number()),
      href: z.string(),
      restored: z.optional(z.enum(RESTORED_BY)),
      born: z.optional(z.number()),
    }),
    title: z.string(),
    readings: z.array(readingMessage()),
    receivedAt: z.number(),
  });
export const pendingReports = defineItem(
  'session:pending-reports',
  () => z.record(z.string(), reportShape()),
  {},
  { onForget: 'erase', keep: 'session' },
);

/** How the last login with DocuSign failed: the popup that asked for it is mostly gone by then. */
const loginEndShape = () =>
  z.object({
    error: z.object({ kind: z.enum(ERROR_KINDS), detail: z.exactOptional(z.string()) }),
    at: z.number(),
  });
export type LoginEnd = z.infer<ReturnType<typeof loginEndShape>>;
export const loginEnd = defineItem('session:login-end', () => z.nullable(loginEndShape()), null, {
  onForget: 'keep',
  keep: 'session',
});
/** The same for the last login with Procore. */
export const procoreLoginEnd = defineItem(
  'session:procore-login-end',
  () => z.nullable(loginEndShape()),
  null,
  { onForget: 'keep', keep: 'session' },
);

/** When what an alarm does was done last, by the alarm's name. */
export const alarmsDone = defineItem(
  'local:alarms-done',
  () => z.record(z.string(), z.number()),
  {},
  { onForget: 'keep', keep: 'always' },
);

/** The login window that is open, for the worker after a reload of the extension: it has to be closed. */
const loginWindowShape = () => z.object({ target: z.string(), windowId: z.number(), openedAt: z.number() });
export const loginWindow = defineItem('local:login-window', () => z.nullable(loginWindowShape()), null, {
  onForget: 'keep',
  keep: 'always',
});

/** Links the person was already warned about, with the use they were warned for: one notification for each. */
export const warnedLinks = defineItem(
  'local:warned-links',
  () => z.record(z.string(), z.number()),
  {},
  {
    onForget: 'erase',
    // A use that is dated later than now is dated again when it is met: no warning is for that one.
    keep: (warned, now) => {
      const left = Object.entries(warned).filter(([, usedAt]) => isWithin(usedAt, LEDGER_DAYS * DAY, now));
      return left.length === Object.keys(warned).length ? warned : Object.fromEntries(left);
    },
  },
);

/** Rows that are dated later than now, by table and key, with the moment they were first met: see `prune`. */
export const rowsAhead = defineItem(
  'local:rows-ahead',
  () => z.record(z.string(), z.number()),
  {},
  { onForget: 'erase', keep: 'always' },
);

const evidenceShape = () =>
  z.object({
    bearing: z.array(
      z.object({
        ...linkKeyShape(),
        id: z.number(),
        company: z.string(),
        kind: z.enum(ELEMENT_KINDS),
        says: z.string(),
        disabled: z.boolean(),
        item: z.string(),
        firstAt: z.number(),
        at: z.number(),
        undated: z.optional(z.literal(true)),
      }),
    ),
    lastUse: z.nullable(
      z.object({ ...linkKeyShape(), id: z.number(), how: z.enum(['linked', 'sent']), at: z.number() }),
    ),
    confirmation: z.nullable(
      z.object({
        ...linkKeyShape(),
        who: z.string(),
        accountId: z.string(),
        accountName: z.string(),
        source: z.enum(['person', 'docusign']),
        at: z.number(),
      }),
    ),
    shared: z.boolean(),
  });

/** The evidence of links lately asked for; a copy of what the database has, gone with the browser. */
export const rememberedEvidence = defineItem(
  'session:evidence',
  () => z.record(z.string(), evidenceShape()),
  {},
  { onForget: 'erase', keep: 'session', isCopy: true },
);

/** Sentences lately said, in the browser's language of then. */
export const rememberedWords = defineItem(
  'session:words',
  () => z.object({ language: z.string(), words: z.record(z.string(), z.string()) }),
  { language: '', words: {} },
  { onForget: 'erase', keep: 'session', isCopy: true },
);

/** Every value above: forgetting, pruning and what is said of the stored data go through this list. */
export const allItems = declaredItems;
