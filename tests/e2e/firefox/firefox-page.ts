import { setTimeout as pause } from 'node:timers/promises';
import axe from 'axe-core';
import type { Browser, Page } from 'puppeteer-core';
import type { ElementKind } from '../../../utils/base/types.ts';
import { inWindow, type Json, type Where } from './browser-window.ts';

/** A document a person looks at and works with, wherever Firefox shows it. */
export type Place = { browser: Browser; where: Where; name: string };

/** A page of WebDriver's: a tab, or the one tab of a window. */
export function tabOf(page: Page): Place {
  const frame = page.mainFrame();
  if (!('_id' in frame) || typeof frame._id !== 'string') throw new Error('Puppeteer names no tab');
  return { browser: page.browser(), where: { tab: frame._id }, name: 'the tab' };
}
export const popupOf = (browser: Browser): Place => ({ browser, where: 'popup', name: 'the popup' });
export const sidebarOf = (browser: Browser): Place => ({ browser, where: 'sidebar', name: 'the sidebar' });

/** There beside every document: the privileged scope that our functions run in. */
declare const Cu: {
  Sandbox: new (of: Window, how: { sandboxPrototype: Window }) => object;
  exportFunction(work: (text: string) => void, into: object, how: { defineAs: string }): void;
  evalInSandbox(text: string, sandbox: object): unknown;
};

const PATIENCE = 15_000;
// A document that is swapped for another while it is asked never answers.
const ANSWER = 3_000;
const AXE = 30_000;
const POLL = 40;

/** Runs a function on a document, with its window; its text travels, so it may use nothing from around it. */
export const ask = <Args extends readonly Json[], Answer extends Json>(
  place: Place,
  work: (window: Window, ...args: Args) => Answer | Promise<Answer>,
  ...args: Args
): Promise<Answer> => askFor(ANSWER, place, work, ...args);

async function askFor<Args extends readonly Json[], Answer extends Json>(
  longest: number,
  { browser, where, name }: Place,
  work: (window: Window, ...args: Args) => Answer | Promise<Answer>,
  ...args: Args
): Promise<Answer> {
  const answer = await inWindow(
    browser,
    (tools, place, text, values, time) => tools.ask(place, text, values, time),
    where,
    String(work),
    JSON.stringify(args),
    longest,
  );
  if (answer === null) throw new Error(`${name} is not shown, or gave no answer`);
  const { value, thrown }: { value: Answer; thrown?: string } = JSON.parse(answer);
  if (thrown !== undefined) throw new Error(`${name}: ${thrown}`);
  return value;
}

/** Asks until the answer is right and returns it; throws with the last one. */
export async function until<T>(
  what: string,
  look: () => Promise<T>,
  right: (seen: T) => boolean,
): Promise<T> {
  const deadline = Date.now() + PATIENCE;
  let last = 'nothing';
  while (Date.now() < deadline) {
    try {
      const seen = await look();
      if (right(seen)) return seen;
      last = JSON.stringify(seen);
    } catch (thrown) {
      last = String(thrown);
    }
    await pause(POLL);
  }
  throw new Error(`expected ${what}, saw ${last}`);
}

export const isShown = ({ browser, where }: Place): Promise<boolean> =>
  inWindow(browser, (tools, place) => tools.isShown(place), where);

/** The words that can be read, in one line. */
export const textOf = (place: Place): Promise<string> =>
  ask(place, ({ document }) => document.body.innerText.replace(/\s+/g, ' ').trim());

/** What axe-core has against a document, with the elements it is about; run in the document, as its own script would. */
export const axeOn = (place: Place): Promise<readonly Json[]> =>
  askFor(
    AXE,
    place,
    async (window, source) => {
      const { promise, resolve } = Promise.withResolvers<string>();
      const sandbox = new Cu.Sandbox(window, { sandboxPrototype: window });
      Cu.exportFunction(resolve, sandbox, { defineAs: 'report' });
      Cu.evalInSandbox(source, sandbox);
      Cu.evalInSandbox(
        `axe.run(document).then(
          ({ violations }) => report(JSON.stringify(violations.map(({ id, nodes }) => ({ id, at: nodes.map((n) => n.html) })))),
          (thrown) => report(JSON.stringify([String(thrown)])))`,
        sandbox,
      );
      const found: readonly Json[] = JSON.parse(await promise);
      return found;
    },
    axe.source,
  );

/** Waits until the words fit, and returns them. */
export const readsAs = (place: Place, words: RegExp): Promise<string> =>
  until(
    `${place.name} to say ${words}`,
    () => textOf(place),
    (seen) => words.test(seen),
  );

/** A control by its accessible name, exactly; or the first of a selector where the vendor's page has no one name to go by. */
export type Control = string | { css: string };

