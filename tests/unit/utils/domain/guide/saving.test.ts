import { describe, expect, test } from 'vitest';
import type { Run } from '../../../../../utils/domain/guide/tables.ts';
import { at, begin, honestWay, KEY, outcomes, play, standingAt, stepOf, TAB } from './build.ts';

/** What a form shows is no proof before it is saved. */

describe('a box that is ticked or a switch that is pressed', () => {
  const ticking = [at(1).loaded(), at(2).read('enable-box', 'off'), at(3).read('enable-box', 'on')];
  const ticked = () => play(begin('enable-project'), ...ticking);

  test('should prove nothing until it is saved', () => {
    expect(outcomes(ticked())).toEqual(['open-project proven', 'open-settings proven', 'tick-box proven']);
    // Asked again, it stands there as before.
    expect(stepOf(play(ticked(), at(4).read('enable-box', 'on')))).toBe('save-settings');
    expect(play(ticked(), at(4).press('save-settings'), at(5).read('enable-box', 'on')).status).toBe('done');
    expect(play(ticked(), at(4).loaded(), at(5).read('enable-box', 'on')).status).toBe('done');
  });

  test('should prove nothing where it was ticked before the steps began', () => {
    const run = play(begin('enable-project'), at(1).read('enable-box', 'on'));
    expect(stepOf(run)).toBe('save-settings');
    expect(stepOf(play(run, at(2).visit(), at(3).read('enable-box', 'on')))).toBe('save-settings');
  });

  test('should prove nothing where it is ticked again after the page was left unsaved, or saving failed', () => {
    const again = [at(5).loaded(), at(6).read('enable-box', 'off'), at(7).read('enable-box', 'on')];
    expect(stepOf(play(ticked(), ...again))).toBe('save-settings');
    expect(stepOf(play(ticked(), at(4).press('save-settings'), ...again))).toBe('save-settings');
    expect(stepOf(play(ticked(), at(4).press('save-item'), ...again))).toBe('save-settings');
  });

  test('should prove nothing where the browser brings the tick back, unsaved as it was', () => {
    for (const restored of ['reload', 'history']) {
      const back = play(ticked(), at(4).loaded(), at(5).read('enable-box', 'on', { restored }));
      expect(stepOf(back)).toBe('save-settings');
      const saved = [at(6).press('save-settings'), at(7).read('enable-box', 'on', { restored })];
      expect(play(back, ...saved).status).toBe('done');
      expect(play(back, at(6).loaded(), at(7).read('enable-box', 'on')).status).toBe('done');
    }
    // A row is no box, and comes back with a page that was gone back to alone.
    const row = (restored: string) =>
      play(standingAt('relink', 'confirm-unlink'), at(1).loaded(), at(2).row('not-linked', { restored }));
    expect([stepOf(row('reload')), stepOf(row('history'))]).toEqual(['sign-out', 'confirm-unlink']);
    const login = play(
      standingAt('relink', 'login'),
      at(1).loaded(),
      at(2).row('synced', { restored: 'history' }),
    );
    expect(stepOf(login)).toBe('login');
  });

  test('should prove it on the next document, although the one before told late what it had shown', () => {
    const unlinked = (documentStartedAt: number) =>
      play(
        standingAt('relink', 'confirm-unlink'),
        at(1).loaded(),
        at(2).row('synced', { documentStartedAt: 100 }),
        at(3).row('not-linked', { documentStartedAt }),
      );
    expect([stepOf(unlinked(200)), stepOf(unlinked(100))]).toEqual(['sign-out', 'confirm-unlink']);
    const ticked = (documentStartedAt: number) =>
      play(
        standingAt('enable-project', 'save-settings'),
        at(1).loaded(),
        at(2).read('enable-box', 'off', { documentStartedAt: 100 }),
        at(3).read('enable-box', 'on', { documentStartedAt }),
      );
    expect([ticked(200).status, ticked(100).status]).toEqual(['done', 'running']);
  });

  test('should prove nothing by going to another address in the same document', () => {
    const run = play(
      standingAt('enable-project', 'tick-box'),
      at(1).read('enable-box', 'off', { documentStartedAt: 100 }),
      at(2).read('enable-box', 'on', { documentStartedAt: 100 }),
      at(3).loaded(),
    );
    const next = (documentStartedAt: number) =>
      play(run, at(4).read('enable-box', 'on', { documentStartedAt }));
    expect([next(100).status, next(200).status]).toEqual(['running', 'done']);
  });

  test('should prove nothing by what another tab was saved for', () => {
    const other = { tab: 99 };
    const pressed = play(ticked(), at(4).press('save-settings', other));
    expect(stepOf(play(pressed, at(5).read('enable-box', 'on')))).toBe('save-settings');
    expect(play(pressed, at(5).loaded(other), at(6).read('enable-box', 'on', other)).status).toBe('done');
  });

  test('should not be taken from the company’s settings, which belong to no project', () => {
    const outside = { key: { ...KEY, project: '' } };
    const nowhere = begin('enable-project', { key: { ...KEY, project: '' } });
    for (const run of [nowhere, begin('enable-project'), standingAt('enable-project', 'save-settings')]) {
      const after = play(
        run,
        at(1).loaded(),
        at(2).read('enable-box', 'on', outside),
        at(3).press('save-settings', { project: '' }),
        at(4).read('enable-box', 'on', outside),
      );
      expect(stepOf(after)).toBe(stepOf(run));
    }
  });

  test('should not bring its send button as a proof before it is saved', () => {
    const form = [
      at(1).loaded(),
      at(2).read('sign-toggle', 'off'),
      at(3).read('send-button', 'create-and-send'),
    ];
    const run = play(begin('switch-on-signing'), ...form);
    expect(stepOf(run)).toBe('save-item');
    expect(stepOf(play(run, at(4).read('send-button', 'create-and-send')))).toBe('save-item');
    expect(play(run, at(4).loaded(), at(5).read('send-button', 'send')).status).toBe('done');
  });

  test('should not take a button in words that are not known for a proof', () => {
    const run = standingAt('switch-on-signing', 'switch-on');
    expect(stepOf(play(run, at(1).loaded(), at(2).read('send-button', 'unknown')))).toBe('switch-on');
  });

  test('should not be helped by saving another item', () => {
    const run = standingAt('switch-on-signing', 'save-item');
    const other = { item: 'commitment:43' };
    const saved = play(run, at(1).press('save-item', other), at(2).read('sign-toggle', 'on'));
    expect(stepOf(saved)).toBe('save-item');
  });
});

describe('a run that an earlier version stored', () => {
  const stored = (minutes: { loaded: number; synced: number }): Run => ({
    ...standingAt('relink', 'unlink'),
    pages: [
      {
        tab: TAB,
        loadedAt: at(minutes.loaded).visit().at,
        pressedAt: 0,
        syncedAt: at(minutes.synced).visit().at,
        logoutAt: 0,
      },
    ],
  });

  test('should still not take a form that is not saved yet for unlinked', () => {
    const run = stored({ loaded: 1, synced: 2 });
    expect(stepOf(play(run, at(3).row('not-linked')))).toBe('unlink');
    expect(stepOf(play(run, at(3).press('ok-button', { tab: 12 }), at(4).row('not-linked')))).toBe('unlink');
  });

  test('should go on from where it was', () => {
    expect(stepOf(play(stored({ loaded: 2, synced: 1 }), at(3).row('not-linked')))).toBe('sign-out');
    const rest = honestWay('relink', 10).slice(2);
    expect(play(stored({ loaded: 1, synced: 2 }), ...rest).status).toBe('done');
  });
});
