// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createBadgeLayer } from '../../../../components/badge/badge-layer.ts';
import { type PageOptions, readPage } from '../../../../components/badge/page.ts';
import type { BadgeView } from '../../../../utils/domain/pages/messages.ts';
import type { MessageData } from '../../../../utils/app/messaging/protocol.ts';

/** happy-dom's own window lets a test say where it is. */
declare global {
  interface Window {
    happyDOM: { setURL: (address: string) => void };
  }
}

let life: AbortController;
let sights: Omit<MessageData<'pageReport'>, 'id'>[];
let ids: string[];
let validUntil: number | null;

beforeEach(() => {
  vi.useFakeTimers();
  life = new AbortController();
  sights = [];
  ids = [];
  validUntil = null;
  document.body.innerHTML = '';
  document.title = 'Commitments';
  window.happyDOM.setURL('https://app.procore.com/1/project/commitments/work_order_contracts/2');
});

afterEach(() => {
  life.abort();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const view = (part: Partial<BadgeView>): BadgeView => ({
  kind: 'send-button',
  says: 'complete',
  disabled: false,
  state: 'synced',
  tone: 'good',
  text: 'Ready',
  label: 'Countersign: sending should work.',
  ...part,
});

type Views = readonly BadgeView[] | undefined;
type Options = Partial<Omit<PageOptions, 'report'>> & {
  /** As the page's own, with the views alone, and the id kept apart. */
  report?: (sight: Omit<MessageData<'pageReport'>, 'id'>) => Promise<Views>;
};

/** A background that stores all that it is told, unless it is not to. */
function read(markup: string, { report, ...options }: Options = {}, stores = true) {
  document.body.innerHTML = markup;
  const page = readPage(document, {
    signal: life.signal,
    checkAlive: () => {},
    report: async ({ id, ...sight }) => {
      ids.push(id);
      if (!report) sights.push(sight);
      const badges = report ? await report(sight) : [view({})];
      if (badges && stores) page.confirm(id);
      return badges && { badges: [...badges], validUntil };
    },
    importLayer: () => Promise.resolve(createBadgeLayer),
    press: () => {},
    sent: () => {},
    ...options,
  });
  return page;
}

const badges = () =>
  [...document.querySelectorAll('countersign-badge')].map((host) => ({
    ...(host as HTMLElement).dataset,
    beside: host.previousElementSibling?.textContent,
  }));

const BUTTON = '<div><button>Complete with DocuSign</button></div>';
const DRAWN = { kind: 'send-button', state: 'synced', beside: 'Complete with DocuSign' };

test('what is read is told once, and the views that come back are drawn', async () => {
  read(BUTTON);
  await vi.advanceTimersByTimeAsync(1000);
  expect(sights).toEqual([
    {
      href: 'https://app.procore.com/1/project/commitments/work_order_contracts/2',
      person: '',
      title: 'Commitments',
      documentStartedAt: performance.timeOrigin,
      readings: [{ kind: 'send-button', says: 'complete', age: 0 }],
    },
  ]);
  expect(badges()).toEqual([DRAWN]);
});

test('the page sees a host with two attributes and no way in', async () => {
  read(BUTTON);
  await vi.advanceTimersByTimeAsync(1000);
  const host = document.querySelector('countersign-badge');
  expect(host?.outerHTML).toBe(
    '<countersign-badge data-kind="send-button" data-state="synced"></countersign-badge>',
  );
  expect(host?.shadowRoot).toBe(null);
});

test('a reading without a view gets no badge', async () => {
  read(`${BUTTON}<div><button disabled>Send to DocuSign</button></div>`);
  await vi.advanceTimersByTimeAsync(1000);
  expect(sights[0]?.readings.length).toBe(2);
  expect(badges()).toEqual([DRAWN]);
});

test('a view for a greyed button is not drawn on one that is not', async () => {
  read(BUTTON, { report: () => Promise.resolve([view({ disabled: true })]) });
  await vi.advanceTimersByTimeAsync(1000);
  expect(badges()).toEqual([]);
});

test('a thousand equal buttons are one reading, and each has its badge', async () => {
  read(BUTTON.repeat(150));
  await vi.advanceTimersByTimeAsync(1000);
  expect(sights[0]?.readings).toEqual([{ kind: 'send-button', says: 'complete', age: 0 }]);
  expect(badges()).toEqual(Array.from({ length: 150 }, () => DRAWN));
});

test('a page that is asked again tells since when it says so, and what it drew anew counts from there', async () => {
  const page = read(BUTTON);
  await vi.advanceTimersByTimeAsync(60_000);
  page.askAgain();
  await vi.advanceTimersByTimeAsync(0);
  document.body.innerHTML = BUTTON;
  await vi.advanceTimersByTimeAsync(10_000);
  page.askAgain();
  await vi.advanceTimersByTimeAsync(0);
  const ages = sights.map(({ readings }) => readings.map(({ age = 0 }) => Math.round(age / 1000)));
  expect(ages).toEqual([[0], [60], [10]]);
});

test.each([
  ['comes back', 'history'],
  ['is shown at last, having been made ready unseen', undefined],
] as const)('a page that %s asks anew, although what it asked before is never answered', async (_, how) => {
  const answers = [new Promise<never>(() => undefined), Promise.resolve([view({})])];
  const page = read(BUTTON, {
    report: (sight) => {
      sights.push(sight);
      return answers.shift() ?? Promise.resolve(undefined);
    },
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect([sights.length, badges()]).toEqual([1, []]);
  page.comeBack(how);
  await vi.advanceTimersByTimeAsync(1000);
  expect([sights.length, badges()]).toEqual([2, [DRAWN]]);
  expect(sights.map(({ restored }) => restored)).toEqual([undefined, how]);
});

test.each([
  ['navigate', undefined],
  ['reload', 'reload'],
  ['back_forward', 'history'],
])('a page that came by %s says so', async (type, restored) => {
  const entry = {
    type,
    name: '',
    entryType: 'navigation',
    startTime: 0,
    duration: 0,
    toJSON: () => null,
  };
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([entry]);
  read(BUTTON);
  await vi.advanceTimersByTimeAsync(1000);
  expect(sights.map((sight) => sight.restored)).toEqual([restored]);
});

test('a page with nothing to draw is spared what draws', async () => {
  const importLayer = vi.fn(() => Promise.resolve(createBadgeLayer));
  read('<div><button>Save</button></div>', {
    importLayer,
    report: (sight) => {
      sights.push(sight);
      return Promise.resolve(sight.readings.map(() => view({})));
    },
  });
  await vi.advanceTimersByTimeAsync(1000);
  expect([sights.length, importLayer.mock.calls.length]).toEqual([1, 0]);
  document.body.innerHTML = BUTTON.repeat(2);
  await vi.advanceTimersByTimeAsync(10_000);
  document.body.innerHTML = BUTTON;
  await vi.advanceTimersByTimeAsync(10_000);
  expect([badges(), importLayer.mock.calls.length]).toEqual([[DRAWN], 1]);
});

test('should what draws not come, the page asks again until it does', async () => {
  const boards = [undefined, undefined, createBadgeLayer];
  read(BUTTON, { importLayer: () => Promise.resolve(boards.shift()) });
  await vi.advanceTimersByTimeAsync(600);
  expect([sights.length, badges()]).toEqual([2, []]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([sights.length, badges()]).toEqual([3, [DRAWN]]);
});

test('without an answer nothing is drawn, and the question comes again with growing pauses', async () => {
  let asked = 0;
  read(BUTTON, {
    report: () => {
      asked += 1;
      return Promise.resolve(asked < 4 ? undefined : [view({})]);
    },
  });
  await vi.advanceTimersByTimeAsync(100);
  expect([asked, badges()]).toEqual([1, []]);
  await vi.advanceTimersByTimeAsync(500);
  expect([asked, badges()]).toEqual([2, []]);
  await vi.advanceTimersByTimeAsync(1000);
  expect([asked, badges()]).toEqual([3, []]);
  await vi.advanceTimersByTimeAsync(2100);
  expect([asked, badges()]).toEqual([4, [DRAWN]]);
});

test('another address takes the badges away at once, and asks anew', async () => {
  let answer: (views: BadgeView[]) => void = () => {};
  read(BUTTON, {
    report: (sight) => {
      sights.push(sight);
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
  });
  await vi.advanceTimersByTimeAsync(100);
  answer([view({})]);
  await vi.advanceTimersByTimeAsync(100);
  expect(badges()).toEqual([DRAWN]);
  window.happyDOM.setURL('https://app.procore.com/9/project/commitments/work_order_contracts/2');
  window.dispatchEvent(new Event('popstate'));
  expect(badges()).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(sights.map(({ href }) => href)).toEqual([
    'https://app.procore.com/1/project/commitments/work_order_contracts/2',
    'https://app.procore.com/9/project/commitments/work_order_contracts/2',
  ]);
  answer([view({ state: 'not-linked', tone: 'bad' })]);
  await vi.advanceTimersByTimeAsync(100);
  expect(badges()).toEqual([{ ...DRAWN, state: 'not-linked' }]);
});

test('an answer about the page before is not drawn on this one', async () => {
  let answer: (views: BadgeView[]) => void = () => {};
  read(BUTTON, {
    report: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  });
  await vi.advanceTimersByTimeAsync(100);
  window.happyDOM.setURL('https://app.procore.com/9/project/home');
  answer([view({})]);
  await vi.advanceTimersByTimeAsync(20);
  expect(badges()).toEqual([]);
});

test('asked again, it tells again, and draws what is new', async () => {
  let state: BadgeView['state'] = 'synced';
  const page = read(BUTTON, { report: () => Promise.resolve([view({ state })]) });
  await vi.advanceTimersByTimeAsync(100);
  state = 'reauth-required';
  page.askAgain();
  await vi.advanceTimersByTimeAsync(100);
  expect(badges()).toEqual([{ ...DRAWN, state: 'reauth-required' }]);
});

test('badges of a dead predecessor are taken away at the start, our own at the end', async () => {
  read(`${BUTTON}<countersign-badge data-kind="banner"></countersign-badge>`);
  expect(badges()).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(badges()).toEqual([DRAWN]);
  life.abort();
  expect(badges()).toEqual([]);
  document.body.insertAdjacentHTML('beforeend', BUTTON);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(badges()).toEqual([]);
});

test('an extension that is gone draws nothing more', async () => {
  let alive = true;
  read('', {
    checkAlive: () => {
      if (!alive) life.abort();
    },
  });
  await vi.advanceTimersByTimeAsync(100);
  alive = false;
  document.body.innerHTML = BUTTON;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(badges()).toEqual([]);
});

test('no more than 300 characters of title are told', async () => {
  document.title = 'x'.repeat(1000);
  read(BUTTON);
  await vi.advanceTimersByTimeAsync(100);
  expect(sights[0]?.title.length).toBe(300);
});

test('a report that was answered and not stored is told again with its age, until it is', async () => {
  let stores = false;
  const page = read(
    BUTTON,
    {
      report: (sight) => {
        sights.push(sight);
        if (stores) queueMicrotask(() => page.confirm(ids.at(-1)));
        return Promise.resolve([view({})]);
      },
    },
    false,
  );
  await vi.advanceTimersByTimeAsync(100);
  expect([sights.length, badges()]).toEqual([1, [DRAWN]]);
  await vi.advanceTimersByTimeAsync(3200);
  stores = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(new Set(ids).size).toBe(1);
  expect(sights.map(({ readings }) => Math.round((readings[0]?.age ?? 0) / 1000))).toEqual([0, 1, 3, 7]);
});

test('what was read before it is told first, in its order, when nobody took it in', async () => {
  let alive = false;
  read(
    BUTTON,
    {
      report: (sight) => {
        sights.push(sight);
        return Promise.resolve(alive ? [view({})] : undefined);
      },
    },
    false,
  );
  await vi.advanceTimersByTimeAsync(100);
  alive = true;
  document.body.innerHTML = '<div><button>Send to DocuSign</button></div>';
  await vi.advanceTimersByTimeAsync(200);
  expect(sights.map(({ readings }) => readings[0]?.says)).toEqual(['complete', 'complete', 'send-to']);
  expect(ids[0]).toBe(ids[1]);
});

test('a page that is left tells what it read last at once', async () => {
  const page = read(BUTTON);
  await vi.advanceTimersByTimeAsync(1000);
  document.body.innerHTML = '<div><button>Send to DocuSign</button></div>';
  page.leave();
  page.leave();
  expect(sights.map(({ readings }) => readings[0]?.says)).toEqual(['complete', 'send-to']);
});

test('a clock that is put back or forward by years makes no age that is refused', async () => {
  const page = read(BUTTON);
  await vi.advanceTimersByTimeAsync(10_000);
  const start = Date.now();
  for (const years of [-10, 10]) {
    vi.setSystemTime(start + years * 365 * 86_400_000);
    page.askAgain();
    await vi.advanceTimersByTimeAsync(100);
  }
  const ages = sights.map(({ readings }) => readings[0]?.age ?? -1);
  expect(ages[0]).toBe(0);
  expect(ages[1]).toBeGreaterThanOrEqual(9900);
  expect(ages[1]).toBeLessThan(11_000);
  expect(ages[2]).toBe(10 ** 11);
});

describe('views that time makes untrue', () => {
  const HOURS = 3_600_000;

  test('are asked for again at their moment, by the wall clock, and not before', async () => {
    validUntil = Date.now() + 25 * 24 * HOURS;
    const page = read(BUTTON);
    await vi.advanceTimersByTimeAsync(1000);
    page.look();
    await vi.advanceTimersByTimeAsync(1000);
    expect(sights.length).toBe(1);
    vi.setSystemTime(validUntil);
    validUntil = null;
    page.look();
    await vi.advanceTimersByTimeAsync(1000);
    page.look();
    await vi.advanceTimersByTimeAsync(1000);
    expect([sights.length, badges()]).toEqual([2, [DRAWN]]);
  });

  test.each([
    ['back', -24 * HOURS],
    ['forward', 24 * HOURS],
  ])('are asked for again when the clock was put %s', async (_, by) => {
    const page = read(BUTTON);
    await vi.advanceTimersByTimeAsync(1000);
    vi.setSystemTime(Date.now() + by);
    page.look();
    await vi.advanceTimersByTimeAsync(1000);
    page.look();
    await vi.advanceTimersByTimeAsync(1000);
    expect(sights.length).toBe(2);
  });

  test('are taken down when nobody answers, and drawn again when somebody does', async () => {
    let alive = true;
    validUntil = Date.now() + HOURS;
    const page = read(BUTTON, { report: () => Promise.resolve(alive ? [view({})] : undefined) });
    await vi.advanceTimersByTimeAsync(1000);
    alive = false;
    vi.setSystemTime(validUntil);
    page.look();
    await vi.advanceTimersByTimeAsync(500);
    expect(badges()).toEqual([DRAWN]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(badges()).toEqual([]);
    alive = true;
    validUntil = null;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(badges()).toEqual([DRAWN]);
  });

  test('are asked for again when the page comes to the front', async () => {
    const page = read(BUTTON);
    await vi.advanceTimersByTimeAsync(1000);
    page.comeToFront();
    await vi.advanceTimersByTimeAsync(1000);
    expect(sights.length).toBe(2);
  });
});

test('only a press on a send button that could be read counts', async () => {
  const sent = vi.fn();
  read(`${BUTTON}<div><button>DocuSign it somehow</button></div>`, { sent });
  await vi.advanceTimersByTimeAsync(1000);
  for (const button of document.querySelectorAll('button')) {
    const click = new MouseEvent('click', { bubbles: true, composed: true });
    Object.defineProperty(click, 'isTrusted', { value: true });
    button.dispatchEvent(click);
  }
  const href = 'https://app.procore.com/1/project/commitments/work_order_contracts/2';
  expect(sent.mock.calls).toEqual([[{ href, says: 'complete' }]]);
});
