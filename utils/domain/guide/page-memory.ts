import type { Run } from './tables.ts';
import type { Instant } from '../../base/types.ts';
import { DECIDING_TARGETS, type Evidence, type Procedure, type StepId, UNCHANGED } from './types.ts';

/** What a run remembers of each tab, and what it tells: whether a page shows something new, or what it showed before. */

/** More tabs than this are not remembered; the ones untouched longest go first. */
const MAX_PAGES = 30;

type Reading = Extract<Evidence, { kind: 'reading' }>;
type Stored = NonNullable<Run['pages']>[number];
type Moment = 'loadedAt' | 'pressedAt' | 'unchangedAt' | 'logoutAt';
type Page = Record<Moment, Instant> & { tab: number; unchangedIn?: number };

const pageFrom = ({
  tab,
  loadedAt,
  pressedAt,
  unchangedAt,
  unchangedIn,
  syncedAt = 0,
  logoutAt,
}: Stored): Page => ({
  tab,
  loadedAt,
  pressedAt,
  unchangedAt: unchangedAt ?? syncedAt,
  ...(unchangedIn !== undefined && { unchangedIn }),
  logoutAt,
});

const pagesOf = (run: Run): Page[] => (run.pages ?? []).map(pageFrom);

export const pageOf = (run: Run, tab: number): Page =>
  pagesOf(run).find((page) => page.tab === tab) ?? {
    tab,
    loadedAt: 0,
    pressedAt: 0,
    unchangedAt: 0,
    logoutAt: 0,
  };

const touchedAt = (page: Page) => Math.max(page.loadedAt, page.pressedAt, page.unchangedAt, page.logoutAt);

/** When something last happened in a tab that the run took note of; 0 where nothing did. */
export const touchedIn = (run: Run, tab: number): Instant => touchedAt(pageOf(run, tab));

/** The latest moment a run keeps. */
export const lastMoment = (run: Run): Instant =>
  Math.max(run.startedAt, run.stepAt, ...run.outcomes.map(({ at }) => at), ...pagesOf(run).map(touchedAt));

const isUnchanged = ({ of, says }: Reading): boolean => says === UNCHANGED[of];

/** Which moment of a tab this evidence is, if it is one that later readings are judged by. */
function momentOf(evidence: Evidence, { steps }: Procedure): Moment | undefined {
  switch (evidence.kind) {
    case 'loaded':
      return 'loadedAt';
    case 'press':
      return DECIDING_TARGETS.includes(evidence.target) &&
        steps.some(({ targets }) => targets.includes(evidence.target))
        ? 'pressedAt'
        : undefined;
    case 'reading':
      return isUnchanged(evidence) ? 'unchangedAt' : undefined;
    case 'logout-opened':
      return 'logoutAt';
    case 'login-page':
      return evidence.duringLogin ? undefined : 'logoutAt';
    default:
      return undefined;
  }
}

const documentOf = (evidence: Evidence): Pick<Page, 'unchangedIn'> =>
  evidence.kind === 'reading' && evidence.documentStartedAt !== undefined
    ? { unchangedIn: evidence.documentStartedAt }
    : {};

/** Only maxima are kept, so order and repetition of the evidence make no difference. */
export function remember(run: Run, procedure: Procedure, evidence: Evidence): Run {
  const moment = momentOf(evidence, procedure);
  if (!moment || evidence.kind === 'confirmed') return run;
  const before = pageOf(run, evidence.tab);
  if (before[moment] >= evidence.at) return run;
  const others = pagesOf(run).filter(({ tab }) => tab !== evidence.tab);
  const { unchangedIn: _, ...rest } = before;
  const kept = moment === 'unchangedAt' ? { ...rest, ...documentOf(evidence) } : before;
  const pages = [...others, { ...kept, [moment]: evidence.at }];
  pages.sort((a, b) => touchedAt(b) - touchedAt(a) || a.tab - b.tab);
  return { ...run, pages: pages.slice(0, MAX_PAGES) };
}

/**
 * True when the page in the tab was loaded, or changed by a deciding press, at `since` or later. What showed the old
 * state even after that was changed in place, perhaps in a form that is not saved yet.
 */
export function isFresh(run: Run, reading: Reading, since: Instant): boolean {
  const { loadedAt, pressedAt, unchangedAt, unchangedIn } = pageOf(run, reading.tab);
  const isKnown = unchangedIn !== undefined && reading.documentStartedAt !== undefined;
  // The document before may say so still while its tab is loading this one.
  const isOther = isKnown && unchangedIn !== reading.documentStartedAt;
  const oldUntil = isUnchanged(reading) || isOther ? 0 : unchangedAt;
  // What the browser brought back may be old, or never saved. A reloaded page gets back its boxes alone, and no row. A
  // document that goes to another address takes its boxes along.
  const isBack =
    reading.restored === 'history' ||
    (reading.of !== 'link-row' && (reading.restored === 'reload' || (isKnown && !isOther)));
  return [isBack ? 0 : loadedAt, pressedAt].some((at) => at >= since && at > oldUntil);
}

/** When the run came to a step; `Infinity` for one it has not reached. */
export function beganAt(run: Run, procedure: Procedure, id: StepId): Instant {
  const index = procedure.steps.findIndex((step) => step.id === id);
  if (index < 0 || index > run.step) return Number.POSITIVE_INFINITY;
  if (index === run.step) return run.stepAt;
  return index === 0 ? run.startedAt : (run.outcomes[index - 1]?.at ?? run.startedAt);
}
