import { badgesValidUntil, badgeView } from './badge-view.ts';
import { HOUR, isWithin } from '../../base/clock.ts';
import { AppFault, toAppError } from '../../base/errors.ts';
import { isBuiltInZone } from '../../base/hosts.ts';
import { saveMessageCache, loadMessageCache } from './message-cache.ts';
import { type DatedReading, itemKey, type Ledger, type SeenSighting } from '../links/ledger.ts';
import type { Link } from '../links/link.ts';
import type { Caller, Handlers } from '../../app/messaging/gate.ts';
import { metPerson, pageContext, personsKey, placeAfter, samePlace, type TabPlace } from './page-context.ts';
import { queuePerKey } from '../../base/queue-per-key.ts';
import type { EffectiveSettings } from '../settings/effective.ts';
import type { Forgetting } from '../../storage/forgetting.ts';
import { knownPersons, pendingPresses, type Question, question, tabProjects } from './items.ts';
import type { Clock, Instant } from '../../base/types.ts';
import { classify } from '../../vendors/procore/urls.ts';
import { type ReportedPage, reportQueue } from './report-queue.ts';

export type PageDeps = {
  ledger: Ledger;
  forgetting: Forgetting;
  clock: Clock;
  /** Stamps what comes in to this worker, in its order. */
  stamp: () => Instant;
  settings: () => Promise<EffectiveSettings>;
  /** Puts the script that draws badges into a tab. */
  bringBadges: (tabId: number) => Promise<void>;
  /** Shows our panel; called in the same turn as the press, or the browser does not allow it. */
  openPanel: (caller: Caller) => void;
  /** Told after every report that was written down: the guide, the toolbar, other tabs. */
  onReport: (page: ReportedPage, link: Link, seen: readonly SeenSighting[], changed: boolean) => void;
  /** Tells the page script of a tab that this report of it is on disk. */
  onStored: (tabId: number, id: string) => void;
  /** Tells the page script of a tab to ask anew. */
  askAgain: (tabId: number) => void;
  log: (what: string, cause?: unknown) => void;
};

/** What the page script says. */
export type PageMessage = 'pageReport' | 'bringBadges' | 'openPanel' | 'sendPressed';

