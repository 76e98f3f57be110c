import type { Instant } from '../../base/types.ts';
import type { CountersignDatabase } from '../database.ts';
import type { AnyJobKind } from './kind.ts';
import { nextOperation } from './repository.ts';
import { OPERATION_STATES, type OperationState } from './states.ts';
import type { Job } from './tables.ts';

/** A run as a page shows it. */
export type JobProgress = {
  job: Job;
  counts: Record<OperationState, number>;
  total: number;
  /** What is in hand, or next: its place, and what the kind says of it. */
  current: { ordinal: number; state: OperationState; text: string } | null;
  /** Until when nothing happens, and why. */
  waiting: { until: Instant; why: string } | null;
};

/** Reads how far a run is, for a live query: by counts of an index, however many operations there are. */
export async function readProgress(
  db: CountersignDatabase,
  kinds: readonly AnyJobKind[],
  id: string,
): Promise<JobProgress | null> {
  const job = await db.jobs.get(id);
  if (!job) return null;
  const counted = await Promise.all(
    OPERATION_STATES.map((state) => db.operations.where('[job+state]').equals([id, state]).count()),
  );
  const countOf = (state: OperationState) => counted[OPERATION_STATES.indexOf(state)] ?? 0;
  const counts = {
    planned: countOf('planned'),
    intended: countOf('intended'),
    sent: countOf('sent'),
    settled: countOf('settled'),
    refused: countOf('refused'),
    unknown: countOf('unknown'),
    skipped: countOf('skipped'),
  };
  const next = await nextOperation(db, job);
  const kind = kinds.find((each) => each.kind === job.kind);
  return {
    job,
    counts,
    total: counted.reduce((sum, count) => sum + count, 0),
    current: next
      ? { ordinal: next.ordinal, state: next.state, text: kind?.describe(next.intent) ?? '' }
      : null,
    waiting: job.waiting && { until: job.waiting.at + job.waiting.span, why: job.waiting.why },
  };
}
