import type { Reading } from '../types.ts';
import { type Candidate, candidatesAt, shadows, silent, worded } from './find.ts';
import { mayBeOurs } from './text.ts';
import type { Detector } from './types.ts';

/**
 * Keeps the readings of a page true while it changes, at next to no cost to the page. Three observers share the work:
 * one on the document sees what is added; one on each candidate alone sees its words change (watching the text of a
 * whole document makes every ticker dear); and when the document floods us with records that bring no candidate, the
 * first is switched off and the page is polled within a fixed share of the time until it is calm. A slow sweep, within
 * the same share, finds what no observer reports, such as a box ticked by script.
 */
export type Watch = {
  readonly found: ReadonlyMap<Element, Reading>;
  /** The first look, and everything from then on. */
  start(): void;
  /** Takes in everything the page did so far. Before drawing. */
  settle(): void;
  /** Forgets the records of our own drawing. After drawing. */
  hush(): void;
};

export type WatchOptions = {
  signal: AbortSignal;
  /** Elements that were read again: what they say may be new, other or gone, or they may have moved. */
  onRead: (touched: ReadonlySet<Element>) => void;
  /** Elements whose badge the page took away. */
  lost: () => Iterable<Element>;
  /** Once a sweep: time to check whatever no observer tells. */
  onSweep: () => void;
};

const CLOSE: MutationObserverInit = { attributes: true, characterData: true, childList: true, subtree: true };
const WIDE: MutationObserverInit = { attributeFilter: ['role'], childList: true, subtree: true };

// A window of this many milliseconds with more records than this, none of which brings a candidate, is overload.
const WINDOW = 250;
const FLOOD = 400;
// So many nodes added by one record weigh as much as another record.
const NODES = 2;
// More than this added by one record are first looked at as one.
const MANY = 16;
// At most this share of the time goes to polling and sweeping.
const SHARE = 0.01;
const SWEEP_QUIET = 200;
const SWEEP_IDLE = 3000;
const SLICE = 4;
const FRAME = 16;
const PROBE = 20;
const MAX_PAUSE = 2000;
// Buttons without our words that are watched for words that come late; past it, the sweep finds them.
const MAX_WAITING = 2000;
// Elements whose coming into view is watched, and candidates that say nothing (yet).
const MAX_SEEN = 500;
// How far up a change can matter to a candidate.
const CLIMB = 6;

// Elements that are candidates as a whole.
const SHORT = /^(?:button|a|label)$/;

const now = () => performance.now();

