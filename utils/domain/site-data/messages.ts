import * as z from 'zod/mini';
import { message } from '../../base/define-message.ts';
import { ERROR_KINDS } from '../../base/errors.ts';
import { CLEARABLE_HOSTS } from './hosts.ts';

export const siteDataMessages = {
  /** Remove cookies and cached data of exactly these hosts, with what a page of ours borrowed for it. */
  clearSites: message({
    from: 'ours',
    waits: 'for-work',
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
  /** A page of ours that borrowed permissions is closing: they go back once nobody works with them. */
  giveBackBorrowed: message({ from: 'ours', data: () => z.null(), reply: () => z.null() }),
} as const;
