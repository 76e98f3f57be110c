import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Link } from './link.ts';
import { lastSeenOf, nameOf } from './link-row.ts';
import { countSeen, evidenceOf, linkOf, readAllRows, readNewestRows, readRow } from './read-links.ts';
import type { CountersignDatabase } from '../database.ts';
import type { LinkRow, ProjectName, Sighting } from './tables.ts';
import { knownPersons } from '../pages/items.ts';
import type { ElementKind, Instant, LinkKey, Zone } from '../../base/types.ts';
import { type Live, live } from '../../storage/live.ts';

/** Where the person is: a project of a zone, as whom if a page told. */
export type ActiveProject = LinkKey & { company: string };

type ProjectFacts = {
  key: LinkKey;
  company: string;
  name: string;
  row: LinkRow | undefined;
  /** It may be another person's: no page told whose it is. */
  shared: boolean;
};

/** One project as views show it. */
export type ProjectState = {
  link: Link;
  company: string;
  /** What a page called the project, or ''. Outside text. */
  name: string;
  /** The newest sighting of any kind, or null when no page of it was read. */
  lastSeen: Sighting | null;
};

export type ProjectGroup = { zone: Zone; company: string; projects: ProjectState[] };

export type OtherProjects = {
  groups: ProjectGroup[];
  /** How many there are. The groups hold all of them once they were wanted, else those seen last. */
  count: number;
  areAll: boolean;
};

export type LedgerStore = {
  active: ReadonlySignal<Live<ProjectState | null>>;
  others: ReadonlySignal<Live<OtherProjects>>;
  /** From now on all other projects are read: to look among them. */
  wantAllOthers: () => void;
  /** The newest reading of one kind of element where the person is. */
  lastOf: (kind: ElementKind) => Sighting | null;
};

/** The ledger as our pages read it: what is known here first, then every other project. */
export function createLedgerStore(options: {
  database: CountersignDatabase;
  here: ReadonlySignal<ActiveProject | null>;
  now: ReadonlySignal<Instant>;
  warningDay: ReadonlySignal<number>;
  /** Whether the other projects are shown at all: each report of a page makes what is shown be read again. */
  listsOthers: boolean;
  until: AbortSignal;
}): LedgerStore {
  const { database, here, now, warningDay, listsOthers, until } = options;
  const hereFacts = signal<Live<ProjectFacts | null>>({ status: 'loading' });
  const otherFacts = signal<Live<FoundProjects>>({ status: 'loading' });
  const wantsAll = signal(false);
  // Nobody's link is told before it is known who is about.
  const persons = signal<Record<string, string[]> | null>(null);
  until.addEventListener(
    'abort',
    knownPersons.watch((met) => {
      persons.value = met;
    }),
    { once: true },
  );
  void knownPersons.get().then((met) => {
    persons.value ??= met;
  });

  // Another place is another query: the one before it is ended.
  const stop = effect(() => {
    const place = here.value;
    if (!place) {
      hereFacts.value = { status: 'ready', value: null };
      return undefined;
    }
    const moved = new AbortController();
    const facts = live(() => readActiveProject(database, place), moved.signal);
    const unfollow = facts.subscribe((value) => {
      hereFacts.value = value;
    });
    return () => {
      unfollow();
      moved.abort();
    };
  });
  until.addEventListener('abort', stop, { once: true });

  // What is known here comes first: the rest of the ledger is read once that is there to be shown.
  const firstShown = Promise.withResolvers<void>();
  const unwait = hereFacts.subscribe(({ status }) => {
    if (status !== 'loading') firstShown.resolve();
  });
  void firstShown.promise.then(() => {
    unwait();
    if (until.aborted || !listsOthers) return;
    const follow = effect(() => {
      const all = wantsAll.value;
      const changed = new AbortController();
      const unfollow = live(() => (all ? readAll(database) : readNewest(database)), changed.signal).subscribe(
        (found) => {
          // What is shown stays until there is more.
          if (found.status !== 'loading' || otherFacts.peek().status === 'loading') otherFacts.value = found;
        },
      );
      return () => {
        unfollow();
        changed.abort();
      };
    });
    until.addEventListener('abort', follow, { once: true });
  });

  const toState = (facts: ProjectFacts, met: Record<string, string[]>): ProjectState => ({
    link: linkOf(facts.key, evidenceOf(facts, facts.key, met), now.value, warningDay.value),
    company: facts.company,
    name: facts.name,
    lastSeen: facts.row ? lastSeenOf(facts.row) : null,
  });

  function withPersons<A, B>(
    state: Live<A>,
    change: (value: A, met: Record<string, string[]>) => B,
  ): Live<B> {
    if (state.status !== 'ready') return state;
    const met = persons.value;
    return met ? { status: 'ready', value: change(state.value, met) } : { status: 'loading' };
  }

  return {
    active: computed(() => withPersons(hereFacts.value, (facts, met) => facts && toState(facts, met))),
    others: computed(() =>
      withPersons(otherFacts.value, ({ facts, count, areAll }, met) => {
        const place = here.value;
        const isHere = (key: LinkKey) => place !== null && nameOf(key) === nameOf(place);
        const others = facts.filter(({ key }) => !isHere(key));
        const hereRow = hereFacts.value.status === 'ready' ? hereFacts.value.value?.row : undefined;
        return {
          groups: groupProjects(others.map((one) => toState(one, met))),
          count: areAll ? others.length : count - (hereRow?.seenAt === undefined ? 0 : 1),
          areAll,
        };
      }),
    ),
    wantAllOthers: () => {
      wantsAll.value = true;
    },
    lastOf: (kind) => {
      const facts = hereFacts.value;
      if (facts.status !== 'ready' || !facts.value) return null;
      return facts.value.row?.latest.find((sighting) => sighting.kind === kind) ?? null;
    },
  };
}

