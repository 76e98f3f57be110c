/** Plants causes in the sandbox, lets the model person live through them, and says what the diagnosis makes of it. */
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Finding } from '../../../utils/domain/diagnosis/types.ts';
import { linked } from '../../sandbox/causes/change.ts';
import type { Cause } from '../../sandbox/causes/index.ts';
import { CONTRACT, HOME_ZONE, PROFILE, PROJECT } from '../../sandbox/causes/places.ts';
import { DAY, type DocusignPerson } from '../../sandbox/procore/state.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { createPerson, type Pass, SETTINGS, troublesIn } from './person.ts';
import { createCountersign } from './world.ts';

/** Who meets these has tried to connect anew. */
const TRIED: readonly string[] = [
  'key-unknown',
  'redirect-unregistered',
  'consent-withdrawn',
  'consent-refused',
  'password-changed',
  'organization-only',
  'company-login',
  'docusign-login-down',
  'docusign-login-refused',
  'docusign-login-slow',
];
const TRIED_PROCORE: readonly string[] = [
  'procore-login-down',
  'procore-login-refused',
  'procore-login-slow',
];
/** After these nothing that was given before is good any more. */
const ENDS: readonly string[] = ['consent-withdrawn', 'consent-refused', 'sign-in-ended', 'app-login-ended'];

export type Result = { findings: Finding[][]; troubles: Finding[]; passes: Pass[] };

/** Whose links, and for how many days unused, causes make; and the good one. */
const LIVES = [
  ['self', 3],
  ['self', 1],
  ['self', 25],
  ['self', 31],
  ['other', 1],
] as const;

type History = { days: number; who: DocusignPerson };

