import * as z from 'zod/mini';
import { CLEARABLE_HOSTS } from '../../domain/site-data/hosts.ts';
import { FACT_NAMES, parts, subjectShape } from '../../domain/diagnosis/facts.ts';
import { CHECK_IDS } from '../../domain/diagnosis/types.ts';
import { ERROR_KINDS } from '../../base/errors.ts';
import { PROCEDURE_IDS, TARGETS } from '../../domain/guide/types.ts';
import { lazy } from '../../base/lazy.ts';
import { readingMessage } from '../../domain/pages/reading-message.ts';
import { procoreClientSecret, settingsPatch, zoneHost } from '../../domain/settings/schema.ts';
import {
  ELEMENT_KINDS,
  ENVIRONMENTS,
  LINK_STATES,
  PROCORE_ENVIRONMENTS,
  RESTORED_BY,
  SAYINGS,
  SECRET_HOLDERS,
} from '../../base/types.ts';

/**
 * The whole conversation with the background: for each message who may send it, its data and its answer. Both are
 * parsed on arrival. Answers travel as `{ ok, value | error }`; nothing is ever thrown across.
 *
 * Sender classes: `page` is our script in the top frame of a granted Procore page, and hostile by assumption; `ours`
 * is one of our own extension pages.
 */
export type SenderClass = 'page' | 'ours';

/** Its two schemas are made when the message first comes. */
function message<F extends SenderClass, D extends z.ZodMiniType, R extends z.ZodMiniType>(of: {
  from: readonly [F];
  data: () => D;
  reply: () => R;
}) {
  const data = lazy(of.data);
  const reply = lazy(of.reply);
  return {
    from: of.from,
    get data(): D {
      return data();
    },
    get reply(): R {
      return reply();
    },
  };
}

const shortText = (max: number) => z.string().check(z.maxLength(max));
const idText = () => z.string().check(z.regex(/^(?:\d{1,20})?$/));

/** What a badge shows. Sentences come ready from the background, so the page script carries no language files. */
const badgeView = () =>
  z.strictObject({
    kind: z.enum(ELEMENT_KINDS),
    says: shortText(32),
    disabled: z.boolean(),
    state: z.enum(LINK_STATES),
    /** Decides shape and colour together. */
    tone: z.enum(['good', 'warn', 'bad', 'off', 'unknown']),
    /** A few words, drawn. */
    text: shortText(60),
    /** The accessible name; starts "Countersign:". Never personal data: the page may find it. */
    label: shortText(300),
  });
export type BadgeView = z.infer<ReturnType<typeof badgeView>>;

const address = () => shortText(2000);
const linkKey = () => z.strictObject({ zone: shortText(100), person: idText(), project: idText() });

export const appErrorMessage = () =>
  z.strictObject({
    kind: z.enum(ERROR_KINDS),
    detail: z.optional(shortText(200)),
  });

