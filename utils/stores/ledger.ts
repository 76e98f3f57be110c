import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { deriveLink, newest } from '../ledger/derive.ts';
import type { Link } from '../ledger/link.ts';
import type { Confirmation, CountersignDatabase, ProjectName, Sighting, Use } from '../storage/database.ts';
import type { ElementKind, Instant, LinkKey, Zone } from '../types.ts';
import { type Live, live } from './live.ts';

/** Where the person is: a project of a zone, as whom if a page told. */
export type Here = LinkKey & { company: string };

type ProjectFacts = {
  key: LinkKey;
  company: string;
  name: string;
  sightings: Sighting[];
  uses: Use[];
  confirmation: Confirmation | null;
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

export type LedgerStore = {
  here: ReadonlySignal<Live<ProjectState | null>>;
  others: ReadonlySignal<Live<ProjectGroup[]>>;
  /** The newest reading of one kind of element where the person is. */
  lastOf: (kind: ElementKind) => Sighting | null;
};

/** The ledger as our pages read it: what is known here first, then every other project. */
export function createLedgerStore(options: {
  database: CountersignDatabase;
  here: ReadonlySignal<Here | null>;
  now: ReadonlySignal<Instant>;
  warningDay: ReadonlySignal<number>;
  until: AbortSignal;
}): LedgerStore {
  const { database, here, now, warningDay, until } = options;
  const hereFacts = signal<Live<ProjectFacts | null>>({ status: 'loading' });
  const allFacts = signal<Live<ProjectFacts[]>>({ status: 'loading' });

  // Another place is another query: the one before it is ended.
  const stop = effect(() => {
    const place = here.value;
    if (!place) {
      hereFacts.value = { status: 'ready', value: null };
      return undefined;
    }
    const moved = new AbortController();
    const facts = live(() => readHere(database, place), moved.signal);
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
    if (until.aborted) return;
    live(() => readAll(database), until).subscribe((facts) => {
      allFacts.value = facts;
    });
  });

  const toState = (facts: ProjectFacts): ProjectState => ({
    link: deriveLink(facts.key, facts.sightings, facts.uses, facts.confirmation, now.value, warningDay.value),
    company: facts.company,
    name: facts.name,
    lastSeen: newest(facts.sightings),
  });

  return {
    here: computed(() => mapLive(hereFacts.value, (facts) => facts && toState(facts))),
    others: computed(() =>
      mapLive(allFacts.value, (all) => {
        const place = here.value;
        const shown = hereFacts.value.status === 'ready' ? hereFacts.value.value?.key : undefined;
        return groupProjects(
          all.filter(({ key }) => !place || !sameLink(key, shown ?? place)).map((facts) => toState(facts)),
        );
      }),
    ),
    lastOf: (kind) => {
      const facts = hereFacts.value;
      if (facts.status !== 'ready' || !facts.value) return null;
      return newest(facts.value.sightings.filter((sighting) => sighting.kind === kind));
    },
  };
}

function mapLive<A, B>(state: Live<A>, change: (value: A) => B): Live<B> {
  return state.status === 'ready' ? { status: 'ready', value: change(state.value) } : state;
}

function sameLink(a: LinkKey, b: LinkKey): boolean {
  return a.zone === b.zone && a.person === b.person && a.project === b.project;
}

// Ids are strings of digits or empty.
const AFTER_ALL = '\uffff';

/** The facts of one project: of the person asked for where there are any, else of whoever it was read for last. */
async function readHere(database: CountersignDatabase, place: Here): Promise<ProjectFacts> {
  const ofZone = (await database.sightings
    .where('[zone+person+project]')
    .between([place.zone, '', ''], [place.zone, AFTER_ALL, AFTER_ALL])
    .uniqueKeys()) as unknown as string[][];
  const persons = ofZone.filter(([, , project]) => project === place.project).map(([, person]) => person);
  const own = persons.filter((person) => person === place.person);
  const candidates = await Promise.all(
    (own.length > 0 ? own : [...persons, place.person]).map((person = '') =>
      readFacts(database, { zone: place.zone, person, project: place.project }, place.company),
    ),
  );
  return candidates.reduce((best, facts) => (lastAt(facts) > lastAt(best) ? facts : best));
}

function lastAt(facts: ProjectFacts): Instant {
  return newest(facts.sightings)?.at ?? Number.NEGATIVE_INFINITY;
}

async function readFacts(
  database: CountersignDatabase,
  key: LinkKey,
  company: string,
): Promise<ProjectFacts> {
  const tuple: [string, string, string] = [key.zone, key.person, key.project];
  const [sightings, uses, confirmation, name] = await Promise.all([
    database.sightings.where('[zone+person+project]').equals(tuple).toArray(),
    database.uses.where('[zone+person+project]').equals(tuple).toArray(),
    database.confirmations.get(tuple),
    database.projects.get([key.zone, key.project]),
  ]);
  return {
    key,
    company: company || companyOf(sightings, name),
    name: name?.name ?? '',
    sightings,
    uses,
    confirmation: confirmation ?? null,
  };
}

async function readAll(database: CountersignDatabase): Promise<ProjectFacts[]> {
  const [sightings, uses, confirmations, names] = await Promise.all([
    database.sightings.toArray(),
    database.uses.toArray(),
    database.confirmations.toArray(),
    database.projects.toArray(),
  ]);
  const usesBy = Map.groupBy(uses, keyText);
  const confirmationBy = new Map(confirmations.map((row) => [keyText(row), row]));
  const nameBy = new Map(names.map((row) => [`${row.zone} ${row.project}`, row]));
  return [...Map.groupBy(sightings, keyText)].flatMap(([text, rows]) => {
    const [first] = rows;
    if (!first) return [];
    const { zone, person, project } = first;
    const name = nameBy.get(`${zone} ${project}`);
    return {
      key: { zone, person, project },
      company: companyOf(rows, name),
      name: name?.name ?? '',
      sightings: rows,
      uses: usesBy.get(text) ?? [],
      confirmation: confirmationBy.get(text) ?? null,
    };
  });
}

function keyText({ zone, person, project }: LinkKey): string {
  return `${zone} ${person} ${project}`;
}

function companyOf(sightings: readonly Sighting[], name: ProjectName | undefined): string {
  return name?.company || sightings.findLast(({ company }) => company !== '')?.company || '';
}

/** By zone and company, newest project first. A project that nothing was read of is not shown. */
function groupProjects(states: readonly ProjectState[]): ProjectGroup[] {
  const shown = states.filter(({ lastSeen }) => lastSeen !== null);
  return [...Map.groupBy(shown, ({ link, company }) => `${link.key.zone} ${company}`).values()]
    .map((projects) => ({
      zone: projects[0]?.link.key.zone ?? '',
      company: projects[0]?.company ?? '',
      projects: projects.toSorted((a, b) => (b.lastSeen?.at ?? 0) - (a.lastSeen?.at ?? 0)),
    }))
    .toSorted((a, b) => a.zone.localeCompare(b.zone) || a.company.localeCompare(b.company));
}
