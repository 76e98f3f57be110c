// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBoard } from '../../../../components/badge/board.ts';
import { type PageOptions, readPage } from '../../../../components/badge/page.ts';
import type { BadgeView, MessageData } from '../../../../utils/messaging/protocol.ts';

/** happy-dom's own window lets a test say where it is. */
declare global {
  interface Window {
    happyDOM: { setURL: (address: string) => void };
  }
}

let life: AbortController;
let sights: MessageData<'sight'>[];

beforeEach(() => {
  vi.useFakeTimers();
  life = new AbortController();
  sights = [];
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

function read(markup: string, options: Partial<PageOptions> = {}) {
  document.body.innerHTML = markup;
  return readPage(document, {
    signal: life.signal,
    checkAlive: () => {},
    report: (sight) => {
      sights.push(sight);
      return Promise.resolve([view({})]);
    },
    bringBoard: () => Promise.resolve(createBoard),
    press: () => {},
    sent: () => {},
    ...options,
  });
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
      born: performance.timeOrigin,
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
  const bringBoard = vi.fn(() => Promise.resolve(createBoard));
  read('<div><button>Save</button></div>', {
    bringBoard,
    report: (sight) => {
      sights.push(sight);
      return Promise.resolve(sight.readings.map(() => view({})));
    },
  });
  await vi.advanceTimersByTimeAsync(1000);
  expect([sights.length, bringBoard.mock.calls.length]).toEqual([1, 0]);
  document.body.innerHTML = BUTTON.repeat(2);
  await vi.advanceTimersByTimeAsync(10_000);
  document.body.innerHTML = BUTTON;
  await vi.advanceTimersByTimeAsync(10_000);
  expect([badges(), bringBoard.mock.calls.length]).toEqual([[DRAWN], 1]);
});

test('should what draws not come, the page asks again until it does', async () => {
  const boards = [undefined, undefined, createBoard];
  read(BUTTON, { bringBoard: () => Promise.resolve(boards.shift()) });
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
