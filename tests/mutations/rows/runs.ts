import type { Mutation } from '../mutation.ts';

const RUNNER = 'utils/domain/runs/runner.ts';
const REPOSITORY = 'utils/domain/runs/repository.ts';
const TEST = 'tests/unit/utils/domain/runs/runner.test.ts';

/** Work at a vendor that outlives any worker: nothing lost, nothing done twice. */
export const RUNS: readonly Mutation[] = [
  {
    id: 'runs-settle',
    says: 'Nobody looks for a lost request before it cannot come any more',
    file: 'utils/domain/runs/settle.ts',
    find: "if (operation.state === 'sent' && sentAt !== null && !isOlderThan(sentAt, kind.settleAfter, now)) {",
    replace: "if (operation.state === 'settled' && sentAt !== null) {",
    mustFail: [{ file: TEST, tests: 'waits until a lost request cannot come any more before it looks' }],
  },
  {
    id: 'runs-settle-clock',
    says: 'The wait for a lost request begins anew where the clock went back',
    file: RUNNER,
    find: 'if (sentAt !== null && ageOf(sentAt, now) === null) await repository.note(stored, { sentAt: now });',
    replace: '',
    mustFail: [{ file: TEST, tests: 'waits the whole time once more when the clock went back' }],
  },
  {
    id: 'runs-changed-plan',
    says: 'An operation that was changed on the disk is not carried out',
    file: RUNNER,
    find: 'if (fingerprintOf(job.id, ordinal, intent) !== fingerprint) {',
    replace: "if (fingerprintOf(job.id, ordinal, intent) === '') {",
    mustFail: [{ file: TEST, tests: 'refuses an operation that was changed on the disk' }],
  },
  {
    id: 'runs-lost-row',
    says: 'A run that lost an operation on the disk is not done',
    file: REPOSITORY,
    find: "if (count === job.operations) await advance(job, 'finish');",
    replace: "if (count <= job.operations) await advance(job, 'finish');",
    mustFail: [{ file: TEST, tests: 'is not done where one cannot be read' }],
  },
  {
    id: 'runs-intent',
    says: 'A request may leave while its operation is marked as sent, and at no other time',
    file: REPOSITORY,
    find: "(await db.operations.get([job, ordinal]))?.state === 'sent';",
    replace: '(await db.operations.get([job, ordinal])) !== undefined;',
    mustFail: [{ file: TEST, tests: 'hold an intent only between the mark and the end' }],
  },
  {
    id: 'runs-cancelled',
    says: 'Nothing of a cancelled run is sent again',
    file: REPOSITORY,
    find: "const state = next === 'planned' && job.cancelledAt !== null ? 'skipped' : next;",
    replace: 'const state = next;',
    mustFail: [{ file: TEST, tests: 'cancels a run whose request got lost, and nothing is sent again' }],
  },
  {
    id: 'runs-sign-in',
    says: 'A sign-in that is over stops the run, and costs no operation its place',
    file: RUNNER,
    find: "outcome.state === 'not-sent' || isLimit || STOPS_THE_RUN.includes(error.kind);",
    replace: "outcome.state === 'not-sent' || isLimit;",
    mustFail: [{ file: TEST, tests: 'keeps its place where the sign-in is over' }],
  },
  {
    id: 'runs-alone',
    says: 'A run that fails is noted, and keeps no other from being resumed',
    file: 'utils/domain/runs/resume.ts',
    find: 'runner.turn(id).catch((thrown: unknown) => log(`run ${id}`, thrown))',
    replace: 'runner.turn(id).catch(() => undefined)',
    mustFail: [{ file: TEST, tests: 'do not hide each other’s faults' }],
  },
];
