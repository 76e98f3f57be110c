import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY } from '../../../../../utils/base/clock.ts';
import { act, advance, isStale, STALE_AFTER, viewRun } from '../../../../../utils/domain/guide/engine.ts';
import { procedures } from '../../../../../utils/domain/guide/procedures/index.ts';
import { DECIDING_TARGETS, type Evidence, PROCEDURE_IDS } from '../../../../../utils/domain/guide/types.ts';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import type { Run } from '../../../../../utils/domain/guide/tables.ts';
import {
  at,
  begin,
  COMPANY,
  honestWay,
  KEY,
  outcomes,
  play,
  standingAt,
  START,
  stepOf,
  TAB,
} from './build.ts';

const allSteps = PROCEDURE_IDS.flatMap((id) => procedures[id].steps.map((step) => [id, step.id] as const));

describe('advance', () => {
  test.each(PROCEDURE_IDS)('should prove every step of %s from what happens, and end done', (id) => {
    const run = play(begin(id), ...honestWay(id));
    expect({ status: run.status, outcomes: outcomes(run) }).toEqual({
      status: 'done',
      outcomes: procedures[id].steps.map((step) => `${step.id} proven`),
    });
  });

  test('should go one step further with each thing that happens in a re-link', () => {
    let run = begin('relink');
    const way = honestWay('relink').map((event) => {
      run = advance(run, event, event.at);
      return [event.kind, stepOf(run)];
    });
    expect(way).toEqual([
      ['visit', 'open-profile'],
      ['reading', 'unlink'],
      ['press', 'update'],
      ['press', 'confirm-unlink'],
      ['press', 'confirm-unlink'],
      ['loaded', 'confirm-unlink'],
      ['reading', 'sign-out'],
      ['logout-opened', 'sign-out'],
      ['login-page', 'login'],
      ['press', 'see-synced'],
      ['loaded', 'see-synced'],
      ['reading', 'confirm-account'],
      ['confirmed', 'done'],
    ]);
  });

  test('should prove several steps at once when the page already stands that way', () => {
    expect(stepOf(play(begin('relink'), at(1).row('synced')))).toBe('unlink');
    expect(stepOf(play(begin('relink'), at(1).row('not-linked')))).toBe('sign-out');
    expect(stepOf(play(begin('link'), at(1).row('not-linked')))).toBe('sign-out');
    expect(outcomes(play(begin('link'), at(1).row('synced')))).toEqual([
      'open-project proven',
      'open-profile proven',
      'sign-out skipped',
      'login proven',
      'see-synced proven',
    ]);
  });

  test('should count the sign-out as skipped, and not as proven, when the person links without it', () => {
    const run = play(
      standingAt('relink', 'sign-out'),
      at(1).press('login-button'),
      at(2).loaded(),
      at(3).row('synced'),
    );
    expect(outcomes(run).slice(5)).toEqual(['sign-out skipped', 'login proven', 'see-synced proven']);
  });

  test('should take a changed page for unlinked without a reload, once OK was pressed', () => {
    const run = play(
      standingAt('relink', 'confirm-unlink'),
      at(1).press('ok-button'),
      at(2).row('not-linked'),
    );
    expect(stepOf(run)).toBe('sign-out');
  });

  test('should take a changed page for linked without a reload, once Login was pressed', () => {
    const run = play(standingAt('relink', 'login'), at(1).press('login-button'), at(2).row('synced'));
    expect(stepOf(run)).toBe('confirm-account');
  });

  test('should not take a form that is not saved yet for unlinked', () => {
    const run = play(
      begin('relink'),
      at(1).loaded(),
      at(2).row('synced'),
      at(3).press('unlink-x'),
      at(4).row('not-linked'),
    );
    expect(stepOf(run)).toBe('update');
    expect(stepOf(play(run, at(5).press('update-button'), at(6).row('not-linked')))).toBe('confirm-unlink');
    // Even where the press on the x was not noticed, a word that changed in place is not believed.
    const unnoticed = play(
      standingAt('relink', 'unlink'),
      at(1).loaded(),
      at(2).row('synced'),
      at(3).row('not-linked'),
    );
    expect(stepOf(unnoticed)).toBe('unlink');
  });

  test('should not believe a change in place after a press that changed nothing, which the old word shows', () => {
    const failed = play(
      standingAt('relink', 'confirm-unlink'),
      at(1).press('ok-button'),
      at(2).loaded(),
      at(3).row('synced'),
      at(4).row('not-linked'),
    );
    expect(stepOf(failed)).toBe('confirm-unlink');
    expect(stepOf(play(failed, at(5).press('ok-button'), at(6).row('not-linked')))).toBe('sign-out');
  });

  test('should not take what a page left open in another tab says for a change', () => {
    const login = play(standingAt('relink', 'login'), at(1).row('synced', { tab: 99 }));
    expect(stepOf(login)).toBe('login');
    const later = play(login, at(2).press('login-button'), at(3).row('synced', { tab: 99 }));
    expect(stepOf(later)).toBe('see-synced');
    expect(stepOf(play(later, at(4).loaded({ tab: 99 }), at(5).row('synced', { tab: 99 })))).toBe(
      'confirm-account',
    );
  });

  test('should not take the e-mail box of a login under way for signed out, except in the tab we opened to log out', () => {
    const run = standingAt('relink', 'sign-out');
    expect(stepOf(play(run, at(1).loginPage({ duringLogin: true })))).toBe('sign-out');
    expect(stepOf(play(run, at(1).logoutOpened(), at(2).loginPage({ duringLogin: true })))).toBe('login');
    expect(stepOf(play(run, at(1).logoutOpened({ tab: 5 }), at(2).loginPage({ duringLogin: true })))).toBe(
      'sign-out',
    );
    expect(stepOf(play(run, at(1).loginPage({ empty: false })))).toBe('sign-out');
    expect(stepOf(play(run, at(1).loginPage({ emailBox: false, empty: false })))).toBe('sign-out');
  });

  test('should take a visit to DocuSign’s login for the press that was lost, except in the tab where the person signed out', () => {
    const run = standingAt('relink', 'login');
    expect(stepOf(play(run, at(1).loginVisit()))).toBe('see-synced');
    const opened = standingAt('relink', 'sign-out');
    const signedOut = play(opened, at(1).logoutOpened(), at(2).loginPage({ duringLogin: true }));
    expect(stepOf(play(signedOut, at(3).loginVisit({ tab: 12 })))).toBe('login');
    const byHand = play(opened, at(1).loginPage({ tab: TAB }), at(2).loginVisit());
    expect(stepOf(byHand)).toBe('login');
    expect(stepOf(play(byHand, at(3).loaded(), at(4).loginVisit()))).toBe('see-synced');
  });

  test.each(allSteps)('should prove nothing from before the step began: %s, %s', (id, step) => {
    const run = standingAt(id, step, START + 60 * 60_000);
    expect(stepOf(play(run, ...honestWay(id)))).toBe(step);
  });

  const strangers: [string, (event: Evidence) => Evidence][] = [
    ['item', (event) => ({ ...event, item: 'commitment:43' })],
    [
      'zone',
      (event) => ({
        ...event,
        zone: 'app.procore.com',
        ...('key' in event ? { key: { ...event.key, zone: 'app.procore.com' } } : {}),
      }),
    ],
    [
      'project',
      (event) => ({
        ...event,
        project: '2',
        ...('key' in event ? { key: { ...event.key, project: '2' } } : {}),
      }),
    ],
    ['person', (event) => ({ ...event, ...('key' in event ? { key: { ...event.key, person: '8' } } : {}) })],
  ];
  test.each(strangers)('should prove nothing from another %s', (_, strange) => {
    // Presses do not say who pressed, and DocuSign's pages say no more than whose zone they belong to.
    const tells = (event: Evidence) =>
      'key' in event || (event.kind === 'press' ? _ !== 'person' : _ === 'zone');
    for (const [id, step] of allSteps) {
      if (_ === 'item' && procedures[id].about !== 'item') continue;
      const run = standingAt(id, step);
      const events = honestWay(id).filter(tells).map(strange);
      expect(stepOf(play(run, ...events))).toBe(step);
    }
  });

  test('should belong to the first project that is opened, when it was started outside of one', () => {
    const run = play(
      begin('link', { key: { zone: KEY.zone, person: '', project: '' }, company: '' }),
      at(1).row('not-linked'),
    );
    expect(run).toMatchObject({ ...KEY, company: COMPANY });
    expect(stepOf(play(run, at(2).loginPage(), at(3).press('login-button', { project: '2' })))).toBe('login');
  });

  test('should not end a switch with the account that was to be left', () => {
    const switching = (confirmed: { who: string; accountId: string }) => {
      const run = begin('switch-account', { confirmed });
      return play(run, ...honestWay('switch-account').slice(0, -1));
    };
    const old = switching({ who: 'Old@Example.com', accountId: '' });
    expect(stepOf(play(old, at(20).confirmed(' old@example.com')))).toBe('confirm-account');
    expect(stepOf(play(old, at(20).confirmed('new@example.com')))).toBe('done');
    const inAccount = switching({ who: 'me@example.com', accountId: 'a' });
    expect(stepOf(play(inAccount, at(20).confirmed('me@example.com', { accountId: 'a' })))).toBe(
      'confirm-account',
    );
    expect(stepOf(play(inAccount, at(20).confirmed('me@example.com', { accountId: 'b' })))).toBe('done');
    // A re-link is for the same account.
    const relink = play(
      begin('relink', { confirmed: { who: 'me', accountId: '' } }),
      ...honestWay('relink').slice(0, -1),
    );
    expect(stepOf(play(relink, at(20).confirmed('me')))).toBe('done');
  });
});

