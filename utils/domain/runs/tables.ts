import * as z from 'zod/mini';
import { type AppError, ERROR_KINDS } from '../../base/errors.ts';
import { lazy } from '../../base/lazy.ts';
import type { Instant } from '../../base/types.ts';
import { defineTable, LEDGER_DAYS } from '../../storage/define-table.ts';
import { JOB_STATUSES, type JobStatus, OPERATION_STATES, type OperationState } from './states.ts';

export const STOP_REASONS = [
  'person',
  'outcome-unknown', // an operation may be done or not, and only a person can tell
  'changed-plan', // an operation on disk is not the one that was planned, or cannot be read
  'error', // nothing more can be done until something else is put right
] as const;

/** Why a run stands still. `ordinal`: at which operation, if at one. */
export type JobStop = {
  why: (typeof STOP_REASONS)[number];
  ordinal: number | null;
  error: AppError | null;
};

/** A durable run: a list of changes at a vendor, carried out one by one over however many workers it takes. */
export type Job = {
  id: string;
  /** Whose code carries it out: the `kind` of a `JobKind`. */
  kind: string;
  /** What it is about, in that kind's own terms. */
  subject: string;
  /** The sign-in it is made with, and no other. */
  connectionId: string;
  /** How many there are to do. */
  operations: number;
  status: JobStatus;
  stop: JobStop | null;
  /** It waits, for `span` milliseconds from `at`, because of a limit, the network, or a request whose end is not known. */
  waiting: { at: Instant; span: number; why: string } | null;
  cancelledAt: Instant | null;
  startedAt: Instant;
  updatedAt: Instant;
};

/** How an operation ended, and who said so. `result` is of the kind's own shape. */
export type OperationOutcome = {
  by: 'answer' | 'look' | 'person';
  result?: unknown;
  error?: AppError;
};

export type Operation = {
  job: string;
  /** Its place in the run, from 0. */
  ordinal: number;
  /** What is to be done, of the kind's own shape: all that is needed to do it, and no secret. */
  intent: unknown;
  /** Of the intent as it was planned. */
  fingerprint: string;
  state: OperationState;
  /** How often a request may have left. */
  tries: number;
  /** How often reading the vendor failed since the last request. */
  looks: number;
  /** When the last request was about to leave; null before the first. */
  sentAt: Instant | null;
  outcome: OperationOutcome | null;
  at: Instant;
};

const error = z.object({ kind: z.enum(ERROR_KINDS), detail: z.exactOptional(z.string()) });

/** Names and addresses of people are in what is to be done, so both are erased with the ledger; a run under way stops there. */
export const jobs = defineTable<Job>({
  row: lazy(() =>
    z.object({
      id: z.string(),
      kind: z.string(),
      subject: z.string(),
      connectionId: z.string(),
      operations: z.number(),
      status: z.enum(JOB_STATUSES),
      stop: z.nullable(
        z.object({ why: z.enum(STOP_REASONS), ordinal: z.nullable(z.number()), error: z.nullable(error) }),
      ),
      waiting: z.nullable(z.object({ at: z.number(), span: z.number(), why: z.string() })),
      cancelledAt: z.nullable(z.number()),
      startedAt: z.number(),
      updatedAt: z.number(),
    }),
  ),
  onForget: 'erase',
  keep: { days: LEDGER_DAYS, by: 'updatedAt' },
});

export const operations = defineTable<Operation>({
  row: lazy(() =>
    z.object({
      job: z.string(),
      ordinal: z.number(),
      intent: z.unknown(),
      fingerprint: z.string(),
      state: z.enum(OPERATION_STATES),
      tries: z.number(),
      looks: z.number(),
      sentAt: z.nullable(z.number()),
      outcome: z.nullable(
        z.object({
          by: z.enum(['answer', 'look', 'person']),
          result: z.exactOptional(z.unknown()),
          error: z.exactOptional(error),
        }),
      ),
      at: z.number(),
    }),
  ),
  onForget: 'erase',
  keep: { days: LEDGER_DAYS, by: 'at' },
});
