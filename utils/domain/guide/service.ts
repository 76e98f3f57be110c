import { i18n } from '#i18n';
import { ageOf } from '../../base/clock.ts';
import { AppFault } from '../../base/errors.ts';
import { logoutPage, profilePage, projectHome } from './addresses.ts';
import { act, advance, currentStep, isElsewhere, isStale, type StartOptions } from './engine.ts';
import { procedureOf, procedures } from './procedures/index.ts';
import type { Opens, ProcedureId } from './types.ts';
import { keepConfirmation } from '../links/confirm.ts';
import { itemKey } from '../links/ledger.ts';
import { mayBeZone } from '../../base/hosts.ts';
import type { Caller, Handlers } from '../../app/messaging/gate.ts';
import { pageContext } from '../pages/page-context.ts';
import type { EffectiveSettings } from '../settings/effective.ts';
import { connectionsWith } from '../connections/rows.ts';
import type { CountersignDatabase } from '../database.ts';
import type { Run } from './tables.ts';
import type { Sighting } from '../links/tables.ts';
import { tabProjects } from '../pages/items.ts';
import type { Clock, Instant, LinkKey, Zone } from '../../base/types.ts';
import { classify } from '../../vendors/procore/urls.ts';
import { type GuideTabsDeps, guideTabs } from './guide-tabs.ts';
import { type Journal, journalTables } from '../journal/append.ts';
import { keepRuns } from './keep-runs.ts';
import { createLoginPageReader } from './login-pages.ts';
import type { ReportedPage } from '../pages/report-queue.ts';

export type GuideDeps = Omit<GuideTabsDeps, 'logged'> & {
  db: CountersignDatabase;
  journal: Journal;
  clock: Clock;
  /** Stamps what comes in to this worker, in its order. */
  stamp: () => Instant;
  settings: () => Promise<EffectiveSettings>;
  log: (what: string, cause?: unknown) => void;
};