describe('act', () => {
  test.each(allSteps)('should let %s, %s be done by hand, be skipped, and be gone back to', (id, step) => {
    const run = standingAt(id, step);
    const index = run.step;
    const now = START + DAY;
    for (const [action, outcome] of [
      ['by-hand', 'by-hand'],
      ['skip', 'skipped'],
    ] as const) {
      const next = act(run, action, now);
      expect(next.outcomes[index]).toEqual({ step, outcome, at: now });
      const last = index + 1 === procedures[id].steps.length;
      expect({ step: next.step, status: next.status }).toEqual({
        step: index + 1,
        status: last ? 'done' : 'running',
      });
      // A run that is over cannot be gone back in.
      const back = act(next, 'back', now);
      expect(back).toEqual(last ? next : { ...run, stepAt: now, updatedAt: now, wentBack: true });
    }
  });

  test('should not go back before the first step, and leave a run that is over as it is', () => {
    const first = begin('link');
    expect(act(first, 'back', START + 1)).toBe(first);
    const cancelled = act(first, 'cancel', START + 1);
    expect(cancelled.status).toBe('cancelled');
    for (const action of ['by-hand', 'skip', 'back', 'cancel', 'resume'] as const) {
      expect(act(cancelled, action, START + 2)).toBe(cancelled);
    }
    expect(advance(cancelled, at(1).visit(), START)).toBe(cancelled);
  });

  test('should prove a step again after going back, and only from what happens since', () => {
    const back = act(play(begin('relink'), at(1).visit(), at(2).row('synced')), 'back', at(3).visit().at);
    expect(stepOf(back)).toBe('open-profile');
    expect(stepOf(play(back, at(2).row('synced')))).toBe('open-profile');
    // The page stood there before: that it is asked again says nothing new.
    expect(stepOf(play(back, at(4).row('synced')))).toBe('open-profile');
    expect(stepOf(play(back, at(4).loaded(), at(5).row('synced')))).toBe('unlink');
    expect(stepOf(play(act(back, 'resume', at(4).visit().at), at(5).row('synced')))).toBe('unlink');
  });

  test('should hold a run still after a week, until the person resumes or drops it', () => {
    const run = play(begin('relink'), at(1).visit());
    const late = run.updatedAt + STALE_AFTER + 1;
    expect([isStale(run, late - 2), isStale(run, late)]).toEqual([false, true]);
    expect(advance(run, { ...at(0).row('synced'), at: late }, late)).toBe(run);
    const resumed = act(run, 'resume', late);
    expect(isStale(resumed, late)).toBe(false);
    expect(stepOf(advance(resumed, { ...at(0).row('synced'), at: late + 1 }, late + 1))).toBe('unlink');
    expect(act(run, 'cancel', late).status).toBe('cancelled');
  });
});

