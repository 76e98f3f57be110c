import * as z from 'zod/mini';
import { ageOf } from '../../base/clock.ts';
import { LOGIN_HOST } from './addresses.ts';
import { currentStep } from './engine.ts';
import { touchedIn } from './page-memory.ts';
import { readLoginPage } from './login-page.ts';
import { matchOf } from '../../base/hosts.ts';
import type { EffectiveSettings } from '../settings/effective.ts';
import type { Run } from './tables.ts';
import { tabProjects } from '../pages/items.ts';
import type { Clock, Instant, Zone } from '../../base/types.ts';
import type { GuideTabsDeps, Tab } from './guide-tabs.ts';
import type { RunKeeper } from './keep-runs.ts';

const LoginPage = z.object({
  emailBox: z.boolean(),
  empty: z.boolean(),
  duringLogin: z.boolean(),
  documentStartedAt: z.number(),
});

type Page = { id: number; url: string; openerTabId?: number | undefined };

export type LoginPagesDeps = Pick<GuideTabsDeps, 'scripting'> & {
  tabs: Pick<GuideTabsDeps['tabs'], 'query'>;
  clock: Clock;
  settings: () => Promise<EffectiveSettings>;
  runs: RunKeeper;
};

/** DocuSign's login pages, as far as they tell a run that somebody signed out or went to log in. */
export function createLoginPageReader({ tabs, scripting, clock, settings, runs }: LoginPagesDeps) {
  const beingRead = new Set<number>();

  const loginHost = async () => LOGIN_HOST[(await settings()).settings.environment];

  /**
   * The zone whose run a page of DocuSign is about: of what its tab, or the tab that opened it, showed of Procore before,
   * or was opened for. Where nothing tells, it can be about a single run alone; of several none takes it.
   */
  async function zoneBehind({ id, openerTabId }: Page): Promise<Zone | undefined> {
    const [live, places] = await Promise.all([runs.live(), tabProjects.get()]);
    for (const tab of [id, openerTabId]) {
      if (tab === undefined) continue;
      const zone = places[tab]?.zone ?? lastIn(live, tab);
      if (zone !== undefined) return zone;
    }
    return live.length === 1 ? live[0]?.zone : undefined;
  }

  const runIn = async (zone: Zone) => (await runs.live()).find((run) => run.zone === zone);

  /** Reads what stands in a page, and lets the run that waits for it judge that. */
  async function read({ id, url }: Page, zone: Zone, step: Waiting): Promise<void> {
    beingRead.add(id);
    try {
      const [answer] = await scripting.executeScript({ target: { tabId: id }, func: readLoginPage });
      const cameIn = runs.arrived();
      const reading = LoginPage.safeParse(answer?.result);
      const age = reading.success ? ageOf(reading.data.documentStartedAt, clock()) : null;
      if (!reading.success || age === null) return;
      await runs.inOrder(async () => {
        const at = await cameIn();
        const { emailBox, empty, duringLogin } = reading.data;
        const loadedAt = at - age;
        if (step === 'sign-out') {
          await runs.judge({ kind: 'login-page', zone, tab: id, emailBox, empty, duringLogin, loadedAt, at });
        } else if (isLogin(url)) await runs.judge({ kind: 'login-visit', zone, tab: id, at: loadedAt });
      });
    } finally {
      beingRead.delete(id);
    }
  }

  return {
    /** A tab loaded a page, or has it ready. */
    loaded: async (page: Page, cameIn: () => Promise<Instant>): Promise<void> => {
      if (URL.parse(page.url)?.host !== (await loginHost())) return;
      const zone = await zoneBehind(page);
      const run = zone === undefined ? undefined : await runIn(zone);
      const step = run && waitsFor(run);
      if (!run || !step) return;
      if (step === 'sign-out') await read(page, run.zone, step);
      else if (isLogin(page.url)) {
        await runs.inOrder(async () =>
          runs.judge({ kind: 'login-visit', zone: run.zone, tab: page.id, at: await cameIn() }),
        );
      }
    },

    /** Our own log-out page was opened for a run. It may have loaded before that was written down. */
    opened: (tab: number, url: string, zone: Zone): Promise<void> => read({ id: tab, url }, zone, 'sign-out'),

    /** Reads the login pages that stand open, for a run that waits for one: what told of them may be lost. */
    look: async (run: Run): Promise<void> => {
      const step = waitsFor(run);
      if (!step) return;
      const host = await loginHost();
      const open = await tabs.query({ url: [matchOf(host)] });
      await Promise.allSettled(
        open.flatMap(asPage).map(async (page) => {
          if (!beingRead.has(page.id) && (await zoneBehind(page)) === run.zone)
            await read(page, run.zone, step);
        }),
      );
    },
  };
}

/** The log-out page is no visit to log in. */
const isLogin = (url: string): boolean => URL.parse(url)?.pathname !== '/logout';

type Waiting = 'sign-out' | 'login';

/** The step at which a run waits for a page of DocuSign's, if it stands at one. */
function waitsFor(run: Run): Waiting | undefined {
  const step = currentStep(run)?.id;
  return step === 'sign-out' || step === 'login' ? step : undefined;
}

const asPage = ({ id, url, openerTabId }: Tab): Page[] =>
  id === undefined || url === undefined ? [] : [{ id, url, openerTabId }];

/** The zone of the run that something happened in this tab for last. */
function lastIn(live: readonly Run[], tab: number): Zone | undefined {
  const [last] = live
    .filter((run) => touchedIn(run, tab) > 0)
    .toSorted((a, b) => touchedIn(b, tab) - touchedIn(a, tab));
  return last?.zone;
}
