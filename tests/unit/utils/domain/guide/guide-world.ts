import { told } from '../journal/told.ts';
import { createJournal } from '../../../../../utils/domain/journal/append.ts';
import { expect } from 'vitest';
import { CALLOUT_SCRIPT, type Tab } from '../../../../../utils/domain/guide/guide-tabs.ts';
import { type GuideDeps, guideHandlers } from '../../../../../utils/domain/guide/service.ts';
import type { ReportedPage } from '../../../../../utils/domain/pages/report-queue.ts';
import { currentStep } from '../../../../../utils/domain/guide/engine.ts';
import { createStamps } from '../../../../../utils/domain/guide/run-time.ts';
import type { ProcedureId, Target } from '../../../../../utils/domain/guide/types.ts';
import { itemKey } from '../../../../../utils/domain/links/ledger.ts';
import type { Caller } from '../../../../../utils/app/messaging/gate.ts';
import type { StepAction } from '../../../../../utils/domain/guide/store.ts';
import { DEFAULT_SETTINGS } from '../../../../../utils/domain/settings/schema.ts';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import type { Sighting } from '../../../../../utils/domain/links/tables.ts';
import type { ElementKind, Environment } from '../../../../../utils/base/types.ts';
import { classify } from '../../../../../utils/vendors/procore/urls.ts';

export const ZONE = 'us02.procore.com';
export const PROJECT = '562949953421312';
export const KEY = { zone: ZONE, person: '7', project: PROJECT };
export const HOME = `https://${ZONE}/${PROJECT}/project/home`;
export const PROFILE = `https://${ZONE}/account/profile_settings`;
export const ITEM = `https://${ZONE}/${PROJECT}/project/commitments/work_order_contracts/42`;
export const SETTINGS = `https://${ZONE}/${PROJECT}/project/admin/general`;
export const OURS: Caller = { from: 'ours', tabId: null, windowId: null, origin: 'chrome-extension://id' };

/** A browser as far as the guide knows it, with a clock and a worker that can be killed between any two calls. */
export class World {
  now = Date.UTC(2026, 10, 21, 9);
  environment: Environment = 'production';
  /** How long the worker has been up: it goes on whatever becomes of the clock. */
  up = 0;
  tabs: (Tab & { id: number; url: string })[] = [{ id: 1, url: HOME, active: true }];
  sent: string[] = [];
  injected: number[] = [];
  notes: string[] = [];
  /** What DocuSign's page would answer, or null where no script may run. */
  loginPage: unknown = null;
  db = new CountersignDatabase(`guide-${crypto.randomUUID()}`);
  stamp = this.stamps();
  guide = guideHandlers(this.deps());

  deps(): GuideDeps {
    return {
      db: this.db,
      journal: createJournal({ db: this.db, clock: () => ++this.now }),
      clock: () => ++this.now,
      stamp: this.stamp,
      settings: async () => ({
        settings: { ...DEFAULT_SETTINGS, environment: this.environment },
        locked: [],
        refused: [],
        policy: 'told',
      }),
      tabs: {
        create: async ({ url }) => {
          const tab = { id: 100 + this.tabs.length, url, active: true };
          this.tabs = [...this.tabs.map((other) => ({ ...other, active: false })), tab];
          return tab;
        },
        update: async (id, { active }) => {
          this.tabs = this.tabs.map((tab) => ({ ...tab, active: tab.id === id && active }));
        },
        query: async ({ url }) =>
          this.tabs.filter((tab) => url.some((match) => tab.url.startsWith(match.replace('*', '')))),
        sendMessage: async (id, { type }) => {
          this.sent.push(`${id} ${type}`);
        },
      },
      scripting: {
        executeScript: async (injection) => {
          if ('files' in injection) {
            expect(injection.files).toEqual([CALLOUT_SCRIPT]);
            this.injected.push(injection.target.tabId);
            return [{}];
          }
          if (this.loginPage === null) throw new Error('Cannot access contents of the page');
          const { loginPage } = this;
          const isReading = typeof loginPage === 'object';
          return [{ result: isReading ? { documentStartedAt: this.now, ...loginPage } : loginPage }];
        },
      },
      log: (what) => this.notes.push(what),
    };
  }

  /** The worker dies: nothing but the database is left. */
  kill() {
    this.db.close();
    this.up = 0;
    this.stamp = this.stamps();
    this.db = new CountersignDatabase(this.db.name);
    this.guide = guideHandlers(this.deps());
  }

  page(tabId = 1): Caller {
    return { from: 'page', tabId, windowId: 1, origin: `https://${ZONE}` };
  }

  start(procedure: ProcedureId = 'relink', key = KEY, href = ITEM) {
    return this.guide.handlers.startRun({ procedure, key, company: '', href }, OURS);
  }

  /** The page script read the profile page. */
  row(
    says: 'synced' | 'not-linked' | 'unknown',
    over: { tabId?: number; key?: typeof KEY; reportedAt?: number } = {},
  ) {
    return this.read(PROFILE, [['link-row', says]], over);
  }

  /** The page script read a page. */
  read(
    href: string,
    readings: readonly (readonly [ElementKind, string])[],
    {
      tabId = 1,
      key = KEY,
      reportedAt = this.stamp(),
    }: { tabId?: number; key?: typeof KEY; reportedAt?: number } = {},
  ) {
    const item = classify(href)?.item ?? null;
    const context: ReportedPage = {
      page: { zone: key.zone, company: '', project: key.project, item },
      key,
      named: true,
      tabId,
      href,
      stamp: reportedAt,
    };
    const seen = readings.map(
      ([kind, says]): Sighting => ({
        ...key,
        id: 1,
        company: '',
        kind,
        says,
        disabled: false,
        item: itemKey(context.page),
        firstAt: this.now,
        at: this.now,
      }),
    );
    return this.guide.onSightings(context, seen);
  }

  private stamps() {
    return createStamps(
      () => this.now,
      () => ++this.up,
    );
  }

  /** @param ago how long ago the page says the press was: it is told again until somebody answers */
  press(target: Target, href = PROFILE, ago = 0) {
    return this.guide.handlers.guidePress({ href, target, pressedAt: this.now - ago }, this.page());
  }

  /** The spot script asks what to show. @param age how long ago its page was loaded */
  ask(
    href = PROFILE,
    {
      seen = [],
      age = 1_000_000,
      waiting = false,
      tabId = 1,
    }: { seen?: Target[]; age?: number; waiting?: boolean; tabId?: number } = {},
  ) {
    return this.guide.handlers.guideStep(
      { href, seen, documentStartedAt: this.now - age, waiting },
      this.page(tabId),
    );
  }

  /** Time goes by, as the clock and the worker see it. */
  pass(milliseconds: number) {
    this.now += milliseconds;
    this.up += milliseconds;
  }

  load(url = PROFILE, tabId = 1) {
    this.tabs = this.tabs.map((tab) => (tab.id === tabId ? { ...tab, url } : tab));
    return this.guide.onTabUpdated(tabId, url);
  }

  async run() {
    const [run] = await this.db.runs.where('status').equals('running').toArray();
    return run;
  }

  /** The current step, or undefined when no run is on. */
  async step() {
    const run = await this.run();
    return run && currentStep(run)?.id;
  }

  act(runId: string, action: StepAction, step?: string) {
    return this.guide.handlers.stepRun(
      step === undefined ? { runId, action } : { runId, action, step },
      OURS,
    );
  }

  async skipTo(runId: string, step: string) {
    while ((await this.step()) !== step) await this.act(runId, 'by-hand');
  }

  async journal() {
    return told(this.db);
  }
}
