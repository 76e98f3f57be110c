import { i18n } from '#i18n';
import * as z from 'zod/mini';
import { AppFault } from '../../../utils/errors.ts';
import { LOGIN_HOST, logoutPage, profilePage, projectHome } from '../../../utils/guide/addresses.ts';
import {
  act,
  advance,
  currentStep,
  isElsewhere,
  isStale,
  type StartOptions,
  startRun,
} from '../../../utils/guide/engine.ts';
import { readLoginPage } from '../../../utils/guide/login-page.ts';
import { procedureOf, procedures } from '../../../utils/guide/procedures/index.ts';
import { type Front, runToShow } from '../../../utils/guide/run-to-show.ts';
import type { Evidence, Opens, ProcedureId, StepId } from '../../../utils/guide/types.ts';
import { keepConfirmation } from '../../../utils/ledger/confirm.ts';
import { itemKey } from '../../../utils/ledger/ledger.ts';
import { matchOf, mayBeZone } from '../../../utils/hosts.ts';
import type { Caller, Handlers } from '../../../utils/messaging/gate.ts';
import type { PagePush } from '../../../utils/messaging/protocol.ts';
import { oneAtATime } from '../../../utils/one-at-a-time.ts';
import type { EffectiveSettings } from '../../../utils/settings/effective.ts';
import type { CountersignDatabase, Run, Sighting } from '../../../utils/storage/database.ts';
import { pageContext } from '../../../utils/pages/page-context.ts';
import { tabProjects } from '../../../utils/storage/items.ts';
import type { Clock, LinkKey, Zone } from '../../../utils/types.ts';
import { classify } from '../../../utils/vendors/procore/urls.ts';
import type { ReportedPage } from './report-queue.ts';

type Tab = { id?: number | undefined; url?: string | undefined; active: boolean };

export type GuideDeps = {
  db: CountersignDatabase;
  clock: Clock;
  settings: () => Promise<EffectiveSettings>;
  tabs: {
    create(properties: { url: string }): Promise<Tab>;
    update(tabId: number, properties: { active: boolean }): Promise<unknown>;
    query(which: { url: string[] }): Promise<Tab[]>;
    sendMessage(tabId: number, message: { type: PagePush }): Promise<unknown>;
  };
  scripting: {
    executeScript(
      injection: { target: { tabId: number } } & ({ files: string[] } | { func: () => unknown }),
    ): Promise<{ result?: unknown }[]>;
  };
  log: (what: string, cause?: unknown) => void;
};

/** The script that shows the spot, as packaged. */
export const SPOT_SCRIPT = '/guide-spot.js';

const LoginPage = z.object({ emailBox: z.boolean(), empty: z.boolean(), duringLogin: z.boolean() });

type Changed = { before: Run; after: Run };

