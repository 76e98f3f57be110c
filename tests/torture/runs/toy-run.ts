import { createPersonAtBrowser } from '../../contract/docusign-person.ts';
import { connect } from '../../contract/docusign-sign-in.ts';
import { createClient } from '../../sandbox/client.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import type { Fault } from '../../sandbox/world.ts';
import { AppFault } from '../../../utils/base/errors.ts';
import { createLog } from '../../../utils/base/log.ts';
import { createRedactor } from '../../../utils/base/redact.ts';
import { CountersignDatabase } from '../../../utils/domain/database.ts';
import { createJobRepository, holdsIntent } from '../../../utils/domain/runs/repository.ts';
import { createJobRunner } from '../../../utils/domain/runs/runner.ts';
import { createGuardedFetch } from '../../../utils/http/guarded-fetch.ts';
import { createLimitGate, type LimitState } from '../../../utils/http/limits.ts';
import { docuSignLimits } from '../../../utils/vendors/docusign/limits.ts';
import { createMortality, DEATH_POINTS, type DeathPoint, type Mortal } from './mortal.ts';
import { createToyKind, createToyUsers, TOY_KIND, type ToyIntent } from './toy-kind.ts';

const HOST = 'demo.docusign.net';
const JOB = 'toy';

/** Calls an hour that the toy's account has; of these a share is left to others. */
const HOURLY = 100;
const SHARE = 0.2;

/** What may go wrong with a request, once each. A look is spoilt only so that it is tried again. */
const WRITE_FAULTS: readonly Omit<Fault, 'host' | 'path'>[] = [
  { how: 'lost' }, // done, and the connection breaks
  { how: 'lost', status: 502 }, // done, and a gateway says that it is not
  { how: 'late' }, // done after nobody listens any more
  { how: 'late', delay: 59_000 },
  { how: 'down', status: 500 },
  { how: 'down', status: 503, headers: { 'retry-after': '1' } },
  { how: 'html' },
  { how: 'empty' },
  { how: 'cut' },
  { how: 'malformed' },
  { how: 'refuse' },
  { how: 'hang' }, // until our own deadline
  { how: 'rate-limit', code: 'BURST_APIINVOCATION_LIMIT_EXCEEDED' },
  { how: 'rate-limit', status: 400, code: 'HOURLY_APIINVOCATION_LIMIT_EXCEEDED' },
];
const LOOK_FAULTS: readonly Omit<Fault, 'host' | 'path'>[] = [
  { how: 'refuse' },
  { how: 'down', status: 500 },
  { how: 'rate-limit', code: 'BURST_APIINVOCATION_LIMIT_EXCEEDED' },
];

export type ToyOptions = {
  users: number;
  /** Between 0 and 1, in an even spread. */
  random: () => number;
  /** Of how many passes of a point, and of how many requests, one goes wrong. */
  deathEvery: number;
  faultEvery: number;
  /** People that nobody can look for, by their number: the sandbox answers such a look with rubbish. */
  hidden: (number: number) => boolean;
};

export type ToyResult = {
  deaths: Record<DeathPoint, number>;
  faults: number;
  waits: number;
  requests: number;
  settled: number;
  unknown: number;
  /** Each a sentence; none in a run as it should be. */
  wrong: string[];
};