export function observe(page: Document, { signal, onRead, lost, onSweep }: WatchOptions): Watch {
  const found = new Map<Element, Reading>();
  const watched = new Map<Element, Set<Detector>>();
  // Who asks for which part of the page, and which parts somebody asks for: both lose what has left the page.
  const scopes = new Map<Element, Set<Element>>();
  const scoped = new WeakMap<Element, Set<Element>>();
  const dirty = new Set<Element>();
  const roots = new Set<ShadowRoot>();
  const waiting = new WeakSet<Element>();
  let waitingCount = 0;

  const wide = new MutationObserver(onWide);
  const close = new MutationObserver((records) => {
    take(records);
    finish();
    soon();
  });
  // Hidden and shown again, by whatever means: only the box tells.
  const view = new IntersectionObserver((entries) => {
    for (const { target } of entries) dirty.add(target);
    settle();
  });

  // --- candidates

  /** `quietly`: only if it says something now. */
  function consider({ element, detector }: Candidate, quietly = false): void {
    const known = watched.get(element);
    if (!known && (quietly || watched.size - found.size > MAX_SEEN) && !detector.read(element)) return;
    dirty.add(element);
    if (known?.has(detector)) return;
    useful = true;
    watched.set(element, (known ?? new Set()).add(detector));
    if (watched.size <= MAX_SEEN) view.observe(element);
  }

  function considerAt(worded: Element): void {
    for (const one of candidatesAt(worded)) consider(one);
  }

  function unscope(element: Element): void {
    for (const scope of scopes.get(element) ?? []) scoped.get(scope)?.delete(element);
    scopes.delete(element);
  }

  /** Reads again what may have changed, and tells. */
  function finish(): void {
    const touched = new Set<Element>();
    for (const element of dirty) {
      const detectors = watched.get(element);
      if (!detectors) continue;
      touched.add(element);
      found.delete(element);
      unscope(element);
      if (!element.isConnected) {
        watched.delete(element);
        view.unobserve(element);
        continue;
      }
      for (const detector of detectors) {
        const reading = found.get(element) ?? detector.read(element);
        if (reading) found.set(element, reading);
        // The part of the page the answer depends on, or may come to depend on, is watched closely.
        const scope = reading ? detector.scope(element) : (element.parentElement ?? element);
        scoped.set(scope, (scoped.get(scope) ?? new Set()).add(element));
        scopes.set(element, (scopes.get(element) ?? new Set()).add(scope));
        close.observe(scope, CLOSE);
      }
    }
    dirty.clear();
    if (touched.size === 0) return;
    onRead(touched);
    hush();
  }

  // --- looking at what is new

  function lookInto(root: Element): void {
    if (mayBeOurs(root.textContent)) {
      for (const element of worded(root)) if (element) considerAt(element);
      for (const one of silent(root)) consider(one, true);
    }
    if (root.shadowRoot) adopt(root.shadowRoot);
    if (root.localName === 'button') wait(root);
    else if (root.firstElementChild) for (const button of root.querySelectorAll('button')) wait(button);
  }

  function wait(button: Element): void {
    useful = true;
    if (waiting.has(button) || ++waitingCount > MAX_WAITING) return;
    waiting.add(button);
    close.observe(button, CLOSE);
  }

  function adopt(root: ShadowRoot): void {
    if (roots.has(root)) return;
    roots.add(root);
    if (!overloaded) wide.observe(root, WIDE);
    for (const top of root.children) lookInto(top);
    for (const inner of shadows(root)) adopt(inner);
  }

  /** A change at `target` may matter to the candidates it is part of. `climbed`: from which step on that was asked already. */
  function lookAround(target: Node, climbed = new Map<Element, number>()): void {
    let element = target instanceof Element ? target : target.parentElement;
    for (let step = 0; element && step < CLIMB; step++) {
      if (step >= (climbed.get(element) ?? CLIMB)) return;
      climbed.set(element, step);
      for (const sharing of scoped.get(element) ?? []) dirty.add(sharing);
      // Other words make no other kind of a button that is watched already; another role may.
      const isNew = SHORT.test(element.localName) ? !watched.has(element) : element.hasAttribute('role');
      if (isNew && mayBeOurs(element.textContent)) considerAt(element);
      element = element.parentElement;
    }
  }

  /** Many nodes that fill their parent and hold nothing for us: one look at the parent instead of one at each. */
  const isBarren = (target: Node, added: number): boolean =>
    added > MANY &&
    target instanceof Element &&
    target.childNodes.length < 2 * added &&
    !mayBeOurs(target.textContent) &&
    !target.querySelector('button');

  function take(records: readonly MutationRecord[]): void {
    const climbed = new Map<Element, number>();
    let removals = false;
    for (const { target, addedNodes, removedNodes } of records) {
      if (!isBarren(target, addedNodes.length)) {
        for (const node of addedNodes) {
          if (node instanceof Element) {
            if (node.isConnected) lookInto(node);
          } else if (target instanceof Element && mayBeOurs(node.nodeValue)) lookInto(target);
        }
      }
      if (removedNodes.length > 0) {
        removals = true;
        // So many candidates are not asked one by one whether they are still there.
        if (watched.size > MAX_SEEN)
          for (const node of removedNodes) if (node instanceof Element) dirty.add(node);
      }
      lookAround(target, climbed);
    }
    if (removals) prune();
  }

  let pruneAt = 0;
  let pruning = false;

  /** Who has left the page, with or without an ancestor: thousands are asked at most within the share, and soon. */
  function prune(): void {
    for (const element of lost()) dirty.add(element);
    const start = now();
    if (start < pruneAt) {
      if (!pruning)
        later(pruneAt - start, () => {
          pruning = false;
          prune();
          finish();
        });
      pruning = true;
      return;
    }
    for (const element of watched.keys()) if (!element.isConnected) dirty.add(element);
    for (const root of roots) if (!root.isConnected) roots.delete(root);
    pruneAt = watched.size > MAX_SEEN ? now() + (now() - start) / SHARE : 0;
  }

  function settle(): void {
    take([...close.takeRecords(), ...wide.takeRecords()]);
    finish();
  }

  function hush(): void {
    wide.takeRecords();
    close.takeRecords();
  }

  // --- overload

  let windowEnd = 0;
  let limit = 0;
  let records = 0;
  let useful = false;
  let overloaded = false;
  let polling = false;
  let pause = WINDOW;

  function openWindow(length = WINDOW): void {
    windowEnd = now() + length;
    limit = (FLOOD * length) / WINDOW;
    records = 0;
  }

  function onWide(batch: MutationRecord[]): void {
    if (now() > windowEnd) openWindow();
    for (const { addedNodes } of batch) records += 1 + addedNodes.length / NODES;
    useful = false;
    take(batch);
    finish();
    // A table that is being drawn is no overload, however many records it makes.
    if (useful) records = 0;
    if (records > limit) shut();
    else soon();
  }

  function listen(): void {
    overloaded = false;
    for (const root of [page, ...roots]) {
      if (root.isConnected) wide.observe(root, WIDE);
      else roots.delete(root as ShadowRoot);
    }
  }

  function shut(): void {
    overloaded = true;
    wide.disconnect();
    later(pause, probe);
    pause = Math.min(pause * 2, MAX_PAUSE);
    if (!polling) poll();
  }

  /** Listens for a moment: is the page calm again? */
  function probe(): void {
    openWindow(PROBE);
    listen();
    later(PROBE, () => {
      if (overloaded) return;
      pause = WINDOW;
      soon();
    });
  }

  const known = new WeakSet<Element>();

  /** Looks at new buttons only: a page of thousands of known ones is none the slower. */
  function poll(): void {
    polling = overloaded;
    if (!polling) return;
    const start = now();
    for (const button of page.getElementsByTagName('button')) {
      if (known.has(button)) continue;
      known.add(button);
      lookInto(button);
    }
    prune();
    finish();
    // Asking for an animation frame each time costs more than all of this.
    later(Math.max((now() - start) / SHARE, FRAME), poll);
  }

  // --- the sweep

  let sweeping: Iterator<unknown> | undefined;
  let spent = 0;
  let sweepTimer: ReturnType<typeof setTimeout> | undefined;
  let notBefore = 0;
  let soonAgain = 0;

  function* sweep(): Generator<void> {
    waitingCount = 0;
    for (const element of [...watched.keys()]) {
      dirty.add(element);
      finish();
      yield;
    }
    let looks = 0;
    for (const element of page.querySelectorAll('*')) {
      if (element.shadowRoot) adopt(element.shadowRoot);
      // A look at the clock costs more than one at an element.
      looks += 1;
      if (looks % 64 === 0) yield;
    }
    for (const root of [page, ...roots]) {
      for (const top of root.children) {
        for (const element of worded(top)) {
          if (element) for (const one of candidatesAt(element)) if (!watched.has(one.element)) consider(one);
          yield;
        }
      }
      for (const one of silent(root)) {
        if (!watched.has(one.element)) consider(one, true);
        yield;
      }
    }
    onSweep();
  }

  function slice(): void {
    if (signal.aborted) return;
    sweeping ??= sweep();
    const start = now();
    let done = false;
    while (!done && now() - start < SLICE) done = sweeping.next().done === true;
    finish();
    spent += now() - start;
    if (!done) return idle(slice);
    sweeping = undefined;
    notBefore = now() + spent / SHARE;
    spent = 0;
    arm(SWEEP_IDLE);
  }

  function arm(delay: number): void {
    clearTimeout(sweepTimer);
    sweepTimer = setTimeout(() => idle(slice), Math.max(delay, notBefore - now()));
  }

  /** Something happened: sweep when it is quiet. */
  function soon(): void {
    if (sweeping || now() < soonAgain) return;
    soonAgain = now() + SWEEP_QUIET / 2;
    arm(SWEEP_QUIET);
  }

  const idle = (work: () => void) => {
    if (page.hidden || !globalThis.requestIdleCallback) later(0, work);
    else requestIdleCallback(work, { timeout: SWEEP_QUIET });
  };
  const later = (delay: number, work: () => void) => {
    setTimeout(() => {
      if (!signal.aborted) work();
    }, delay);
  };

  function start(): void {
    listen();
    // Ticking a box changes no attribute.
    const onPress = ({ target }: Event) => {
      later(0, () => {
        lookAround(target as Node);
        finish();
      });
    };
    page.addEventListener('change', onPress, { capture: true, passive: true, signal });
    page.addEventListener('click', onPress, { capture: true, passive: true, signal });
    page.addEventListener('visibilitychange', soon, { signal });
    signal.addEventListener('abort', () => {
      for (const observer of [wide, close, view]) observer.disconnect();
      clearTimeout(sweepTimer);
    });
    lookInto(page.documentElement);
    for (const root of shadows(page)) adopt(root);
    finish();
    arm(SWEEP_QUIET);
  }

  return { found, start, settle, hush };
}
