import * as z from 'zod/mini';
import { factsShape } from '../facts.ts';

/**
 * What one Countersign tells another, or a person who helps: the facts of a pass, with what is nobody else's business
 * replaced. The reader judges the facts anew and sees the same tree.
 */

/** Raised when the shape changes so that an older Countersign could not read it. */
export const REPORT_VERSION = 1;

/**
 * What is left out unless the sender ticks it.
 * - `ids`: of accounts, companies, projects, items and users
 * - `names`: of people, accounts and companies
 * - `emails`: e-mail addresses and logins that look like one
 * - `words`: words that Countersign does not know, such as a company's own tools, profiles, hosts and error codes
 */
export const GROUPS = ['ids', 'names', 'emails', 'words'] as const;
export type Group = (typeof GROUPS)[number];

/** Lists that are cut when the report would grow too large. What is cut decides nothing. */
export const LISTS = ['accounts', 'permissions', 'tools', 'reach', 'sites'] as const;
export type ListName = (typeof LISTS)[number];

export const LEFT_OUT_WHYS = [
  'not-asked', // the sender did not tick it
  'secret', // it looks like a secret, so no tick puts it back
  'too-large', // the report would have been too large
] as const;

const LeftOut = z.strictObject({
  what: z.enum([...GROUPS, ...LISTS]),
  why: z.enum(LEFT_OUT_WHYS),
  /** How many different values. */
  count: z.int().check(z.gte(1)),
});
export type LeftOut = z.infer<typeof LeftOut>;

const word = z.string().check(z.regex(/^[\w.+-]{1,40}$/));
const LATEST = 8.64e15;

/** Numbers are shown as dates and counts: one that is no date at all would break a view. */
function hasSoundNumbers(part: unknown): boolean {
  if (typeof part === 'number') return Math.abs(part) <= LATEST;
  if (typeof part !== 'object' || part === null) return true;
  return Object.values(part).every(hasSoundNumbers);
}

export const Report = z
  .strictObject({
    /** What this file is, for whoever opens it with something else. */
    report: z.literal('countersign'),
    version: z.literal(REPORT_VERSION),
    /** The version of the Countersign that wrote it. */
    app: word,
    madeAt: z.number(),
    /** What failed or warned for the sender, the cause first. A reader of another version may judge otherwise. */
    troubles: z
      .array(z.strictObject({ check: word, verdict: z.enum(['fail', 'warn']), says: word }))
      .check(z.maxLength(100)),
    leftOut: z.array(LeftOut).check(z.maxLength(30)),
    facts: factsShape(),
  })
  .check(z.refine(hasSoundNumbers));
export type Report = z.infer<typeof Report>;
