import type { BadgeView } from '../../utils/domain/pages/messages.ts';
import { paced } from '../../utils/base/pace.ts';
import type { Reading } from '../../utils/base/types.ts';
import { BADGE_TAG, type Badge, createBadge } from './badge.ts';
import { type BadgePosition, choose, insert, levelFor, MENUS, type Sides } from './position.ts';

/** All badges of one page: one for each element that has a view, none for the others. Drawn and placed in slices. */
export type BadgeLayer = {
  /** Makes these elements' badges true: what is drawn at once, what is not yet as soon as there is time. */
  draw(elements: Iterable<Element>): void;
  /** Elements whose badge the page took away and gets back at once. */
  lost(): Iterable<Element>;
  /** Puts back what was lost, takes away what nobody drew, and looks whether every badge still stands well. */
  tidy(): void;
};

export type BadgeLayerOptions = {
  signal: AbortSignal;
  anchorOf: (element: Element, reading: Reading) => Element;
  readingOf: (element: Element) => Reading | undefined;
  viewOf: (reading: Reading) => BadgeView | undefined;
  /** Does our own writing, of which nobody is told. */
  quietly: (write: () => void) => void;
  onPress: (view: BadgeView) => void;
};

type DrawnBadge = Badge & {
  element: Element;
  anchor: Element;
  level: number;
  lost: number;
  /** How often there was no time to find its place. */
  late: number;
  /** Undefined while the background is asked. */
  view: BadgeView | undefined;
  /** Of the pill with its words. */
  width: number;
};

// Milliseconds of one task and after a rest, and of all time.
const PACE = { slice: 8, burst: 60, share: 0.08, byFrame: true };
// So many are drawn, and so many milliseconds placed, between reading the page and writing into it.
const BATCH = 12;
const PLACING = 4;
// A badge whose place was not found in its time is tried again this often, and then after a pause in milliseconds that
// doubles each time.
const LATE = 3;
const FIRST_PAUSE = 1000;
const LAST_PAUSE = 60_000;
// So many are drawn at once; past it, those in sight.
const EAGER = 200;
// A page that takes our badge away this often gets it back only at the next sweep.
const PATIENCE = 5;
const LEVELS = 3;
// A page that needs longer to lay out one more child is not tried out: it gets no badge there.
const LAYOUT = 8;
// A frame that took so long until its badges were laid out is not made longer by placing them.
const LATE_FRAME = 10;
// Kinds of parents that are looked at, each with a layout of the page.
const KINDS = 40;

/** Badges of an extension that was reloaded under the page: nobody else would ever take them away. */
export function removeStale(page: Document): void {
  for (const host of [...page.getElementsByTagName(BADGE_TAG)]) host.remove();
}