describe('whatever the events and their order', () => {
  const anyEvent: fc.Arbitrary<Evidence> = fc
    .tuple(fc.integer({ min: -30, max: 60 }), fc.constantFrom(TAB, 12, 13), fc.nat(24))
    .map(([minute, tab, which]) => {
      const of = at(minute);
      const over = { tab };
      return [
        of.visit(over),
        of.row('synced', over),
        of.row('not-linked', over),
        of.row('unknown', over),
        of.loaded(over),
        of.press('unlink-x', over),
        of.press('update-button', over),
        of.press('ok-button', over),
        of.press('login-button', over),
        of.logoutOpened(over),
        of.loginPage(over),
        of.loginPage({ ...over, duringLogin: true }),
        of.loginPage({ ...over, empty: false }),
        of.loginVisit(over),
        of.confirmed('a@example.com'),
        of.confirmed('b@example.com'),
        of.row('synced', { ...over, key: { ...KEY, project: '2' } }),
        of.read('enable-box', 'off', over),
        of.read('enable-box', 'on', over),
        of.read('sign-toggle', 'off', over),
        of.read('sign-toggle', 'on', over),
        of.read('send-button', 'send', over),
        of.read('sign-toggle', 'on', { ...over, item: 'commitment:43' }),
        of.press('save-settings', over),
        of.press('save-item', over),
      ][which] as Evidence;
    });
  const anyProcedure = fc.constantFrom(...PROCEDURE_IDS);

  test('should let a person go back over what a page in sight still proves, step by step', () => {
    let run = play(begin('link'), at(1).loaded(), at(2).row('synced'));
    expect(stepOf(run)).toBe('confirm-account');
    for (const step of ['see-synced', 'login', 'sign-out', 'open-profile', 'open-project']) {
      run = act(run, 'back', run.updatedAt + 1);
      expect(stepOf(run)).toBe(step);
      run = advance(run, { ...at(1).row('synced'), at: run.updatedAt + 1 }, run.updatedAt + 1);
      expect(stepOf(run)).toBe(step);
    }
  });

  test('should never go back, keep one outcome for each step left, and prove no step from before it began', () => {
    fc.assert(
      fc.property(anyProcedure, fc.array(anyEvent, { maxLength: 60 }), (id, events) => {
        let run = begin(id);
        for (const event of events) {
          const next = advance(run, event, Math.max(event.at, run.updatedAt));
          expect(next.step).toBeGreaterThanOrEqual(run.step);
          expect(next.stepAt).toBeGreaterThanOrEqual(run.stepAt);
          expect(next.outcomes.slice(0, run.step)).toEqual(run.outcomes);
          expect(next.step === run.step || event.at >= run.stepAt).toBe(true);
          run = next;
        }
        expect(outcomes(run).map((line) => line.split(' ')[0])).toEqual(
          procedures[id].steps.slice(0, run.step).map((step) => step.id),
        );
        expect(run.status).toBe(run.step === procedures[id].steps.length ? 'done' : 'running');
      }),
      { numRuns: 2_000 },
    );
  });

  test('should not matter that an event comes twice, at once or again at the end', () => {
    fc.assert(
      fc.property(anyProcedure, fc.array(anyEvent, { maxLength: 40 }), (id, events) => {
        const sorted = events.toSorted((a, b) => a.at - b.at);
        const once = play(begin(id), ...sorted);
        expect(play(begin(id), ...sorted.flatMap((event) => [event, event]))).toEqual(once);
        const older = sorted.filter((event) => event.at < once.stepAt);
        expect(play(once, ...older)).toEqual(once);
      }),
      { numRuns: 2_000 },
    );
  });

  test('should end done after an honest rest, whatever came before in any order', () => {
    fc.assert(
      fc.property(anyProcedure, fc.array(anyEvent, { maxLength: 40 }), (id, events) => {
        const run = play(begin(id), ...events, ...honestWay(id, 100));
        expect(run.status).toBe('done');
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['enable-project', 'save-settings'],
    ['switch-on-signing', 'save-item'],
  ] as const)('should not prove %s saved before the page was loaded or %s was pressed', (id, saver) => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        const quiet = events.filter(
          (event) =>
            event.kind !== 'loaded' && !(event.kind === 'press' && DECIDING_TARGETS.includes(event.target)),
        );
        expect(play(begin(id), ...quiet).status).toBe('running');
        expect(stepOf(play(standingAt(id, saver), ...quiet))).toBe(saver);
      }),
      { numRuns: 2_000 },
    );
  });

  test('should not prove "not linked" before OK was pressed or the page was loaded', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        const quiet = events.filter(
          (event) =>
            event.kind !== 'loaded' &&
            !(event.kind === 'press' && event.target === 'ok-button') &&
            !(event.kind === 'press' && event.target === 'login-button'),
        );
        const run = play(standingAt('relink', 'update'), ...quiet);
        expect(['update', 'confirm-unlink']).toContain(stepOf(run));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a killed worker', () => {
  let db: CountersignDatabase;
  beforeEach(() => {
    db = new CountersignDatabase(`guide-${crypto.randomUUID()}`);
  });
  afterEach(() => db.delete());

  test.each(PROCEDURE_IDS)(
    'should change nothing about %s, although the run is read back before every event',
    async (id) => {
      const confirmed = { who: 'old@example.com', accountId: '' };
      await db.runs.put(begin(id, { confirmed }));
      for (const event of honestWay(id)) {
        db.close();
        db = new CountersignDatabase(db.name);
        const run = await db.runs.get('run-1');
        if (!run) throw new Error('the run is gone');
        await db.runs.put(advance(run, event, event.at));
      }
      expect(await db.runs.get('run-1')).toEqual(play(begin(id, { confirmed }), ...honestWay(id)));
    },
  );
});

