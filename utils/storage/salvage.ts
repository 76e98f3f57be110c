import * as z from 'zod/mini';

/**
 * Parses a stored value part by part: objects by field, records by entry, lists by item. What does not parse, or has a
 * name the schema does not know, is left over; `putBack` writes it again beside what is saved.
 */

export type LeftOver = {
  /** Fields and entries by name, or items in their order, as they are stored. */
  bad: Record<string, unknown> | unknown[];
  /** What is left over inside of a good part: by name, or by the item itself. */
  within: Map<unknown, LeftOver>;
};

export type Salvaged = { read: true; value: unknown; left: LeftOver | null } | { read: false };

const UNREAD: Salvaged = { read: false };

export function salvage(schema: z.core.$ZodType, raw: unknown): Salvaged {
  if (schema instanceof z.core.$ZodOptional || schema instanceof z.core.$ZodNullable) {
    return raw === null || raw === undefined ? leaf(schema, raw) : salvage(schema._zod.def.innerType, raw);
  }
  if (schema instanceof z.core.$ZodArray && Array.isArray(raw)) return salvageItems(schema, raw);
  if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) {
    if (schema instanceof z.core.$ZodObject) {
      const fields = new Map<string, z.core.$ZodType>(Object.entries(schema._zod.def.shape));
      return salvageEntries(schema, raw, (name) => fields.get(name));
    }
    if (schema instanceof z.core.$ZodRecord) {
      const { keyType, valueType } = schema._zod.def;
      return salvageEntries(schema, raw, (name) =>
        z.safeParse(keyType, name).success ? valueType : undefined,
      );
    }
  }
  return leaf(schema, raw);
}

function leaf(schema: z.core.$ZodType, raw: unknown): Salvaged {
  const parsed = z.safeParse(schema, raw);
  return parsed.success ? { read: true, value: parsed.data, left: null } : UNREAD;
}

function salvageItems(schema: z.core.$ZodArray, raw: readonly unknown[]): Salvaged {
  const good: unknown[] = [];
  const bad: unknown[] = [];
  const within = new Map<unknown, LeftOver>();
  for (const item of raw) {
    const part = salvage(schema._zod.def.element, item);
    if (!part.read) bad.push(item);
    else {
      good.push(part.value);
      if (part.left) within.set(part.value, part.left);
    }
  }
  return whole(schema, good, { bad, within }, bad.length);
}

function salvageEntries(
  schema: z.core.$ZodType,
  raw: object,
  schemaOf: (name: string) => z.core.$ZodType | undefined,
): Salvaged {
  const good: [string, unknown][] = [];
  const bad: [string, unknown][] = [];
  const within = new Map<unknown, LeftOver>();
  for (const [name, value] of Object.entries(raw)) {
    const known = schemaOf(name);
    const part = known ? salvage(known, value) : UNREAD;
    if (!part.read) bad.push([name, value]);
    else {
      good.push([name, part.value]);
      if (part.left) within.set(name, part.left);
    }
  }
  // Not by assignment: a name may be `__proto__`.
  return whole(schema, Object.fromEntries(good), { bad: Object.fromEntries(bad), within }, bad.length);
}

/** The good parts, if they are enough: a field that must be there may be among the bad ones. */
function whole(schema: z.core.$ZodType, value: unknown, left: LeftOver, bad: number): Salvaged {
  if (!z.safeParse(schema, value).success) return UNREAD;
  return { read: true, value, left: bad > 0 || left.within.size > 0 ? left : null };
}

/** The value to store: what was changed, and what was left over beside it. What was set anew by its name wins. */
export function putBack(value: unknown, left: LeftOver | null | undefined): unknown {
  if (!left) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => putBack(item, left.within.get(item)));
    return Array.isArray(left.bad) ? [...left.bad, ...items] : items;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(left.bad)) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries([
    ...Object.entries(left.bad),
    ...entries.map(([name, part]) => [name, putBack(part, left.within.get(name))] as const),
  ]);
}

/** How many parts are left over. */
export function countLeftOver(left: LeftOver | null): number {
  if (!left) return 0;
  return (
    Object.keys(left.bad).length + [...left.within.values()].reduce((sum, one) => sum + countLeftOver(one), 0)
  );
}