export function createBadgeLayer(
  page: Document,
  { signal, anchorOf, readingOf, viewOf, quietly, onPress }: BadgeLayerOptions,
): BadgeLayer {
  const drawn = new Map<Element, DrawnBadge>();
  const byNode = new WeakMap<Node, DrawnBadge>();
  const later = new Set<Element>();
  // What waits to be drawn, and whether it is in sight; what waits for its place.
  const due = new Map<Element, boolean>();
  const unplaced = new Set<DrawnBadge>();
  // Whose place was not found in time, several times over.
  const late = new Set<DrawnBadge>();
  // Kinds of parents in which one more child moved something: how far out to stand instead. Infinite: nowhere.
  const levels = new Map<string, number>();
  const sides: Sides = new Map();
  // How the page stood around the first of each kind before there was a badge.
  const outlines = new Map<string, string>();

  // Reports in the frame in which a badge is first laid out, after layout and before paint: looking costs nothing there.
  // Where the layout alone was long, placing is a task of its own.
  const laidOut = new ResizeObserver((entries) => {
    for (const { target } of entries) unplace(byNode.get(target));
    const frameAt = Number(page.timeline.currentTime);
    if (performance.now() - frameAt > LATE_FRAME) setTimeout(pump);
    else pump();
  });
  const nearSight = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!later.has(target)) continue;
        if (!isIntersecting) remove(target);
        else if (!drawn.has(target)) due.set(target, true);
      }
      pump();
    },
    { rootMargin: '100px' },
  );
  // Where a badge can stand is known only once its element is in sight, and for good once all of it is.
  const inSight = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) unplace(drawn.get(target));
      pump();
    },
    { threshold: [0, 1] },
  );

  const pump = paced(
    { ...PACE, signal },
    () => {
      if (unplaced.size > 0) placeSome();
      else drawSome();
      return unplaced.size + due.size > 0;
    },
    () => {},
  );

  const unplace = (one: DrawnBadge | undefined) => {
    if (one) unplaced.add(one);
  };

  function remove(element: Element): void {
    due.delete(element);
    const one = drawn.get(element);
    if (!one) return;
    one.host.remove();
    laidOut.unobserve(one.mark);
    inSight.unobserve(element);
    unplaced.delete(one);
    late.delete(one);
    drawn.delete(element);
  }

  function forget(element: Element): void {
    remove(element);
    if (later.delete(element)) nearSight.unobserve(element);
  }

  function viewFor(element: Element): { reading: Reading | undefined; view: BadgeView | undefined } {
    const reading = readingOf(element);
    return { reading, view: reading && viewOf(reading) };
  }

  /** What a drawn badge says is made true at once; whether it still stands beside its element, when there is time. */
  function drawOne(element: Element): void {
    const { reading, view } = viewFor(element);
    const one = drawn.get(element);
    if (reading && !view && one) {
      // Nothing is known until the next answer: out of the page, and ready to come back.
      one.host.remove();
      one.view = undefined;
      due.delete(element);
    } else if (!view || signal.aborted) forget(element);
    else {
      const isLost = one?.view && !one.host.isConnected;
      if (one && one.view !== view) one.show(view);
      if (one) one.view = view;
      if (isLost && ++one.lost > PATIENCE) return;
      due.set(element, due.get(element) ?? false);
    }
  }

  /** First all looking, then all writing. */
  function drawSome(): void {
    const ready: { element: Element; anchor: Element; view: BadgeView }[] = [];
    for (const [element, seen] of due) {
      due.delete(element);
      const { reading, view } = viewFor(element);
      if (!reading || !view) continue;
      if (!drawn.has(element) && drawn.size + ready.length >= EAGER && !seen) {
        nearSight.observe(element);
        later.add(element);
        continue;
      }
      const anchor = anchorOf(element, reading);
      const name = nameOf(anchor);
      // The first of its kind alone: looking between two insertions has the page laid out in between.
      if (!drawn.has(element) && !outlines.has(name) && outlines.size < KINDS)
        outlines.set(name, outline(anchor));
      ready.push({ element, anchor, view });
      if (ready.length >= BATCH) break;
    }
    if (ready.length === 0) return;
    const starts = ready.map(({ element, anchor }) =>
      drawn.get(element) ? undefined : levelFor(anchor, levels.get(nameOf(anchor)) ?? 0),
    );
    quietly(() => {
      for (const [at, { element, anchor, view }] of ready.entries()) {
        let one = drawn.get(element);
        const level = one?.level ?? starts[at] ?? Number.POSITIVE_INFINITY;
        if (level === Number.POSITIVE_INFINITY) continue;
        if (!one) {
          const badge = createBadge(() => onPress(drawn.get(element)?.view ?? view));
          if (!badge) return;
          one = { ...badge, element, anchor, level, lost: 0, late: 0, view, width: 0 };
          drawn.set(element, one);
          byNode.set(one.host, one);
          byNode.set(one.mark, one);
          one.show(view);
          // Its keys are the menu's own.
          if (anchor.closest(MENUS)) one.button.tabIndex = -1;
          laidOut.observe(one.mark);
          inSight.observe(element);
        }
        one.anchor = anchor;
        insert(one.host, anchor, one.level);
      }
    });
  }

  /** Where an anchor stands, and those around it. */
  const outline = (anchor: Element): string =>
    [anchor, anchor.previousElementSibling, anchor.parentElement]
      .map((element) => JSON.stringify(element?.getBoundingClientRect()))
      .join();

  const nameOf = ({ parentElement }: Element) => `${parentElement?.localName}.${parentElement?.className}`;

  /** One more child can change the page's own layout (`:last-child` and the like). Then the badge stands further out. */
  function standStill(one: DrawnBadge): void {
    const name = nameOf(one.anchor);
    const before = outlines.get(name);
    if (levels.has(name) || before === undefined) return;
    const { anchor, host } = one;
    if (outline(anchor) !== before) {
      quietly(() => {
        host.remove();
        const start = performance.now();
        const without = outline(anchor);
        const isSlow = performance.now() - start > LAYOUT;
        for (one.level = isSlow ? LEVELS : 0; one.level < LEVELS; one.level++) {
          insert(host, anchor, one.level);
          if (outline(anchor) === without) break;
          host.remove();
        }
        if (isSlow) one.level = Number.POSITIVE_INFINITY;
        else insert(host, anchor, one.level);
      });
    }
    levels.set(name, one.level);
  }

  /** As many as there is time for: first all looking, then all writing. */
  function placeSome(): void {
    const start = performance.now();
    const spots: [DrawnBadge, BadgePosition | undefined][] = [];
    for (const one of unplaced) {
      if (performance.now() - start > PLACING) break;
      unplaced.delete(one);
      const { anchor, button, host } = one;
      if (!host.isConnected) continue;
      standStill(one);
      if (!button.hasAttribute('data-small')) one.width = button.offsetWidth;
      // In print it is not drawn at all, and stays where it was.
      if (one.width > 0) spots.push([one, choose(anchor, one, one.width, sides, one.late)]);
    }
    for (const [one, spot] of spots) {
      const { button } = one;
      button.toggleAttribute('data-at', spot !== undefined);
      if (!spot) continue;
      if (spot.retry) tryAgain(one, spot.retry);
      button.style.translate = `${Math.round(spot.x)}px ${Math.round(spot.y)}px`;
      button.toggleAttribute('data-small', spot.small);
      button.toggleAttribute('data-idle', spot.idle);
    }
  }

  let pause = FIRST_PAUSE;
  let retry: ReturnType<typeof setTimeout> | undefined;
  function tryAgain(one: DrawnBadge, when: 'soon' | 'later'): void {
    one.late += 1;
    if (when === 'soon' && one.late < LATE) {
      unplaced.add(one);
      return;
    }
    late.add(one);
    retry ??= setTimeout(() => {
      retry = undefined;
      pause = Math.min(pause * 2, LAST_PAUSE);
      // Placing begins at once, and may find the same ones late once more.
      const again = [...late];
      late.clear();
      placeAgain(again);
    }, pause);
  }

  function placeAgain(which: Iterable<DrawnBadge>): void {
    for (const one of which) {
      one.late = 0;
      if (drawn.get(one.element) === one) unplaced.add(one);
    }
    pump();
  }

  let frame = 0;
  const placeAll = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      sides.clear();
      pause = FIRST_PAUSE;
      placeAgain(drawn.values());
    });
  };

  function tidy(): void {
    if (signal.aborted) return;
    for (const host of [...page.getElementsByTagName(BADGE_TAG)]) if (!byNode.has(host)) host.remove();
    for (const [element, one] of drawn) {
      if (!element.isConnected || one.host.isConnected) one.lost = Math.max(0, one.lost - 1);
      else if (one.view) due.set(element, true);
    }
    placeAll();
  }

  window.addEventListener('resize', placeAll, { signal });
  signal.addEventListener('abort', () => {
    for (const observer of [laidOut, nearSight, inSight]) observer.disconnect();
    cancelAnimationFrame(frame);
    clearTimeout(retry);
    for (const element of [...drawn.keys()]) remove(element);
    later.clear();
  });

  return {
    draw(elements) {
      quietly(() => {
        for (const element of elements) drawOne(element);
      });
      pump();
    },
    *lost() {
      for (const { element, view, host, lost } of drawn.values())
        if (view && lost <= PATIENCE && !host.isConnected) yield element;
    },
    tidy,
  };
}
