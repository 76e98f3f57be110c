import type { Reading } from '../../../base/types.ts';
import { paced } from '../../../base/pace.ts';
import { type Candidate, candidatesAt, silentAt, walk } from './find.ts';
import { createReadings, MAX_SEEN } from './readings.ts';
import { createSweep } from './sweep.ts';
import { briefText, mayBeOurs } from './text.ts';

/**
 * Keeps the readings of a page true while it changes, at next to no cost to the page. Three observers share the work:
 * one on the document sees what is added; one on each candidate alone sees its words change (watching the text of a
 * whole document makes every ticker dear); and when the document floods us with records that bring no candidate, or
 * with more than there is time for, the first is switched off and the page is polled within a fixed share of the time
 * until it is calm. A slow sweep, within the same share, finds what no observer reports, such as a box ticked by
 * script. All looking and reading is done in slices.
 */
export type Watch = {
  /** What the page says. What is in doubt after `settle` is not in it. */
  readonly found: ReadonlyMap<Element, Reading>;
  /** The first look, and everything from then on. */
  start(): void;
  /** Takes in what the page did so far, as far as there is time. False: there is more, and `onRead` will tell. */
  settle(): boolean;
  /** Does our own writing, and forgets the records of it. */
  quietly: (write: () => void) => void;
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

// Milliseconds of one task, and after a rest; and of all time, for what is new and for what is looked at again.
const SLICE = 8;
const BURST = 120;
const SHARE = 0.15;
const IDLE_SHARE = 0.01;

// A window of this many milliseconds with more records than this, none of which brings a candidate, is overload.
const WINDOW = 250;
const FLOOD = 400;
// So many batches of records not looked at yet are overload too.
const BACKLOG = 50;
// So many nodes added by one record weigh as much as another record.
const NODES = 2;
// More than this added by one record are first looked at as one.
const MANY = 16;
const FRAME = 16;
const PROBE = 20;
const MAX_PAUSE = 2000;
// Buttons without our words that are watched for words that come late; past it, the sweep finds them.
const MAX_WAITING = 2000;
// Milliseconds in which many elements that have left the page are forgotten at the latest: what is held holds its page.
const MAX_HELD = 400;
// How far up a change can matter to a candidate.
const CLIMB = 6;
// Of text that is searched as a whole; longer is walked through piece by piece.
const WHOLE = 200_000;

// Elements that are candidates as a whole.
const SHORT = /^(?:button|a|label)$/;

const now = () => performance.now();

export function observe(page: Document, { signal, onRead, lost, onSweep }: WatchOptions): Watch {
  const roots = new Set<ShadowRoot>();
  const waiting = new WeakSet<Element>();
  let waitingCount = 0;

  const wide = new MutationObserver(onWide);
  const close = new MutationObserver((records) => {
    take(records);
    pump();
    soon();
  });
  // Hidden and shown again, by whatever means: only the box tells.
  const view = new IntersectionObserver((entries) => {
    for (const { target } of entries) readings.doubt(target);
    settle();
  });
  const readings = createReadings({ watchScope: (scope) => close.observe(scope, CLOSE), view });

  // --- looking and reading, in slices

  /** What is still to be looked into, oldest first. */
  let looks: { at: readonly Node[]; work: Iterator<unknown> }[] = [];
  const pump = paced({ share: SHARE, burst: BURST, slice: SLICE, signal }, step, tell);

  function step(): boolean {
    const [look] = looks;
    if (!look) return readings.readOne();
    // What has gone meanwhile is not looked into to its end.
    if (!look.at.some((node) => node.isConnected) || look.work.next().done) looks.shift();
    return true;
  }

  function tell(): void {
    const touched = readings.takeTouched();
    if (touched.size > 0) onRead(touched);
  }

  /** Everything below a root, open shadow roots included. */
  function* lookThrough(root: Node & ParentNode): Generator<void> {
    const inside: (Node & ParentNode)[] = [root];
    for (const each of inside) {
      for (const candidate of walk(each, (shadow) => adopt(shadow) && inside.push(shadow))) {
        if (!each.isConnected) break;
        if (candidate) consider(candidate);
        yield;
      }
      for (const button of each.querySelectorAll('button')) {
        wait(button);
        yield;
      }
    }
  }

  function lookLater(shadow: ShadowRoot): void {
    if (adopt(shadow)) looks.push({ at: [shadow], work: lookThrough(shadow) });
  }

  function* lookInto(root: Element): Generator<void> {
    const text = root.textContent;
    const shadow = root.shadowRoot;
    if (text.length > WHOLE || mayBeOurs(text)) yield* lookThrough(root);
    else {
      for (const candidate of silentAt(root)) consider(candidate);
      if (root.localName === 'button') wait(root);
      else if (root.firstElementChild) for (const button of root.querySelectorAll('button')) wait(button);
    }
    if (shadow && adopt(shadow)) yield* lookThrough(shadow);
  }

  function consider(candidate: Candidate): void {
    if (readings.consider(candidate)) useful = true;
  }

  function considerAt(worded: Element): void {
    for (const one of candidatesAt(worded)) consider(one);
  }

  function wait(button: Element): void {
    useful = true;
    if (waiting.has(button) || ++waitingCount > MAX_WAITING) return;
    waiting.add(button);
    close.observe(button, CLOSE);
  }

  /** True: it is new to us. */
  function adopt(root: ShadowRoot): boolean {
    if (roots.has(root)) return false;
    roots.add(root);
    if (!overloaded) wide.observe(root, WIDE);
    return true;
  }

  /** A change at `target` may matter to the candidates it is part of. `climbed`: from which step on that was asked already. */
  function lookAround(target: Node, climbed = new Map<Element, number>()): void {
    let element = target instanceof Element ? target : target.parentElement;
    for (let step = 0; element && step < CLIMB; step++) {
      if (step >= (climbed.get(element) ?? CLIMB)) return;
      climbed.set(element, step);
      readings.doubtWithin(element);
      // Other words make no other kind of a button that is watched already; another role may.
      const isNew = SHORT.test(element.localName) ? !readings.has(element) : element.hasAttribute('role');
      if (isNew && mayBeOurs(briefText(element) ?? '')) considerAt(element);
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

  function* lookAtAdded(nodes: readonly Node[]): Generator<void> {
    for (const node of nodes) {
      const { parentElement } = node;
      if (node instanceof Element) {
        if (node.isConnected) yield* lookInto(node);
      } else if (parentElement && mayBeOurs(node.nodeValue)) yield* lookInto(parentElement);
      yield;
    }
  }

  function take(records: readonly MutationRecord[]): void {
    if (records.length === 0) return;
    const climbed = new Map<Element, number>();
    const added: Node[] = [];
    let removals = false;
    for (const { target, addedNodes, removedNodes } of records) {
      if (addedNodes.length > 0 && !isBarren(target, addedNodes.length))
        for (const node of addedNodes) added.push(node);
      if (removedNodes.length > 0) {
        removals = true;
        // So many candidates are not asked one by one whether they are still there.
        if (readings.size > MAX_SEEN)
          for (const node of removedNodes) if (node instanceof Element) readings.doubt(node);
      }
      lookAround(target, climbed);
    }
    if (added.length > 0) looks.push({ at: added, work: lookAtAdded(added) });
    if (removals) prune();
  }

  let pruneAt = 0;
  let pruning = false;

  /** Who has left the page, with or without an ancestor: thousands are asked at most within the share, and soon. */
  function prune(): void {
    for (const element of lost()) readings.doubt(element);
    const start = now();
    if (start < pruneAt) {
      if (!pruning)
        later(pruneAt - start, () => {
          pruning = false;
          prune();
          pump();
        });
      pruning = true;
      return;
    }
    readings.forgetGone();
    looks = looks.filter(({ at }) => at.some((node) => node.isConnected));
    for (const root of roots) if (!root.isConnected) roots.delete(root);
    pruneAt = readings.size > MAX_SEEN ? now() + Math.min((now() - start) / IDLE_SHARE, MAX_HELD) : 0;
  }

  function settle(): boolean {
    take([...close.takeRecords(), ...wide.takeRecords()]);
    pump();
    const isSettled = looks.length === 0 && !readings.inDoubt;
    if (!isSettled) readings.mute();
    return isSettled;
  }

  function quietly(write: () => void): void {
    take([...close.takeRecords(), ...wide.takeRecords()]);
    write();
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
    pump();
    // A table that is being drawn is no overload, however many records it makes.
    if (useful || looks.length > 0) records = 0;
    if (records > limit || looks.length > BACKLOG) shut();
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
    // What is left out now, the sweep finds.
    looks = [];
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
      if (now() - start > SLICE) break;
      known.add(button);
      if (mayBeOurs(button.textContent)) considerAt(button);
      wait(button);
    }
    prune();
    pump();
    // Asking for an animation frame each time costs more than all of this.
    later(Math.max((now() - start) / IDLE_SHARE, FRAME), poll);
  }

  // --- the sweep

  // Nothing of the page stands in a local while the sweep is suspended, and a suspended iterator of a Map keeps what was in
  // it: either would hold rows that have left the page, with everything around them.
  function* sweep(): Generator<void> {
    waitingCount = 0;
    for (const ref of Array.from(readings.elements, (element) => new WeakRef(element))) {
      lookAgain(ref.deref());
      yield;
    }
    for (const root of [page, ...roots]) {
      const steps = walk(root, lookLater);
      while (sweepStep(steps)) yield;
    }
    onSweep();
  }

  function lookAgain(element: Element | undefined): void {
    if (!element) return;
    readings.doubt(element);
    readings.readOne();
  }

  function sweepStep(steps: ReturnType<typeof walk>): boolean {
    const next = steps.next();
    if (next.value && !readings.has(next.value.element)) consider(next.value);
    return next.done !== true;
  }

  const soon = createSweep(page, { signal, share: IDLE_SHARE, sweep, after: pump });

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
        pump();
      });
    };
    page.addEventListener('change', onPress, { capture: true, passive: true, signal });
    page.addEventListener('click', onPress, { capture: true, passive: true, signal });
    page.addEventListener('visibilitychange', soon, { signal });
    signal.addEventListener('abort', () => {
      for (const observer of [wide, close, view]) observer.disconnect();
    });
    looks.push({ at: [page], work: lookThrough(page) });
    pump();
    soon();
  }

  return { found: readings.found, start, settle, quietly };
}
