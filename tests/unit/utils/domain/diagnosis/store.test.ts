import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { leadsAway } from '../../../../../utils/domain/diagnosis/leads-away.ts';
import { FIX_IDS } from '../../../../../utils/domain/diagnosis/types.ts';
import type { Ask } from '../../../../../utils/app/messaging/ask.ts';
import {
  createTroubleshooterStore,
  type DiagnosisContext,
  contextAgain,
} from '../../../../../utils/domain/diagnosis/store.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const PLACE: DiagnosisContext = {
  subject: { zone: 'us02.procore.com', company: '1', project: '2', person: '3', item: null },
  tab: 7,
  href: '',
  projectName: '',
};
/** Much later than whatever belongs to one burst. */
const LATER = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A background that can be held back, and a network that is there or not. */
function open() {
  const world = { online: false, asked: 0 };
  const waiting: (() => void)[] = [];
  let held = false;
  let ticks = 0;
  const ask = (async (_name: string, { part }: { part: string }) => {
    world.asked += 1;
    if (held) await new Promise<void>((resolve) => waiting.push(resolve));
    const fact =
      part === 'online'
        ? { known: true, value: world.online, at: NOW }
        : { known: false, why: 'no-page', at: NOW };
    return { ok: true, value: { fact } };
  }) as unknown as Ask;
  const placeNow = vi.fn(async (before: DiagnosisContext) => before);
  const store = createTroubleshooterStore({ ask, clock: () => NOW + ticks++, placeNow });
  return {
    store,
    world,
    /** How often a pass repeated an earlier one. */
    repeats: () => placeNow.mock.calls.length,
    hold: () => {
      held = true;
    },
    letGo: () => {
      held = false;
      for (const go of waiting.splice(0)) go();
    },
  };
}

/** A first pass, after which a fix for the network has led the person away. */
async function ledAway() {
  const opened = open();
  await opened.store.run({ check: 'online' }, PLACE);
  opened.store.awaitExternalFix('online');
  return opened;
}

