import type * as z from 'zod/mini';
import type { AppError } from '../../base/errors.ts';
import type { StoredIntent, WriteOutcome } from '../../http/write.ts';
import type { Job } from './tables.ts';

/** How one operation is carried out or looked for. */
export type OperationCall = {
  job: Job;
  /** Where the intent is on disk. */
  stored: StoredIntent;
  /** Aborts when the person stops the run at once. */
  signal: AbortSignal;
};

/** What reading the vendor shows of an operation that may have been carried out. */
export type Looked<R> =
  | { found: 'done'; result: R }
  | { found: 'not-done' }
  | { found: 'cannot-tell'; error: AppError };

/** A kind of durable run: what its operations are, and how each is done and looked for. */
export type JobKind<I, R> = {
  kind: string;
  intent: () => z.ZodMiniType<I>;
  /** How long after a request left the vendor may still carry it out, in milliseconds: before that nobody looks. */
  settleAfter: number;
  /** Sends one request, once. Throws nothing: what is thrown counts as an unknown end. */
  perform: (intent: I, call: OperationCall) => Promise<WriteOutcome<R>>;
  /**
   * Reads the vendor, with retries. `not-done` only where that is certain: it is sent again then. Rejects with AppFaults
   * where reading failed.
   */
  look: (intent: I, call: OperationCall) => Promise<Looked<R>>;
  /** What the operation is about, for the person's eyes. */
  describe: (intent: I) => string;
};

/** A kind among others: intents are parsed when they come from the disk. */
export type AnyJobKind = Pick<JobKind<unknown, unknown>, 'kind' | 'settleAfter' | 'perform' | 'look'> & {
  /** '' for what cannot be read. */
  describe: (intent: unknown) => string;
};

export function defineJobKind<I, R>(kind: JobKind<I, R>): AnyJobKind {
  return {
    kind: kind.kind,
    settleAfter: kind.settleAfter,
    perform: async (stored, call) => {
      const parsed = kind.intent().safeParse(stored);
      if (!parsed.success) return { state: 'not-sent', error: { kind: 'bug', detail: 'intent' } };
      return kind.perform(parsed.data, call);
    },
    look: async (stored, call) => {
      const parsed = kind.intent().safeParse(stored);
      if (!parsed.success) return { found: 'cannot-tell', error: { kind: 'bug', detail: 'intent' } };
      return kind.look(parsed.data, call);
    },
    describe: (stored) => {
      const parsed = kind.intent().safeParse(stored);
      return parsed.success ? kind.describe(parsed.data) : '';
    },
  };
}
