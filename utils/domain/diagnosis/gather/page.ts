import * as z from 'zod/mini';
import { AppFault } from '../../../base/errors.ts';
import { mayBeZone } from '../../../base/hosts.ts';
import type { CountersignDatabase } from '../../database.ts';
import { classify, isListType, type ProcorePage } from '../../../vendors/procore/urls.ts';
import type { PageFacts, PageKind, Why } from '../facts.ts';
import { type About, FactUnavailable, type FactValue } from './gather.ts';

type Reading = PageFacts['readings'][number];

export type PageSources = {
  db: Pick<CountersignDatabase, 'places'>;
  /** The address of a tab, or undefined where the browser does not show it to us. */
  addressOf: (tab: number) => Promise<string | undefined>;
  isGranted: (zone: string) => Promise<boolean>;
  /** Asks the page script of a tab to read anew, and answers with what it says. */
  readAnew: (tab: number) => Promise<readonly Reading[]>;
  /** Runs a function in the page of a tab. */
  runIn: (tab: number, func: () => unknown) => Promise<unknown>;
};

const Asked = z.object({ cookies: z.nullable(z.boolean()), status: z.number() });

/** Runs in the page. */
const askPage = () => {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return { cookies: navigator.cookieEnabled, status: navigation?.responseStatus ?? 0 };
};

/** The page in front, as it is now. */
export async function readPageFacts(
  { db, addressOf, isGranted, readAnew, runIn }: PageSources,
  { subject, tab }: About,
): Promise<FactValue<PageFacts>> {
  const address = tab === null ? undefined : await addressOf(tab);
  const host = URL.parse(address ?? '')?.hostname ?? '';
  if (tab === null || address === undefined || !mayBeZone(host)) throw new FactUnavailable('no-page');
  const page = classify(address);
  if (!page) throw new FactUnavailable('no-page');
  if (!(await isGranted(page.zone))) throw new FactUnavailable('not-granted');
  if (isElsewhere(page, subject)) throw new FactUnavailable('elsewhere');
  const [readings, told, learned] = await Promise.all([
    readAnew(tab),
    runIn(tab, askPage).catch(() => null),
    db.places.get([page.zone, 'profile']).catch(() => undefined),
  ]);
  const asked = Asked.safeParse(told);
  // A page of an error shows nothing of the place its address names.
  if (asked.success && asked.data.status >= 400) {
    throw new FactUnavailable(whyOf(asked.data.status), String(asked.data.status));
  }
  const cookies = asked.success ? asked.data.cookies : null;
  // What another item shows explains nothing about the one in question.
  if (isOther(page.item, subject.item)) {
    const ofProject = readings.filter(({ kind }) => !OF_ITEMS.includes(kind));
    return { value: { place: 'project', item: null, readings: ofProject.slice(0, 40), cookies } };
  }
  return {
    value: {
      place: placeOf(page, address, readings, learned?.path),
      item: isItem(page) ? page.item : null,
      readings: readings.slice(0, 40),
      cookies,
    },
  };
}

function whyOf(status: number): Why {
  if (status >= 500) return 'vendor-down';
  if (status === 429) return 'rate-limited';
  return status === 401 || status === 403 ? 'no-permission' : 'not-found';
}

const OF_ITEMS: readonly Reading['kind'][] = ['send-button', 'sign-toggle', 'banner'];

/** Of another zone or project than the one in question, as far as both are known. */
const isElsewhere = (page: ProcorePage, { zone, project }: About['subject']): boolean =>
  (zone !== '' && page.zone !== zone) || (project !== '' && page.project !== '' && page.project !== project);

const isOther = (item: ProcorePage['item'], asked: ProcorePage['item']): boolean =>
  item !== null && asked !== null && (item.type !== asked.type || item.id !== asked.id);

function placeOf(
  page: ProcorePage,
  address: string,
  readings: readonly Reading[],
  learnedProfile: string | undefined,
): PageKind {
  const has = (kind: Reading['kind']) => readings.some((reading) => reading.kind === kind);
  if (has('link-row') || isProfile(address, learnedProfile)) return 'profile';
  if (has('enable-box')) return 'project-settings';
  if (page.item) return isItem(page) ? 'item' : 'list';
  if (page.project !== '') return 'project';
  return page.company === '' ? 'other' : 'company';
}

const isItem = ({ item }: ProcorePage) => item !== null && !isListType(item.type);

/** The profile's address is not documented; on a zone where it was once seen its path is known, whatever project it names. */
function isProfile(address: string, learned: string | undefined): boolean {
  if (learned === undefined) return false;
  const path = (of: string) => new URL(of, 'https://any.procore.com').pathname.replaceAll(/\d+/g, '#');
  return path(address) === path(learned);
}

/** Lets one wait for what a page says next. */
export function createReportWaiter(patience: number) {
  const waiting = new Map<number, Set<(readings: readonly Reading[]) => void>>();
  return {
    /** Called for every report of a page. */
    tell: (tab: number, readings: readonly Reading[]): void => {
      for (const hear of waiting.get(tab) ?? []) hear(readings);
      waiting.delete(tab);
    },
    /** What the page of this tab says next, asked for by `ask`; `timed-out` when it says nothing. */
    next: async (tab: number, ask: () => Promise<unknown>): Promise<readonly Reading[]> => {
      const { promise, resolve, reject } = Promise.withResolvers<readonly Reading[]>();
      const hears = waiting.get(tab) ?? new Set();
      hears.add(resolve);
      waiting.set(tab, hears);
      const timer = setTimeout(() => reject(new AppFault('timed-out')), patience);
      try {
        // A tab without our script answers with an error at once.
        ask().catch(() => reject(new FactUnavailable('no-page')));
        return await promise;
      } finally {
        clearTimeout(timer);
        hears.delete(resolve);
      }
    },
  };
}
