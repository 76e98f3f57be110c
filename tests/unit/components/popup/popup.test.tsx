// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Popup } from '../../../../components/popup/popup.tsx';
import type { PopupActions, PopupStores } from '../../../../components/popup/types.ts';
import { DAY } from '../../../../utils/base/clock.ts';
import type { ProjectState } from '../../../../utils/domain/links/store.ts';
import type { Live } from '../../../../utils/storage/live.ts';
import {
  confirmation,
  connectionOf,
  connectionStore,
  expectAccessible,
  inProject,
  ledgerStore,
  NOW,
  projectState,
  runStore,
  sceneStore,
  settingsStore,
  show,
  sighting,
  speakEnglish,
  textOf,
  use,
} from '../kit.tsx';
import { shownRun } from '../runs.ts';

beforeEach(speakEnglish);
afterEach(cleanup);

function open(stores: Partial<PopupStores> & { here?: ProjectState | null } = {}) {
  const { here = projectState(), ...rest } = stores;
  const runs = runStore();
  const settings = settingsStore();
  const actions = {
    openPanel: vi.fn(),
    start: vi.fn(),
    findOut: vi.fn(),
    openSettings: vi.fn(),
    leave: vi.fn(),
    requestHost: vi.fn<PopupActions['requestHost']>(async () => true),
  };
  const all = {
    scene: sceneStore(inProject),
    ledger: ledgerStore(here),
    runs,
    connection: connectionStore(),
    settings,
    ...rest,
  };
  const { container } = show(<Popup stores={all} actions={actions} />);
  return { container, actions, runs, settings, stores: all };
}

const card = () => textOf(document.querySelector('main > section'));
const buttons = () =>
  [...document.querySelectorAll('main > section:first-of-type button')].map((button) => textOf(button));
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('the page in front', () => {
  it('opens the panel to find out why, straight in the press', async () => {
    const { actions } = open({ here: projectState() });
    press('Find out why it does not work');
    expect(actions.findOut).toHaveBeenCalledOnce();
  });

  it('shows Synced with its sighting, who it is, and the days left at least', async () => {
    const { container } = open({
      here: projectState({
        uses: [use(3)],
        confirmation: confirmation({ accountName: 'Riverside Builders' }),
      }),
    });
    expect(card()).toBe(
      'app.procore.com, company 9 Riverside Tower Synced Seen on Riverside Tower, 3 days ago. ' +
        'Procore showed “Synced” here, so a DocuSign login is linked. ' +
        'Signed in as pat@riverside.example, confirmed by you 2 days ago in account Riverside Builders ' +
        'Procore asks again in at least 27 days Counted from the last use seen here, 3 days ago. A use that was not seen makes it longer. ' +
        'Switch account Re-link Open the panel Find out why',
    );
    await expectAccessible(container);
  });

  it('says that nobody is confirmed and no use was seen, and offers to confirm', () => {
    open();
    expect(card()).toContain('Not confirmed yet. Procore does not show which DocuSign login is linked.');
    expect(card()).toContain('No use was seen in the last 30 days, so the days left cannot be counted.');
    expect(buttons()).toEqual([
      'Switch account',
      'Re-link',
      'Open the panel',
      'Find out why',
      'Confirm who it is',
    ]);
  });

  it.each([
    [
      'not linked',
      [sighting({ says: 'not-linked' })],
      'Not linked',
      ['Link', 'Open the panel', 'Find out why'],
    ],
    [
      'asked to log in again',
      [sighting({ kind: 'banner', says: 'reauth-required' })],
      'Log in again',
      ['Re-link', 'Switch account', 'Open the panel', 'Find out why'],
    ],
    [
      'switched off',
      [sighting({ kind: 'enable-box', says: 'off' })],
      'Not available',
      ['Open the panel', 'Find out why'],
    ],
    [
      'not readable',
      [sighting({ says: 'unknown' })],
      'Unknown',
      ['Find out step by step', 'Open the panel', 'Find out why'],
    ],
    [
      'idle for more than 30 days',
      [sighting({ at: NOW - 31 * DAY })],
      'Unknown',
      ['Re-link', 'Switch account', 'Open the panel', 'Find out why'],
    ],
  ])('offers what helps where it is %s', (_, sightings, word, offered) => {
    open({ here: projectState({ sightings }) });
    expect(document.querySelector('[data-state]')?.textContent).toBe(word);
    expect(buttons()).toEqual(offered);
  });

  it('says why the state is unknown and what to do where nothing was seen', () => {
    open({ here: projectState({ sightings: [], name: '' }) });
    expect(card()).toBe(
      'app.procore.com, company 9 Project 101 Unknown ' +
        'Why No page that shows the link was open in this project yet. ' +
        'What to do Open this project in Procore, press your initials at the top right, and open My Profile Settings. The line is at the bottom of Personal. ' +
        'Find out step by step Open the panel Find out why',
    );
  });

  it('puts Re-link first once the countdown warns', () => {
    open({ here: projectState({ sightings: [sighting({ at: NOW - DAY })], uses: [use(25)] }) });
    expect(card()).toContain('in at least 5 days');
    expect(document.querySelector('[data-state="synced"]')?.getAttribute('data-tone')).toBe('warn');
    expect(buttons()[0]).toBe('Re-link');
  });

  it('starts the steps for this link', () => {
    const { actions } = open({ here: projectState({ sightings: [sighting({ says: 'not-linked' })] }) });
    press('Link');
    expect(actions.start.mock.calls).toEqual([
      [{ procedure: 'link', key: { zone: 'app.procore.com', person: '', project: '101' }, company: '9' }],
    ]);
  });

  it('asks for a name before it confirms, and sends what was typed', async () => {
    const { runs } = open();
    press('Confirm who it is');
    press('Confirm');
    expect(
      screen.getByText('Write a name or an e-mail address, so that you know it again later.'),
    ).toBeTruthy();
    expect(runs.confirm).not.toHaveBeenCalled();
    fireEvent.input(screen.getByLabelText('Name or e-mail at DocuSign'), { target: { value: ' Pat Lee ' } });
    press('Confirm');
    expect(runs.confirm.mock.calls).toEqual([
      [
        {
          key: { zone: 'app.procore.com', person: '', project: '101' },
          who: 'Pat Lee',
          accountId: '',
          accountName: '',
        },
      ],
    ]);
    await waitFor(() => expect(screen.queryByLabelText('Name or e-mail at DocuSign')).toBeNull());
  });

  it('offers the accounts of the connection when confirming', async () => {
    const { runs, container } = open({ connection: connectionStore({ connection: connectionOf() }) });
    press('Confirm who it is');
    await expectAccessible(container);
    press('Confirm');
    expect(runs.confirm.mock.calls[0]?.[0]).toEqual({
      key: { zone: 'app.procore.com', person: '', project: '101' },
      who: 'pat@riverside.example',
      accountId: 'a-1',
      accountName: 'Riverside Builders',
    });
  });

  it('says so where it is no Procore page, and where no project is open', () => {
    open({ scene: sceneStore({ status: 'not-procore' }), here: null });
    expect(card()).toContain('This is not a Procore page');
    cleanup();
    open({ scene: sceneStore({ status: 'no-project', zone: 'us02.procore.com' }), here: null });
    expect(card()).toContain('us02.procore.com No project is open here');
  });
});

