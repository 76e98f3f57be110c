import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../../../utils/base/clock.ts';
import { AppFault, type ErrorKind } from '../../../../../utils/base/errors.ts';
import { readProgress } from '../../../../../utils/domain/runs/progress.ts';
import { createResume } from '../../../../../utils/domain/runs/resume.ts';
import { holdsIntent } from '../../../../../utils/domain/runs/repository.ts';
import { DEATH_POINTS } from '../../../../torture/runs/mortal.ts';
import { createRunWorld, JOB, offline, START } from './run-world.ts';

const settled = (count: number) => Array.from({ length: count }, () => 'settled');
const refusedFor = (kind: ErrorKind, detail?: string) =>
  ({ state: 'refused', error: detail === undefined ? { kind } : { kind, detail } }) as const;

describe('a run', () => {
  it('does one operation after the other, each marked as sent on disk before it leaves', async () => {
    const { create, drive, states, world, seen, records } = createRunWorld({});
    await create(3);
    expect(await drive()).toEqual({ ended: 'done', deaths: 0 });
    expect(await states()).toEqual(settled(3));
    expect(world.made).toEqual(['n0', 'n1', 'n2']);
    expect(seen.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
    expect(records.map((entry) => (entry.what === 'run' ? entry.status : entry.state))).toEqual([
      'open',
      'intended',
      'settled',
      'intended',
      'settled',
      'intended',
      'settled',
      'done',
    ]);
  });

  it.each(DEATH_POINTS)('that dies %s goes on in the next worker, and does nothing twice', async (point) => {
    let passes = 0;
    const { create, drive, states, world } = createRunWorld({
      dies: (at) => at === point && ++passes === 2,
    });
    await create(3);
    expect(await drive()).toEqual({ ended: 'done', deaths: 1 });
    expect(await states()).toEqual(settled(3));
    expect(world.made).toEqual(['n0', 'n1', 'n2']);
  });

  it('loses and doubles nothing, whatever dies, gets lost or comes late', async () => {
    const fate = fc.constantFrom(
      'lost',
      'late',
      'dropped',
      'limit',
      'offline',
      'refused',
      ...Array.from({ length: 8 }, () => 'good'),
    );
    const deaths = fc.infiniteStream(fc.nat(9));
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { maxLength: 40 }), deaths, async (fates, rolls) => {
        const left = [...fates];
        const refused = new Set<string>();
        const { create, drive, states, world, db } = createRunWorld({
          dies: () => rolls.next().value === 0,
          plan: (name) => {
            const next = left.shift();
            if (next === 'limit') return refusedFor('rate-limited', '5');
            if (next === 'offline') return { state: 'not-sent', error: { kind: 'offline' } };
            if (next === 'refused') {
              refused.add(name);
              return refusedFor('unexpected-reply', 'email_is_reserved');
            }
            return next === 'lost' || next === 'late' || next === 'dropped' ? next : undefined;
          },
        });
        await create(6);
        let end = await drive();
        // An operation that failed three times stops the run; the person lets it go on.
        for (let again = 0; end.ended === 'stopped' && again < 20; again++) {
          await createResumed(db, world.now);
          end = await drive();
        }
        expect(end.ended).toBe('done');
        expect(new Set(world.made).size).toBe(world.made.length);
        const told = await states();
        expect(told).toHaveLength(6);
        for (const [at, state] of told.entries())
          expect(state).toBe(world.made.includes(`n${at}`) ? 'settled' : 'refused');
        await db.delete();
      }),
      { numRuns: 20 },
    );
  });

  it('waits until a lost request cannot come any more before it looks', async () => {
    const { create, worker, world, drive } = createRunWorld({
      plan: (name) => (name === 'n0' ? 'late' : undefined),
    });
    await create(2);
    expect(await worker().runner.turn(JOB)).toEqual({ ended: 'waiting', until: START + MINUTE });
    expect(world.made).toEqual([]);
    expect((await drive()).ended).toBe('done');
    expect(world.made).toEqual(['n0', 'n1']);
  });

  it('waits the whole time once more when the clock went back', async () => {
    const { create, worker, world, db } = createRunWorld({ plan: () => 'dropped' });
    await create(1);
    await worker().runner.turn(JOB);
    world.now -= 3 * HOUR;
    expect(await worker().runner.turn(JOB)).toEqual({ ended: 'waiting', until: world.now + MINUTE });
    world.now += MINUTE;
    // It left a moment before the clock went back, so that is waited for as well; then it is looked for and sent again.
    await worker().runner.turn(JOB);
    world.now += MINUTE;
    await worker().runner.turn(JOB);
    expect((await worker().runner.turn(JOB)).ended).toBe('waiting');
    expect((await db.operations.get([JOB, 0]))?.tries).toBe(2);
  });

  it('stops where nobody can tell, says where, and goes on after a person decided', async () => {
    const { create, drive, worker, states, db, world } = createRunWorld({
      plan: (name) => (name === 'n1' ? 'lost' : undefined),
      look: (_, there) =>
        there ? { found: 'cannot-tell', error: { kind: 'no-permission' } } : { found: 'not-done' },
    });
    await create(3);
    expect((await drive()).ended).toBe('stopped');
    expect(await states()).toEqual(['settled', 'unknown', 'planned']);
    expect((await db.jobs.get(JOB))?.stop).toEqual({
      why: 'outcome-unknown',
      ordinal: 1,
      error: { kind: 'no-permission' },
    });
    const { repository } = worker();
    await repository.resume(JOB);
    expect((await drive()).ended).toBe('stopped');
    await repository.decide({ job: JOB, ordinal: 1 }, 'find');
    await repository.resume(JOB);
    expect((await drive()).ended).toBe('done');
    expect(world.made).toEqual(['n0', 'n1', 'n2']);
  });

  it('looks again a few times where the vendor cannot be reached, and then asks', async () => {
    let looks = 0;
    const { create, drive, states } = createRunWorld({
      plan: () => 'lost',
      look: () => {
        looks += 1;
        return offline();
      },
    });
    await create(1);
    expect((await drive()).ended).toBe('stopped');
    expect([looks, await states()]).toEqual([6, ['unknown']]);
  });

  it('keeps its place where the sign-in is over, and sends nothing more', async () => {
    let signedIn = false;
    const { create, drive, worker, states, db, world } = createRunWorld({
      plan: (name) => (name === 'n1' && !signedIn ? refusedFor('sign-in-again') : undefined),
    });
    await create(3);
    expect((await drive()).ended).toBe('stopped');
    expect(await states()).toEqual(['settled', 'planned', 'planned']);
    expect((await db.jobs.get(JOB))?.stop).toMatchObject({
      why: 'error',
      ordinal: 1,
      error: { kind: 'sign-in-again' },
    });
    signedIn = true;
    await worker().repository.resume(JOB);
    expect((await drive()).ended).toBe('done');
    expect(world.made).toEqual(['n0', 'n1', 'n2']);
  });

  it('waits out a limit, tells until when, and gives up after an operation failed three times', async () => {
    const { create, worker, db } = createRunWorld({ plan: () => refusedFor('rate-limited', '90') });
    await create(2);
    expect(await worker().runner.turn(JOB)).toEqual({ ended: 'waiting', until: START + 90_000 });
    expect((await readProgress(db, [worker().kind], JOB))?.waiting).toEqual({
      until: START + 90_000,
      why: 'rate-limited',
    });

    const failing = createRunWorld({ plan: () => 'dropped' });
    await failing.create(2);
    expect((await failing.drive()).ended).toBe('stopped');
    expect(failing.seen).toHaveLength(3);
  });

  it('refuses an operation that was changed on the disk, and is not done where one cannot be read', async () => {
    const { create, drive, db, world, worker } = createRunWorld({});
    await create(3);
    await db.operations.update([JOB, 1], { intent: { name: 'somebody else' } });
    expect((await drive()).ended).toBe('stopped');
    expect((await db.jobs.get(JOB))?.stop).toEqual({ why: 'changed-plan', ordinal: 1, error: null });
    expect(world.made).toEqual(['n0']);

    const damaged = createRunWorld({});
    await damaged.create(3);
    await damaged.db.operations.update([JOB, 1], { tries: 'many' as unknown as number });
    expect((await damaged.drive()).ended).toBe('stopped');
    expect(damaged.world.made).toEqual(['n0', 'n2']);
    expect((await worker().runner.turn(JOB)).ended).toBe('stopped');
  });

  it('is not begun with what has no fingerprint: half a character', async () => {
    const { worker, db } = createRunWorld({});
    const intents = [{ name: 'n0' }, { name: '\ud800' }];
    const begun = worker().repository.create({
      id: JOB,
      kind: 'make',
      subject: '',
      connectionId: 'c',
      intents,
    });
    await expect(begun).rejects.toMatchObject({ error: { kind: 'bad-input', detail: '1' } });
    expect(await db.jobs.count()).toBe(0);
  });

  it('ends where it is forgotten', async () => {
    const { create, db, worker } = createRunWorld({});
    await create(3);
    await Promise.all([db.jobs.clear(), db.operations.clear()]);
    expect(await worker().runner.turn(JOB)).toEqual({ ended: 'gone' });
  });
});

