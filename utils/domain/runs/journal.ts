import * as z from 'zod/mini';
import type { Journal } from '../journal/append.ts';
import { journalCode } from '../journal/code.ts';
import type { RecordJob } from './repository.ts';

const job = { job: z.string(), kind: z.string() };
const example = { job: '0f5c7d0e-64c1-4a51-8f0e-0b7a5d1c2e3f', kind: 'suspend' };

/** What is told of durable runs. As whom and what exactly is in the run's own rows, by its id. */
export const runCodes = {
  'job-changed': journalCode(
    () => z.object({ ...job, status: z.string(), operations: z.number(), why: z.exactOptional(z.string()) }),
    { ...example, status: 'open', operations: 3 },
  ),
  'operation-changed': journalCode(
    () => z.object({ ...job, ordinal: z.number(), state: z.string(), error: z.exactOptional(z.string()) }),
    { ...example, ordinal: 0, state: 'settled' },
  ),
};

/** Tells the journal of durable runs, within the transaction that is under way. */
export const recordJobIn =
  ({ record }: Journal): RecordJob =>
  ({ id, kind, connectionId: _connectionId, ...told }) => {
    if (told.what === 'run') {
      const { what: _what, ...change } = told;
      return record({ code: 'job-changed', job: id, kind, ...change });
    }
    const { what: _what, ...change } = told;
    return record({ code: 'operation-changed', job: id, kind, ...change });
  };