/** Runs the guided procedures. Everything it has to remember is in the database, so the worker may die at any line. */
export function guideHandlers(deps: GuideDeps) {
  const { db, clock, stamp, journal, tabs, scripting, settings, log } = deps;

  const logged = (what: string, work: Promise<unknown>): void => {
    work.catch((thrown: unknown) => log(`guide: ${what}`, thrown));
  };

  const pages = guideTabs({ tabs, scripting, logged });
  const runs = keepRuns({ db, journal, clock, stamp, pages, logged });
  const logins = createLoginPageReader({ tabs, scripting, clock, settings, runs });
  const { arrived, inOrder, judge } = runs;

  /** The page that a script speaks of: the address judged by us, and what its tab adds to it. */
  async function pageOf(href: string, caller: Caller) {
    const page = classify(href);
    const isOwn = URL.parse(href)?.origin === caller.origin;
    const { tabId } = caller;
    if (!page || tabId === null || !isOwn) throw new AppFault('bad-message');
    const tab = (await tabProjects.get())[tabId];
    const project = pageContext(href, null, { tab, personsIn: () => [] })?.key.project ?? '';
    return { ...page, named: page.project !== '', project, item: itemKey(page), tabId };
  }

  async function open(run: Run, opens: Opens): Promise<void> {
    const { zone, project } = run;
    switch (opens) {
      case 'project':
        return pages.openOrShow(projectHome(zone, project), zone);
      case 'profile':
        return openProfile(zone, project);
      case 'item':
        return pages.openOrShow(run.item?.href ?? projectHome(zone, project), zone);
      case 'docusign-logout': {
        const url = logoutPage((await settings()).settings.environment);
        const { id } = await pages.open({ url });
        if (id === undefined) return;
        const at = await arrived()();
        await runs.change(
          (now) => advance(now, { kind: 'logout-opened', zone, tab: id, at }, clock()),
          run.id,
        );
        logged('log-out page', logins.opened(id, url, zone));
      }
    }
  }

  async function openProfile(zone: Zone, project: string): Promise<void> {
    const place = await db.places.get([zone, 'profile']);
    const profile = place && profilePage(zone, place.path, project);
    // Not learned yet: from the project's home the person is led to the avatar menu.
    return pages.openOrShow(profile ?? projectHome(zone, project), zone);
  }

  /** The item a run is to be about: of the run's own zone and project, or it is none of its business. */
  function itemFor(procedure: ProcedureId, { zone, project }: LinkKey, href: string): StartOptions['item'] {
    if (procedures[procedure].about !== 'item') return null;
    const page = classify(href);
    if (!page?.item?.id || page.zone !== zone || page.project !== project)
      throw new AppFault('bad-input', 'href');
    return { key: itemKey(page), href };
  }

  const handlers: Pick<
    Handlers,
    'startRun' | 'stepRun' | 'confirmAccount' | 'guideStep' | 'guidePress' | 'openPlace'
  > = {
    startRun: async ({ procedure, key, company, href = '' }) => {
      if (!mayBeZone(key.zone)) throw new AppFault('bad-input', 'zone');
      const item = itemFor(procedure, key, href);
      const id = crypto.randomUUID();
      const cameIn = arrived();
      await inOrder(async () => runs.begin({ id, procedure, key, company, item }, await cameIn()));
      // The page scripts read again, so that what stands open already counts, dated now.
      logged('start', pages.askAgain(key.zone, 'all'));
      return { runId: id };
    },

    stepRun: async ({ runId, action, step }) => {
      const run = await db.runs.get(runId);
      if (!run || run.status !== 'running' || !procedureOf(run.procedure)) throw new AppFault('not-found');
      if (action === 'look') {
        if (!isStale(run, clock())) logged('look', lookAgain(run, 'in-front'));
        return null;
      }
      const cameIn = arrived();
      const changed = await inOrder(async () => {
        const at = await cameIn();
        return runs.change((now) => {
          if (step !== undefined && currentStep(now)?.id !== step) return now;
          return act(now, action === 'do' ? 'resume' : action, clock(), at);
        }, runId);
      });
      runs.tellOf(changed);
      const now = changed[0]?.after ?? run;
      // A stale run had no callout in the pages.
      if (isStale(run, clock()) && now.status === 'running') logged('resume', pages.showInZone(now.zone));
      const current = currentStep(now);
      if (action === 'do' && current?.opens && (step === undefined || step === current.id)) {
        await open(now, current.opens);
      }
      return null;
    },

    openPlace: async ({ place, subject: { zone, project }, href }) => {
      if (place === 'docusign-logout') {
        const { environment } = (await settings()).settings;
        await pages.open({ url: logoutPage(environment) });
        return null;
      }
      if (!mayBeZone(zone)) throw new AppFault('bad-input', 'zone');
      if (place === 'project') await pages.openOrShow(projectHome(zone, project), zone);
      else if (classify(href)?.zone === zone) await pages.openOrShow(href, zone);
      else throw new AppFault('bad-input', 'href');
      return null;
    },

    confirmAccount: async ({ key, who, accountId, accountName }) => {
      const now = clock();
      const cameIn = arrived();
      await inOrder(async () => {
        const at = await cameIn();
        // Said once: it is not asked for again, so the run has it in the same transaction.
        const changed = await db.transaction(
          'rw',
          [db.confirmations, db.links, db.sightings, db.uses, db.connections, db.runs, ...journalTables(db)],
          async () => {
            const source = (await isProven(who, accountId)) ? 'docusign' : 'person';
            await keepConfirmation(db, { ...key, who, accountId, accountName, source, at: now });
            await journal.record({ code: 'account-confirmed', source }, now);
            return runs.change((run) => advance(run, { kind: 'confirmed', key, who, accountId, at }, now));
          },
        );
        runs.tellOf(changed);
      });
      return null;
    },

    guideStep: async ({ href, seen, documentStartedAt, waiting }, caller) => {
      const cameIn = arrived();
      const age = ageOf(documentStartedAt, clock());
      const { zone, company, project, named, item, tabId } = await pageOf(href, caller);
      await inOrder(async () => {
        const at = await cameIn();
        // What the browser told of it may have met a worker that died. Of unknown age, it is no new page.
        if (age !== null) await judge({ kind: 'loaded', zone, tab: tabId, at: at - age });
        if (!named) return;
        await judge({ kind: 'visit', key: { zone, person: '', project }, company, item, tab: tabId, at });
      });
      const run = await runs.runOf({ zone, project });
      const step = run && currentStep(run);
      if (!run || !step) return null;
      // Work in another project or on another item goes on undisturbed; only the step that leads there is shown.
      const leadsThere = step.provenBy.some(({ by }) => by === 'visit');
      if (!leadsThere && isElsewhere(run, project, item)) return null;
      if (waiting) {
        logged('look', pages.readAgain(tabId));
        logged('look', logins.look(run));
      }

      const found = step.targets.find((target) => seen.includes(target));
      const text = i18n.t(`guide.${step.texts}.text`);
      const total = procedureOf(run.procedure)?.steps.length ?? 0;
      return {
        runId: run.id,
        step: step.id,
        target: found ?? step.targets.at(-1) ?? null,
        title: i18n.t(`guide.${step.texts}.title`),
        text: found || step.targets.length === 0 ? text : `${text} ${i18n.t('guide.spot.not_found')}`,
        count: i18n.t('guide.spot.count', [String(run.step + 1), String(total)]),
      };
    },

    guidePress: async ({ href, target, pressedAt }, caller) => {
      const cameIn = arrived();
      const age = ageOf(pressedAt, clock()) ?? 0;
      await inOrder(async () => {
        const { zone, project, item, tabId } = await pageOf(href, caller);
        await judge({ kind: 'press', zone, project, item, tab: tabId, target, at: (await cameIn()) - age });
      });
      return null;
    },
  };

  /** DocuSign itself told us of this person and account through our own connection. */
  async function isProven(who: string, accountId: string): Promise<boolean> {
    if (accountId === '') return false;
    const connections = await connectionsWith(db, 'docusign');
    return connections.some(
      ({ name, email, accounts }) =>
        (who === name || who === email) && accounts.some((account) => account.accountId === accountId),
    );
  }

  /** Has everything asked again that may prove the step: what told of it may have met a worker that died. */
  async function lookAgain(run: Run, which: 'in-front' | 'all'): Promise<void> {
    await Promise.all([pages.askAgain(run.zone, which), logins.look(run)]);
  }

  return {
    handlers,

    /** After every report of a page, also one without readings. */
    onSightings: (context: ReportedPage, sightings: readonly Sighting[]): Promise<void> => {
      const { key, page, tabId, restored, documentStartedAt, stamp: place } = context;
      return inOrder(async () => {
        // What an earlier worker left may be older than the step: its page is asked again.
        if (place === undefined) return;
        const at = await runs.timeOf(place);
        const of = { key, company: page.company, item: itemKey(page), tab: tabId, at };
        // A reading is a visit too. A visit dated after it would begin the next step later than what proves it was read.
        if (sightings.length > 0) {
          await judge(
            ...sightings.map(({ kind, says }) => ({
              kind: 'reading' as const,
              ...of,
              of: kind,
              says,
              beside: sightings.filter((other) => other.kind === kind).map((other) => other.says),
              restored,
              documentStartedAt,
            })),
          );
        } else if (key.project !== '') await judge({ kind: 'visit', ...of });
      });
    },

    /**
     * To be called when a page of a tab is loaded or changes its address (`status` is `loading` or `complete`, or
     * there is a `url`), with the tab's address.
     * @param isNew false where a page that was begun before has come to its end: what it shows may be changed by then
     * @param openerTabId the tab it was opened from, if any
     */
    onTabUpdated: async (tabId: number, url: string, isNew = true, openerTabId?: number): Promise<void> => {
      const page = classify(url);
      const cameIn = arrived();
      if (!page) return logins.loaded({ id: tabId, url, openerTabId }, cameIn);
      await inOrder(async () => {
        const at = await cameIn();
        if (isNew) await judge({ kind: 'loaded', zone: page.zone, tab: tabId, at });
        if (page.project === '') return;
        const key = { zone: page.zone, person: '', project: page.project };
        await judge({ kind: 'visit', key, company: page.company, item: itemKey(page), tab: tabId, at });
      });
      if (await runs.runOf(page)) await pages.showIn(tabId);
    },

    /** At every start of the background: pages get their callout back, and what was missed is asked for again. */
    resume: async (): Promise<void> => {
      await Promise.all((await runs.live()).map((run) => lookAgain(run, 'all')));
    },
  };
}
