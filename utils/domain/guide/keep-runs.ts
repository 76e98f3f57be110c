import { act, advance, isStale, type StartOptions, startRun } from './engine.ts';
import { lastMoment } from './page-memory.ts';
import { createRunTime } from './run-time.ts';
import { type Front, runToShow } from './run-to-show.ts';
import type { Evidence } from './types.ts';
import { createSerialQueue } from '../../base/serial-queue.ts';
import type { CountersignDatabase } from '../database.ts';
import { type Journal, journalTables } from '../journal/append.ts';
import type { Run } from './tables.ts';
import type { Clock, Instant } from '../../base/types.ts';
import type { GuideTabs } from './guide-tabs.ts';

type Changed = { before: Run; after: Run };

export type RunKeeperDeps = {
  db: CountersignDatabase;
  journal: Journal;
  clock: Clock;
  /** Stamps what comes in to this worker, in its order. */
  stamp: () => Instant;
  pages: Pick<GuideTabs, 'push'>;
  logged: (what: string, work: Promise<unknown>) => void;
};

/** The one writer of guided runs. Each change is one transaction: the worker may die at any line. */
export function keepRuns({ db, journal, clock, stamp, pages, logged }: RunKeeperDeps) {
  // Evidence is judged in the order it came in, although looking things up takes each message its own time.
  const inOrder = createSerialQueue();
  const timeOf = createRunTime(stamp(), async () => {
    let last = 0;
    await db.runs.each((run) => {
      last = Math.max(last, lastMoment(run));
    });
    return last;
  });

  const running = () => db.runs.where('status').equals('running').toArray();

  /** Those that go on by themselves. */
  const live = async () => (await running()).filter((run) => !isStale(run, clock()));

  /** Reads, changes and journals in one transaction: two that change at once never see half of each other. */
  function change(update: (run: Run) => Run, runId?: string): Promise<Changed[]> {
    return db.transaction('rw', [db.runs, ...journalTables(db)], async () => {
      const found = runId === undefined ? await running() : [await db.runs.get(runId)];
      const changed: Changed[] = [];
      for (const before of found) {
        const after = before && update(before);
        if (!before || !after || after === before) continue;
        await db.runs.put(after);
        await journalChange(before, after);
        changed.push({ before, after });
      }
      return changed;
    });
  }

  async function journalChange(before: Run, after: Run): Promise<void> {
    const at = clock();
    const steps = after.outcomes.filter((outcome, index) => outcome !== before.outcomes[index]);
    const { procedure } = after;
    for (const { step, outcome } of steps)
      await journal.record({ code: 'guide-step', procedure, step, outcome }, at);
    if (after.status !== before.status)
      await journal.record(
        { code: after.status === 'done' ? 'guide-done' : 'guide-cancelled', procedure },
        at,
      );
  }

  /**
   * After anything but a mere note in the run's memory: pages show the other step, and read again, since what stands
   * there already may prove the step that has just begun, and only a reading from now on counts.
   */
  function tellOf(changed: readonly Changed[]): void {
    for (const { before, after } of changed) {
      if (before.step === after.step && before.status === after.status && before.stepAt === after.stepAt)
        continue;
      logged('push', pages.push(after.zone, 'guide-changed'));
      if (after.status === 'running') logged('push', pages.push(after.zone, 'sightings-changed'));
    }
  }

  return {
    inOrder,
    running,
    live,
    change,
    tellOf,

    /** A stamp in the time of runs. */
    timeOf,

    /** To be called as something comes in; the answer tells when that was, in the time of runs. */
    arrived: (): (() => Promise<Instant>) => {
      const at = stamp();
      return () => timeOf(at);
    },

    /** The run that a page of a zone shows. */
    runOf: async (front: Front): Promise<Run | undefined> =>
      runToShow(
        (await live()).filter((run) => run.zone === front.zone),
        front,
      ),

    /** Lets every running run judge what happened, in this order. */
    judge: async (...happened: readonly Evidence[]): Promise<void> => {
      tellOf(await change((run) => happened.reduce((now, evidence) => advance(now, evidence, clock()), run)));
    },

    /** Begins a run; one that was under way in its zone is ended. */
    begin: async (options: Omit<StartOptions, 'now' | 'at' | 'confirmed'>, at: Instant): Promise<void> => {
      const { key, procedure } = options;
      await db.transaction('rw', [db.runs, db.confirmations, ...journalTables(db)], async () => {
        const now = clock();
        for (const before of await running()) {
          if (before.zone !== key.zone) continue;
          const after = act(before, 'cancel', now, at);
          await db.runs.put(after);
          await journalChange(before, after);
        }
        const confirmed = (await db.confirmations.get([key.zone, key.person, key.project])) ?? null;
        await db.runs.add(startRun({ ...options, now, at, confirmed }));
        await journal.record({ code: 'guide-started', procedure }, now);
      });
    },
  };
}

export type RunKeeper = ReturnType<typeof keepRuns>;
