import * as z from 'zod/mini';

/** Names for showing, in a vendor's answer: never longer than a line or two, and never a reason to refuse an answer. */
export const shown = z._default(
  z.catch(
    z.pipe(
      z.string(),
      z.transform((text) => text.slice(0, 200)),
    ),
    '',
  ),
  '',
);
