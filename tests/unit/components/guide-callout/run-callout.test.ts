// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type RunningCallout,
  runCallout,
  type CalloutStep,
} from '../../../../components/guide-callout/run-callout.ts';
import { CALLOUT_TAG } from '../../../../components/guide-callout/callout.ts';
import type { Target } from '../../../../utils/domain/guide/types.ts';

const ROW =
  '<form><div id="row"><label>Link DocuSign Account</label><span>Synced</span><button id="x" type="button">×</button></div><button id="update" type="button">Update</button></form>';
const STEP: CalloutStep = {
  runId: 'run-1',
  step: 'unlink',
  target: 'unlink-x',
  title: 'Press the red x',
  text: 'It is beside “Synced”.',
  count: 'Step 3 of 9',
};

let alive: boolean;
let answer: CalloutStep | null | Error;
let asked: Target[][];
/** What it asked because nothing moved. */
let looks: number;
let pressed: Target[];
let pressedAgo: number[];
/** So many presses get no answer. */
let deaf: number;
let roots: ShadowRoot[];
let spot: RunningCallout | undefined;

function start(): RunningCallout {
  spot = runCallout({
    page: document,
    ask: async ({ seen, waiting, documentStartedAt }) => {
      expect(documentStartedAt).toBeLessThanOrEqual(Date.now());
      if (waiting) looks += 1;
      else asked.push(seen);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    press: async ({ target, pressedAt }) => {
      pressed.push(target);
      pressedAgo.push(Date.now() - pressedAt);
      if (deaf-- > 0) throw new Error('no answer');
    },
    isAlive: () => alive,
  });
  return spot;
}

beforeEach(() => {
  vi.useFakeTimers();
  alive = true;
  answer = STEP;
  asked = [];
  pressed = [];
  pressedAgo = [];
  deaf = 0;
  looks = 0;
  roots = [];
  document.body.innerHTML = ROW;
  // The root is closed, also for tests: it is caught where it is made.
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (
    this: Element,
    init: ShadowRootInit,
  ) {
    const root = attach.call(this, init);
    roots.push(root);
    return root;
  });
});
afterEach(() => {
  spot?.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const settle = (milliseconds = 500) => vi.advanceTimersByTimeAsync(milliseconds);
const host = () => document.querySelector(CALLOUT_TAG);
const parts = () => {
  const [ring, callout] = [...(roots.at(-1)?.children ?? [])] as HTMLElement[];
  return {
    ring: ring?.style.display !== 'none',
    said: [...(callout?.children ?? [])].map((line) => line.textContent),
  };
};
const SAID = ['Step 3 of 9', 'Press the red x', 'It is beside “Synced”.'];

function trusted<E extends Event>(event: E): E {
  Object.defineProperty(event, 'isTrusted', { value: true });
  return event;
}
const click = (id: string) =>
  document
    .getElementById(id)
    ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }));
const press = (id: string) =>
  document
    .getElementById(id)
    ?.dispatchEvent(trusted(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true })));