/** Runs the guided procedures. Everything it has to remember is in the database, so the worker may die at any line. */
export function guideHandlers(deps: GuideDeps) {
  const { db, clock, tabs, scripting, log } = deps;
  // Evidence is judged in the order it came in, although looking things up takes each message its own time.
  const inOrder = oneAtATime();

  const logged = (what: string, work: Promise<unknown>): void => {
    work.catch((thrown: unknown) => log(`guide: ${what}`, thrown));
  };

  const running = () => db.runs.where('status').equals('running').toArray();

  const standsAt = async (step: StepId) => (await running()).some((run) => currentStep(run)?.id === step);

  async function runOf(front: Front): Promise<Run | undefined> {
    const runs = await running();
    return runToShow(
      runs.filter((run) => run.zone === front.zone && !isStale(run, clock())),
      front,
    );
  }

  /** Reads, changes and journals in one transaction: two that change at once never see half of each other. */
  function change(update: (run: Run) => Run, runId?: string): Promise<Changed[]> {
    return db.transaction('rw', [db.runs, db.journal], async () => {
      const found = runId === undefined ? await running() : [await db.runs.get(runId)];
      const changed: Changed[] = [];
      for (const before of found) {
        const after = before && update(before);
        if (!before || !after || after === before) continue;
        await db.runs.put(after);
        await journalChange(before, after);
        changed.push({ before, after });
      }
      return changed;
    });
  }

  async function journalChange(before: Run, after: Run): Promise<void> {
    const at = clock();
    const steps = after.outcomes.filter((outcome, index) => outcome !== before.outcomes[index]);
    await db.journal.bulkAdd(
      steps.map(({ step, outcome }) => ({
        at,
        what: 'guide_step',
        detail: `${after.procedure}: ${step}, ${outcome}`,
      })),
    );
    if (after.status !== before.status) {
      const what = after.status === 'done' ? 'guide_done' : 'guide_cancelled';
      await db.journal.add({ at, what, detail: after.procedure });
    }
  }

  /** Lets every running run judge what happened, in this order. */
  async function judge(...happened: readonly Evidence[]): Promise<void> {
    const changed = await change((run) =>
      happened.reduce((now, evidence) => advance(now, evidence, clock()), run),
    );
    tellOf(changed);
  }

  /**
   * After anything but a mere note in the run's memory: pages show the other step, and read again, since what stands
   * there already may prove the step that has just begun, and only a reading from now on counts.
   */
  function tellOf(changed: readonly Changed[]): void {
    for (const { before, after } of changed) {
      if (before.step === after.step && before.status === after.status && before.stepAt === after.stepAt)
        continue;
      logged('push', push(after.zone, 'guide-changed'));
      if (after.status === 'running') logged('push', push(after.zone, 'sightings-changed'));
    }
  }

  const tabsOf = (zone: Zone) => tabs.query({ url: [matchOf(zone)] });

  /** Tabs a person looks at come first: what they show is what the person means. */
  async function push(zone: Zone, type: PagePush): Promise<void> {
    const open = await tabsOf(zone);
    open.sort((a, b) => Number(b.active) - Number(a.active));
    // A tab without our script answers with an error, which is no fault: it has nothing to show.
    await Promise.allSettled(
      open.flatMap(({ id }) => (id === undefined ? [] : tabs.sendMessage(id, { type }))),
    );
  }

  /** A second run of the script in a page only makes it ask again. */
  async function showIn(tabId: number): Promise<void> {
    await scripting.executeScript({ target: { tabId }, files: [SPOT_SCRIPT] });
  }

  async function showInZone(zone: Zone): Promise<void> {
    const open = await tabsOf(zone);
    await Promise.allSettled(open.flatMap(({ id }) => (id === undefined ? [] : showIn(id))));
  }

  function pageOf(href: string, caller: Caller) {
    const page = classify(href);
    const isOwn = !DEFENCE.D9 || URL.parse(href)?.origin === caller.origin;
    if (!page || caller.tabId === null || !isOwn) {
      throw new AppFault('bad-message');
    }
    return { ...page, item: itemKey(page), tabId: caller.tabId };
  }

  async function openOrShow(address: string, zone: Zone): Promise<void> {
    const there = (await tabsOf(zone)).find(({ url }) => url === address);
    if (there?.id === undefined) {
      // Never the tab the person is in: a form there may not be saved.
      await tabs.create({ url: address });
      return;
    }
    await tabs.update(there.id, { active: true });
    // It has been open for a while, so it is asked again: only what is read from now on counts.
    logged('push', push(zone, 'sightings-changed'));
    logged('push', push(zone, 'guide-changed'));
  }

  async function open(run: Run, opens: Opens): Promise<void> {
    const { zone, project } = run;
    switch (opens) {
      case 'project':
        return openOrShow(projectHome(zone, project), zone);
      case 'profile':
        return openProfile(zone, project);
      case 'item':
        return openOrShow(run.item?.href ?? projectHome(zone, project), zone);
      case 'docusign-logout': {
        const { environment } = (await deps.settings()).settings;
        const { id } = await tabs.create({ url: logoutPage(environment) });
        if (id === undefined) return;
        await change((now) => advance(now, { kind: 'logout-opened', tab: id, at: clock() }, clock()), run.id);
        // It may have loaded before the line above was written.
        logged('log-out page', readLogin(id));
      }
    }
  }

  async function readLogin(tabId: number): Promise<void> {
    const [answer] = await scripting.executeScript({ target: { tabId }, func: readLoginPage });
    const reading = LoginPage.safeParse(answer?.result);
    if (reading.success) {
      await inOrder(() => judge({ kind: 'login-page', tab: tabId, ...reading.data, at: clock() }));
    }
  }

  async function openProfile(zone: Zone, project: string): Promise<void> {
    const place = await db.places.get([zone, 'profile']);
    const profile = place && profilePage(zone, place.path, project);
    // Not learned yet: from the project's home the person is led to the avatar menu.
    return openOrShow(profile ?? projectHome(zone, project), zone);
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
      await inOrder(() =>
        db.transaction('rw', [db.runs, db.journal, db.confirmations], async () => {
          const now = clock();
          for (const before of await running()) {
            if (before.zone !== key.zone) continue;
            const after = act(before, 'cancel', now);
            await db.runs.put(after);
            await journalChange(before, after);
          }
          const confirmed = (await db.confirmations.get([key.zone, key.person, key.project])) ?? null;
          await db.runs.add(startRun({ id, procedure, key, company, item, now, confirmed }));
          await db.journal.add({ at: now, what: 'guide_started', detail: procedure });
        }),
      );
      // The page scripts read again, so that what stands open already counts, dated now.
      logged('start', Promise.all([showInZone(key.zone), push(key.zone, 'sightings-changed')]));
      return { runId: id };
    },

    stepRun: async ({ runId, action, step }) => {
      const run = await db.runs.get(runId);
      if (!run || run.status !== 'running' || !procedureOf(run.procedure)) throw new AppFault('not-found');
      const changed = await inOrder(() =>
        change((now) => {
          if (step !== undefined && currentStep(now)?.id !== step) return now;
          return act(now, action === 'do' ? 'resume' : action, clock());
        }, runId),
      );
      tellOf(changed);
      const now = changed[0]?.after ?? run;
      // A stale run had no spot in the pages.
      if (isStale(run, clock()) && now.status === 'running') logged('resume', showInZone(now.zone));
      const current = currentStep(now);
      if (action === 'do' && current?.opens && (step === undefined || step === current.id)) {
        await open(now, current.opens);
      }
      return null;
    },

    openPlace: async ({ place, subject: { zone, project }, href }) => {
      if (place === 'docusign-logout') {
        const { environment } = (await deps.settings()).settings;
        await tabs.create({ url: logoutPage(environment) });
        return null;
      }
      if (!mayBeZone(zone)) throw new AppFault('bad-input', 'zone');
      if (place === 'project') await openOrShow(projectHome(zone, project), zone);
      else if (classify(href)?.zone === zone) await openOrShow(href, zone);
      else throw new AppFault('bad-input', 'href');
      return null;
    },

    confirmAccount: async ({ key, who, accountId, accountName }) => {
      const at = clock();
      await inOrder(async () => {
        await db.transaction('rw', [db.confirmations, db.links, db.connections, db.journal], async () => {
          const source = (await isProven(who, accountId)) ? 'docusign' : 'person';
          await keepConfirmation(db, { ...key, who, accountId, accountName, source, at });
          await db.journal.add({ at, what: 'account_confirmed', detail: source });
        });
        await judge({ kind: 'confirmed', key, who, accountId, at });
      });
      return null;
    },

    guideStep: async ({ href, seen }, caller) => {
      const { zone, company, project, item, tabId } = pageOf(href, caller);
      const at = clock();
      if (project !== '') {
        const key = { zone, person: '', project };
        await inOrder(() => judge({ kind: 'visit', key, company, item, tab: tabId, at }));
      }
      const run = await runOf({ zone, project });
      const step = run && currentStep(run);
      if (!run || !step) return null;
      // Work in another project or on another item goes on undisturbed; only the step that leads there is shown.
      const leadsThere = step.provenBy.some(({ by }) => by === 'visit');
      if (!leadsThere && isElsewhere(run, project, item)) return null;

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

    guidePress: async ({ href, target }, caller) => {
      const { zone, item, tabId } = pageOf(href, caller);
      const at = clock();
      await inOrder(async () => {
        const tab = (await tabProjects.get())[tabId];
        const project = pageContext(href, null, { tab, personsIn: () => [] })?.key.project ?? '';
        await judge({ kind: 'press', zone, project, item, tab: tabId, target, at });
      });
      return null;
    },
  };

  /** DocuSign itself told us of this person and account through our own connection. */
  async function isProven(who: string, accountId: string): Promise<boolean> {
    if (accountId === '') return false;
    const connections = await db.connections.toArray();
    return connections.some(
      ({ name, email, accounts }) =>
        (who === name || who === email) && accounts.some((account) => account.accountId === accountId),
    );
  }

  return {
    handlers,

    /** After every sight of a page, also one without readings. */
    onSightings: (context: ReportedPage, sightings: readonly Sighting[]): Promise<void> => {
      const seenAt = clock();
      return inOrder(async () => {
        const { key, page, tabId, restored, born } = context;
        const of = { key, company: page.company, item: itemKey(page), tab: tabId };
        // A reading is a visit too. A visit dated after it would begin the next step later than what proves it was read.
        if (sightings.length > 0) {
          await judge(
            ...sightings.map(({ kind, says, at }) => ({
              kind: 'reading' as const,
              ...of,
              of: kind,
              says,
              restored,
              born,
              at,
            })),
          );
        } else if (key.project !== '') await judge({ kind: 'visit', ...of, at: seenAt });
      });
    },

    /**
     * To be called when a page of a tab is loaded or changes its address (`status` is `loading` or `complete`, or
     * there is a `url`), with the tab's address.
     * @param isNew false where a page that was begun before has come to its end: what it shows may be changed by then
     */
    onTabUpdated: async (tabId: number, url: string, isNew = true): Promise<void> => {
      const page = classify(url);
      const at = clock();
      if (page) {
        await inOrder(async () => {
          if (isNew) await judge({ kind: 'loaded', zone: page.zone, tab: tabId, at });
          if (page.project === '') return;
          const key = { zone: page.zone, person: '', project: page.project };
          const item = itemKey(page);
          await judge({ kind: 'visit', key, company: page.company, item, tab: tabId, at });
        });
        if (await runOf(page)) await showIn(tabId);
        return;
      }
      const address = URL.parse(url);
      if (address?.host !== LOGIN_HOST[(await deps.settings()).settings.environment]) return;
      const [signingOut, loggingIn] = await Promise.all([standsAt('sign-out'), standsAt('login')]);
      if (loggingIn && address.pathname !== '/logout')
        await inOrder(() => judge({ kind: 'login-visit', tab: tabId, at }));
      if (signingOut) await readLogin(tabId);
    },

    /** At every start of the background: pages get their spot back, and a log-out that was missed is read. */
    resume: async (): Promise<void> => {
      for (const run of await running()) {
        if (isStale(run, clock())) continue;
        await showInZone(run.zone);
        if (currentStep(run)?.id !== 'sign-out') continue;
        const opened = (run.pages ?? []).filter(({ logoutAt }) => logoutAt >= run.stepAt && logoutAt > 0);
        await Promise.allSettled(opened.map(({ tab }) => readLogin(tab)));
      }
    },
  };
}