describe('a person', () => {
  /** A run in whose second request the person does something. */
  const interrupted = (act: (world: ReturnType<typeof createRunWorld>) => Promise<unknown>) => {
    const during: { act: Promise<unknown> | undefined } = { act: undefined };
    const run = createRunWorld({
      plan: (name) => {
        if (name === 'n1') during.act = act(run);
        return undefined;
      },
    });
    return { run, during };
  };

  it('pauses after the operation in hand', async () => {
    const { run } = interrupted(({ worker }) => worker().repository.pause(JOB));
    await run.create(3);
    expect((await run.drive()).ended).toBe('paused');
    expect(await run.states()).toEqual(['settled', 'settled', 'planned']);
    await run.worker().repository.resume(JOB);
    expect((await run.drive()).ended).toBe('done');
  });

  it('stops at once, and what was under way is found out when it goes on', async () => {
    const run = createRunWorld({
      plan: (name) => {
        if (name === 'n1' && !stopped) stopped = alive.runner.stop(JOB);
        return undefined;
      },
    });
    let stopped: Promise<boolean> | undefined;
    const alive = run.worker();
    await run.create(3);
    await alive.runner.turn(JOB);
    expect(await stopped).toBe(true);
    await alive.repository.resume(JOB);
    expect((await run.drive()).ended).toBe('done');
    expect(run.world.made).toEqual(['n0', 'n1', 'n2']);
  });

  it('cancels: what is planned is skipped, what is under way is found out', async () => {
    const { run } = interrupted(({ worker }) => worker().repository.cancel(JOB));
    await run.create(3);
    expect((await run.drive()).ended).toBe('cancelled');
    expect(await run.states()).toEqual(['settled', 'settled', 'skipped']);
    expect(await run.worker().repository.resume(JOB)).toBe(false);
  });

  it('cancels a run whose request got lost, and nothing is sent again', async () => {
    const run = createRunWorld({ plan: () => 'dropped' });
    await run.create(2);
    await run.worker().runner.turn(JOB);
    await run.worker().repository.cancel(JOB);
    expect((await run.drive()).ended).toBe('cancelled');
    expect(await run.states()).toEqual(['skipped', 'skipped']);
    expect(run.seen).toHaveLength(1);
  });

  it('sees how far it is', async () => {
    const { create, worker, db, drive } = createRunWorld({});
    const { kind } = worker();
    await create(3);
    const before = await readProgress(db, [kind], JOB);
    expect([before?.total, before?.counts.planned, before?.current]).toEqual([
      3,
      3,
      { ordinal: 0, state: 'planned', text: 'n0' },
    ]);
    await drive();
    const after = await readProgress(db, [kind], JOB);
    expect([after?.counts.settled, after?.current, after?.job.status]).toEqual([3, null, 'done']);
    expect(await readProgress(db, [kind], 'another')).toBeNull();
  });
});