/** Answers the page script. What it says is taken as hostile: ids come from the address, and the address from its own origin. */
export function pageHandlers(deps: PageDeps): Pick<Handlers, PageMessage> {
  const { ledger, clock, settings, forgetting } = deps;
  const warningDay = async () => (await settings()).settings.warningDay;
  const reports = reportQueue({ ...deps, warningDay });
  // What a tab says is taken in the order it says it; no tab waits for another.
  const inTab = queuePerKey();
  /** `work` is handed which ledger the message was meant for, for what it leaves to be done later. */
  const inOrder = <T>({ tabId }: Caller, work: (ledgerOf: number) => Promise<T>): Promise<T> => {
    const ledgerOf = forgetting.current();
    return inTab(String(tabId), () => forgetting.keeping(() => work(ledgerOf), ledgerOf));
  };

  const noted = (what: string, work: Promise<unknown>): void => {
    work.catch((thrown: unknown) => deps.log(what, thrown));
  };

  /** @param told what the page says of the person, or null for a message that follows a report of the same page */
  async function pageOf(
    href: string,
    told: string | null,
    caller: Caller,
    follows: boolean,
  ): Promise<ReportedPage> {
    const page = classify(href);
    const isOwn = URL.parse(href)?.origin === caller.origin;
    const { tabId } = caller;
    if (!page || tabId === null || !isOwn) {
      throw new AppFault('bad-message');
    }
    const [{ settings: set }, persons, tabs] = await Promise.all([
      settings(),
      knownPersons.get(),
      tabProjects.get(),
      loadMessageCache(),
    ]);
    if (!isBuiltInZone(page.zone) && !set.zones.includes(page.zone))
      throw new AppFault('host-not-allowed', page.zone);

    const name = personsKey(page.zone, caller.cookieStore ?? '');
    const known = persons[name] ?? [];
    const met = told === null ? known : metPerson(told, known);
    if (told !== null && met !== known) {
      await knownPersons.update((all) => ({ ...all, [name]: [...metPerson(told, all[name] ?? [])] }));
      // What was remembered of nobody in particular may be anybody's from now on.
      if (!known.includes(told)) await ledger.invalidateCache();
    }

    const tab = tabs[tabId];
    const context = pageContext(href, told, { tab, personsIn: () => met }, follows);
    if (!context) throw new AppFault('bad-message');
    if (told !== null) {
      const place = placeAfter(page, told, tab);
      if (!samePlace(place, tab)) await keepPlace(tabId, place);
    }
    return { ...context, tabId, opener: caller.opener, href };
  }

  /** A place there is no room for costs no badge, and the one before is not the tab's any more: what is removed needs no room. */
  async function keepPlace(tabId: number, place: TabPlace): Promise<void> {
    try {
      await tabProjects.update((all) => ({ ...all, [tabId]: place }));
    } catch (thrown) {
      if (toAppError(thrown).kind !== 'session-full') throw thrown;
      deps.log('the place of a tab was not kept', thrown);
      await tabProjects.remove();
    }
  }

  return {
    pageReport: ({ id, href, person, title, restored, documentStartedAt, readings }, caller) => {
      const receivedAt = clock();
      const stamp = deps.stamp();
      const read = readings as DatedReading[];
      const hasRow = read.some(({ kind }) => kind === 'link-row');
      return inOrder(caller, async (ledgerOf) => {
        const page = { ...(await pageOf(href, person, caller, hasRow)), restored, documentStartedAt, stamp };
        const { warningDay, badges } = (await settings()).settings;

        // A control that only names DocuSign is one of ours where Procore is known to send from, and nowhere else.
        const ours = read.filter(
          ({ kind, says }) => !(kind === 'send-button' && says === 'unknown' && page.page.item === null),
        );
        const drawn = ours.filter(({ kind }) => badges[kind]);
        const answerOf = (link: Link) => {
          const now = clock();
          return {
            badges: drawn.map((reading) => badgeView(reading, link, now)),
            validUntil: badgesValidUntil(drawn, link, now),
          };
        };

        const report = { id, page, title, readings: ours, receivedAt };
        const [foreseen] = await Promise.all([
          ledger.predict(page.key, ours, itemKey(page.page), warningDay),
          // The page repeats what it does not hear of: an answer is not refused for it.
          reports.keep(report).catch((thrown: unknown) => deps.log('a report was not kept', thrown)),
          reports.ready,
        ]);
        if (!foreseen) {
          const written = reports.write(report, ledgerOf, async () => undefined);
          // Only the tab's own reports keep their order; the answer waits for the database outside of it.
          return {
            later: written.then(answerOf).finally(() => noted('words were not kept', saveMessageCache())),
          };
        }
        // Answered out of memory; the page asks again should the written ledger say otherwise.
        const answer = answerOf(foreseen);
        noted(
          'a report was not compared',
          reports.write(report, ledgerOf).then(async (link) => {
            if (JSON.stringify(answerOf(link)) !== JSON.stringify(answer)) deps.askAgain(page.tabId);
            await saveMessageCache();
          }),
        );
        return { later: answer };
      }).then(({ later }) => later);
    },

    bringBadges: async (_, { tabId }) => {
      if (tabId === null) throw new AppFault('bad-message');
      await deps.bringBadges(tabId);
      return null;
    },

    openPanel: ({ href, kind, says }, caller) => {
      deps.openPanel(caller);
      return inOrder(caller, async () => {
        const { page, key } = await pageOf(href, null, caller, kind === 'link-row');
        const asked: Question = {
          kind,
          says,
          ...key,
          company: page.company,
          item: itemKey(page),
          href,
          at: clock(),
        };
        await question.set(asked);
        return null;
      });
    },

    sendPressed: ({ href, says }, caller) =>
      inOrder(caller, async () => {
        const { page, key, tabId } = await pageOf(href, null, caller, false);
        // What could not be read may be anything that names DocuSign: a press on it is no sign that something was sent.
        if (page.item?.id && says !== 'unknown') {
          const press = { ...key, item: itemKey(page), at: clock(), tab: tabId };
          await pendingPresses.update((presses) =>
            [...presses.filter(({ at }) => isWithin(at, 2 * HOUR, clock())), press].slice(-20),
          );
        }
        return null;
      }),
  };
}
