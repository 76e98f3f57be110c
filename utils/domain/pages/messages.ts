import * as z from 'zod/mini';
import { message } from '../../base/define-message.ts';
import { address, idText, shortText } from '../../base/message-shapes.ts';
import { ELEMENT_KINDS, LINK_STATES, RESTORED_BY, SAYINGS } from '../../base/types.ts';
import { readingMessage } from './reading-message.ts';

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

export const pageMessages = {
  /** The page script read this page. The answer holds one view for each reading that gets a badge. */
  pageReport: message({
    from: 'page',
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
        documentStartedAt: z.optional(z.number()),
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
  bringBadges: message({ from: 'page', data: () => z.null(), reply: () => z.null() }),
  /** A trusted press on a badge: open our own panel on that question. */
  openPanel: message({
    from: 'page',
    data: () => z.strictObject({ href: address(), kind: z.enum(ELEMENT_KINDS), says: shortText(32) }),
    reply: () => z.null(),
  }),
  /** A trusted press on a send button, and what it says. Whether it worked shows on the page that follows. */
  sendPressed: message({
    from: 'page',
    data: () => z.strictObject({ href: address(), says: z.enum(SAYINGS['send-button']) }),
    reply: () => z.null(),
  }),
} as const;

/**
 * What the background tells scripts in a page. `sightings-changed` is for the page script and `guide-changed` for the
 * spot script: they ask again. `report-stored` is for the page script alone: the report of that id is on disk.
 */
export type PagePush = 'sightings-changed' | 'guide-changed';
export type PageNews = { type: PagePush } | { type: 'report-stored'; id: string };
