import * as z from 'zod/mini';
import { ELEMENT_KINDS, SAYINGS } from '../../base/types.ts';

/** A reading as a page tells it: one of ours by kind and saying, whatever the page may be. */
export const readingMessage = () =>
  z
    .strictObject({
      kind: z.enum(ELEMENT_KINDS),
      says: z.string().check(z.maxLength(32)),
      disabled: z.optional(z.boolean()),
      unsaved: z.optional(z.boolean()),
      /** Milliseconds since the page came to say so; not given: it was read just now. */
      age: z.optional(z.int().check(z.nonnegative(), z.maximum(10 ** 11))),
    })
    .check(z.refine(({ kind, says }) => (SAYINGS[kind] as readonly string[]).includes(says)));