export const protocol = {
  /** The page script read this page. The answer holds one view for each reading that gets a badge. */
  pageReport: message({
    from: ['page'],
    data: () =>
      z.strictObject({
        /** Made up by the page, which repeats the report under it until it is told `report-stored`. */
        id: shortText(36).check(z.minLength(1)),
        /** The address the readings were made at; must be of the sender's own origin. */
        href: address(),
        person: idText(),
        title: shortText(300),
        /** Not given: the page was loaded anew. */
        restored: z.optional(z.enum(RESTORED_BY)),
        /** When the document began, by its own clock: tells it from the one before and after it in the same tab. */
        born: z.optional(z.number()),
        readings: z.array(readingMessage()).check(z.maxLength(40)),
      }),
    reply: () =>
      z.strictObject({
        badges: z.array(badgeView()),
        /** The moment at which time alone makes the views untrue, so that they are asked for again; null: never. */
        validUntil: z.nullable(z.number()),
      }),
  }),
  /** The page script has something to draw: put the script that draws badges beside it. Answered when it is there. */
  bringBadges: message({ from: ['page'], data: () => z.null(), reply: () => z.null() }),
  /** A trusted press on a badge: open our own panel on that question. */
  openPanel: message({
    from: ['page'],
    data: () => z.strictObject({ href: address(), kind: z.enum(ELEMENT_KINDS), says: shortText(32) }),
    reply: () => z.null(),
  }),
  /** A trusted press on a send button, and what it says. Whether it worked shows on the page that follows. */
  sendPressed: message({
    from: ['page'],
    data: () => z.strictObject({ href: address(), says: z.enum(SAYINGS['send-button']) }),
    reply: () => z.null(),
  }),
  /** The spot script asks what to point at. */
  guideStep: message({
    from: ['page'],
    data: () =>
      z.strictObject({
        href: address(),
        seen: z.array(z.enum(TARGETS)),
        /** When the page was loaded, by the clock as it is now. */
        born: z.number(),
        /** Nothing has moved since it was asked last: the page is to be read again. */
        waiting: z.boolean(),
      }),
    reply: () =>
      z.nullable(
        z.strictObject({
          runId: shortText(40),
          step: shortText(40),
          target: z.nullable(z.enum(TARGETS)),
          title: shortText(200),
          text: shortText(400),
          count: shortText(40),
        }),
      ),
  }),
  /** The spot script saw a trusted press on the target it points at. */
  guidePress: message({
    from: ['page'],
    data: () =>
      z.strictObject({
        href: address(),
        target: z.enum(TARGETS),
        /** By the clock as it is now; it is told again until an answer comes. */
        pressedAt: z.number(),
      }),
    reply: () => z.null(),
  }),

  startRun: message({
    from: ['ours'],
    data: () =>
      z.strictObject({
        procedure: z.enum(PROCEDURE_IDS),
        key: linkKey(),
        company: idText(),
        /** Of the item, as the person had it open; only a procedure about an item takes notice. */
        href: z.optional(address()),
      }),
    reply: () => z.strictObject({ runId: shortText(40) }),
  }),
  stepRun: message({
    from: ['ours'],
    data: () =>
      z.strictObject({
        runId: shortText(40),
        /**
         * `do`: what the step can do for the person, such as opening a page. `look`: what stands in the pages in front
         * and at DocuSign is read again.
         */
        action: z.enum(['do', 'by-hand', 'skip', 'back', 'cancel', 'look']),
        /** The step the person saw when they pressed: if the run has gone on meanwhile, nothing is done. */
        step: z.optional(shortText(40)),
      }),
    reply: () => z.null(),
  }),
  confirmAccount: message({
    from: ['ours'],
    data: () =>
      z.strictObject({
        key: linkKey(),
        who: shortText(200).check(z.minLength(1)),
        accountId: shortText(64),
        accountName: shortText(200),
      }),
    reply: () => z.null(),
  }),

  connect: message({
    from: ['ours'],
    data: () => z.strictObject({ loginHint: shortText(254) }),
    reply: () => z.strictObject({ environment: z.enum(ENVIRONMENTS), userId: shortText(64) }),
  }),
  /** Give up an open login: closes the window, forgets the attempt. */
  cancelConnect: message({ from: ['ours'], data: () => z.null(), reply: () => z.null() }),
  chooseAccount: message({
    from: ['ours'],
    data: () => z.strictObject({ environment: z.enum(ENVIRONMENTS), accountId: shortText(64) }),
    reply: () => z.null(),
  }),
  refreshConnection: message({
    from: ['ours'],
    data: () => z.strictObject({ environment: z.enum(ENVIRONMENTS) }),
    reply: () => z.null(),
  }),
  disconnect: message({
    from: ['ours'],
    data: () => z.strictObject({ environment: z.enum(ENVIRONMENTS) }),
    reply: () => z.null(),
  }),

  /** Signs in with the company's own Procore app. The hosts were granted in the press before. */
  connectProcore: message({
    from: ['ours'],
    data: () => z.null(),
    reply: () => z.strictObject({ environment: z.enum(PROCORE_ENVIRONMENTS), userId: idText() }),
  }),
  /** The way without a redirect address: opens Procore's page, which shows a code. */
  startProcoreCode: message({ from: ['ours'], data: () => z.null(), reply: () => z.null() }),
  /** The code the person copied from there. */
  pasteProcoreCode: message({
    from: ['ours'],
    data: () => z.strictObject({ code: shortText(600) }),
    reply: () => z.strictObject({ environment: z.enum(PROCORE_ENVIRONMENTS), userId: idText() }),
  }),
  cancelProcore: message({ from: ['ours'], data: () => z.null(), reply: () => z.null() }),
  refreshProcore: message({
    from: ['ours'],
    data: () => z.strictObject({ environment: z.enum(PROCORE_ENVIRONMENTS) }),
    reply: () => z.null(),
  }),
  disconnectProcore: message({
    from: ['ours'],
    data: () => z.strictObject({ environment: z.enum(PROCORE_ENVIRONMENTS) }),
    reply: () => z.null(),
  }),
  /** Who gave the secret of the app; the secret itself never comes out again. */
  procoreSecret: message({
    from: ['ours'],
    data: () => z.null(),
    reply: () => z.strictObject({ by: z.enum(SECRET_HOLDERS) }),
  }),
  setProcoreSecret: message({
    from: ['ours'],
    data: () => z.strictObject({ secret: procoreClientSecret() }),
    reply: () => z.null(),
  }),
  forgetProcoreSecret: message({ from: ['ours'], data: () => z.null(), reply: () => z.null() }),

  setSettings: message({ from: ['ours'], data: settingsPatch, reply: () => z.null() }),
  /** A host permission was granted in the popup: read that host from now on. */
  addZone: message({
    from: ['ours'],
    data: () => z.strictObject({ host: zoneHost() }),
    reply: () => z.null(),
  }),
  removeZone: message({
    from: ['ours'],
    data: () => z.strictObject({ host: zoneHost() }),
    reply: () => z.null(),
  }),
  /** Forget every sighting, run and name; settings stay. */
  forgetLedger: message({ from: ['ours'], data: () => z.null(), reply: () => z.null() }),

  /** Our panel is to find out why it does not work: all of it, or one check. */
  troubleshoot: message({
    from: ['ours'],
    data: () => z.strictObject({ check: z.nullable(z.enum(CHECK_IDS)) }),
    reply: () => z.null(),
  }),
  /** Find out one fact for the troubleshooter; it answers within three seconds, and says why where it does not know. */
  gather: message({
    from: ['ours'],
    data: () =>
      z.strictObject({ part: z.enum(FACT_NAMES), subject: subjectShape(), tab: z.nullable(z.int()) }),
    reply: () => z.strictObject({ fact: z.union(Object.values(parts).map((make) => make())) }),
  }),
  /** Show the place where something can be put right, in a tab of its own or in the one that shows it. */
  openPlace: message({
    from: ['ours'],
    data: () =>
      z.strictObject({
        place: z.enum(['project', 'item', 'docusign-logout']),
        subject: subjectShape(),
        /** Of the item, as the person had it open; '' for the other places. */
        href: address(),
      }),
    reply: () => z.null(),
  }),
  /** Remove cookies and cached data of exactly these hosts, with what a page of ours borrowed for it. */
  clearSites: message({
    from: ['ours'],
    data: () =>
      z.strictObject({ hosts: z.array(z.enum(CLEARABLE_HOSTS)).check(z.minLength(1), z.maxLength(10)) }),
    reply: () =>
      z.strictObject({
        sites: z.array(
          z.strictObject({
            host: z.enum(CLEARABLE_HOSTS),
            cookies: z.int(),
            failed: z.nullable(z.enum(ERROR_KINDS)),
          }),
        ),
      }),
  }),
  /** One of our pages was opened: what the browser's alarms are late with is done. */
  lookAtAlarms: message({ from: ['ours'], data: () => z.null(), reply: () => z.null() }),
  /** A page of ours that borrowed permissions is closing: they go back once nobody works with them. */
  giveBackBorrowed: message({ from: ['ours'], data: () => z.null(), reply: () => z.null() }),
  /** Throw Countersign's own stored data away, such as when it can no longer be read; settings and sign-ins stay. */
  resetOwnData: message({ from: ['ours'], data: () => z.null(), reply: () => z.null() }),
} as const satisfies Record<
  string,
  { from: readonly SenderClass[]; data: z.ZodMiniType; reply: z.ZodMiniType }
>;

/**
 * What the background tells scripts in a page. `sightings-changed` is for the page script and `guide-changed` for the
 * spot script: they ask again. `report-stored` is for the page script alone: the report of that id is on disk.
 */
export type PagePush = 'sightings-changed' | 'guide-changed';
export type PageNews = { type: PagePush } | { type: 'report-stored'; id: string };

export type MessageName = keyof typeof protocol;
export type MessageData<N extends MessageName> = z.infer<(typeof protocol)[N]['data']>;
export type MessageReply<N extends MessageName> = z.infer<(typeof protocol)[N]['reply']>;
