import * as z from 'zod/mini';
import { ELEMENT_KINDS, RESTORED_BY } from '../../base/types.ts';
import { ITEM_TYPES } from '../../vendors/procore/urls.ts';
import { readingMessage } from './reading-message.ts';
import { defineItem } from '../../storage/define-item.ts';

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
      key: z.object({ zone: z.string(), person: z.string(), project: z.string() }),
      named: z.boolean(),
      tabId: z.number(),
      opener: z.optional(z.number()),
      href: z.string(),
      restored: z.optional(z.enum(RESTORED_BY)),
      documentStartedAt: z.optional(z.number()),
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

/** Sentences lately said, in the browser's language of then. */
export const cachedMessages = defineItem(
  'session:words',
  () => z.object({ language: z.string(), words: z.record(z.string(), z.string()) }),
  { language: '', words: {} },
  { onForget: 'erase', keep: 'session', isCopy: true },
);
