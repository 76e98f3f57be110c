import type { Alarm } from '../schedule/alarms.ts';
import type { CountersignDatabase } from '../database.ts';
import type { JobRunner } from './runner.ts';

export const JOBS_ALARM = 'jobs';
/** As often as browsers let an alarm ring. */
const EVERY_MINUTES = 0.5;

/** Goes on with every open run: at each start of the worker, and by an alarm that is set as long as one is open. */
export function createResume({
  db,
  runner,
  log,
}: {
  db: CountersignDatabase;
  runner: Pick<JobRunner, 'turn'>;
  log: (what: string, cause: unknown) => void;
}): { resumeAll: () => Promise<void>; alarm: Alarm } {
  const openJobs = () => db.jobs.where('status').equals('open');

  async function resumeAll(): Promise<void> {
    const ids = await openJobs().primaryKeys();
    // One that fails hides none of the others.
    await Promise.all(ids.map((id) => runner.turn(id).catch((thrown: unknown) => log(`run ${id}`, thrown))));
  }

  return {
    resumeAll,
    alarm: {
      name: JOBS_ALARM,
      everyMinutes: EVERY_MINUTES,
      isNeeded: async () => (await openJobs().count()) > 0,
      run: resumeAll,
    },
  };
}
