import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOUR, MINUTE } from '../../../../../utils/base/clock.ts';
import { startRun } from '../../../../../utils/domain/guide/engine.ts';
import { CountersignDatabase } from '../../../../../utils/domain/database.ts';
import { createRunStore } from '../../../../../utils/domain/guide/store.ts';
import { background } from '../../app/stores/background.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
let database: CountersignDatabase;
let closing: AbortController;

beforeEach(() => {
  database = new CountersignDatabase(`runs-${crypto.randomUUID()}`);
  closing = new AbortController();
});
afterEach(async () => {
  closing.abort();
  await database.delete();
});

describe('runs', () => {
  const run = (id: string, facts: object = {}) => ({
    ...startRun({
      id,
      procedure: 'link',
      key: { zone: 'app.procore.com', person: '', project: '101' },
      company: '9',
      item: null,
      now: NOW,
      confirmed: null,
    }),
    ...facts,
  });

  function open() {
    const now = signal(NOW);
    const front = signal<{ zone: string; project: string } | null>(null);
    const back = background();
    const store = createRunStore({ database, ask: back.ask, now, front, until: closing.signal });
    return { ...back, now, front, store };
  }

  it('shows the running run with its project, before one that ended later', async () => {
    await database.runs.bulkAdd([run('a'), run('b', { status: 'done', updatedAt: NOW + 5 })]);
    await database.projects.add({
      zone: 'app.procore.com',
      project: '101',
      company: '9',
      name: 'Riverside Tower',
      at: NOW,
    });
    const { store } = open();
    await vi.waitFor(() =>
      expect(store.run.value).toMatchObject({
        runId: 'a',
        number: 1,
        total: 6,
        projectName: 'Riverside Tower',
        step: { id: 'open-project' },
      }),
    );
  });

  it('shows how a run ended, until it is closed or an hour has passed', async () => {
    await database.runs.add(run('a', { status: 'cancelled' }));
    const { store, now } = open();
    await vi.waitFor(() => expect(store.run.value?.status).toBe('cancelled'));
    now.value = NOW + HOUR + MINUTE;
    expect(store.run.value).toBeNull();
    now.value = NOW;
    store.close('a');
    expect(store.run.value).toBeNull();
  });

  it.each([
    ['a', 'b'],
    ['b', 'a'],
  ])(
    'shows the run of the page in front, and else the one that moved last, whatever the ids: %s',
    async (elsewhere, here) => {
      const other = { zone: 'us02.procore.com', project: '7', stepAt: NOW + 5, updatedAt: NOW - 5 };
      await database.runs.bulkAdd([run(elsewhere, other), run(here)]);
      const { store, front } = open();
      const shown = () => [store.run.value?.runId, ...store.others.value.map(({ runId }) => runId)];
      await vi.waitFor(() => expect(shown()).toEqual([elsewhere, here]));
      front.value = { zone: 'app.procore.com', project: '101' };
      expect(shown()).toEqual([here, elsewhere]);
      // Another project of the same zone, DocuSign's pages that come after it, and a zone without a run.
      front.value = { zone: 'app.procore.com', project: '' };
      front.value = null;
      expect(shown()).toEqual([here, elsewhere]);
      front.value = { zone: 'us02.procore.com', project: '8' };
      expect(shown()).toEqual([elsewhere, here]);
      front.value = { zone: 'eu01.procore.com', project: '1' };
      expect(shown()).toEqual([elsewhere, here]);
    },
  );

  it('shows how the run of the page in front ended, before one that is under way elsewhere', async () => {
    await database.runs.bulkAdd([
      run('a', { zone: 'us02.procore.com' }),
      run('b', { status: 'done', updatedAt: NOW - 5 }),
    ]);
    const { store, front } = open();
    await vi.waitFor(() => expect(store.run.value?.runId).toBe('a'));
    front.value = { zone: 'app.procore.com', project: '101' };
    expect([store.run.value?.runId, store.others.value.length]).toEqual(['b', 1]);
    store.close('b');
    expect([store.run.value?.runId, store.others.value.length]).toEqual(['a', 0]);
  });

  it('brings the project of another run to the front', async () => {
    await database.runs.add(run('a'));
    const { store, asked, accept } = open();
    await vi.waitFor(() => expect(store.run.value).not.toBeNull());
    const gone = store.goTo({ key: { zone: 'app.procore.com', person: '', project: '101' }, company: '9' });
    accept();
    expect(await gone).toBe(true);
    expect(asked).toEqual([
      [
        'openPlace',
        {
          place: 'project',
          subject: { zone: 'app.procore.com', person: '', project: '101', company: '9', item: null },
          href: '',
        },
      ],
    ]);
  });

  it('shows no run that ended at a moment still to come: the clock went back, and nobody knows how long ago', async () => {
    await database.runs.bulkAdd([
      run('a', { status: 'done', updatedAt: NOW - MINUTE }),
      run('b', { status: 'done', updatedAt: NOW + HOUR }),
    ]);
    const { store } = open();
    await vi.waitFor(() => expect(store.run.value?.runId).toBe('a'));
  });

  it('shows nothing of a procedure that this version does not know', async () => {
    await database.runs.bulkAdd([run('a', { procedure: 'future' })]);
    const { store } = open();
    await database.runs.count();
    expect(store.run.value).toBeNull();
  });

  it('does one thing at a time and keeps what went wrong', async () => {
    const { store, asked, refuse } = open();
    const step = store.step('a', 'skip', 'login');
    void store.step('a', 'skip', 'login');
    expect(store.busy.value).toBe('stepRun');
    refuse('not-found');
    await step;
    expect(asked).toEqual([['stepRun', { runId: 'a', action: 'skip', step: 'login' }]]);
    expect([store.busy.value, store.problem.value]).toEqual([null, { kind: 'not-found' }]);
    store.dismiss();
    expect(store.problem.value).toBeNull();
  });
});