describe('while it is read', () => {
  const ledger = (status: 'loading' | 'failed') => ({
    ...ledgerStore(null),
    active: signal<Live<ProjectState | null>>({ status }),
  });

  it('shows nothing below that would move when the state comes', () => {
    open({ ledger: ledger('loading') });
    expect(document.querySelector('main > section')?.getAttribute('aria-busy')).toBe('true');
    expect(screen.queryByText('DocuSign connection')).toBeNull();
  });

  it('says so when the data cannot be read, and shows no state', async () => {
    const { container } = open({ ledger: ledger('failed') });
    expect(screen.getByRole('heading', { name: 'The stored data cannot be read' })).toBeTruthy();
    expect(document.querySelector('[data-state]')).toBeNull();
    await expectAccessible(container);
  });
});

describe('a host that is not read yet', () => {
  const scene = () => sceneStore({ status: 'not-granted', host: 'eu01.procore.com' });

  it('asks the browser for that host alone, adds it, and looks again', async () => {
    const { actions, settings, stores } = open({ scene: scene(), here: null });
    press('Read pages on eu01.procore.com');
    await waitFor(() => expect(stores.scene.look).toHaveBeenCalledTimes(1));
    expect(actions.requestHost.mock.calls).toEqual([['eu01.procore.com']]);
    expect(settings.addHost.mock.calls).toEqual([['eu01.procore.com']]);
  });

  it('says that a refusal changed nothing, and leaves the button there', async () => {
    const { actions, settings } = open({ scene: scene(), here: null });
    actions.requestHost.mockResolvedValueOnce(false);
    press('Read pages on eu01.procore.com');
    await screen.findByText(/answered no, so nothing changed/);
    expect(settings.addHost).not.toHaveBeenCalled();
    expect(screen.getByRole('button', { name: 'Read pages on eu01.procore.com' })).toBeTruthy();
  });

  it('offers nothing where the organization decides', () => {
    open({ scene: scene(), here: null, settings: settingsStore({ locked: ['zones'] }) });
    expect(screen.queryByRole('button', { name: /Read pages/ })).toBeNull();
    expect(card()).toContain('Your organization decides which hosts are read.');
  });
});

