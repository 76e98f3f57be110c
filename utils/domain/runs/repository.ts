import { AppFault, type ErrorKind } from '../../base/errors.ts';
import type { Clock } from '../../base/types.ts';
import type { StoredIntent } from '../../http/write.ts';
import type { CountersignDatabase } from '../database.ts';
import { journalTables } from '../journal/append.ts';
import { fingerprintOf } from './fingerprint.ts';
import {
  type JobEvent,
  jobAfter,
  type JobStatus,
  ENDED,
  IN_FLIGHT,
  type OperationEvent,
  operationAfter,
  type OperationState,
} from './states.ts';
import type { Job, JobStop, Operation } from './tables.ts';

/** What the journal is told of a run, each in the transaction of the change it tells of. */
export type JobRecord = Pick<Job, 'id' | 'kind' | 'connectionId'> &
  (
    | { what: 'run'; status: JobStatus; why?: JobStop['why']; operations: number }
    | { what: 'operation'; ordinal: number; state: OperationState; error?: ErrorKind }
  );

/** May wait for nothing but the database: it is called inside a transaction over the journal as well. */
export type RecordJob = (entry: JobRecord) => Promise<void>;

type OperationChange = Partial<Pick<Operation, 'tries' | 'looks' | 'sentAt' | 'outcome'>>;

export type JobRepository = ReturnType<typeof createJobRepository>;

/**
 * The only writer of durable runs. Each method is one transaction and changes nothing where it throws: `not-found` where
 * the run or the operation is gone, `bug` where the change is not allowed. `db` is opened with strict durability.
 */