/** The facts of one project, of the person asked for and of nobody else. */
async function readActiveProject(
  database: CountersignDatabase,
  { company, ...key }: ActiveProject,
): Promise<ProjectFacts> {
  const [found, name] = await Promise.all([
    readRow(database, key),
    database.projects.get([key.zone, key.project]),
  ]);
  return { ...factsOf(key, found, name), company: company || companyOf(found.row, name) };
}

type FoundProjects = { facts: ProjectFacts[]; count: number; areAll: boolean };

/** Read at first: nobody reads hundreds of rows, and whoever opens the popup waits for all that is read. */
const NEWEST = 50;

async function readNewest(database: CountersignDatabase): Promise<FoundProjects> {
  // One more than is shown: the project in front may be among them.
  const [found, count] = await Promise.all([readNewestRows(database, NEWEST + 1), countSeen(database)]);
  const names = await database.projects.bulkGet(found.map(({ row: { zone, project } }) => [zone, project]));
  const facts = found.map(({ row, shared }, index) => factsOf(row, { row, shared }, names[index]));
  return { facts, count, areAll: count <= found.length };
}

async function readAll(database: CountersignDatabase): Promise<FoundProjects> {
  const names = await database.projects.toArray();
  const nameBy = new Map(names.map((row) => [`${row.zone} ${row.project}`, row]));
  const facts: ProjectFacts[] = [];
  for await (const rows of readAllRows(database))
    for (const { row, shared } of rows)
      if (lastSeenOf(row))
        facts.push(factsOf(row, { row, shared }, nameBy.get(`${row.zone} ${row.project}`)));
  return { facts, count: facts.length, areAll: true };
}

function factsOf(
  { zone, person, project }: LinkKey,
  { row, shared }: { row: LinkRow | undefined; shared: boolean },
  name: ProjectName | undefined,
): ProjectFacts {
  return {
    key: { zone, person, project },
    company: companyOf(row, name),
    name: name?.name ?? '',
    row,
    shared,
  };
}

function companyOf(row: LinkRow | undefined, name: ProjectName | undefined): string {
  return name?.company || row?.company || '';
}

/** By zone and company, newest project first. A project that nothing was read of is not shown. */
function groupProjects(states: readonly ProjectState[]): ProjectGroup[] {
  const shown = states.filter(({ lastSeen }) => lastSeen !== null);
  return [...Map.groupBy(shown, ({ link, company }) => `${link.key.zone} ${company}`).values()]
    .map((projects) => ({
      zone: projects[0]?.link.key.zone ?? '',
      company: projects[0]?.company ?? '',
      projects: projects.toSorted(
        (a, b) =>
          (b.lastSeen?.at ?? 0) - (a.lastSeen?.at ?? 0) ||
          nameOf(a.link.key).localeCompare(nameOf(b.link.key)),
      ),
    }))
    .toSorted((a, b) => a.zone.localeCompare(b.zone) || a.company.localeCompare(b.company));
}
