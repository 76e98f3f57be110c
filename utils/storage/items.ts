import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { CHECK_IDS } from '../diagnosis/types.ts';
import { ERROR_KINDS } from '../errors.ts';
import { lazily } from '../lazily.ts';
import { settingsPatch } from '../settings/schema.ts';
import { ELEMENT_KINDS } from '../types.ts';

type Key = `${'local' | 'session'}:${string}`;

/** Values that were read together, each for the first that asks. */
const early = new Map<Key, Promise<unknown>>();

/**
 * Every value kept outside the database, declared once: area, key, schema, fallback. A stored value that does not
 * parse reads as the fallback; it is left where it is until something is written over it.
 */
function declare<S extends z.ZodMiniType>(key: Key, schema: () => S, fallback: z.infer<S>) {
  const item = storage.defineItem<unknown>(key);
  const made = lazily(schema);
  const parse = (raw: unknown): z.infer<S> => {
    if (raw === null || raw === undefined) return fallback;
    const parsed = made().safeParse(raw);
    return parsed.success ? parsed.data : fallback;
  };
  return {
    key,
    get: async (): Promise<z.infer<S>> => {
      const first = early.get(key);
      early.delete(key);
      return parse(await (first ?? item.getValue()));
    },
    set: (value: z.infer<S>): Promise<void> => {
      early.delete(key);
      return item.setValue(value);
    },
    remove: (): Promise<void> => {
      early.delete(key);
      return item.removeValue();
    },
    /** Calls back with each new value; answers with the function that ends it. */
    watch: (changed: (value: z.infer<S>) => void): (() => void) => item.watch((raw) => changed(parse(raw))),
  };
}

/**
 * Reads values in one go that a context will ask for in a moment. Each serves the first that asks, and is read anew after
 * that. Only for values that this context alone writes, or that are asked for at once: what another one writes meanwhile
 * would be missed.
 */
export function readEarly(...items: readonly { key: Key }[]): void {
  const all = storage.getItems(items.map(({ key }) => key));
  for (const [index, { key }] of items.entries()) {
    const value = all.then((values): unknown => values[index]?.value);
    // Whoever asks hears of a failure; if nobody does, it is none.
    value.catch(() => undefined);
    early.set(key, value);
  }
}

/** What the person set; only what differs from the defaults. */
export const personalSettings = declare('local:settings', settingsPatch, {});

/** What the organization set, as the browser last told it: at its start it takes its time to tell again. */
export const knownPolicy = declare('local:known-policy', () => z.record(z.string(), z.unknown()), {});

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
export const question = declare('session:question', () => z.nullable(questionShape()), null);

/** That our panel was asked to find out why it does not work; `check` is null for all of it. */
const troubleshootingShape = () => z.object({ check: z.nullable(z.enum(CHECK_IDS)), at: z.number() });
export type Troubleshooting = z.infer<ReturnType<typeof troubleshootingShape>>;
export const troubleshooting = declare(
  'session:troubleshooting',
  () => z.nullable(troubleshootingShape()),
  null,
);

/** What the pages of each tab told so far: the project it was last in, and as whom. See `page-context.ts`. */
export const tabProjects = declare(
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
);

/** Procore user ids met in each zone and cookie store (see `personsKey`), newest last. */
export const knownPersons = declare(
  'local:known-persons',
  () => z.record(z.string(), z.array(z.string())),
  {},
);

/** Presses on a send button whose effect has not been seen yet. */
export const pendingPresses = declare(
  'session:pending-presses',
  () =>
    z.array(
      z.object({
        zone: z.string(),
        person: z.string(),
        project: z.string(),
        item: z.string(),
        at: z.number(),
      }),
    ),
  [],
);

/** How the last login with DocuSign failed: the popup that asked for it is mostly gone by then. */
const loginEndShape = () =>
  z.object({
    error: z.object({ kind: z.enum(ERROR_KINDS), detail: z.exactOptional(z.string()) }),
    at: z.number(),
  });
export type LoginEnd = z.infer<ReturnType<typeof loginEndShape>>;
export const loginEnd = declare('session:login-end', () => z.nullable(loginEndShape()), null);
/** The same for the last login with Procore. */
export const procoreLoginEnd = declare('session:procore-login-end', () => z.nullable(loginEndShape()), null);

/** Links the person was already warned about, with the use they were warned for: one notification for each. */
export const warnedLinks = declare('local:warned-links', () => z.record(z.string(), z.number()), {});

const linkKeyShape = () => ({ zone: z.string(), person: z.string(), project: z.string() });
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
export const rememberedEvidence = declare(
  'session:evidence',
  () => z.record(z.string(), evidenceShape()),
  {},
);

/** Sentences lately said, in the browser's language of then. */
export const rememberedWords = declare(
  'session:words',
  () => z.object({ language: z.string(), words: z.record(z.string(), z.string()) }),
  { language: '', words: {} },
);