describe('the spot', () => {
  test('should ask with what it sees, and show the step with a ring around its target', async () => {
    start();
    await settle();
    expect(asked).toEqual([['unlink-x', 'update-button']]);
    expect(parts()).toEqual({ ring: true, said: SAID });
    expect(roots[0]?.mode).toBe('closed');
    expect(host()?.attributes.length).toBe(2);
  });

  test('should be a status that is not focusable, and hold nothing that can be pressed', async () => {
    start();
    await settle();
    const inside = [...(roots[0]?.querySelectorAll<HTMLElement>('*') ?? [])];
    expect(inside.filter((element) => element.getAttribute('role') === 'status')).toHaveLength(1);
    expect(inside.filter((element) => element.matches('a,button,input,[tabindex],[onclick]'))).toEqual([]);
    const whole = [host() as HTMLElement, ...(roots[0]?.children ?? [])] as HTMLElement[];
    expect(whole.map(({ style }) => style.pointerEvents)).toEqual(['none', 'none', 'none']);
  });

  test('should wake the background as a hand or the focus comes to the target, before it is pressed', async () => {
    start();
    await settle();
    const near = (id: string, name: string, isTrusted = true) => {
      const event = new MouseEvent(name, { bubbles: true, composed: true });
      document.getElementById(id)?.dispatchEvent(isTrusted ? trusted(event) : event);
    };
    near('update', 'pointerover');
    near('x', 'pointerover', false);
    await settle(0);
    expect(asked).toHaveLength(1);
    near('x', 'pointerover');
    await settle(0);
    near('x', 'focusin');
    await settle(0);
    expect(asked).toHaveLength(3);
  });

  test('should show the text alone when the target is not on the page', async () => {
    answer = { ...STEP, target: 'login-button' };
    start();
    await settle();
    expect(parts()).toEqual({ ring: false, said: SAID });
  });

  test('should say a step once, and not again while the page renders anew', async () => {
    start();
    await settle();
    const said: string[] = [];
    const watch = new MutationObserver((records) =>
      said.push(...records.map(({ target }) => target.nodeName)),
    );
    const callout = roots[0]?.children[1];
    if (callout) watch.observe(callout, { childList: true, subtree: true, characterData: true });
    for (let i = 0; i < 5; i++) {
      document.body.innerHTML = ROW;
      await settle();
    }
    expect([said, parts().ring]).toEqual([[], true]);
    answer = { ...STEP, step: 'update', target: 'update-button', title: 'Press Update' };
    spot?.ask();
    await settle();
    expect(said.length).toBeGreaterThan(0);
    watch.disconnect();
  });

  test('should ask again when what it sees changes, and not otherwise', async () => {
    start();
    await settle(5_000);
    expect(asked).toHaveLength(1);
    document.getElementById('x')?.remove();
    await settle();
    expect(asked).toEqual([['unlink-x', 'update-button'], ['update-button']]);
    document.body.append(document.createElement('p'));
    await settle(5_000);
    expect(asked).toHaveLength(2);
  });

  test('should ask again while nothing moves, soon at first and seldom then, and at once when the person comes back', async () => {
    start();
    await settle(20_000);
    expect(looks).toBeGreaterThanOrEqual(8);
    await settle(600_000);
    const seldom = looks;
    expect(seldom).toBeLessThan(50);
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    expect(looks - seldom).toBe(1);
    await settle(10_000);
    expect(looks - seldom).toBeGreaterThanOrEqual(4);
  });

  test('should ask again where a question was never answered', async () => {
    let questions = 0;
    spot = runCallout({
      page: document,
      ask: () => {
        questions += 1;
        return questions === 1 ? new Promise(() => undefined) : Promise.resolve(STEP);
      },
      press: async () => undefined,
      isAlive: () => alive,
    });
    await settle(8_000);
    expect(parts().said).toEqual(SAID);
  });

  test('should tell a press again until somebody takes it, with the moment it was', async () => {
    start();
    await settle();
    deaf = 3;
    press('x');
    await settle(10_000);
    expect(pressed).toEqual(['unlink-x', 'unlink-x', 'unlink-x', 'unlink-x']);
    expect(pressedAgo).toEqual([0, 500, 1_000, 1_500]);
  });

  test('should hide a step on Escape until the next one, and leave the key to the page', async () => {
    start();
    await settle();
    const key = trusted(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    document.body.dispatchEvent(key);
    expect([host(), key.defaultPrevented]).toEqual([null, false]);
    spot?.ask();
    await settle();
    expect(host()).toBeNull();
    press('x');
    expect(pressed).toEqual(['unlink-x']);
    answer = { ...STEP, step: 'update', target: 'update-button' };
    spot?.ask();
    await settle();
    expect(host()).not.toBeNull();
  });

  test('should report trusted presses on controls it knows, and keep none from the page', async () => {
    start();
    await settle();
    let heard = 0;
    document.body.addEventListener('click', (event) => {
      if (!event.defaultPrevented) heard++;
    });
    click('x');
    expect(pressed).toEqual([]);
    press('x');
    press('row');
    press('update');
    expect([pressed, heard]).toEqual([['unlink-x', 'update-button'], 4]);
  });

  test('should not report a press on a control that is greyed or appears only for it', async () => {
    start();
    await settle();
    document.getElementById('update')?.setAttribute('disabled', '');
    const x = document.getElementById('x');
    if (x) x.checkVisibility = (options) => !options?.opacityProperty;
    press('update');
    press('x');
    expect(pressed).toEqual([]);
  });

  test('should report keys that press a control the page made itself, and leave real buttons to their click', async () => {
    document.body.innerHTML = ROW.replace(
      '<button id="x" type="button">×</button>',
      '<a id="x" role="button" tabindex="0">×</a>',
    );
    start();
    await settle();
    const key = (id: string, name: string, over = {}) =>
      document
        .getElementById(id)
        ?.dispatchEvent(
          trusted(new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, ...over })),
        );
    for (const name of ['a', 'Tab', 'Escape']) key('x', name);
    key('x', 'Enter', { repeat: true });
    key('update', 'Enter');
    expect(pressed).toEqual([]);
    key('x', 'Enter');
    key('x', ' ');
    expect(pressed).toEqual(['unlink-x', 'unlink-x']);
  });

  test('should report what is chosen in a field by keys, as a press on it', async () => {
    document.body.innerHTML =
      '<form><label>Invoice Contact<select id="who"><option>Ruth</option></select></label></form>';
    start();
    await settle();
    const who = document.getElementById('who');
    who?.dispatchEvent(new Event('change', { bubbles: true }));
    expect(pressed).toEqual([]);
    who?.dispatchEvent(trusted(new Event('change', { bubbles: true })));
    expect(pressed).toEqual(['invoice-contact']);
  });

  test('should report a press on a control that was drawn a moment before', async () => {
    start();
    await settle();
    document.body.innerHTML = `${ROW}<div role="dialog"><button id="ok">OK</button></div>`;
    press('ok');
    expect(pressed).toEqual(['ok-button']);
  });

  test('should leave the page when no run concerns it, and hear nothing any more', async () => {
    const running = start();
    await settle();
    answer = null;
    running.ask();
    await settle();
    expect([host(), running.isOn()]).toEqual([null, false]);
    press('x');
    document.body.innerHTML = ROW;
    await settle(5_000);
    expect([pressed, asked.length]).toEqual([[], 2]);
  });

  test.each(['visible', 'hidden'] as const)(
    'should leave a %s page within two seconds of an extension that was reloaded',
    async (visibility) => {
      const running = start();
      await settle();
      vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility);
      alive = false;
      await settle(2_000);
      expect([host(), running.isOn(), vi.getTimerCount()]).toEqual([null, false, 0]);
    },
  );

  test('should take away what a script that was cut off left behind', async () => {
    document.documentElement.append(document.createElement(CALLOUT_TAG));
    start();
    await settle();
    expect(document.querySelectorAll(CALLOUT_TAG)).toHaveLength(1);
  });

  test('should ask again, less and less often, while the background does not answer, and show the step once it does', async () => {
    answer = new Error('no answer');
    start();
    await settle(120_000);
    expect(asked.length).toBeGreaterThan(4);
    expect(asked.length).toBeLessThan(15);
    answer = STEP;
    await settle(60_000);
    expect(parts().said).toEqual(SAID);
  });

  test('should come back when the page throws it out, and give up politely', async () => {
    start();
    await settle();
    host()?.remove();
    await settle();
    expect(host()).not.toBeNull();
    let thrownOut = 0;
    for (let i = 0; i < 60; i++) {
      if (host()) thrownOut++;
      host()?.remove();
      await settle();
    }
    expect(thrownOut).toBeLessThan(40);
    expect(host()).toBeNull();
  });
});