describe('viewRun', () => {
  test('should show a run with its steps, and nothing to do once it is over', () => {
    const run = play(begin('relink'), at(1).visit(), at(2).row('synced'));
    const view = viewRun(run, START);
    expect(view).toMatchObject({
      runId: 'run-1',
      procedure: 'relink',
      key: KEY,
      status: 'running',
      number: 3,
      total: 9,
      step: { id: 'unlink', texts: 'shared.unlink', state: 'current', opens: null },
      canGoBack: true,
      stale: false,
      notice: null,
    });
    expect(view?.steps.map(({ state }) => state)).toEqual([
      'proven',
      'proven',
      'current',
      ...Array.from({ length: 6 }, () => 'waiting'),
    ]);
    const over = viewRun(play(begin('relink'), ...honestWay('relink')), START);
    expect(over).toMatchObject({ status: 'done', number: 9, total: 9, step: null, canGoBack: false });
    expect(viewRun(act(run, 'cancel', START), START)).toMatchObject({
      status: 'cancelled',
      step: null,
      canGoBack: false,
    });
  });

  test('should be null for a procedure that this version does not know', () => {
    expect(viewRun({ ...begin('link'), procedure: 'incident' }, START)).toBeNull();
  });

  test('should name the account to leave, and say when it was confirmed again', () => {
    const confirmed = { who: 'old@example.com', accountId: '' };
    const run = play(begin('switch-account', { confirmed }), ...honestWay('switch-account').slice(0, -1));
    const after = (who: string, minute: number) => play(run, at(minute).confirmed(who));
    const notice = (shown: Run) => viewRun(shown, START)?.notice;
    expect(viewRun(run, START)?.oldAccount).toBe('old@example.com');
    const again = after('old@example.com', 20);
    expect([
      notice(again),
      notice(after('old@example.com', -5)),
      notice(after('new@example.com', 20)),
      notice(act(again, 'back', START + DAY)),
    ]).toEqual(['same-account', null, null, null]);
    expect(viewRun(begin('relink', { confirmed }), START)?.oldAccount).toBeNull();
  });
});
