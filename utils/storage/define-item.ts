import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { AppFault, toAppError } from '../base/errors.ts';
import { lazy } from '../base/lazy.ts';
import type { Instant } from '../base/types.ts';
import { countLeftOver, type LeftOver, putBack, salvage } from './salvage.ts';

export type Key = `${'local' | 'session'}:${string}`;

export type ItemRules<T> = {
  /** What becomes of it when the person forgets the ledger. Whatever tells of pages, projects or people is erased. */
  onForget: 'erase' | 'keep';
  /** How long it is kept: always, as long as the browser runs, or what is left of it at a moment (itself, if all). */
  keep: 'always' | 'session' | ((value: T, now: Instant) => T);
  /** A copy for convenience: it may be lost at any time, and goes first where there is no room. */
  isCopy?: true;
  /** Raised when the same key is to mean something else; 1 when left out. */
  version?: number;
  /** For each version but the first: makes what the version before it stored into what this one stores. */
  migrate?: Record<number, (before: unknown) => unknown>;
};

type Stored = { raw: unknown; version: number };

export type StoredItem<T> = {
  key: Key;
  rules: ItemRules<T>;
  get: () => Promise<T>;
  set: (value: T) => Promise<void>;
  /**
   * Reads, changes and writes as one: no other context and no other script of ours comes between. Answers with what is
   * stored then; writes nothing where `change` answers with the very value it was given.
   */
  update: (change: (value: T) => T) => Promise<T>;
  remove: () => Promise<void>;
  /** Calls back with each new value; answers with the function that ends it. */
  watch: (changed: (value: T) => void) => () => void;
  /** Drops what is kept long enough. */
  prune: (now: Instant) => Promise<void>;
  /** How many stored parts this version cannot read, and whether a newer one wrote them. */
  inspect: () => Promise<{ unread: number; isNewer: boolean }>;
};

/** What forgetting, pruning and looking into a stored value need of it. */
export type DeclaredItem = Pick<StoredItem<unknown>, 'key' | 'remove' | 'prune' | 'inspect'> & {
  rules: Pick<ItemRules<unknown>, 'onForget' | 'isCopy'> & { keep: unknown };
};
/** Those of the modules that are loaded. */
const declared: DeclaredItem[] = [];

/** Told of a copy that there was no room for; a script that keeps such hands in its log. */
let noteLost: (what: string, cause: unknown) => void = () => undefined;
export function noteLostCopies(note: typeof noteLost): void {
  noteLost = note;
}

/** Values that were read together, each for the first that asks. */
const prefetched = new Map<Key, Promise<Stored>>();

/** Where the version of a value is kept: where WXT keeps what belongs to a value. */
const metaOf = (key: Key) => `${key}$` as const;
/** Where a value goes of which nothing can be read, before another is written in its place. */
const asideOf = (key: Key) => `${key}.unread` as const;

const areaOf = (key: Key) => key.split(':')[0];

const isFull = (thrown: unknown): boolean => {
  const { kind } = toAppError(thrown);
  return kind === 'storage-full' || kind === 'session-full';
};

const versionShape = lazy(() => z.object({ v: z.int() }));
const asideShape = lazy(() => z.array(z.unknown()));

function storedOf(raw: unknown, meta: unknown): Stored {
  const parsed = versionShape().safeParse(meta);
  return { raw: raw ?? null, version: parsed.success ? parsed.data.v : 1 };
}

/**
 * A value kept outside the database: area and key, schema, fallback, and what becomes of it. It is parsed part by part:
 * what this version cannot read is not used, and stays where it is when the rest is saved. What a newer version wrote is
 * never written.
 */
