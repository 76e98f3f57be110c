import { act, advance, currentStep, startRun } from '../../../../../utils/domain/guide/engine.ts';
import { procedures } from '../../../../../utils/domain/guide/procedures/index.ts';
import type { Evidence, ProcedureId, Target } from '../../../../../utils/domain/guide/types.ts';
import type { ElementKind } from '../../../../../utils/base/types.ts';
import type { Run } from '../../../../../utils/domain/guide/tables.ts';

export const KEY = { zone: 'us02.procore.com', person: '7', project: '562949953421312' };
export const COMPANY = '562949953421399';
export const ITEM = { key: 'commitment:42', href: `https://${KEY.zone}/${KEY.project}/project/x/42` };
export const TAB = 11;
export const START = Date.UTC(2026, 10, 21, 9);

/** Evidence in the run's own project and tab and on its item, at `minute` minutes after the start. */
export const at = (minute: number) => {
  const base = { at: START + minute * 60_000, tab: TAB };
  const linked = { ...base, key: KEY, company: COMPANY, item: ITEM.key };
  return {
    visit: (over = {}): Evidence => ({ kind: 'visit', ...linked, ...over }),
    read: (of: ElementKind, says: string, over = {}): Evidence => ({
      kind: 'reading',
      of,
      says,
      ...linked,
      ...over,
    }),
    row: (says: 'synced' | 'not-linked' | 'unknown', over = {}): Evidence => ({
      kind: 'reading',
      of: 'link-row',
      says,
      ...linked,
      ...over,
    }),
    loaded: (over = {}): Evidence => ({ kind: 'loaded', zone: KEY.zone, ...base, ...over }),
    press: (target: Target, over = {}): Evidence => ({
      kind: 'press',
      zone: KEY.zone,
      project: KEY.project,
      item: ITEM.key,
      target,
      ...base,
      ...over,
    }),
    loginVisit: (over = {}): Evidence => ({ kind: 'login-visit', zone: KEY.zone, ...base, ...over }),
    logoutOpened: (over = {}): Evidence => ({
      kind: 'logout-opened',
      zone: KEY.zone,
      ...base,
      tab: 12,
      ...over,
    }),
    loginPage: (over = {}): Evidence => ({
      kind: 'login-page',
      zone: KEY.zone,
      ...base,
      loadedAt: base.at,
      tab: 12,
      emailBox: true,
      empty: true,
      duringLogin: false,
      ...over,
    }),
    confirmed: (who: string, over = {}): Evidence => ({
      kind: 'confirmed',
      at: base.at,
      key: KEY,
      who,
      accountId: '',
      ...over,
    }),
  };
};

export const begin = (procedure: ProcedureId, over: Partial<Parameters<typeof startRun>[0]> = {}): Run =>
  startRun({
    id: 'run-1',
    procedure,
    key: KEY,
    company: COMPANY,
    item: procedures[procedure].about === 'item' ? ITEM : null,
    now: START,
    confirmed: null,
    ...over,
  });

/** What the banner says before, what is pressed on it, and what it says in the end. */
const ENVELOPES = {
  'finish-envelope': ['setup-not-completed', 'finish-button', 'signature-pending'],
  'sign-envelope': ['signature-required', 'sign-button', 'signature-completed'],
} as const;

/** What a person does from first to last, when everything goes as it should. */
export function honestWay(procedure: ProcedureId, from = 0): Evidence[] {
  switch (procedure) {
    case 'enable-project':
      return [
        at(from + 1).visit(),
        at(from + 2).loaded(),
        at(from + 3).read('enable-box', 'off'),
        at(from + 4).press('enable-box'),
        at(from + 5).read('enable-box', 'on'),
        at(from + 6).press('save-settings'),
        at(from + 7).loaded(),
        at(from + 8).read('enable-box', 'on'),
      ];
    case 'switch-on-signing':
      return [
        at(from + 1).visit(),
        at(from + 2).loaded(),
        at(from + 3).read('sign-toggle', 'off'),
        at(from + 4).press('sign-toggle'),
        at(from + 5).read('sign-toggle', 'on'),
        at(from + 6).press('save-item'),
        at(from + 7).loaded(),
        at(from + 8).read('send-button', 'send'),
      ];
    case 'finish-envelope':
    case 'sign-envelope': {
      const [before, target, after] = ENVELOPES[procedure];
      return [
        at(from + 1).visit(),
        at(from + 2).read('banner', before),
        at(from + 3).press(target),
        at(from + 4).loaded(),
        at(from + 5).read('banner', after),
      ];
    }
    case 'add-invoice-contact':
      return [
        at(from + 1).visit(),
        at(from + 2).press('invoice-contact'),
        at(from + 3).press('save-item'),
        at(from + 4).loaded(),
        at(from + 5).read('send-button', 'send-to'),
      ];
    default:
      return linkWay(procedure, from);
  }
}

function linkWay(procedure: ProcedureId, from: number): Evidence[] {
  const unlinking = [
    at(from + 3).press('unlink-x'),
    at(from + 4).press('update-button'),
    at(from + 5).press('ok-button'),
    at(from + 6).loaded(),
    at(from + 7).row('not-linked'),
  ];
  return [
    at(from + 1).visit(),
    at(from + 2).row(procedure === 'link' ? 'not-linked' : 'synced'),
    ...(procedure === 'link' ? [] : unlinking),
    at(from + 8).logoutOpened(),
    at(from + 9).loginPage(),
    at(from + 10).press('login-button'),
    at(from + 11).loaded(),
    at(from + 12).row('synced'),
    at(from + 13).confirmed('new@example.com'),
  ];
}

export const play = (run: Run, ...events: Evidence[]) =>
  events.reduce((now, event) => advance(now, event, Math.max(event.at, now.updatedAt)), run);
export const stepOf = (run: Run) => (run.status === 'running' ? currentStep(run)?.id : run.status);
export const outcomes = (run: Run) => run.outcomes.map(({ step, outcome }) => `${step} ${outcome}`);
/** The run of a person who did everything up to a step by hand. */
export function standingAt(procedure: ProcedureId, step: string, now = START): Run {
  let run = begin(procedure, { now });
  while (stepOf(run) !== step) run = act(run, 'by-hand', now);
  return run;
}