export function createJobRepository({
  db,
  clock,
  record,
}: {
  db: CountersignDatabase;
  clock: Clock;
  record: RecordJob;
}) {
  const within = <T>(work: () => Promise<T>): Promise<T> =>
    db.transaction('rw', [db.jobs, db.operations, ...journalTables(db)], work);

  async function jobOf(id: string): Promise<Job> {
    const job = await db.jobs.get(id);
    if (!job) throw new AppFault('not-found', 'run');
    return job;
  }

  const named = ({ id, kind, connectionId }: Job) => ({ id, kind, connectionId });

  async function setJob(job: Job, change: Partial<Job>): Promise<Job> {
    const changed = { ...job, ...change, updatedAt: clock() };
    await db.jobs.put(changed);
    return changed;
  }

  /** Moves a run on; null where that is not allowed now. */
  async function advance(job: Job, event: JobEvent, change: Partial<Job> = {}): Promise<Job | null> {
    const status = jobAfter(job.status, event, job.cancelledAt !== null);
    if (!status) return null;
    const changed = await setJob(job, { status, ...change });
    const why = changed.stop?.why;
    if (status !== job.status)
      await record({
        ...named(job),
        what: 'run',
        status,
        operations: job.operations,
        ...(why ? { why } : {}),
      });
    return changed;
  }

  async function put(
    { job: id, ordinal }: StoredIntent,
    event: OperationEvent,
    change: OperationChange,
  ): Promise<Operation> {
    const [job, operation] = [await jobOf(id), await db.operations.get([id, ordinal])];
    if (!operation) throw new AppFault('not-found', 'operation');
    const next = operationAfter(operation.state, event);
    if (!next) throw new AppFault('bug', `${operation.state} ${event}`);
    // Nothing is planned any more in a cancelled run.
    const state = next === 'planned' && job.cancelledAt !== null ? 'skipped' : next;
    const changed: Operation = { ...operation, ...change, state, at: clock() };
    await db.operations.put(changed);
    await setJob(job, {});
    // That it is about to leave is told by `intended`.
    if (state !== 'sent') {
      const error = changed.outcome?.error?.kind;
      await record({ ...named(job), what: 'operation', ordinal, state, ...(error ? { error } : {}) });
    }
    return changed;
  }

  return {
    /** A new run, open, with all it is to do. Throws `bad-input`, with the place, for what cannot be fingerprinted. */
    create: async ({
      id,
      kind,
      subject,
      connectionId,
      intents,
    }: Pick<Job, 'id' | 'kind' | 'subject' | 'connectionId'> & {
      intents: readonly unknown[];
    }): Promise<Job> => {
      const at = clock();
      const planned = intents.map((intent, ordinal): Operation => {
        const fingerprint = fingerprintOf(id, ordinal, intent);
        if (fingerprint === null) throw new AppFault('bad-input', String(ordinal));
        return {
          job: id,
          ordinal,
          intent,
          fingerprint,
          state: 'planned',
          tries: 0,
          looks: 0,
          sentAt: null,
          outcome: null,
          at,
        };
      });
      const job: Job = {
        id,
        kind,
        subject,
        connectionId,
        operations: planned.length,
        status: 'open',
        stop: null,
        waiting: null,
        cancelledAt: null,
        startedAt: at,
        updatedAt: at,
      };
      await within(async () => {
        await db.jobs.add(job);
        await db.operations.bulkAdd(planned);
        await record({ ...named(job), what: 'run', status: 'open', operations: job.operations });
      });
      return job;
    },

    /** Takes an operation up, if the run is still open then: a pause that was pressed before goes before it. */
    intend: (intent: StoredIntent): Promise<boolean> =>
      within(async () => {
        const { status, cancelledAt } = await jobOf(intent.job);
        if (status !== 'open' || cancelledAt !== null) return false;
        await put(intent, 'intend', {});
        return true;
      }),

    move: (intent: StoredIntent, event: OperationEvent, change: OperationChange = {}): Promise<Operation> =>
      within(() => put(intent, event, change)),

    /** Changes what is counted of an operation, and not its state. */
    note: (
      { job, ordinal }: StoredIntent,
      change: Pick<OperationChange, 'looks' | 'sentAt'>,
    ): Promise<void> =>
      within(async () => {
        await db.operations.update([job, ordinal], change);
      }),

    /** Puts the run off, or lets it go on (null). */
    wait: (id: string, waiting: Job['waiting']): Promise<void> =>
      within(async () => {
        const job = await jobOf(id);
        if (job.status === 'open') await setJob(job, { waiting });
      }),

    /** The run stands still, and says why. False where it did already, or has ended or is about to. */
    stop: (id: string, stop: JobStop): Promise<boolean> =>
      within(async () => {
        const job = await jobOf(id);
        if (job.cancelledAt !== null && !(await nextOperation(db, job))) return false;
        return (await advance(job, 'stop', { stop, waiting: null })) !== null;
      }),

    pause: (id: string): Promise<boolean> =>
      within(async () => (await advance(await jobOf(id), 'pause', { waiting: null })) !== null),

    /** A run that stands still is open again. What was not known is looked for first. */
    resume: (id: string): Promise<boolean> =>
      within(async () => (await advance(await jobOf(id), 'resume', { stop: null, waiting: null })) !== null),

    /** Skips all that is planned. The run stays open until it is known what became of the operation in flight. */
    cancel: (id: string): Promise<boolean> =>
      within(async () => {
        const job = await jobOf(id);
        const at = clock();
        const changed = await advance(job, 'cancel', { cancelledAt: at, stop: null, waiting: null });
        if (!changed) return false;
        await db.operations
          .where('[job+state]')
          .equals([id, 'planned'])
          .modify((operation) => {
            operation.state = 'skipped';
            operation.at = at;
          });
        return true;
      }),

    /** The run has ended, if nothing is left to do. One that has lost an operation on the disk is not done: it stops. */
    finish: (id: string): Promise<void> =>
      within(async () => {
        const job = await jobOf(id);
        if (await nextOperation(db, job)) return;
        // Counted without being read: a row that cannot be read is not handed out, and is no row that has ended.
        const ended = job.cancelledAt === null ? ENDED : [...ENDED, 'unknown' as const];
        const count = await db.operations
          .where('[job+state]')
          .anyOf(ended.map((state) => [id, state]))
          .count();
        if (count === job.operations) await advance(job, 'finish');
        else await advance(job, 'stop', { stop: { why: 'changed-plan', ordinal: null, error: null } });
      }),

    /** A person says what became of an operation that nobody else can tell. */
    decide: (intent: StoredIntent, event: 'find' | 'miss' | 'skip'): Promise<Operation> =>
      within(() => put(intent, event, { outcome: { by: 'person' } })),
  };
}

/** What is to be done next: first what is in flight, then what is not known, then the plan in its order. */
export async function nextOperation(db: CountersignDatabase, job: Job): Promise<Operation | undefined> {
  // A person who cancels does not wait for what nobody can tell.
  const states: OperationState[] = job.cancelledAt === null ? ['unknown', 'planned'] : [];
  for (const state of [...IN_FLIGHT, ...states]) {
    const first = await db.operations.where('[job+state]').equals([job.id, state]).first();
    if (first) return first;
  }
  return undefined;
}

/** Whether a request may leave: its intent is on disk, marked as sent. */
export function holdsIntent(db: CountersignDatabase) {
  return async ({ job, ordinal }: StoredIntent): Promise<boolean> =>
    (await db.operations.get([job, ordinal]))?.state === 'sent';
}
