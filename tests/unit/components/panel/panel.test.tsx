// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Panel, type PanelActions, type PanelStores } from '../../../../components/panel/panel.tsx';
import { DAY } from '../../../../utils/base/clock.ts';
import { STALE_AFTER } from '../../../../utils/domain/guide/engine.ts';
import type { Question } from '../../../../utils/domain/pages/items.ts';
import type { ProjectState } from '../../../../utils/domain/links/store.ts';
import {
  confirmation,
  connectionOf,
  connectionStore,
  expectAccessible,
  ledgerStore,
  NOW,
  projectState,
  runStore,
  panelActions,
  procoreStore,
  settingsStore,
  troubleshooterStore,
  show,
  sighting,
  speakEnglish,
  textOf,
  use,
} from '../kit.tsx';
import { shownRun } from '../runs.ts';
import { healthyFacts, notKnown } from '../../utils/domain/diagnosis/world.ts';
import { passOf } from '../passes.ts';

beforeEach(speakEnglish);
afterEach(cleanup);

function asked(facts: Partial<Question> = {}): Question {
  return {
    kind: 'send-button',
    says: 'complete',
    zone: 'app.procore.com',
    person: '',
    project: '101',
    company: '9',
    item: 'commitment:42',
    href: 'https://app.procore.com/101/project/commitments/work_order_contracts/42',
    at: NOW,
    ...facts,
  };
}

