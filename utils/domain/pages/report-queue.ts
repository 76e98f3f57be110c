import { ageOf, HOUR, isAfter, isWithin } from '../../base/clock.ts';
import { cameToNothing, mayShowEffect, type ReadIn } from '../links/derive.ts';
import { type DatedReading, itemKey, type Ledger, type SeenSighting } from '../links/ledger.ts';
import type { Link } from '../links/link.ts';
import type { PageContext } from './page-context.ts';
import { queuePerKey } from '../../base/queue-per-key.ts';
import type { Forgetting } from '../../storage/forgetting.ts';
import { pendingPresses, pendingReports } from './items.ts';
import type { Clock, Instant, RestoredBy } from '../../base/types.ts';
import { projectNameIn } from '../../vendors/procore/title.ts';

/** A page that reported, as the background sees it: the address judged by us, the person and the project made out. */
export type ReportedPage = PageContext &
  ReadIn & {
    href: string;
    restored?: RestoredBy | undefined;
    /** Its place among all that came in to this worker; absent where it came to an earlier one. */
    stamp?: Instant | undefined;
  };

export type QueuedReport = {
  /** Made up by the page; it repeats the report under the same one until it hears that it is stored. */
  id: string;
  page: ReportedPage;
  title: string;
  /** Their ages are those of the moment the report came. */
  readings: readonly DatedReading[];
  receivedAt: Instant;
};

export type ReportQueueDeps = {
  ledger: Ledger;
  forgetting: Forgetting;
  clock: Clock;
  warningDay: () => Promise<number>;
  /** Told after every report: the guide, the toolbar, other tabs. */
  onReport: (page: ReportedPage, link: Link, seen: readonly SeenSighting[], changed: boolean) => void;
  /** Tells the page of a tab that its report is on disk. */
  onStored: (tabId: number, id: string) => void;
  log: (what: string, cause?: unknown) => void;
};

/** Reports kept for the next worker at once; each waits some milliseconds only. */
const MAX_KEPT = 100;
/** A press on a send button is waited for as long as an envelope takes. */
const PRESS_WAITS = 2 * HOUR;

/**
 * Writes reports down: one after the other for each link, since a reading builds on the one before, and links beside each
 * other. A report counts only when it is on disk. Until then it is kept where a dying worker leaves it for the next.
 */
export function reportQueue(deps: ReportQueueDeps) {
  const { ledger, clock, forgetting } = deps;
  const ledgerAtStart = forgetting.current();
  const inOrder = queuePerKey();
  const waiting = new Map<string, Promise<Link>>();
  // What another worker left comes before what is read now.
  const leftBehind = pendingReports.get().then(
    (kept) =>
      Object.entries(kept)
        // The schema has parsed that each says what its kind can say; the compiler cannot follow that.
        .map(([id, report]) => ({ ...report, id, readings: report.readings as DatedReading[] }))
        .toSorted(inOrderOfArrival(clock()))
        .map((report) => write(report, ledgerAtStart)),
    (thrown: unknown) => {
      deps.log('what an earlier worker left was not read', thrown);
      return [];
    },
  );

  /** Keeps a report until it is written; answered when it is safe from the worker's death. */
  async function keep({ id, ...report }: QueuedReport): Promise<void> {
    const compare = inOrderOfArrival(clock());
    await pendingReports.update((kept) =>
      Object.fromEntries(
        Object.entries({ ...kept, [id]: { ...report, readings: [...report.readings] } })
          .toSorted(([, a], [, b]) => compare(a, b))
          .slice(-MAX_KEPT),
      ),
    );
  }

  async function letGo(id: string): Promise<void> {
    await pendingReports.update((kept) => {
      const { [id]: stored, ...others } = kept;
      return stored ? others : kept;
    });
  }

  /**
   * Queues a report, once however often it comes while it waits. Answers with the link when it is on disk.
   * @param ledgerOf which ledger it was meant for: what was forgotten meanwhile is not written
   */
  function write(
    report: QueuedReport,
    ledgerOf: number,
    first: () => Promise<unknown> = afterTheAnswer,
  ): Promise<Link> {
    const before = waiting.get(report.id);
    if (before) return before;
    const { zone, person, project } = report.page.key;
    const written = inOrder(JSON.stringify([zone, person, project]), async () => {
      await first();
      const link = await forgetting.keeping(() => writeDown(report), ledgerOf);
      deps.onStored(report.page.tabId, report.id);
      return link;
    });
    waiting.set(report.id, written);
    written
      .then(() => letGo(report.id))
      .catch((thrown: unknown) => deps.log('a report was not written down', thrown))
      .finally(() => waiting.delete(report.id));
    return written;
  }

  async function writeDown({ page: reported, title, readings, receivedAt }: QueuedReport): Promise<Link> {
    const { page, key, href } = reported;
    const waited = ageOf(receivedAt, clock()) ?? 0;
    const dated = readings.map((reading) => ({ ...reading, age: (reading.age ?? 0) + waited }));
    const item = itemKey(page);
    const waiting = (await pendingPresses.get()).filter(({ at }) => isWithin(at, PRESS_WAITS, clock()));
    const idle = waiting.filter((press) => cameToNothing(press, key, item, readings, reported));
    const presses = waiting.filter((press) => !idle.includes(press) && mayShowEffect(press, reported));
    const { seen, changed, settled } = await ledger.record(key, page.company, item, dated, presses);
    const done = [...idle, ...settled];
    if (done.length > 0) {
      await pendingPresses.update((all) => all.filter((press) => !done.some(({ at }) => at === press.at)));
    }
    const name = projectNameIn(title);
    if (name && reported.named) await ledger.nameProject(key.zone, key.project, page.company, name);
    if (readings.some(({ kind }) => kind === 'link-row')) {
      const { pathname, search } = new URL(href);
      await ledger.learnProfile(page.zone, pathname + search);
    }
    const link = await ledger.link(key, await deps.warningDay());
    deps.onReport(reported, link, seen, changed);
    return link;
  }

  return {
    /** Resolves when what an earlier worker left behind is queued. */
    ready: leftBehind.then(() => undefined),
    keep,
    write,
  };
}

/** Storage keeps no order of its own, and the clock may have gone back since some of them came. */
function inOrderOfArrival(now: Instant) {
  type Arrived = Pick<QueuedReport, 'receivedAt'>;
  return ({ receivedAt: a }: Arrived, { receivedAt: b }: Arrived): number =>
    isAfter(a, b, now) ? 1 : isAfter(b, a, now) ? -1 : 0;
}

/** In a turn of its own: an answer is on its way by then, and not behind the database. */
const afterTheAnswer = () => new Promise((resolve) => setTimeout(resolve, 0));
