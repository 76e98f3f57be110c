import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DAY } from '../../../../../utils/base/clock.ts';
import { rowsOf } from '../../../../../utils/domain/links/link-row.ts';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import type { Sighting, Use } from '../../../../../utils/domain/links/tables.ts';
import { knownPersons } from '../../../../../utils/domain/pages/items.ts';
import { createLedgerStore, type ActiveProject } from '../../../../../utils/domain/links/store.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
let database: CountersignDatabase;
let closing: AbortController;

beforeEach(() => {
  database = new CountersignDatabase(`ledger-store-${crypto.randomUUID()}`);
  closing = new AbortController();
});
afterEach(async () => {
  closing.abort();
  await database.delete();
});

function row(facts: Partial<Sighting> = {}): Omit<Sighting, 'id'> {
  return {
    zone: 'app.procore.com',
    person: '',
    project: '101',
    company: '9',
    kind: 'link-row',
    says: 'synced',
    disabled: false,
    item: '',
    firstAt: NOW - DAY,
    at: NOW - DAY,
    ...facts,
  };
}

/** As the background does: the history, and the link beside it. */
async function keep(sightings: Omit<Sighting, 'id'>[], uses: Omit<Use, 'id'>[] = []): Promise<void> {
  await database.transaction('rw', [database.sightings, database.uses, database.links], async () => {
    await database.sightings.bulkAdd(sightings);
    await database.uses.bulkAdd(uses);
    const all = [await database.sightings.toArray(), await database.uses.toArray()] as const;
    await database.links.bulkPut(rowsOf(...all, []));
  });
}

function open(place: ActiveProject | null) {
  const here = signal<ActiveProject | null>(place);
  const now = signal(NOW);
  const warningDay = signal(23);
  const store = createLedgerStore({
    database,
    here,
    now,
    warningDay,
    listsOthers: true,
    until: closing.signal,
  });
  /** What is known here in short, once it is read. */
  const stateHere = () => {
    const state = store.active.value;
    return state.status === 'ready'
      ? state.value && `${state.value.name} ${state.value.link.state}`
      : state.status;
  };
  const others = () => {
    const state = store.others.value;
    return state.status === 'ready'
      ? state.value.groups.map(({ zone, company, projects }) => [
          zone,
          company,
          ...projects.map(({ link }) => `${link.key.person}/${link.key.project} ${link.state}`),
        ])
      : state.status;
  };
  return { store, here, now, warningDay, stateHere, others };
}

const riverside: ActiveProject = { zone: 'app.procore.com', person: '', project: '101', company: '9' };