export async function createProof() {
  const sandbox = await startSandbox();
  const { state } = sandbox.procore;
  // How often vendors may be asked is not what is proven here.
  Object.assign(state.api.switches, { hourlyLimit: 1e9, spikeLimit: 1e9 });
  Object.assign(sandbox.docusign.switches, { hourlyLimit: 1e9, burstLimit: 1e9 });
  const countersign = createCountersign(sandbox);
  const person = createPerson(sandbox, countersign);
  const { db } = countersign;
  const at = { zone: HOME_ZONE, person: state.person, project: PROJECT };

  // Everybody's good day: linked three days ago, connected with both vendors.
  linked(sandbox, 'self', 3);
  const connect = async () => {
    if (!(await person.connect({ consenting: true }))) throw new Error('Not connected.');
    if (!(await person.connectProcore())) throw new Error('Not connected with Procore.');
  };
  await connect();
  const rows = await db.connections.toArray();

  const lives = new Map<string, Awaited<ReturnType<typeof stored>>>();
  const stored = async () => ({
    sightings: await db.sightings.toArray(),
    uses: await db.uses.toArray(),
    confirmations: await db.confirmations.toArray(),
    links: await db.links.toArray(),
    places: await db.places.toArray(),
    projects: await db.projects.toArray(),
    local: structuredClone(await fakeBrowser.storage.local.get()),
  });
  const nameOf = ({ days, who }: History) => `${days} ${who.userId}`;
  const forgetSession = async () => {
    await countersign.ledger.invalidateCache();
    await countersign.forgetTabs();
    await Promise.all(countersign.failedLogins.map((end) => end.set(null)));
  };
  const forget = async () => {
    await Promise.all(db.tables.map((table) => table.clear()));
    await forgetSession();
  };

  /** What Countersign has from the days before, as they were for whoever the link is of. */
  async function remember({ days, who }: History): Promise<void> {
    const life = lives.get(nameOf({ days, who }));
    if (!life) throw new Error(`Nobody lived ${days} days with ${who.email}.`);
    await db.transaction('rw', db.tables, async () => {
      await Promise.all(db.tables.map((table) => table.clear()));
      await Promise.all([
        db.sightings.bulkAdd(life.sightings),
        db.uses.bulkAdd(life.uses),
        db.confirmations.bulkAdd(life.confirmations),
        db.links.bulkAdd(life.links),
        db.places.bulkAdd(life.places),
        db.projects.bulkAdd(life.projects),
        db.connections.bulkPut(rows),
      ]);
    });
    await fakeBrowser.storage.local.set(life.local);
    await forgetSession();
  }

  /** A night passes: what was given the day before has to be renewed. */
  function sleep(): void {
    for (const [key, text] of countersign.session.values) {
      if (!key.startsWith('tokens:')) continue;
      const kept = JSON.parse(text) as { issuedAt: number };
      countersign.session.values.set(key, JSON.stringify({ ...kept, issuedAt: 0 }));
    }
  }

  /** What Countersign has from before, of the link as the causes made it. */
  function history(): History {
    const link = state.link(at) ?? before;
    return { days: Math.round((sandbox.world.now() - link.lastUsedAt) / DAY), who: link.docusign };
  }
  const good = state.link(at);
  if (!good) throw new Error('Not linked.');
  const before = good;

  // Lived once, in a sandbox where all was well.
  for (const [as, days] of LIVES) {
    const lift = linked(sandbox, as, days);
    const past = history();
    await forget();
    await person.lived(past);
    lives.set(nameOf(past), await stored());
    lift();
  }

  /** Where people ask for help: on the page that does not work; on the profile where none is to blame. */
  function thingsOf(causes: readonly Cause[]): string[] {
    const own = causes.flatMap(({ id, opens }) => {
      if (id === 'company-off') return [PROFILE];
      return opens === PROFILE ? [] : [opens];
    });
    return own.length > 0 ? [...new Set(own)] : [PROFILE];
  }

  async function live(causes: readonly Cause[]): Promise<void> {
    if (causes.some(({ id }) => TRIED.includes(id))) await person.connect();
    if (causes.some(({ id }) => TRIED_PROCORE.includes(id))) await person.connectProcore();
    await person.lookAround(thingsOf(causes));
  }

  /**
   * Each step's causes come together, and were met before those of the next. The person asks for help on every thing
   * that does not work.
   */
  async function run(steps: readonly (readonly Cause[])[]): Promise<Result> {
    const causes = steps.flat();
    const lifts: (() => void)[] = [];
    try {
      for (const [turn, step] of steps.entries()) {
        for (const each of step) lifts.push(each.plant(sandbox));
        if (turn === 0) await remember(history());
        sleep();
        await live(step);
        if (turn < steps.length - 1) for (const thing of thingsOf(step)) await person.ask(thing);
      }
      const passes: Pass[] = [];
      for (const thing of thingsOf(causes)) passes.push(await person.ask(thing));
      if (countersign.failures.length > 0)
        throw new Error('Something failed.', { cause: countersign.failures });
      return {
        passes,
        findings: passes.map(({ diagnosis }) => [...diagnosis.findings]),
        troubles: passes.flatMap(troublesIn),
      };
    } finally {
      for (const lift of lifts.toReversed()) lift();
      const { session } = countersign;
      const isOver = ['tokens:docusign:production:', 'tokens:procore:production:'].some(
        (begin) => ![...session.values.keys()].some((key) => key.startsWith(begin)),
      );
      if (isOver || causes.some(({ id }) => ENDS.includes(id))) await connect();
    }
  }

  return {
    sandbox,
    countersign,
    person,
    run,
    /** A pass of somebody for whom all is well. */
    healthy: async (): Promise<Pass> => {
      await remember(history());
      sleep();
      await person.lookAround([SETTINGS]);
      return person.ask(PROFILE);
    },
    /** Milliseconds one pass takes of somebody who has a contract open. */
    timeOfPass: async (): Promise<number> => {
      const { faults } = sandbox.world;
      const kept = faults.splice(0);
      await remember(history());
      sleep();
      await person.open(CONTRACT);
      faults.push(...kept);
      const startedAt = performance.now();
      await person.gather(CONTRACT);
      return Math.round(performance.now() - startedAt);
    },
    stop: async (): Promise<void> => {
      countersign.agent.destroy();
      await db.delete();
      await sandbox.stop();
    },
  };
}

export type Proof = Awaited<ReturnType<typeof createProof>>;