export function defineItem<S extends z.ZodMiniType>(
  key: Key,
  schema: () => S,
  fallback: z.infer<S>,
  rules: ItemRules<z.infer<S>>,
): StoredItem<z.infer<S>> {
  type T = z.infer<S>;
  const { version = 1, migrate = {} } = rules;
  const made = lazy(schema);

  const read = async (): Promise<Stored> => {
    const [value, meta] = await storage.getItems([key, metaOf(key)]);
    return storedOf(value?.value, meta?.value);
  };

  function migrated({ raw, version: from }: Stored): unknown {
    let value = raw;
    for (let to = from + 1; to <= version; to++) value = migrate[to]?.(value) ?? value;
    return value;
  }

  // What was salvaged is the schema's own output: to pass is to be of its type.
  const fits = (value: unknown): value is T => made().safeParse(value).success;

  /** `isLost`: something is there, and nothing of it can be used. */
  function take(stored: Stored): { value: T; left: LeftOver | null; isLost: boolean } {
    const empty = { value: structuredClone(fallback), left: null };
    if (stored.raw === null) return { ...empty, isLost: false };
    try {
      const parts = salvage(made(), migrated(stored));
      if (parts.read && fits(parts.value)) return { value: parts.value, left: parts.left, isLost: false };
      return { ...empty, isLost: true };
    } catch {
      return { ...empty, isLost: true };
    }
  }

  /** As `take`, for those who only want to know: mostly all of it is good. */
  function valueOf(stored: Stored): T {
    if (stored.raw !== null && stored.version === version) {
      const parsed = made().safeParse(stored.raw);
      if (parsed.success) return parsed.data;
    }
    return take(stored).value;
  }

  function alone<R>(work: (stored: Stored) => Promise<R>): Promise<R> {
    return navigator.locks.request(`item:${key}`, async () => {
      prefetched.delete(key);
      const stored = await read();
      if (stored.version > version) throw new AppFault('newer-data', key);
      return await work(stored);
    });
  }

  async function write(value: T, left: LeftOver | null): Promise<void> {
    const whole = putBack(value, left) ?? null;
    if (whole === null) return erase([key, metaOf(key)]);
    const meta = version > 1 ? [{ key: metaOf(key), value: { v: version } }] : [];
    const store = () => storage.setItems([{ key, value: whole }, ...meta]);
    try {
      await store().catch((thrown: unknown) => makeRoom(thrown).then(store));
    } catch (thrown) {
      if (!isFull(thrown)) throw thrown;
      if (!rules.isCopy)
        throw new AppFault(areaOf(key) === 'session' ? 'session-full' : 'storage-full', undefined, thrown);
      // What an earlier copy says may be wrong by now.
      await erase([key, metaOf(key)]);
      noteLost(`no room for ${key}`, thrown);
    }
  }

  /** Drops the copies of this area, if room is what was missing; else throws on. */
  async function makeRoom(thrown: unknown): Promise<void> {
    if (!isFull(thrown)) throw thrown;
    const copies = declared.filter((other) => other.rules.isCopy && areaOf(other.key) === areaOf(key));
    await erase(copies.map((copy) => copy.key));
  }

  const erase = (keys: Key[]) => storage.removeItems(keys);

  async function setAside(raw: unknown): Promise<void> {
    // What goes with the browser is not worth it.
    if (areaOf(key) === 'session') return;
    const before = asideShape().safeParse(await storage.getItem<unknown>(asideOf(key)));
    await storage.setItem(asideOf(key), [...(before.success ? before.data : []), raw]);
  }

  const update = (change: (value: T) => T): Promise<T> =>
    alone(async (stored) => {
      const { value, left, isLost } = take(stored);
      const next = change(value);
      if (next === value) return value;
      if (isLost) await setAside(stored.raw);
      await write(next, left);
      return next;
    });

  const item: StoredItem<T> = {
    key,
    rules,
    get: async () => {
      const first = prefetched.get(key);
      prefetched.delete(key);
      return valueOf(await (first ?? read()));
    },
    set: async (value) => {
      await update(() => value);
    },
    update,
    remove: () => alone(() => erase([key, metaOf(key), asideOf(key)])),
    watch: (changed) => storage.watch<unknown>(key, (raw) => changed(valueOf({ raw, version }))),
    prune: async (now) => {
      const { keep } = rules;
      if (typeof keep === 'function') await update((value) => keep(value, now));
    },
    inspect: async () => {
      const stored = await read();
      const { left, isLost } = take(stored);
      return { unread: isLost ? 1 : countLeftOver(left), isNewer: stored.version > version };
    },
  };
  declared.push(item);
  return item;
}

/**
 * Reads values in one go that a context will ask for in a moment. Each serves the first that asks, and is read anew after
 * that. Only for values that this context alone writes, or that are asked for at once: what another one writes meanwhile
 * would be missed. A change is never built on it.
 */
export function prefetch(...items: readonly { key: Key }[]): void {
  const all = storage.getItems(items.flatMap(({ key }) => [key, metaOf(key)]));
  for (const [index, { key }] of items.entries()) {
    const value = all.then((values) => storedOf(values[2 * index]?.value, values[2 * index + 1]?.value));
    // Whoever asks hears of a failure; if nobody does, it is none.
    value.catch(() => undefined);
    prefetched.set(key, value);
  }
}