describe('the ledger of our pages', () => {
  it('derives the link here from its sightings, and names it as a page did', async () => {
    await keep([row()]);
    await database.projects.add({
      zone: 'app.procore.com',
      project: '101',
      company: '9',
      name: 'Riverside Tower',
      at: NOW,
    });
    const { stateHere } = open(riverside);
    await vi.waitFor(() => expect(stateHere()).toBe('Riverside Tower synced'));
  });

  it('is unknown where nothing was seen, and nothing where no project is open', async () => {
    const { store, here, stateHere } = open(riverside);
    await vi.waitFor(() => expect(stateHere()).toBe(' unknown'));
    expect(store.active.value).toMatchObject({ value: { lastSeen: null, link: { reason: 'never-seen' } } });
    here.value = null;
    expect(store.active.value).toEqual({ status: 'ready', value: null });
  });

  it('tells of nobody in particular as soon as a second person was met', async () => {
    await keep([row(), row({ project: '102' })]);
    await knownPersons.set({ 'app.procore.com': ['5'] });
    const { stateHere, others } = open(riverside);
    await vi.waitFor(() => expect(stateHere()).toBe(' synced'));
    await knownPersons.set({ 'app.procore.com': ['5', '6'] });
    await vi.waitFor(() => expect(stateHere()).toBe(' unknown'));
    await vi.waitFor(() => expect(others()).toEqual([['app.procore.com', '9', '/102 unknown']]));
  });

  it('moves on when the background writes', async () => {
    const { stateHere } = open(riverside);
    await vi.waitFor(() => expect(stateHere()).toBe(' unknown'));
    await keep([row({ says: 'not-linked', at: NOW })]);
    await vi.waitFor(() => expect(stateHere()).toBe(' not-linked'));
  });

  it('follows the person to another project', async () => {
    await keep([row(), row({ project: '102', says: 'not-linked' })]);
    const { here, stateHere } = open(riverside);
    await vi.waitFor(() => expect(stateHere()).toBe(' synced'));
    here.value = { ...riverside, project: '102' };
    await vi.waitFor(() => expect(stateHere()).toBe(' not-linked'));
  });

  it('takes the state away when the 30 days pass under it, and warns from the day that is set', async () => {
    await keep(
      [row()],
      [{ zone: 'app.procore.com', person: '', project: '101', how: 'linked', at: NOW - DAY }],
    );
    const { store, now, warningDay, stateHere } = open(riverside);
    await vi.waitFor(() => expect(stateHere()).toBe(' synced'));
    expect(store.active.value).toMatchObject({
      value: { link: { countdown: { daysLeft: 29, warns: false } } },
    });
    warningDay.value = 1;
    expect(store.active.value).toMatchObject({ value: { link: { countdown: { warns: true } } } });
    now.value = NOW + 40 * DAY;
    expect(stateHere()).toBe(' unknown');
  });

  it('shows the link of the person asked for, and never another’s', async () => {
    await keep([
      row({ person: '7', says: 'not-linked', at: NOW - 2 * DAY }),
      row({ person: '8', says: 'synced', at: NOW - DAY }),
    ]);
    const { store, here, stateHere, others } = open({ ...riverside, person: '7' });
    await vi.waitFor(() => expect(stateHere()).toBe(' not-linked'));
    await vi.waitFor(() => expect(others()).toEqual([['app.procore.com', '9', '8/101 synced']]));
    here.value = { ...riverside, person: '9' };
    await vi.waitFor(() => expect(stateHere()).toBe(' unknown'));
    expect(store.active.value).toMatchObject({ value: { link: { reason: 'never-seen' } } });
  });

  it('does not know whose link it is where persons were met and the page tells none', async () => {
    await keep([row(), row({ person: '8', says: 'not-linked' }), row({ project: '102' })]);
    const { store, here, stateHere, others } = open(riverside);
    await vi.waitFor(() => expect(stateHere()).toBe(' unknown'));
    expect(store.active.value).toMatchObject({ value: { link: { reason: 'person-not-told' } } });
    here.value = null;
    await vi.waitFor(() =>
      expect(others()).toEqual([['app.procore.com', '9', '/101 unknown', '/102 synced', '8/101 not-linked']]),
    );
  });

  it('lists every other project by host and company, newest first', async () => {
    await keep([
      row(),
      row({ project: '102', says: 'not-linked', at: NOW - 5 * DAY }),
      row({ project: '103', at: NOW - 2 * DAY }),
      row({ zone: 'us02.procore.com', project: '562949953421999', company: '562949953421312' }),
      row({ project: '200', company: '10', kind: 'send-button', says: 'complete' }),
    ]);
    const { others } = open(riverside);
    await vi.waitFor(() =>
      expect(others()).toEqual([
        ['app.procore.com', '10', '/200 unknown'],
        ['app.procore.com', '9', '/103 synced', '/102 not-linked'],
        ['us02.procore.com', '562949953421312', '/562949953421999 synced'],
      ]),
    );
  });

  it('reads nothing any more once its page is closed', async () => {
    const { stateHere } = open(riverside);
    await vi.waitFor(() => expect(stateHere()).toBe(' unknown'));
    closing.abort();
    await keep([row()]);
    await database.sightings.count();
    expect(stateHere()).toBe(' unknown');
  });
});
