import * as z from 'zod/mini';
import { journalCode } from '../journal/code.ts';

const run = () => z.object({ procedure: z.string() });

/** What is told of guided runs: which steps, not where. */
export const guideCodes = {
  'guide-started': journalCode(run, { procedure: 'relink' }),
  'guide-step': journalCode(
    () => z.object({ procedure: z.string(), step: z.string(), outcome: z.string() }),
    {
      procedure: 'relink',
      step: 'unlink',
      outcome: 'proven',
    },
  ),
  'guide-done': journalCode(run, { procedure: 'relink' }),
  'guide-cancelled': journalCode(run, { procedure: 'relink' }),
  'account-confirmed': journalCode(() => z.object({ source: z.enum(['person', 'docusign']) }), {
    source: 'person',
  }),
};
