import { ageOf, isOlderThan, SECOND } from '../../base/clock.ts';
import { type AppError, AppFault, toAppError } from '../../base/errors.ts';
import type { Clock, Instant } from '../../base/types.ts';
import type { WriteOutcome } from '../../http/write.ts';
import type { CountersignDatabase } from '../database.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { AnyJobKind, OperationCall } from './kind.ts';
import { type JobRepository, nextOperation } from './repository.ts';
import { limitSpan, settleOperation, STOPS_THE_RUN } from './settle.ts';
import type { JobStatus } from './states.ts';
import type { Job, Operation } from './tables.ts';

/** Moments at which a worker may die, in the order of one operation. Between the third and the fourth a request is under way. */
export const CRASH_POINTS = [
  'before-intent',
  'after-intent',
  'before-send',
  'after-answer',
  'after-settle',
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

/** How one turn of a run ended: with the run itself, with a wait that is too long to be sat out, or not here. */
export type TurnEnd =
  | { ended: Exclude<JobStatus, 'open'> }
  | { ended: 'waiting'; until: Instant }
  /** Another context has it in hand. */
  | { ended: 'elsewhere' }
  /** The person forgot it. */
  | { ended: 'gone' };

/** One holder at a time, released when the context dies: `navigator.locks.request`. */
type Locks = {
  request: <T>(
    name: string,
    options: { ifAvailable: true },
    work: (lock: unknown) => Promise<T>,
  ) => Promise<T>;
};

export type JobRunner = ReturnType<typeof createJobRunner>;

/** How long the network is left alone after it was found missing. */
const OFFLINE_SPAN = 30 * SECOND;
/** An operation that left so often and was not there each time: something is wrong, and the person is told. */
const MOST_TRIES = 3;

/**
 * Carries out durable runs, one operation at a time: the intent is committed, then that it leaves, then how it ended. What
 * an earlier worker began is found out before anything else is sent. Nothing is held in memory that a run needs.
 */
export function createJobRunner({
  db,
  repository,
  kinds,
  clock,
  locks,
  passed = async () => undefined,
}: {
  db: CountersignDatabase;
  repository: JobRepository;
  kinds: readonly AnyJobKind[];
  clock: Clock;
  locks: Locks;
  /** Awaited at each crash point: where tests let a worker die. */
  passed?: (point: CrashPoint) => Promise<void>;
}) {
  const aborts = new Map<string, AbortController>();

  /** One step of a run; an answer ends the turn. */
  async function step(job: Job, signal: AbortSignal): Promise<TurnEnd | null> {
    if (job.status !== 'open') return { ended: job.status };
    const wait = await waitOf(job);
    if (wait !== null) return { ended: 'waiting', until: wait };
    const kind = kinds.find((each) => each.kind === job.kind);
    if (!kind) return stop(job, null, { kind: 'bug', detail: 'kind' });
    const operation = await nextOperation(db, job);
    if (!operation) {
      await repository.finish(job.id);
      return null;
    }
    const call = { job, stored: { job: job.id, ordinal: operation.ordinal }, signal };
    return operation.state === 'planned' ? perform(kind, operation, call) : settle(kind, operation, call);
  }

  async function waitOf({ id, waiting }: Job): Promise<Instant | null> {
    if (!waiting) return null;
    const now = clock();
    const { at, span } = waiting;
    if (isOlderThan(at, span, now)) {
      await repository.wait(id, null);
      return null;
    }
    if (ageOf(at, now) !== null) return at + span;
    // The clock went back: nobody knows how much of it is over.
    await repository.wait(id, { ...waiting, at: now });
    return now + span;
  }

  async function perform(
    kind: AnyJobKind,
    { ordinal, intent, fingerprint, tries }: Operation,
    call: OperationCall,
  ): Promise<TurnEnd | null> {
    const { job, stored } = call;
    if (fingerprintOf(job.id, ordinal, intent) !== fingerprint) {
      await repository.stop(job.id, { why: 'changed-plan', ordinal, error: null });
      return null;
    }
    await passed('before-intent');
    if (!(await repository.intend(stored))) return null;
    await passed('after-intent');
    await repository.move(stored, 'send', { sentAt: clock(), tries: tries + 1, looks: 0, outcome: null });
    await passed('before-send');
    const outcome = await kind
      .perform(intent, call)
      .catch((thrown: unknown): WriteOutcome<unknown> => ({ state: 'unknown', error: toAppError(thrown) }));
    await passed('after-answer');
    const end = await take(outcome, kind, call, tries);
    await passed('after-settle');
    return end;
  }

  /** Writes down how a request ended. */
  async function take(
    outcome: WriteOutcome<unknown>,
    kind: AnyJobKind,
    call: OperationCall,
    tries: number,
  ): Promise<TurnEnd | null> {
    const { job, stored, signal } = call;
    switch (outcome.state) {
      case 'settled':
        await repository.move(stored, 'settle', { outcome: { by: 'answer', result: outcome.answer } });
        return null;
      case 'unknown': {
        // Looked for as what a dead worker left is, once it cannot come late any more.
        const operation = await db.operations.get([stored.job, stored.ordinal]);
        return operation && !signal.aborted ? settle(kind, operation, call) : null;
      }
      case 'refused':
      case 'not-sent': {
        const { error } = outcome;
        const isLimit = error.kind === 'rate-limited';
        const isForAll = outcome.state === 'not-sent' || isLimit || STOPS_THE_RUN.includes(error.kind);
        if (!isForAll) {
          await repository.move(stored, 'refuse', { outcome: { by: 'answer', error } });
          return null;
        }
        // Nothing was done, and it is not the operation's fault: it keeps its place.
        await repository.move(stored, 'withdraw', { tries });
        if (signal.aborted) return null;
        if (isLimit) return putOff(job, limitSpan(error), error.kind);
        if (error.kind === 'offline') return putOff(job, OFFLINE_SPAN, error.kind);
        return stop(job, stored.ordinal, error);
      }
    }
  }

  async function settle(
    kind: AnyJobKind,
    operation: Operation,
    call: OperationCall,
  ): Promise<TurnEnd | null> {
    const { job, stored, signal } = call;
    const { ordinal, looks, tries, sentAt } = operation;
    const now = clock();
    if (sentAt !== null && ageOf(sentAt, now) === null) await repository.note(stored, { sentAt: now });
    const settlement = await settleOperation(kind, operation, call, now);
    if (signal.aborted) return null;
    switch (settlement.event) {
      case 'find':
        await repository.move(stored, 'find', { outcome: { by: 'look', result: settlement.result } });
        return null;
      case 'miss':
        await repository.move(stored, 'miss', { outcome: null });
        return tries < MOST_TRIES ? null : stop(job, ordinal, { kind: 'vendor-down' });
      case 'lose':
        await repository.move(stored, 'lose', { outcome: { by: 'look', error: settlement.error } });
        if (job.cancelledAt === null) {
          await repository.stop(job.id, { why: 'outcome-unknown', ordinal, error: settlement.error });
        }
        return null;
      case 'wait':
        if (settlement.isFailure) await repository.note(stored, { looks: looks + 1 });
        return putOff(job, settlement.span, settlement.why);
      case 'stop':
        return stop(job, ordinal, settlement.error);
    }
  }

  async function putOff({ id }: Job, span: number, why: string): Promise<null> {
    await repository.wait(id, { at: clock(), span, why });
    return null;
  }

  async function stop({ id }: Job, ordinal: number | null, error: AppError): Promise<null> {
    await repository.stop(id, { why: 'error', ordinal, error });
    return null;
  }

  return {
    /** Goes on with a run until it ends, has to wait or stands still. Safe to call at any time and from any context. */
    turn: (id: string): Promise<TurnEnd> =>
      locks.request(`job:${id}`, { ifAvailable: true }, async (lock): Promise<TurnEnd> => {
        if (!lock) return { ended: 'elsewhere' };
        const abort = new AbortController();
        aborts.set(id, abort);
        try {
          for (;;) {
            const job = await db.jobs.get(id);
            if (!job) return { ended: 'gone' };
            const end = await step(job, abort.signal);
            if (end) return end;
          }
        } catch (thrown) {
          if (toAppError(thrown).kind === 'not-found' && !(await db.jobs.get(id))) return { ended: 'gone' };
          throw thrown;
        } finally {
          aborts.delete(id);
        }
      }),

    /** Stops a run at once: what is under way is given up and found out when the run goes on. */
    stop: async (id: string): Promise<boolean> => {
      const stopped = await repository.stop(id, { why: 'person', ordinal: null, error: null });
      aborts.get(id)?.abort(new AppFault('timed-out', 'stopped'));
      return stopped;
    },
  };
}
