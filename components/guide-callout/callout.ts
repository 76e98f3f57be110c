import { type Box, placeCallout } from './place-callout.ts';

/** What the callout says. Ready sentences, and nothing personal: the page may find them. */
export type CalloutText = { step: string; title: string; text: string; count: string };

export type Callout = {
  /** Shows a step, with a ring around `target` if there is one. Said once to a screen reader for each step. */
  show(text: CalloutText, target: Element | null): void;
  /** Nothing to be seen until the next step. */
  hide(): void;
  remove(): void;
};

export const CALLOUT_TAG = 'countersign-spot';

// A page that keeps throwing the host out is left alone after this many times in one step.
const MAX_RETURNS = 20;
const RING = 4;
// The callout is looked under at so many spots and one.
const COLUMNS = 6;
const ROWS = 4;
const PRESSED =
  'a,button,input,select,textarea,label,[role=button],[role=menuitem],[role=link],[role=switch]';

const HOST_STYLE =
  'all:initial;position:fixed;inset:0;width:auto;height:auto;margin:0;padding:0;border:0;background:none;overflow:visible;pointer-events:none;z-index:2147483647;color-scheme:light dark;display:block';
const RING_STYLE =
  'position:fixed;box-sizing:border-box;pointer-events:none;border:3px solid light-dark(#8a1c7c,#ff9df0);outline:2px solid Canvas;border-radius:6px;forced-color-adjust:auto';
const CALLOUT_STYLE =
  'position:fixed;box-sizing:border-box;pointer-events:none;width:min(288px,calc(100vw - 24px));padding:10px 12px;border:2px solid light-dark(#8a1c7c,#ff9df0);border-radius:8px;background:Canvas;color:CanvasText;font:14px/1.4 system-ui,sans-serif;overflow-wrap:anywhere;text-align:start;user-select:none;-webkit-user-select:none';

/**
 * The ring and the callout, drawn over the page in a closed shadow root. Every style is set through the style object,
 * which a page's security policy does not forbid. Nothing here can be pressed, and no press is kept from the page.
 */
export function createCallout(page: Document, view: Window): Callout {
  const host = page.createElement(CALLOUT_TAG);
  host.style.cssText = HOST_STYLE;
  for (const name of ['display', 'pointer-events', 'position', 'opacity']) {
    host.style.setProperty(name, host.style.getPropertyValue(name), 'important');
  }
  // Above the page's own dialogs, which are in the top layer too: the last one shown is on top.
  host.setAttribute('popover', 'manual');
  const root = host.attachShadow({ mode: 'closed' });
  const part = (style: string) => {
    const element = page.createElement('div');
    element.style.cssText = style;
    root.append(element);
    return element;
  };
  const ring = part(RING_STYLE);
  ring.setAttribute('aria-hidden', 'true');
  const callout = part(CALLOUT_STYLE);
  callout.setAttribute('role', 'status');
  const line = (style: string) => {
    const element = page.createElement('div');
    element.style.cssText = style;
    callout.append(element);
    return element;
  };
  const count = line('font-size:12px');
  const title = line('font-weight:600');
  const text = line('');

  let said = '';
  let words: readonly [HTMLElement, string][] = [];
  let target: Element | null = null;
  let frame = 0;
  let drawn = '';
  let returns = 0;

  function follow(): void {
    frame = view.requestAnimationFrame(follow);
    draw();
  }

  function draw(): void {
    if (!host.isConnected) {
      if (returns++ >= MAX_RETURNS) return hide();
      attach();
    }
    for (const [part, said] of words) {
      // Unchanged words are left alone, so that they are not said again.
      if (part.textContent !== said) part.textContent = said;
    }
    const box = target?.isConnected ? boxOf(target) : null;
    const size = { width: view.innerWidth, height: view.innerHeight };
    const inView =
      box &&
      box.left < size.width &&
      box.top < size.height &&
      box.left + box.width > 0 &&
      box.top + box.height > 0
        ? box
        : null;
    const key = JSON.stringify([inView, size, words.map(([, said]) => said)]);
    if (key === drawn) return;
    drawn = key;
    ring.style.display = inView ? 'block' : 'none';
    if (inView) put(ring, inView);
    const { width, height } = callout.getBoundingClientRect();
    const place = placeCallout(inView, { width, height }, size, hides);
    callout.style.visibility = place ? 'visible' : 'hidden';
    if (place) put(callout, place);
  }

  /** What a person could press weighs most, then what our own badges say. */
  function hides({ left, top, width, height }: Box): number {
    let weight = 0;
    for (let column = 0; column <= COLUMNS; column++) {
      for (let row = 0; row <= ROWS; row++) {
        const under = page.elementFromPoint(left + (width * column) / COLUMNS, top + (height * row) / ROWS);
        if (under?.closest(PRESSED)) weight += 10;
        else if (under?.localName === 'countersign-badge') weight += 3;
      }
    }
    return weight;
  }

  function attach(): void {
    page.documentElement.append(host);
    raise();
  }

  function raise(): void {
    try {
      if (host.matches(':popover-open')) host.hidePopover();
      host.showPopover();
    } catch {
      // Without popovers it is drawn by its z-index alone.
    }
  }

  function hide(): void {
    view.cancelAnimationFrame(frame);
    frame = 0;
    host.remove();
    drawn = '';
  }

  return {
    show(next, element) {
      const changed = next.step !== said;
      if (changed) {
        said = next.step;
        returns = 0;
      }
      if (!host.isConnected) {
        if (returns > MAX_RETURNS) return;
        attach();
      } else if (element !== target) {
        // The target may be in a dialog that was opened meanwhile.
        raise();
      }
      target = element;
      words = [
        [count, next.count],
        [title, next.title],
        [text, next.text],
      ];
      // Drawn with the next frame: words put into a live region together with the region itself may not be said.
      if (!frame) frame = view.requestAnimationFrame(follow);
    },
    hide,
    remove: hide,
  };
}

function boxOf(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left: left - RING, top: top - RING, width: width + 2 * RING, height: height + 2 * RING };
}

function put(element: HTMLElement, box: Partial<Box>): void {
  for (const [name, value] of Object.entries(box)) element.style.setProperty(name, `${value}px`);
}
