import type { BadgeView } from '../../utils/messaging/protocol.ts';
import type { Reading } from '../../utils/types.ts';
import { BADGE_TAG, type Badge, createBadge } from './badge.ts';
import { choose, insert, type Spot } from './place.ts';

/** All badges of one page: one for each element that has a view, none for the others. */
export type Board = {
  /** Makes these elements' badges true. */
  draw(elements: Iterable<Element>): void;
  /** Elements whose badge the page took away and gets back at once. */
  lost(): Iterable<Element>;
  /** Puts back what was lost, takes away what nobody drew, and looks whether every badge still stands well. */
  tidy(): void;
};

export type BoardOptions = {
  signal: AbortSignal;
  anchorOf: (element: Element, reading: Reading) => Element;
  readingOf: (element: Element) => Reading | undefined;
  viewOf: (reading: Reading) => BadgeView | undefined;
  onPress: (view: BadgeView) => void;
};

type Drawn = Badge & {
  element: Element;
  anchor: Element;
  level: number;
  lost: number;
  /** Undefined while the background is asked. */
  view: BadgeView | undefined;
  /** Of the pill with its words. */
  width: number;
};

// So many are drawn at once; past it, those in sight.
const EAGER = 200;
// A page that takes our badge away this often gets it back only at the next sweep.
const PATIENCE = 5;
const LEVELS = 3;

/** Badges of an extension that was reloaded under the page: nobody else would ever take them away. */
export function removeStale(page: Document): void {
  for (const host of [...page.getElementsByTagName(BADGE_TAG)]) host.remove();
}

export function createBoard(
  page: Document,
  { signal, anchorOf, readingOf, viewOf, onPress }: BoardOptions,
): Board {
  const drawn = new Map<Element, Drawn>();
  const byNode = new WeakMap<Node, Drawn>();
  const later = new Set<Element>();
  // Kinds of parents in which one more child moved something: how far out to stand instead.
  const levels = new Map<string, number>();
  // How the page stood around the first of each kind before there was a badge.
  const outlines = new Map<string, string>();

  // Reports in the frame in which a badge is first laid out, after layout and before paint: looking costs nothing there.
  const laidOut = new ResizeObserver((entries) => {
    place(entries.flatMap(({ target }) => byNode.get(target) ?? []));
  });
  const nearSight = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!later.has(target)) continue;
        if (!isIntersecting) remove(target);
        else if (!drawn.has(target)) drawOne(target, true);
      }
    },
    { rootMargin: '100px' },
  );
  // Where a badge can stand is known only once its element is in sight, and for good once all of it is.
  const inSight = new IntersectionObserver(
    (entries) => {
      place(entries.flatMap(({ target, isIntersecting }) => (isIntersecting && drawn.get(target)) || []));
    },
    { threshold: [0, 1] },
  );

  function remove(element: Element): void {
    const one = drawn.get(element);
    if (!one) return;
    one.host.remove();
    laidOut.unobserve(one.mark);
    inSight.unobserve(element);
    drawn.delete(element);
  }

  function drawOne(element: Element, seen = false): void {
    const reading = readingOf(element);
    const view = reading && viewOf(reading);
    const before = drawn.get(element);
    if (reading && !view && before) {
      // Nothing is known until the next answer: out of the page, and ready to come back.
      before.host.remove();
      before.view = undefined;
      return;
    }
    if (!reading || !view || signal.aborted) {
      remove(element);
      nearSight.unobserve(element);
      later.delete(element);
      return;
    }
    const anchor = anchorOf(element, reading);
    let one = before;
    if (!one) {
      if (drawn.size >= EAGER && !seen) {
        nearSight.observe(element);
        later.add(element);
        return;
      }
      const badge = createBadge(() => onPress(drawn.get(element)?.view ?? view));
      if (!badge) return;
      const name = nameOf(anchor);
      one = { ...badge, element, anchor, level: levels.get(name) ?? 0, lost: 0, view, width: 0 };
      // The first of its kind alone: looking between two insertions has the page laid out in between.
      if (!outlines.has(name)) outlines.set(name, outline(anchor));
      drawn.set(element, one);
      byNode.set(one.host, one);
      byNode.set(one.mark, one);
      one.show(view);
      insert(one.host, anchor, one.level);
      laidOut.observe(one.mark);
      inSight.observe(element);
      return;
    }
    const isLost = one.view && !one.host.isConnected;
    if (one.view !== view) one.show(view);
    one.view = view;
    one.anchor = anchor;
    if (isLost && ++one.lost > PATIENCE) return;
    insert(one.host, anchor, one.level);
  }

  /** Where an anchor stands, and those around it. */
  const outline = (anchor: Element): string =>
    [anchor, anchor.previousElementSibling, anchor.parentElement]
      .map((element) => JSON.stringify(element?.getBoundingClientRect()))
      .join();

  const nameOf = ({ parentElement }: Element) => `${parentElement?.localName}.${parentElement?.className}`;

  /** One more child can change the page's own layout (`:last-child` and the like). Then the badge stands further out. */
  function standStill(one: Drawn): void {
    const name = nameOf(one.anchor);
    if (levels.has(name)) return;
    const { anchor, host } = one;
    if (outline(anchor) !== outlines.get(name)) {
      host.remove();
      const without = outline(anchor);
      for (one.level = 0; one.level < LEVELS; one.level++) {
        insert(host, anchor, one.level);
        if (outline(anchor) === without) break;
        host.remove();
      }
      insert(host, anchor, one.level);
    }
    levels.set(name, one.level);
  }

  function place(all: readonly Drawn[]): void {
    const spots: [HTMLElement, Spot | undefined][] = [];
    for (const one of all) {
      const { anchor, button, host } = one;
      if (!host.isConnected) continue;
      standStill(one);
      if (!button.hasAttribute('data-small')) one.width = button.offsetWidth;
      // In print it is not drawn at all, and stays where it was.
      if (one.width > 0) spots.push([button, choose(anchor, host, one.width)]);
    }
    for (const [button, spot] of spots) {
      button.toggleAttribute('data-at', spot !== undefined);
      if (!spot) continue;
      button.style.translate = `${Math.round(spot.x)}px ${Math.round(spot.y)}px`;
      button.toggleAttribute('data-small', spot.small);
      button.toggleAttribute('data-idle', spot.idle);
    }
  }

  let frame = 0;
  const placeAll = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => place([...drawn.values()]));
  };

  function tidy(): void {
    if (signal.aborted) return;
    for (const host of [...page.getElementsByTagName(BADGE_TAG)]) if (!byNode.has(host)) host.remove();
    for (const [element, one] of [...drawn]) {
      if (!element.isConnected || one.host.isConnected) one.lost = Math.max(0, one.lost - 1);
      else if (one.view) insert(one.host, one.anchor, one.level);
    }
    placeAll();
  }

  window.addEventListener('resize', placeAll, { signal });
  signal.addEventListener('abort', () => {
    laidOut.disconnect();
    for (const observer of [nearSight, inSight]) observer.disconnect();
    cancelAnimationFrame(frame);
    for (const element of [...drawn.keys()]) remove(element);
    later.clear();
  });

  return {
    draw(elements) {
      for (const element of elements) drawOne(element);
    },
    *lost() {
      for (const { element, view, host, lost } of drawn.values())
        if (view && lost <= PATIENCE && !host.isConnected) yield element;
    },
    tidy,
  };
}
