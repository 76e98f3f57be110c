// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBadge } from '../../../components/badge/badge.ts';
import { createCallout } from '../../../components/guide-callout/callout.ts';
import type { BadgeView } from '../../../utils/domain/pages/messages.ts';

const VIEW: BadgeView = {
  kind: 'send-button',
  says: 'complete',
  disabled: false,
  state: 'synced',
  tone: 'good',
  text: 'words of the badge',
  label: 'Countersign: label of the badge',
};

/** Everything a script of the page can get at: markup, text, attributes, open roots at any depth. */
function seenByPage(root: Element | ShadowRoot = document.documentElement): string {
  const inside = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  return [root.innerHTML, ...inside.map((one) => seenByPage(one))].join('\n');
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

/** D5: what we draw is in a closed root. */
describe('what a page finds of us', () => {
  it('of a badge: its element with kind and state, and no words', () => {
    const badge = createBadge(() => undefined);
    if (!badge) throw new Error('no badge');
    badge.show(VIEW);
    document.body.append(badge.host);
    expect(seenByPage()).toContain('<countersign-badge data-kind="send-button" data-state="synced">');
    expect(seenByPage()).not.toMatch(/words of|label of/);
    expect(badge.host.shadowRoot).toBeNull();
  });

  it('of the guide’s spot: its element, and no words', async () => {
    const attach = vi.spyOn(Element.prototype, 'attachShadow');
    const spot = createCallout(document, window);
    spot.show({ step: 'unlink', title: 'title of', text: 'words of', count: 'count of' }, null);
    const drawn: ShadowRoot = attach.mock.results[0]?.value;
    await vi.waitFor(() => expect(drawn.textContent).toMatch(/title of.*words of/));
    expect(seenByPage()).toContain('countersign-spot');
    expect(seenByPage()).not.toMatch(/title of|words of|count of/);
    spot.remove();
  });
});

/** D7: only a press a person meant does anything. The tricks that need a real browser are in redress.spec.ts. */
describe('a press that a script made', () => {
  it.each([
    ['click()', (button: HTMLElement) => button.click()],
    ['a click event', (button: HTMLElement) => button.dispatchEvent(new MouseEvent('click', { detail: 1 }))],
    [
      'a whole gesture',
      (button: HTMLElement) => {
        for (const type of ['pointerenter', 'pointermove', 'pointerdown', 'pointerup', 'click']) {
          button.dispatchEvent(new PointerEvent(type, { bubbles: true, movementX: 3, detail: 1 }));
        }
      },
    ],
    ['a keyboard’s click', (button: HTMLElement) => button.dispatchEvent(new MouseEvent('click'))],
  ])('by %s does nothing', async (_, press) => {
    seeEverything();
    const acted = vi.fn();
    const badge = createBadge(acted);
    if (!badge) throw new Error('no badge');
    badge.show(VIEW);
    badge.host.checkVisibility = () => true;
    document.body.append(badge.host);
    press(badge.button);
    await Promise.resolve();
    expect(acted).not.toHaveBeenCalled();
  });
});

/** A press that the browser made of a finger: happy-dom makes none. */
function touch(button: HTMLElement): void {
  const event = new PointerEvent('click', { bubbles: true, detail: 1, pointerType: 'touch' });
  Object.defineProperty(event, 'isTrusted', { value: true });
  button.dispatchEvent(event);
}

/** D7: a finger does not hover, so what the badge looks like is judged at the press alone. */
describe('a press of a finger', () => {
  type Sight = { isVisible?: boolean; isRendered?: boolean; mask?: string };
  it.each<[string, number, Sight]>([
    ['is seen as drawn', 1, {}],
    ['is covered', 0, { isVisible: false }],
    ['is faded or hidden', 0, { isRendered: false }],
    ['is behind a mask', 0, { mask: 'linear-gradient(transparent, transparent)' }],
  ])('on a badge that %s counts %i times', async (_, times, sight) => {
    const { isVisible = true, isRendered = true, mask = 'none' } = sight;
    seeEverything(isVisible);
    const acted = vi.fn();
    const badge = createBadge(acted);
    if (!badge) throw new Error('no badge');
    badge.show(VIEW);
    badge.host.checkVisibility = () => isRendered;
    document.body.append(badge.host);
    vi.stubGlobal('getComputedStyle', () => ({ maskImage: mask }));
    touch(badge.button);
    await Promise.resolve();
    expect(acted).toHaveBeenCalledTimes(times);
  });
});

/** An IntersectionObserver that finds whatever it is asked about in full view, or not, at once. */
function seeEverything(isVisible = true): void {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      callback: (entries: { isVisible: boolean }[]) => void;
      constructor(callback: (entries: { isVisible: boolean }[]) => void) {
        this.callback = callback;
      }
      observe() {
        queueMicrotask(() => this.callback([{ isVisible }]));
      }
      disconnect() {}
    },
  );
}