function open(
  facts: { question?: Question | null; here?: ProjectState | null } & Partial<
    Omit<PanelStores, 'question'>
  > = {},
) {
  const { question = null, here = projectState(), ...rest } = facts;
  const newest = signal(question);
  const stores: PanelStores = {
    question: {
      question: newest,
      putAway: vi.fn(() => {
        newest.value = null;
      }),
    },
    ledger: ledgerStore(here),
    runs: runStore(),
    connection: connectionStore(),
    procore: procoreStore({ hasClientId: false }),
    settings: settingsStore(),
    troubleshooter: troubleshooterStore(),
    ...rest,
  };
  const copy = vi.fn<PanelActions['copy']>(async () => true);
  const actions = panelActions({ copy });
  const { container } = show(<Panel stores={stores} actions={actions} version="0.1.0" />);
  return { container, stores, actions, copy, newest };
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
/** The parts of an answer, label by label. */
const parts = () => {
  const list = document.querySelector('main > section dl');
  return Object.fromEntries(
    [...(list?.querySelectorAll('dt') ?? [])].map((term) => [textOf(term), textOf(term.nextElementSibling)]),
  );
};

describe('the question a badge was pressed for', () => {
  it('says of the send button that it should work, as whom, and who may press it', async () => {
    const { container } = open({
      question: asked(),
      here: projectState({ uses: [use(3)], confirmation: confirmation() }),
    });
    expect(parts()).toEqual({
      'What was read': 'A button that sends this item with DocuSign.',
      'What it means': 'It should work, and send as pat@riverside.example.',
      'Who can act':
        'People with Admin permission on this tool. The person who presses it needs a DocuSign account that may send.',
      'Next step': 'Set the status to Out for Signature first, then press the button.',
    });
    await expectAccessible(container);
  });

  it.each([
    [
      'not linked',
      [sighting({ says: 'not-linked' })],
      /stop at DocuSign’s login page, since no login is linked/,
    ],
    [
      'asked to log in again',
      [sighting({ kind: 'banner', says: 'reauth-required' })],
      /since Procore asked to log in again/,
    ],
    ['switched off', [sighting({ kind: 'enable-box', says: 'off' })], /should not be here/],
    ['never seen', [], /cannot tell yet/],
    [
      'behind words that nobody can read',
      [sighting(), sighting({ id: 2, kind: 'banner', says: 'unknown', at: NOW - DAY })],
      /cannot tell whether it works\. A DocuSign message was on a page of this project, in words/,
    ],
  ])('never promises the send button where the link is %s', (_, sightings, means) => {
    open({ question: asked(), here: projectState({ sightings }) });
    expect(parts()['What it means']).toMatch(means);
    expect(parts()['What it means']).not.toContain('should work');
  });

  it('warns with the days left, and names the invoice statuses on an invoice', () => {
    open({ question: asked({ item: 'owner-invoice:7' }), here: projectState({ uses: [use(25)] }) });
    expect(parts()['What it means']).toBe(
      'It should work. The link was seen as Synced. Procore may ask to log in again in at least 5 days. ' +
        'On invoices the button works only in status Approved, Approved as Noted or Pending Owner Approval.',
    );
  });

  it('explains a greyed bulk button by the missing Invoice Contact', () => {
    open({
      question: asked({ says: 'send-to', item: 'invoice-list' }),
      ledger: {
        ...ledgerStore(projectState()),
        lastOf: () => sighting({ kind: 'send-button', says: 'send-to', disabled: true }),
      },
    });
    expect(parts()['What it means']).toMatch(/^It is greyed out, so it cannot be pressed now\./);
    expect(parts()['Next step']).toMatch(/Invoice Contact/);
  });

  it.each([
    ['banner', 'setup-not-completed', /recipients and fields are set was closed before Send/, /Finish/],
    ['banner', 'signature-pending', /others have to sign/, /once in 5 minutes/],
    ['banner', 'signature-required', /your turn to sign/, /Sign Contract/],
    ['banner', 'signature-completed', /Everybody has signed/, /once in 5 minutes/],
    ['banner', 'reauth-required', /after 30 days without use/, /login button/],
    ['banner', 'envelope-unavailable', /cannot reach the envelope/, /once in 5 minutes/],
  ] as const)('explains the %s %s with its buttons', async (kind, says, means, buttons) => {
    const { container } = open({ question: asked({ kind, says }) });
    expect(parts()['What it means']).toMatch(means);
    expect(parts()['Buttons on it']).toMatch(buttons);
    expect(Object.keys(parts())).toEqual([
      'What was read',
      'What it means',
      'Buttons on it',
      'Who can act',
      'Next step',
    ]);
    expect(screen.queryByText('Report words that are not known')).toBeNull();
    await expectAccessible(container);
  });

  it.each([
    ['link-row', 'synced', /linked with a DocuSign login/],
    ['link-row', 'not-linked', /No DocuSign login is linked here/],
    ['sign-toggle', 'on', /offers the send button/],
    ['sign-toggle', 'off', /hides the send button/],
    ['enable-box', 'on', /This project offers DocuSign/],
    ['enable-box', 'off', /nobody sees the link line/],
  ] as const)('explains the %s that says %s', (kind, says, means) => {
    open({ question: asked({ kind, says }) });
    expect(parts()['What it means']).toMatch(means);
  });

  it.each([
    ['link-row', 'unknown'],
    ['send-button', 'unknown'],
    ['sign-toggle', 'unknown'],
    ['banner', 'unknown'],
    ['enable-box', 'unknown'],
    ['banner', 'a word of a newer version'],
  ] as const)(
    'says that it cannot tell what a %s that says %s means, and how to report it',
    async (kind, says) => {
      const { copy } = open({ question: asked({ kind, says }) });
      expect(screen.getByText('Report words that are not known')).toBeTruthy();
      press('Copy the facts');
      await screen.findByText('Copied. Add the words you see.');
      const facts = copy.mock.calls[0]?.[0] ?? '';
      expect(facts).toContain(`Countersign 0.1.0 · ${kind}`);
      // Nothing of the person or the project is in a report.
      expect(facts).not.toMatch(/101|42|Riverside/);
    },
  );

  it('takes the focus, so that a screen reader starts at the answer, and goes away again', () => {
    open({ question: asked() });
    expect(document.activeElement?.textContent).toBe('Send button');
    press('Back to the overview');
    expect(screen.queryByText('What it means')).toBeNull();
  });
});

describe('guided steps', () => {
  it('shows the current step large, the count, and every step with its outcome', async () => {
    const { container } = open({ runs: runStore(shownRun({ step: 2 })) });
    expect(screen.getByText('Step 3 of 9')).toBeTruthy();
    expect(document.querySelector('[aria-live="polite"]')?.textContent).toBe('Step 3 of 9: Press the red x');
    expect([...document.querySelectorAll('ol li')].map((line) => line.getAttribute('data-state'))).toEqual([
      'by-hand',
      'by-hand',
      'current',
      ...Array<string>(6).fill('waiting'),
    ]);
    expect(document.querySelectorAll('[aria-current="step"]').length).toBe(1);
    await expectAccessible(container);
  });

  it('sends what was pressed together with the step that was seen', () => {
    const runs = runStore(shownRun({ step: 1 }));
    open({ runs });
    press('Do it for me');
    press('I did it');
    press('Skip');
    press('Back');
    expect(runs.step.mock.calls).toEqual(
      ['do', 'by-hand', 'skip', 'back'].map((action) => ['run-1', action, 'open-profile']),
    );
  });

  it('offers to do a step only where there is something to open, and no way back from the first', () => {
    open({ runs: runStore(shownRun({ step: 2 })) });
    expect(screen.queryByRole('button', { name: 'Do it for me' })).toBeNull();
    cleanup();
    open({ runs: runStore(shownRun({ step: 0 })) });
    expect(screen.getByRole('button', { name: 'Do it for me' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Back' })).toBeNull();
  });

  it('asks before it stops', async () => {
    const runs = runStore(shownRun({ step: 2 }));
    const { container } = open({ runs });
    press('Stop');
    expect(runs.step).not.toHaveBeenCalled();
    expect(document.activeElement?.textContent).toBe('Go on');
    await expectAccessible(container);
    fireEvent.click(screen.getAllByRole('button', { name: 'Stop' }).at(-1) as HTMLElement);
    expect(runs.step.mock.calls).toEqual([['run-1', 'cancel']]);
  });

  it('asks who it is in the last step, with the accounts of the connection', () => {
    const runs = runStore(shownRun({ step: 8 }));
    open({ runs, connection: connectionStore({ connection: connectionOf() }) });
    expect(screen.queryByRole('button', { name: 'I did it' })).toBeNull();
    press('Confirm');
    expect(runs.confirm.mock.calls).toEqual([
      [
        {
          key: { zone: 'app.procore.com', person: '', project: '101' },
          who: 'pat@riverside.example',
          accountId: 'a-1',
          accountName: 'Riverside Builders',
        },
      ],
    ]);
  });

  it('lets somebody else be typed although there is a connection', () => {
    const runs = runStore(shownRun({ step: 8 }));
    open({ runs, connection: connectionStore({ connection: connectionOf() }) });
    fireEvent.click(screen.getByRole('radio', { name: 'Somebody else' }));
    fireEvent.input(screen.getByLabelText('Name or e-mail at DocuSign'), {
      target: { value: 'kim@x.example' },
    });
    fireEvent.input(screen.getByLabelText('Account name (optional)'), { target: { value: 'Kim Ltd' } });
    press('Confirm');
    expect(runs.confirm.mock.calls[0]?.[0]).toMatchObject({
      who: 'kim@x.example',
      accountId: '',
      accountName: 'Kim Ltd',
    });
  });

  it('says so when the account to be left was confirmed again', () => {
    open({
      runs: runStore(
        shownRun({ step: 8, view: { notice: 'same-account', oldAccount: 'old@riverside.example' } }),
      ),
    });
    expect(screen.getByText('old@riverside.example').tagName).toBe('BDI');
  });

  it('ends with what was skipped, and can start again or close', async () => {
    const runs = runStore(shownRun({ end: 'done', skip: true }));
    const { container } = open({ runs });
    expect(screen.getByText('9 steps were skipped, so the page did not prove them.')).toBeTruthy();
    await expectAccessible(container);
    press('Start again');
    press('Close');
    expect(runs.start.mock.calls).toEqual([
      [
        {
          procedure: 'switch-account',
          key: { zone: 'app.procore.com', person: '', project: '101' },
          company: '9',
          href: '',
        },
      ],
    ]);
    expect(runs.close.mock.calls).toEqual([['run-1']]);
  });

  it('makes room for what is asked after its end, and for nothing before', () => {
    const ended = () => runStore(shownRun({ end: 'done', now: NOW }));
    for (const [at, isShown] of [
      [NOW - 60_000, true],
      [NOW, false],
      // From before the clock was set back.
      [NOW + DAY, true],
    ] as const) {
      open({ question: asked({ at }), runs: ended() });
      expect(screen.queryByRole('button', { name: 'Start again' }) !== null).toBe(isShown);
      cleanup();
    }
    const checking = { ...troubleshooterStore(passOf(healthyFacts())), askedAt: signal(NOW) };
    open({ troubleshooter: checking, runs: ended() });
    expect(screen.queryByRole('button', { name: 'Start again' })).toBeNull();
    cleanup();
    open({ question: asked({ at: NOW }), runs: runStore(shownRun({ step: 2 })) });
    expect(screen.getByRole('button', { name: 'Skip' })).toBeTruthy();
  });

  it('leads to steps that are under way elsewhere', () => {
    const elsewhere = shownRun({
      step: 1,
      view: { runId: 'run-2', key: { zone: 'us02.procore.com', person: '', project: '7' }, projectName: '' },
    });
    const runs = runStore(shownRun({ step: 2 }), null, [elsewhere]);
    const { container } = open({ runs });
    expect(textOf(container)).toContain('Switch the DocuSign account on us02.procore.com Go there');
    fireEvent.click(screen.getByRole('button', { name: /^Go to the project of these steps/ }));
    expect(runs.goTo.mock.calls).toEqual([[elsewhere]]);
  });

  it('says that a stopped run undid nothing', () => {
    open({ runs: runStore(shownRun({ step: 3, end: 'cancelled' })) });
    expect(screen.getByText('The steps were stopped. Nothing was undone.')).toBeTruthy();
  });

  it('offers to continue a run that nobody touched for a week', () => {
    const runs = runStore(shownRun({ step: 3, now: NOW + STALE_AFTER }));
    open({ runs });
    press('Continue');
    expect(runs.step.mock.calls).toEqual([['run-1', 'do', 'update']]);
  });

  it('shows what went wrong, and puts it away', () => {
    const runs = runStore(shownRun({ step: 1 }), { kind: 'not-found' });
    open({ runs });
    expect(textOf(screen.getAllByRole('alert')[0] ?? null)).toMatch(/not there any more/);
    press('Dismiss this message');
    expect(runs.dismiss).toHaveBeenCalledTimes(1);
  });
});

describe('a badge that is pressed while checks are shown', () => {
  /** The checks were asked for at `askedAt`; then the badge is pressed, at NOW. */
  async function pressWhileChecking(askedAt: number) {
    const troubleshooter = troubleshooterStore(passOf(healthyFacts()), { askedAt: signal(askedAt) });
    const opened = open({ troubleshooter });
    await act(() => {
      opened.newest.value = asked();
    });
    return opened;
  }
  const headings = () => screen.getAllByRole('heading', { level: 2 }).map(textOf).slice(0, 2);

  it('is explained above them, and asks anew from there', async () => {
    const { actions, container } = await pressWhileChecking(NOW - 1);
    expect(headings()).toEqual(['Send button', 'Why does it not work?']);
    expect(document.activeElement?.textContent).toBe('Send button');
    await expectAccessible(container);
    press('Find out why it does not work');
    expect(actions.findOut).toHaveBeenCalledTimes(1);
    press('Back to the overview');
    expect(headings()[0]).toBe('Why does it not work?');
  });

  it('is not explained again where it is what the checks were asked for', async () => {
    await pressWhileChecking(NOW);
    expect(headings()[0]).toBe('Why does it not work?');
    expect(screen.queryByText('Send button')).toBeNull();
  });

  it('is explained though the checks were asked for before the clock was set back, and not the other way round', async () => {
    await pressWhileChecking(NOW + DAY);
    expect(headings()).toEqual(['Send button', 'Why does it not work?']);
    cleanup();
    const troubleshooter = troubleshooterStore(passOf(healthyFacts()), { askedAt: signal(NOW) });
    open({ troubleshooter, question: asked({ at: NOW + DAY }) });
    expect(headings()[0]).toBe('Why does it not work?');
  });
});

describe('the state below', () => {
  it('starts the steps that fit the state', () => {
    const runs = runStore();
    open({ runs, here: projectState({ sightings: [sighting({ says: 'not-linked' })] }) });
    press('Link');
    expect(runs.start.mock.calls[0]?.[0]).toMatchObject({ procedure: 'link', company: '9' });
  });

  it('offers nothing to start while steps are under way', () => {
    open({ runs: runStore(shownRun({ step: 2 })) });
    expect(screen.queryByRole('button', { name: 'Switch account' })).toBeNull();
  });

  it('has the Procore connection where an app is set, or a check could tell more with it', async () => {
    const fold = () => screen.queryByRole('heading', { name: 'Procore connection' });
    open();
    expect(fold()).toBeNull();
    cleanup();
    const { container } = open({ procore: procoreStore() });
    expect(fold()).not.toBeNull();
    await expectAccessible(container);
    cleanup();
    const facts = healthyFacts();
    for (const name of ['procore', 'permissions', 'tools', 'item'] as const) {
      facts[name] = notKnown('no-client-id');
    }
    facts.page = notKnown('no-page');
    open({
      procore: procoreStore({ hasClientId: false }),
      troubleshooter: troubleshooterStore(passOf(facts)),
    });
    expect(fold()).not.toBeNull();
    expect(screen.getByText(/Its client id is not set/)).toBeTruthy();
  });

  it('runs one check that is looked for, and goes to it where it has run', () => {
    const { actions } = open();
    const choose = () => {
      fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'clock' } });
      fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'Enter' });
    };
    choose();
    expect(actions.runCheck).toHaveBeenCalledExactlyOnceWith('clock');
    cleanup();
    const after = open({ troubleshooter: troubleshooterStore(passOf(healthyFacts())) });
    choose();
    expect(after.actions.runCheck).not.toHaveBeenCalled();
    const clock = document.querySelector('details[data-check="clock"]');
    expect(clock?.hasAttribute('open')).toBe(true);
    expect(document.activeElement).toBe(clock?.querySelector('summary'));
  });

  it('tells once what went wrong, and what an ended run leaves to the checks above', () => {
    const checking = { troubleshooter: troubleshooterStore(passOf(healthyFacts())) };
    open({ ...checking, runs: runStore(null, { kind: 'offline' }) });
    expect(screen.getAllByRole('alert').filter((alert) => textOf(alert) !== '')).toHaveLength(1);
    cleanup();
    open({ ...checking, runs: runStore(shownRun({ view: { status: 'done', step: null } })) });
    expect(screen.getByText(/The checks above say what they changed/)).toBeTruthy();
    expect(screen.queryByText(/is below/)).toBeNull();
  });

  it('says what the panel is for where there is nothing to show', async () => {
    const { container } = open({ here: null });
    expect(screen.getByText('Nothing to explain right now')).toBeTruthy();
    await expectAccessible(container);
  });
});
