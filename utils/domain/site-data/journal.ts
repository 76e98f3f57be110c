import * as z from 'zod/mini';
import { journalCode } from '../journal/code.ts';

export const siteDataCodes = {
  'clearing-begun': journalCode(() => z.object({ hosts: z.array(z.string()) }), {
    hosts: ['app.procore.com'],
  }),
  'site-cleared': journalCode(() => z.object({ host: z.string() }), { host: 'app.procore.com' }),
  /** `failed`: the kind of the error. */
  'site-not-cleared': journalCode(() => z.object({ host: z.string(), failed: z.string() }), {
    host: 'app.procore.com',
    failed: 'bug',
  }),
};