/** Finds the one control in sight, scrolls to it, and says where its middle is. */
function middleOf({ document }: Window, control: Control): { x: number; y: number } {
  const tidy = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
  const nameOf = (element: HTMLElement): string => {
    const { ariaLabel } = element;
    if (ariaLabel !== null) return tidy(ariaLabel);
    const labels = (element as HTMLInputElement).labels;
    if (labels !== undefined && labels !== null && labels.length > 0) return tidy(labels[0]?.innerText);
    const { value, type } = element as HTMLInputElement;
    return tidy(element.innerText || (type === 'submit' ? value : element.title));
  };
  const css = typeof control === 'object' ? control.css : undefined;
  const controls = 'a,button,summary,input,select,textarea,[role=button],[role=menuitem],[role=link]';
  const found = [...document.querySelectorAll<HTMLElement>(css ?? controls)].filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      (css !== undefined || nameOf(element) === control),
  );
  const [element] = found;
  if (element === undefined || (found.length > 1 && css === undefined))
    throw new Error(`${found.length} controls are ${JSON.stringify(control)}`);
  if (element.matches(':disabled,[aria-disabled=true]'))
    throw new Error(`${JSON.stringify(control)} is greyed`);
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** Presses a control with the mouse, as soon as it is there and stands still. */
export async function press(place: Place, control: Control): Promise<void> {
  const at = await standing(place, JSON.stringify(control), () => ask(place, middleOf, control));
  await pressAt(place, at);
}

const pointAt = (
  { browser, where }: Place,
  { x, y }: { x: number; y: number },
  presses: boolean,
): Promise<void> =>
  inWindow(
    browser,
    (tools, place, left, top, down) => tools.pointIn(place, left, top, down),
    where,
    x,
    y,
    presses,
  );
const pressAt = (place: Place, at: { x: number; y: number }) => pointAt(place, at, true);

/** Moves the mouse onto a control, as a hand does before it presses. */
export async function hover(place: Place, control: Control): Promise<void> {
  const at = await standing(place, JSON.stringify(control), () => ask(place, middleOf, control));
  await pointAt(place, at, false);
}

async function standing<T>(place: Place, what: string, look: () => Promise<T>): Promise<T> {
  let before = '';
  return until(`${what} to stand still in ${place.name}`, look, (now) => {
    const same = JSON.stringify(now) === before;
    before = JSON.stringify(now);
    return same;
  });
}

/** Presses a field, and types over whatever is in it once keys go there. */
export async function fill(place: Place, field: Control, text: string): Promise<void> {
  await press(place, field);
  await until(
    `the field ${JSON.stringify(field)} to have the focus`,
    () =>
      ask(place, ({ document }) => {
        const active = document.activeElement;
        if (!document.hasFocus() || active === null || !('select' in active)) return false;
        (active as HTMLInputElement).select();
        return true;
      }),
    (focused) => focused,
  );
  await keys(place, text);
  await until(
    `${JSON.stringify(text)} in the field ${JSON.stringify(field)}`,
    () => ask(place, ({ document }) => (document.activeElement as HTMLInputElement).value),
    (value) => value === text,
  );
}

/** Types keys into whatever has the focus; WebDriver's private characters stand for keys without a letter. */
export const keys = ({ browser, where }: Place, text: string): Promise<void> =>
  inWindow(browser, (tools, place, letters) => tools.typeIn(place, letters), where, text);

export const ENTER = '\uE007';
export const ESCAPE = '\uE00C';

export type SeenBadge = {
  kind: string;
  state: string;
  text: string;
  name: string;
  inSight: boolean;
  x: number;
  y: number;
};

/** Every badge of a Procore page, looked at through its closed root: what is drawn and said, and where its middle is. */
export const badgesOn = (place: Place): Promise<SeenBadge[]> =>
  ask(place, ({ document }) =>
    [...document.querySelectorAll<HTMLElement>('countersign-badge')].map((host) => {
      const root = (host as HTMLElement & { openOrClosedShadowRoot: ShadowRoot | null })
        .openOrClosedShadowRoot;
      const button = root?.querySelector('button');
      const { left = 0, top = 0, width = 0, height = 0 } = button?.getBoundingClientRect() ?? {};
      return {
        kind: host.dataset['kind'] ?? '',
        state: host.dataset['state'] ?? '',
        text: button?.innerText.replace(/\s+/g, ' ').trim() ?? '',
        name: button?.ariaLabel ?? '',
        inSight: button?.checkVisibility({ visibilityProperty: true }) ?? false,
        x: left + width / 2,
        y: top + height / 2,
      };
    }),
  );

/** Scrolls to the badge of a kind and presses it, as soon as it is drawn and stands still. */
export async function pressBadge(place: Place, kind: ElementKind): Promise<void> {
  const at = await standing(place, `the ${kind} badge`, async () => {
    await ask(
      place,
      ({ document }, wanted) => {
        const badge = document.querySelector(`countersign-badge[data-kind=${wanted}]`);
        badge?.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
        return badge !== null;
      },
      kind,
    );
    const badge = (await badgesOn(place)).find((one) => one.kind === kind);
    if (badge === undefined || !badge.inSight) throw new Error('it is not drawn');
    return badge;
  });
  await pressAt(place, at);
}