describe('after a fix that leads elsewhere', () => {
  it('the same checks run again once for several requests, and tell what changed', async () => {
    const { store, world, repeats } = await ledAway();
    expect(store.isAutomatic.value).toBe(false);
    world.online = true;
    for (let times = 0; times < 5; times += 1) {
      store.requestRecheck();
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(repeats()).toBe(0);
    await vi.advanceTimersByTimeAsync(LATER);
    expect(repeats()).toBe(1);
    expect(store.isAutomatic.value).toBe(true);
    expect(store.changes.value.map(({ check, kind }) => [check, kind])).toEqual([['online', 'fixed']]);
  });

  it('nothing but the person asks for a pass', async () => {
    const { store, repeats } = await ledAway();
    expect(store.askedAt.value).toBe(NOW);
    const kept = store.askedAt;
    store.requestRecheck();
    await vi.advanceTimersByTimeAsync(LATER);
    await store.runAgain();
    expect([repeats(), kept.value]).toEqual([2, NOW]);
  });

  it('they run on at each return until the check is in order, and tell what changed since the person went', async () => {
    const { store, world, repeats } = await ledAway();
    store.requestRecheck();
    await vi.advanceTimersByTimeAsync(LATER);
    expect(store.changes.value.map(({ kind }) => kind)).toEqual(['still']);
    world.online = true;
    store.requestRecheck();
    await vi.advanceTimersByTimeAsync(LATER);
    expect(store.changes.value.map(({ kind }) => kind)).toEqual(['fixed']);
    store.requestRecheck();
    await vi.advanceTimersByTimeAsync(LATER);
    expect(repeats()).toBe(2);
    expect(store.changes.value.map(({ kind }) => kind)).toEqual(['fixed']);
  });

  it('none begins while one is under way; a recheck that is asked for meanwhile runs once afterwards', async () => {
    const { store, repeats, hold, letGo, world } = await ledAway();
    hold();
    store.requestRecheck();
    await vi.advanceTimersByTimeAsync(LATER);
    const { asked } = world;
    for (let times = 0; times < 3; times += 1) {
      store.requestRecheck();
      await vi.advanceTimersByTimeAsync(LATER);
    }
    expect([repeats(), world.asked]).toEqual([1, asked]);
    letGo();
    await vi.advanceTimersByTimeAsync(LATER);
    expect(repeats()).toBe(2);
    await vi.advanceTimersByTimeAsync(LATER);
    expect(repeats()).toBe(2);
  });

  it('an automatic pass asks for no other', async () => {
    const { store, repeats } = await ledAway();
    store.requestRecheck();
    for (let times = 0; times < 10; times += 1) await vi.advanceTimersByTimeAsync(LATER);
    expect(repeats()).toBe(1);
  });

  it('closing and another pass end it', async () => {
    const { store, repeats } = await ledAway();
    store.requestRecheck();
    await store.run({ check: 'online' }, PLACE);
    await vi.advanceTimersByTimeAsync(LATER);
    store.awaitExternalFix('online');
    store.requestRecheck();
    store.close();
    await vi.advanceTimersByTimeAsync(LATER);
    store.requestRecheck();
    await vi.advanceTimersByTimeAsync(LATER);
    expect(repeats()).toBe(0);
    expect(store.pass.value).toBeNull();
    expect(store.isRepeat.value).toBe(false);
  });

  it('a pass that the person asks for is theirs again', async () => {
    const { store } = await ledAway();
    store.requestRecheck();
    await vi.advanceTimersByTimeAsync(LATER);
    expect(store.isAutomatic.value).toBe(true);
    await store.runAgain();
    expect(store.isAutomatic.value).toBe(false);
  });
});

it('nothing runs by itself while nobody was led away', async () => {
  const { store, repeats } = open();
  store.requestRecheck();
  await store.run({ check: 'online' }, PLACE);
  store.requestRecheck();
  await vi.advanceTimersByTimeAsync(LATER);
  expect(repeats()).toBe(0);
});

it('fixes that lead away are those whose end nothing else tells', () => {
  const away = FIX_IDS.filter(leadsAway);
  expect(away).toEqual(expect.arrayContaining(['choose-account', 'sign-out-docusign', 'open-settings']));
  for (const here of ['connect', 'refresh', 'report', 'clear-sites', 'link', 'message-it', 'wait'] as const) {
    expect(away).not.toContain(here);
  }
});

describe('the place of the same checks when they run again', () => {
  const contract = (id: string): DiagnosisContext => ({
    ...PLACE,
    subject: { ...PLACE.subject, item: { type: 'commitment', id } },
    href: `https://us02.procore.com/2/project/commitments/work_order_contracts/${id}`,
  });

  it('is the other item that is in front by now, with its address', () => {
    expect(contextAgain(contract('4'), contract('5'))).toEqual(contract('5'));
  });

  it('is the item as before while another page of its project is in front, in whatever tab', () => {
    const now = { ...PLACE, tab: 8, subject: { ...PLACE.subject, company: '' } };
    expect(contextAgain(contract('4'), now)).toEqual({ ...contract('4'), tab: 8 });
  });

  it('is the item as before while a list is in front, and the list where it was about no item', () => {
    const list: DiagnosisContext = {
      ...contract('4'),
      subject: { ...PLACE.subject, item: { type: 'invoice-list', id: '' } },
    };
    expect(contextAgain(contract('4'), list)).toEqual(contract('4'));
    expect(contextAgain(PLACE, list)).toEqual(list);
  });

  it.each([
    ['another project', { project: '9' }],
    ['another zone', { zone: 'app.procore.com' }],
    ['no Procore page', { zone: '', project: '' }],
  ])('is the place as before while %s is in front', (_, over) => {
    const now = { ...contract('5'), tab: 8, subject: { ...contract('5').subject, ...over } };
    expect(contextAgain(contract('4'), now)).toEqual(contract('4'));
  });
});