/** Invites so many people over workers that die and a network that fails, and compares what is told with what is there. */
export async function runToy(sandbox: Sandbox, options: ToyOptions): Promise<ToyResult> {
  const { world } = sandbox;
  const { demo } = sandbox.docusign.state;
  const place = { site: `https://${HOST}`, accountId: demo.accounts[0]?.accountId ?? '' };
  const ada = createPersonAtBrowser(sandbox);
  const signIn = async () => (await connect(ada, 'ada.admin@example.com', 'demo')).access_token;
  let token = await signIn();

  sandbox.docusign.switches.hourlyLimit = HOURLY;
  const client = createClient(sandbox);
  const db = new CountersignDatabase(`toy-${crypto.randomUUID()}`, 'strict');
  const people = Array.from(
    { length: options.users },
    (_, number): ToyIntent => ({
      userName: `Toy Person ${number}`,
      email: `toy${number}@example.com`,
      permissionProfileId: '1665537',
    }),
  );
  const hidden = new Set(people.filter((_, number) => options.hidden(number)).map(({ email }) => email));
  /** People about whose request something went wrong. */
  const disturbed = new Set<string>();
  const unknown = new Set<string>();
  const wrong: string[] = [];
  let limits: Record<string, LimitState> = {};
  let bannedUntil = 0;
  const tally = { faults: 0, waits: 0, requests: 0 };
  const deaths = Object.fromEntries(DEATH_POINTS.map((point) => [point, 0])) as Record<DeathPoint, number>;
  const one = (every: number) => options.random() < 1 / every;
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(options.random() * list.length)];

  const birth = createMortality((point) => {
    if (!one(options.deathEvery)) return false;
    deaths[point] += 1;
    return true;
  });

  function faultFor(isWrite: boolean, email: string): Omit<Fault, 'host' | 'path'> | undefined {
    if (isWrite) return one(options.faultEvery) ? pick(WRITE_FAULTS) : undefined;
    if (hidden.has(email)) return { how: 'malformed' };
    return one(options.faultEvery) ? pick(LOOK_FAULTS) : undefined;
  }

  /** The network of one worker: spoils a request now and then, and goes when the worker does. */
  const networkOf =
    (mortal: Mortal): typeof fetch =>
    async (input, init) => {
      const request = new Request(input, init);
      const isWrite = request.method === 'POST';
      const asked = isWrite ? await request.clone().text() : request.url.replace('%40', '@');
      const email = /\btoy\d+@example\.com\b/.exec(asked)?.[0] ?? '';
      tally.requests += 1;
      if (world.now() < bannedUntil) wrong.push(`asked ${bannedUntil - world.now()} ms before a ban is over`);
      const how = faultFor(isWrite, email);
      const fault: Fault | undefined = how && {
        host: HOST,
        path: '/restapi/',
        method: request.method,
        count: 1,
        ...how,
      };
      if (fault) {
        tally.faults += 1;
        world.faults.push(fault);
        if (isWrite) disturbed.add(email);
      }
      try {
        if (fault?.how === 'hang') return await hung(request, fault);
        const answer = await client.fetch(request);
        if (fault?.how === 'rate-limit') bannedUntil = world.now() + 30_000;
        else if (answer.status === 429) wrong.push('went over a limit');
        const left = Number(answer.headers.get('x-ratelimit-remaining') ?? HOURLY);
        if (left < HOURLY * SHARE) wrong.push(`left ${left} calls to others`);
        return answer;
      } finally {
        if (isWrite) await mortal.passed('in-flight');
      }
    };

  /** A request that arrives and is never answered, given up at once instead of after our deadline. */
  async function hung(request: Request, fault: Fault): Promise<never> {
    const giveUp = new AbortController();
    const answer = client.fetch(new Request(request, { signal: giveUp.signal })).catch(() => undefined);
    while (fault.count !== 0) await new Promise<void>((next) => setImmediate(next));
    giveUp.abort();
    await answer;
    throw new AppFault('timed-out');
  }

  const clock = world.now;
  const repository = createJobRepository({ db, clock, record: async () => undefined });
  function worker() {
    const mortal = birth();
    const guarded = createGuardedFetch({
      fetch: networkOf(mortal),
      clock,
      log: createLog({ clock, redactor: createRedactor() }),
      record: () => () => undefined,
      beforeWrite: async () => undefined,
    });
    const gate = createLimitGate({
      account: `docusign demo ${place.accountId}`,
      fetch: guarded,
      rules: docuSignLimits,
      store: {
        get: async () => limits,
        update: async (change) => (limits = change(limits)),
      },
      clock,
      sleep: () => Promise.reject(new Error('nobody sits a wait out here')),
      share: SHARE,
      longestWait: 0,
    });
    const users = createToyUsers({ fetch: gate.fetch, clock, isStored: holdsIntent(db) });
    const runner = createJobRunner({
      db,
      repository,
      kinds: [createToyKind(users, place, () => token)],
      clock,
      locks: mortal.locks,
      passed: mortal.passed,
    });
    return { mortal, runner };
  }

  const emailAt = (ordinal: number) => people[ordinal]?.email ?? '';

  /** What a person would do about a run that stands still; false where nothing can be done. */
  async function putRight(): Promise<boolean> {
    const stop = (await db.jobs.get(JOB))?.stop;
    const { why, ordinal, error } = stop ?? {};
    if (why === 'outcome-unknown' && typeof ordinal === 'number') {
      unknown.add(emailAt(ordinal));
      await repository.decide({ job: JOB, ordinal }, 'skip');
    } else if (error?.kind === 'sign-in-again') token = await signIn();
    else if (error?.kind !== 'vendor-down') return false;
    return repository.resume(JOB);
  }

  await repository.create({ id: JOB, kind: TOY_KIND, subject: '', connectionId: 'ada', intents: people });
  for (let alive = worker(); ; ) {
    const end = await Promise.race([alive.runner.turn(JOB), alive.mortal.death]);
    if (end === 'dead') {
      const under = await db.operations
        .where('[job+state]')
        .anyOf([
          [JOB, 'intended'],
          [JOB, 'sent'],
        ])
        .toArray();
      for (const { ordinal } of under) disturbed.add(emailAt(ordinal));
      alive = worker();
    } else if (end.ended === 'waiting') {
      tally.waits += 1;
      world.advance(Math.max(0, end.until - world.now()));
      world.dateAhead = world.ahead();
      await world.carryOutLate();
    } else if (end.ended === 'done') break;
    else if (end.ended !== 'stopped' || !(await putRight())) {
      wrong.push(`ended: ${JSON.stringify([end, (await db.jobs.get(JOB))?.stop])}`);
      break;
    }
  }
  // What still hangs somewhere arrives now, if ever.
  world.advance(3_600_000);
  await world.carryOutLate();

  const operations = await db.operations.toArray();
  for (const { ordinal, state, outcome } of operations) {
    const email = emailAt(ordinal);
    const there = demo.people.filter((person) => person.email === email);
    const mails = demo.mails.filter((mail) => mail.email === email);
    if (mails.length > 1) wrong.push(`${email} was invited ${mails.length} times`);
    if (state === 'settled') {
      const made = JSON.stringify({ userId: there[0]?.userId });
      if (there.length !== 1) wrong.push(`${email} is told as done and is there ${there.length} times`);
      else if (JSON.stringify(outcome?.result) !== made) wrong.push(`${email} is told as somebody else`);
    } else if (state !== 'skipped' || !unknown.has(email)) wrong.push(`${email} is lost: ${state}`);
    else if (!hidden.has(email)) wrong.push(`${email} could have been looked for`);
    else if (!disturbed.has(email)) wrong.push(`${email} was answered and is told as unknown`);
  }
  if (operations.length !== people.length) wrong.push(`${operations.length} operations are left`);
  await db.delete();
  const settled = operations.filter(({ state }) => state === 'settled').length;
  return { deaths, ...tally, settled, unknown: unknown.size, wrong };
}
