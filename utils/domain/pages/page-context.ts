import type { LinkKey, Zone } from '../../base/types.ts';
import { classify, type ProcorePage } from '../../vendors/procore/urls.ts';

/**
 * Whose page a tab shows. The one place that answers it, for reports of page scripts, presses, the guide, popup and
 * panel alike: an address alone tells neither the signed-in person nor, on pages of the person's own settings, the
 * project they were opened from.
 */

/** What is kept of a tab from one report of its pages to the next. */
export type TabPlace = {
  zone: Zone;
  company: string;
  /** The project its pages were last in, or '' when it came through another company since. */
  project: string;
  /** Whom the page that reported last told to be signed in, or ''. */
  person: string;
  /** The person any page of this tab told last. */
  lastPerson?: string | undefined;
};

export type PageContext = {
  /** What the address says, and the project and company it does not say where those of the tab hold for it. */
  page: ProcorePage;
  key: LinkKey;
  /** The address itself names the project. */
  named: boolean;
};

/** Where a page is that does not say all of it: what is known of its tab and of its zone. */
export type Surroundings = {
  tab: TabPlace | undefined;
  /** The Procore users met in a zone. */
  personsIn: (zone: Zone) => readonly string[];
};

/**
 * The context of an address, undefined where it is not Procore's web app.
 * @param told whom the page tells to be signed in, '' for nobody; null for what follows a report of the same page
 * @param follows whether a page that names no project may be the tab's: a page without a link row tells of itself alone
 */
export function pageContext(
  address: string,
  told: string | null,
  { tab, personsIn }: Surroundings,
  follows = true,
): PageContext | undefined {
  const page = classify(address);
  if (!page) return undefined;
  const before = stillHolds(page, told, tab);
  const inProject = page.project === '' && follows && before ? { ...page, project: before.project } : page;
  const sameProject = before !== undefined && before.project === inProject.project;
  return {
    page: { ...inProject, company: page.company || (sameProject ? before.company : '') },
    key: {
      zone: page.zone,
      person: personOf(told ?? (tab?.zone === page.zone ? tab.person : ''), personsIn(page.zone)),
      project: inProject.project,
    },
    named: page.project !== '',
  };
}

/** What to keep of a tab after a page at this address reported. */
export function placeAfter(page: ProcorePage, told: string, tab: TabPlace | undefined): TabPlace {
  const before = stillHolds(page, told, tab);
  const lastPerson = told || (tab?.zone === page.zone ? (tab.lastPerson ?? tab.person) : '');
  const { zone } = page;
  if (page.project === '') {
    const { company, project } = before ?? { company: page.company, project: '' };
    return { zone, company, project, person: told, lastPerson };
  }
  const company = page.company || (before?.project === page.project ? before.company : '');
  return { zone, company, project: page.project, person: told, lastPerson };
}

export const samePlace = (a: TabPlace, b: TabPlace | undefined): boolean =>
  b !== undefined &&
  a.zone === b.zone &&
  a.company === b.company &&
  a.project === b.project &&
  a.person === b.person &&
  a.lastPerson === b.lastPerson;

/**
 * What is known of the tab, where it holds for a page: the zone is the same, the page is of no other company than the
 * project, and tells of nobody else than the tab's pages did before.
 */
function stillHolds(page: ProcorePage, told: string | null, tab: TabPlace | undefined): TabPlace | undefined {
  if (!tab || tab.zone !== page.zone) return undefined;
  const last = tab.lastPerson || tab.person;
  if (told && last && told !== last) return undefined;
  const sameProject = page.project !== '' && page.project === tab.project;
  const elsewhere = page.company !== '' && page.company !== tab.company && !sameProject;
  return elsewhere ? undefined : tab;
}

/**
 * Under which name the persons of a zone are kept: tabs of different cookie stores, such as Firefox's containers, may be
 * signed in as different people. Firefox tells a tab's store without any permission; Chromium has one in a profile.
 * Source: seen in Firefox 153, November 2026.
 */
export const personsKey = (zone: Zone, cookieStore: string): string =>
  cookieStore === '' ? zone : `${zone} ${cookieStore}`;

/** True where more than one person was met in a zone, whatever their cookie stores: what tells nobody may be anybody's. */
export function severalMet(zone: Zone, persons: Readonly<Record<string, readonly string[]>>): boolean {
  const inZone = Object.entries(persons).filter(([name]) => name.split(' ')[0] === zone);
  return new Set(inZone.flatMap(([, met]) => met)).size > 1;
}

/** The cookie store of a tab as its browser names it, or '' for the one every browser has. */
export function cookieStoreOf(tab: object | undefined): string {
  const store = tab && 'cookieStoreId' in tab ? String(tab.cookieStoreId) : '';
  return store === 'firefox-default' ? '' : store;
}

/** How many different Procore users of one browser are remembered in a zone. */
const MAX_PERSONS = 5;

/**
 * Whose link a page shows. Only some pages tell the user's id. Where none is told and just one person was ever met in
 * the zone, it is that person; where several were, it stays '' rather than a guess.
 */
function personOf(told: string, known: readonly string[]): string {
  if (told !== '') return told;
  return known.length === 1 ? (known[0] ?? '') : '';
}

/** The persons of a zone after one more was told, newest last. Answers with the same list when nothing changed. */
export function metPerson(told: string, known: readonly string[]): readonly string[] {
  if (told === '' || known.at(-1) === told) return known;
  return [...known.filter((person) => person !== told), told].slice(-MAX_PERSONS);
}
