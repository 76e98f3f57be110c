import { badgesValidUntil, badgeView } from '../../../utils/badges/badge-view.ts';
import { HOUR, isWithin } from '../../../utils/clock.ts';
import { AppFault } from '../../../utils/errors.ts';
import { isBuiltInZone } from '../../../utils/hosts.ts';
import { keepWords, recallWords } from '../../../utils/i18n/words.ts';
import { type DatedReading, itemKey, type Ledger, type Seen } from '../../../utils/ledger/ledger.ts';
import type { Link } from '../../../utils/ledger/link.ts';
import type { Caller, Handlers } from '../../../utils/messaging/gate.ts';
import {
  metPerson,
  pageContext,
  type PageContext,
  personsKey,
  placeAfter,
  samePlace,
} from '../../../utils/pages/page-context.ts';
import type { EffectiveSettings } from '../../../utils/settings/effective.ts';
import {
  knownPersons,
  pendingPresses,
  type Question,
  question,
  tabProjects,
} from '../../../utils/storage/items.ts';
import type { Clock, RestoredBy } from '../../../utils/types.ts';
import { classify } from '../../../utils/vendors/procore/urls.ts';
import { projectNameIn } from '../../../utils/vendors/procore/title.ts';

/** A page that reported, as the background sees it: the address judged by us, the person and the project made out. */
export type ReportedPage = PageContext & {
  tabId: number;
  href: string;
  restored?: RestoredBy | undefined;
  born?: number | undefined;
};

export type PageDeps = {
  ledger: Ledger;
  clock: Clock;
  settings: () => Promise<EffectiveSettings>;
  /** Puts the script that draws badges into a tab. */
  bringBadges: (tabId: number) => Promise<void>;
  /** Shows our panel; called in the same turn as the press, or the browser does not allow it. */
  openPanel: (caller: Caller) => void;
  /** Told after every sight: the guide, the toolbar, other tabs. */
  onSight: (context: ReportedPage, link: Link, seen: readonly Seen[], changed: boolean) => void;
  /** Tells the page script of a tab to ask anew. */
  askAgain: (tabId: number) => void;
  log: (what: string, cause?: unknown) => void;
  serialize: <T>(work: () => Promise<T>) => Promise<T>;
};

/** In a turn of its own: the answer is on its way by then, and not behind the database. */
const afterTheAnswer = () => new Promise((resolve) => setTimeout(resolve, 0));

/** What the page script says. */
export type PageMessage = 'sight' | 'bringBadges' | 'openPanel' | 'sendPressed';

/** Answers the page script. What it says is taken as hostile: ids come from the address, and the address from its own origin. */
export function pageHandlers(deps: PageDeps): Pick<Handlers, PageMessage> {
  const { ledger, clock, settings } = deps;

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
    const isOwn = !DEFENCE.D9 || URL.parse(href)?.origin === caller.origin;
    const { tabId } = caller;
    if (!page || tabId === null || !isOwn) {
      throw new AppFault('bad-message');
    }
    const [{ settings: set }, persons, tabs] = await Promise.all([
      settings(),
      knownPersons.get(),
      tabProjects.get(),
      recallWords(),
    ]);
    if (!isBuiltInZone(page.zone) && !set.zones.includes(page.zone))
      throw new AppFault('host-not-allowed', page.zone);

    const name = personsKey(page.zone, caller.cookieStore ?? '');
    const known = persons[name] ?? [];
    const met = told === null ? known : metPerson(told, known);
    if (told !== null && met !== known) {
      await knownPersons.update((all) => ({ ...all, [name]: [...metPerson(told, all[name] ?? [])] }));
    }

    const tab = tabs[tabId];
    const context = pageContext(href, told, { tab, personsIn: () => met }, follows);
    if (!context) throw new AppFault('bad-message');
    if (told !== null) {
      const place = placeAfter(page, told, tab);
      if (!samePlace(place, tab)) await tabProjects.update((all) => ({ ...all, [tabId]: place }));
    }
    return { ...context, tabId, href };
  }

  return {
    sight: ({ href, person, title, restored, born, readings }, caller) =>
      deps.serialize(async () => {
        const read = readings as DatedReading[];
        const hasRow = read.some(({ kind }) => kind === 'link-row');
        const context = { ...(await pageOf(href, person, caller, hasRow)), restored, born };
        const { warningDay, badges } = (await settings()).settings;

        // A control that only names DocuSign is one of ours where Procore is known to send from, and nowhere else.
        const ours = read.filter(
          ({ kind, says }) => !(kind === 'send-button' && says === 'unknown' && context.page.item === null),
        );
        const drawn = ours.filter(({ kind }) => badges[kind]);
        const answerOf = (link: Link) => {
          const now = clock();
          return {
            badges: drawn.map((reading) => badgeView(reading, link, now)),
            validUntil: badgesValidUntil(drawn, link, now),
          };
        };

        const foreseen = await ledger.foresee(context.key, ours, itemKey(context.page), warningDay);
        const write = () => writeDown(context, ours, title, warningDay);
        if (!foreseen) {
          const { link } = await write();
          const answer = answerOf(link);
          noted('words were not kept', keepWords());
          return answer;
        }
        // Answered out of memory; the page asks again should the written ledger say otherwise.
        const answer = answerOf(foreseen);
        noted(
          'a sight was not written down',
          deps.serialize(async () => {
            await afterTheAnswer();
            const { link } = await write();
            if (JSON.stringify(answerOf(link)) !== JSON.stringify(answer)) deps.askAgain(context.tabId);
            await keepWords();
          }),
        );
        return answer;
      }),

    bringBadges: async (_, { tabId }) => {
      if (tabId === null) throw new AppFault('bad-message');
      await deps.bringBadges(tabId);
      return null;
    },

    openPanel: ({ href, kind, says }, caller) => {
      deps.openPanel(caller);
      return deps
        .serialize(async () => {
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
        })
        .then(() => null);
    },

    sendPressed: ({ href }, caller) =>
      deps.serialize(async () => {
        const { page, key } = await pageOf(href, null, caller, false);
        if (page.item?.id) {
          const press = { ...key, item: itemKey(page), at: clock() };
          await pendingPresses.update((presses) =>
            [...presses.filter(({ at }) => isWithin(at, 2 * HOUR, clock())), press].slice(-20),
          );
        }
        return null;
      }),
  };

  /** Keeps what was read; one after the other, since the next reading builds on this one. */
  async function writeDown(
    context: ReportedPage,
    readings: readonly DatedReading[],
    title: string,
    warningDay: number,
  ): Promise<{ link: Link }> {
    const { page, key, href } = context;
    const presses = (await pendingPresses.get()).filter(({ at }) => isWithin(at, 2 * HOUR, clock()));
    const { seen, changed, settled } = await ledger.record(
      key,
      page.company,
      itemKey(page),
      readings,
      presses,
    );
    if (settled.length > 0) {
      await pendingPresses.update((all) =>
        all.filter((press) => !settled.some((done) => done.at === press.at)),
      );
    }
    const name = projectNameIn(title);
    if (name && context.named) await ledger.nameProject(key.zone, key.project, page.company, name);
    if (readings.some(({ kind }) => kind === 'link-row')) {
      const { pathname, search } = new URL(href);
      await ledger.learnProfile(page.zone, pathname + search);
    }
    const link = await ledger.link(key, warningDay);
    deps.onSight(context, link, seen, changed);
    return { link };
  }
}
