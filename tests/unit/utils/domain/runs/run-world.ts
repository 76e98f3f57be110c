import { createJournal } from '../../../../../utils/domain/journal/append.ts';
import { recordJobIn } from '../../../../../utils/domain/runs/journal.ts';
import * as z from 'zod/mini';
import { AppFault } from '../../../../../utils/base/errors.ts';
import { MINUTE } from '../../../../../utils/base/clock.ts';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import { defineJobKind, type Looked } from '../../../../../utils/domain/runs/kind.ts';
import { createJobRepository, type JobRecord } from '../../../../../utils/domain/runs/repository.ts';
import { createJobRunner, type TurnEnd } from '../../../../../utils/domain/runs/runner.ts';
import type { WriteOutcome } from '../../../../../utils/http/write.ts';
import { createMortality, type DeathPoint } from '../../../../torture/runs/mortal.ts';

export const START = Date.parse('2026-11-29T12:00:00Z');
export const JOB = 'job-1';

type Reply = WriteOutcome<string> | 'lost' | 'late' | 'dropped';

/** A vendor in memory that makes things by name, and workers that die where they are told to. */
export function createRunWorld({
  plan,
  dies = () => false,
  look,
}: {
  /** What becomes of the next request; undefined: it is carried out and answered. */
  plan?: (name: string) => Reply | undefined;
  dies?: (point: DeathPoint) => boolean;
  look?: (name: string, there: boolean) => Looked<string>;
}) {
  const world = { now: START, made: [] as string[], late: [] as { name: string; at: number }[] };
  const records: JobRecord[] = [];
  const seen: { point: string; state: string | undefined }[] = [];
  const db = new CountersignDatabase(`runs-${crypto.randomUUID()}`, 'strict');
  const birth = createMortality(dies);

  function advanceTo(instant: number): void {
    world.now = Math.max(world.now, instant);
    for (const { name, at } of world.late) if (at <= world.now) world.made.push(name);
    world.late = world.late.filter(({ at }) => at > world.now);
  }

  function worker() {
    const mortal = birth();
    const kind = defineJobKind<{ name: string }, string>({
      kind: 'make',
      intent: () => z.object({ name: z.string() }),
      settleAfter: MINUTE,
      describe: ({ name }) => name,
      perform: async ({ name }, { signal, stored }) => {
        seen.push({
          point: 'perform',
          state: (await db.operations.get([stored.job, stored.ordinal]))?.state,
        });
        const reply = plan?.(name);
        if (typeof reply === 'object') return reply;
        if (reply === 'late') world.late.push({ name, at: world.now + MINUTE - 1 });
        else if (reply !== 'dropped') world.made.push(name);
        await mortal.passed('in-flight');
        if (signal.aborted || reply !== undefined) return { state: 'unknown', error: { kind: 'offline' } };
        return { state: 'settled', answer: `id of ${name}` };
      },
      look: async ({ name }) => {
        const there = world.made.includes(name);
        if (look) return look(name, there);
        return there ? { found: 'done', result: `id of ${name}` } : { found: 'not-done' };
      },
    });
    const repository = createJobRepository({
      db,
      clock: () => world.now,
      record: async (entry) => {
        records.push(entry);
        await recordJobIn(createJournal({ db, clock: () => world.now }))(entry);
      },
    });
    const runner = createJobRunner({
      db,
      repository,
      kinds: [kind],
      clock: () => world.now,
      locks: mortal.locks,
      passed: mortal.passed,
    });
    return { mortal, repository, runner, kind };
  }

  /** Turn after turn, worker after worker, until the run ends or stands still. */
  async function drive(): Promise<TurnEnd & { deaths: number }> {
    for (let deaths = 0, alive = worker(), turns = 0; ; turns++) {
      if (turns > 5000) throw new Error('it never ends');
      const end = await Promise.race([alive.runner.turn(JOB), alive.mortal.death]);
      if (end === 'dead') {
        deaths += 1;
        alive = worker();
      } else if (end.ended === 'waiting') advanceTo(end.until);
      else return { ...end, deaths };
    }
  }

  const names = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `n${at}` }));
  const create = (count: number) =>
    worker().repository.create({
      id: JOB,
      kind: 'make',
      subject: '',
      connectionId: 'c',
      intents: names(count),
    });
  const states = async () =>
    (await db.operations.where('[job+ordinal]').between([JOB, -1], [JOB, Infinity]).toArray()).map(
      ({ state }) => state,
    );
  return { world, db, records, seen, worker, drive, create, states, advanceTo };
}

export const offline = () => {
  throw new AppFault('offline');
};