describe('steps under way', () => {
  it('shows the count and the step, continues in the panel, and offers no second run', async () => {
    const { actions, container } = open({ runs: runStore(shownRun({ step: 2 })) });
    expect(textOf(screen.getByRole('region', { name: 'Switch the DocuSign account' }))).toContain(
      'Step 3 of 9',
    );
    press('Continue');
    expect(actions.openPanel).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole('button', { name: 'Switch account' })).toBeNull();
    await expectAccessible(container);
  });

  it('says that others are under way elsewhere, leads to them, and keeps from nothing here', async () => {
    const elsewhere = shownRun({
      step: 2,
      view: {
        runId: 'run-2',
        key: { zone: 'us02.procore.com', person: '', project: '7' },
        projectName: 'Harbour Bridge',
      },
    });
    const runs = runStore(elsewhere);
    const { container, actions } = open({ runs });
    expect(screen.queryByRole('button', { name: 'Switch account' })).not.toBeNull();
    cleanup();

    const both = runStore(shownRun({ step: 2 }), null, [elsewhere]);
    const view = open({ runs: both });
    expect(textOf(view.container)).toContain(
      'Steps are under way elsewhere too. Each goes on in its own project. Switch the DocuSign account on Harbour Bridge Go there',
    );
    press('Go to the project of these steps: Switch the DocuSign account');
    expect(both.goTo.mock.calls).toEqual([[elsewhere]]);
    await vi.waitFor(() => expect(view.actions.leave).toHaveBeenCalledOnce());
    expect(actions.leave).not.toHaveBeenCalled();
    await expectAccessible(view.container);
    expect(textOf(container)).not.toContain('elsewhere too');
  });

  it('stops the run', () => {
    const runs = runStore(shownRun({ step: 2 }));
    open({ runs });
    press('Stop');
    expect(runs.step.mock.calls).toEqual([['run-1', 'cancel']]);
  });
});

describe('other projects', () => {
  const other = (project: string, name: string, facts: Parameters<typeof sighting>[0] = {}) =>
    projectState({ sightings: [sighting({ project, ...facts })], name });

  it('draws the first of very many, and more of them with each press', async () => {
    const projects = Array.from({ length: 120 }, (_, index) => other(String(1000 + index), ''));
    const { container } = open({
      ledger: ledgerStore(projectState(), [
        { zone: 'app.procore.com', company: '9', projects: projects.slice(0, 30) },
        { zone: 'us02.procore.com', company: '9', projects: projects.slice(30) },
      ]),
    });
    const drawn = () => container.querySelectorAll('li').length;
    const before = drawn();
    expect(before).toBeLessThan(60);
    press('Show more (70 left)');
    await vi.waitFor(() => expect(drawn()).toBe(before + 50));
    press('Show more (20 left)');
    await vi.waitFor(() => expect(drawn()).toBe(before + 70));
    expect(screen.queryByRole('button', { name: /Show more/ })).toBeNull();
  });

  it('groups them by host and company, each with its state and date', async () => {
    const { container } = open({
      ledger: ledgerStore(projectState(), [
        {
          zone: 'app.procore.com',
          company: '9',
          projects: [other('102', 'Harbour Bridge', { says: 'not-linked', at: NOW - DAY })],
        },
        {
          zone: 'us02.procore.com',
          company: '7',
          projects: [other('103', '', { zone: 'us02.procore.com' })],
        },
      ]),
    });
    const part = screen.getByRole('region', { name: 'Other projects' });
    expect([...part.querySelectorAll('h3, li')].map((element) => textOf(element))).toEqual([
      'app.procore.com, company 9',
      'Harbour Bridge(opens in a new tab) 1 day ago Not linked',
      'us02.procore.com, company 7',
      'Project 103(opens in a new tab) 3 days ago Synced',
    ]);
    expect(part.querySelector('a')?.getAttribute('href')).toBe('https://app.procore.com/102/project/home');
    await expectAccessible(container);
  });

  it('finds one among many by its name', () => {
    const projects = Array.from({ length: 8 }, (_, index) => other(`20${index}`, `Site ${index}`));
    open({ ledger: ledgerStore(projectState(), [{ zone: 'app.procore.com', company: '9', projects }]) });
    fireEvent.input(screen.getByRole('searchbox', { name: 'Find a project' }), {
      target: { value: 'site 5' },
    });
    expect([...document.querySelectorAll('li')].map((row) => textOf(row.querySelector('bdi')))).toEqual([
      'Site 5',
    ]);
    fireEvent.input(screen.getByRole('searchbox', { name: 'Find a project' }), {
      target: { value: 'nowhere' },
    });
    expect(screen.getByText('No project matches.')).toBeTruthy();
  });

  it('makes no link of a host that is none of Procore’s', () => {
    open({
      ledger: ledgerStore(projectState(), [
        { zone: 'evil.example', company: '', projects: [other('1', 'x', { zone: 'evil.example' })] },
      ]),
    });
    expect(document.querySelector('li a')).toBeNull();
  });
});