describe('all runs', () => {
  it('are resumed, one holder each, and the alarm is needed as long as one is open', async () => {
    const { create, worker, db, world } = createRunWorld({});
    await create(20);
    const [one, two] = [worker(), worker()].map(({ runner }) => createResume({ db, runner, log: fail }));
    expect(await one?.alarm.isNeeded?.()).toBe(true);
    await Promise.all([one?.resumeAll(), two?.resumeAll(), one?.resumeAll()]);
    expect(world.made).toHaveLength(20);
    expect(await one?.alarm.isNeeded?.()).toBe(false);
  });

  it('do not hide each other’s faults', async () => {
    const { create, db } = createRunWorld({});
    await create(1);
    const noted: string[] = [];
    const turn = () => Promise.reject(new AppFault('bug'));
    await createResume({ db, runner: { turn }, log: (what) => noted.push(what) }).resumeAll();
    expect(noted).toEqual([`run ${JOB}`]);
  });

  it('hold an intent only between the mark and the end', async () => {
    const { create, db, worker } = createRunWorld({});
    await create(1);
    const [holds, stored, { repository }] = [holdsIntent(db), { job: JOB, ordinal: 0 }, worker()];
    expect(await holds(stored)).toBe(false);
    await repository.intend(stored);
    expect(await holds(stored)).toBe(false);
    await repository.move(stored, 'send');
    expect(await holds(stored)).toBe(true);
    await repository.move(stored, 'settle');
    expect(await holds(stored)).toBe(false);
    await expect(repository.move(stored, 'send')).rejects.toMatchObject({ error: { kind: 'bug' } });
  });
});

function fail(what: string, cause: unknown): never {
  throw new Error(what, { cause });
}

async function createResumed(db: ReturnType<typeof createRunWorld>['db'], now: number): Promise<void> {
  await db.jobs.update(JOB, { status: 'open', stop: null, updatedAt: now });
}
