import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { currentStep } from '../../../../../utils/domain/guide/engine.ts';
import { tabProjects } from '../../../../../utils/domain/pages/items.ts';
import { HOME, KEY, OURS, PROFILE, PROJECT, World, ZONE } from './guide-world.ts';

/** Whose run a page of DocuSign's is about, with runs in two zones. */

const OTHER = 'app.procore.com';
const OTHER_KEY = { zone: OTHER, person: '', project: '101' };
const LOGIN = 'https://account.docusign.com/oauth/auth?client_id=x';
const SIGNED_OUT = { emailBox: true, empty: true, duringLogin: false };

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.db.delete());

const place = (zone: string, project: string) => ({ zone, company: '', project, person: '' });
const stepIn = async (zone: string) => {
  const run = (await world.db.runs.toArray()).find((one) => one.zone === zone && one.status === 'running');
  return run && currentStep(run)?.id;
};
const steps = async () => [await stepIn(ZONE), await stepIn(OTHER)];

async function both(step: string): Promise<string[]> {
  const ids: string[] = [];
  for (const key of [KEY, OTHER_KEY]) {
    const { runId } = await world.guide.handlers.startRun({ procedure: 'relink', key, company: '' }, OURS);
    ids.push(runId);
    while ((await stepIn(key.zone)) !== step) await world.act(runId, 'by-hand');
  }
  return ids;
}

describe.each([
  ['a worker that lives', () => undefined],
  ['a worker killed before', () => world.kill()],
])('a visit to DocuSign’s login, by %s', (_, before) => {
  test('should move the run whose zone its tab was in, and no other', async () => {
    await both('login');
    await tabProjects.set({ 1: place(ZONE, PROJECT), 2: place(OTHER, '101') });
    before();
    await world.guide.onTabUpdated(2, LOGIN);
    expect(await steps()).toEqual(['login', 'see-synced']);
    await world.guide.onTabUpdated(1, LOGIN);
    expect(await steps()).toEqual(['see-synced', 'see-synced']);
  });

  test('should move the run whose tab opened its window', async () => {
    await both('login');
    await tabProjects.set({ 1: place(ZONE, PROJECT), 2: place(OTHER, '101') });
    before();
    await world.guide.onTabUpdated(77, LOGIN, true, 2);
    expect(await steps()).toEqual(['login', 'see-synced']);
  });

  test('should move the run whose page the tab loaded, where no page told yet', async () => {
    await both('login');
    await world.load(PROFILE, 5);
    before();
    await world.guide.onTabUpdated(5, LOGIN);
    expect(await steps()).toEqual(['see-synced', 'login']);
  });

  test('should move none of several where nothing tells whose it is', async () => {
    const [runId = ''] = await both('login');
    before();
    await world.guide.onTabUpdated(77, LOGIN);
    await world.guide.onTabUpdated(78, LOGIN, true, 79);
    expect(await steps()).toEqual(['login', 'login']);
    await world.act(runId, 'by-hand');
    expect(await steps()).toEqual(['see-synced', 'login']);
  });

  test('should move the only run, unless the tab was in another zone', async () => {
    const { runId } = await world.start();
    await world.skipTo(runId, 'login');
    await tabProjects.set({ 2: place(OTHER, '101') });
    before();
    await world.guide.onTabUpdated(2, LOGIN);
    expect(await world.step()).toBe('login');
    await world.guide.onTabUpdated(77, LOGIN);
    expect(await world.step()).toBe('see-synced');
  });
});

describe('the log-out page', () => {
  test('should tell only the run it was opened for', async () => {
    const [, second = ''] = await both('sign-out');
    await world.act(second, 'do');
    world.kill();
    world.loginPage = { ...SIGNED_OUT, duringLogin: true };
    await world.guide.onTabUpdated(world.tabs.at(-1)?.id ?? 0, LOGIN);
    expect(await steps()).toEqual(['sign-out', 'login']);
  });
});

describe('what told of a login page and was lost', () => {
  test('should be read again at the next start, from the pages that stand open', async () => {
    const { runId } = await world.start();
    await world.skipTo(runId, 'sign-out');
    world.tabs = [...world.tabs, { id: 9, url: 'https://account.docusign.com/', active: false }];
    world.loginPage = SIGNED_OUT;
    world.kill();
    await world.guide.resume();
    expect(await world.step()).toBe('login');
  });

  test.each([
    ['the panel', (runId: string) => world.act(runId, 'look')],
    ['a page', () => world.ask(HOME, { waiting: true })],
  ])('should be read again when %s asks, and waits', async (_, look) => {
    const { runId } = await world.start();
    await world.skipTo(runId, 'sign-out');
    world.tabs = [...world.tabs, { id: 9, url: 'https://account.docusign.com/', active: true }];
    world.loginPage = SIGNED_OUT;
    await world.ask(HOME);
    expect(await world.step()).toBe('sign-out');
    await look(runId);
    await expect.poll(() => world.step()).toBe('login');
  });

  test('should prove a login only by a page that was loaded since that step began', async () => {
    const { runId } = await world.start();
    await world.skipTo(runId, 'login');
    world.tabs = [...world.tabs, { id: 9, url: LOGIN, active: true }];
    world.loginPage = { ...SIGNED_OUT, documentStartedAt: world.now - 60_000 };
    await world.guide.resume();
    expect(await world.step()).toBe('login');
    world.pass(60_000);
    world.loginPage = { ...SIGNED_OUT, documentStartedAt: world.now - 10_000 };
    await world.guide.resume();
    expect(await world.step()).toBe('see-synced');
  });

  test('should not prove again what the person went back over', async () => {
    const { runId } = await world.start();
    await world.skipTo(runId, 'login');
    world.tabs = [...world.tabs, { id: 9, url: 'https://account.docusign.com/', active: true }];
    world.loginPage = { ...SIGNED_OUT, documentStartedAt: world.now };
    world.pass(1_000);
    await world.act(runId, 'back');
    await world.guide.resume();
    expect(await world.step()).toBe('sign-out');
  });
});
