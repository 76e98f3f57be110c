import type { Reading } from '../../../base/types.ts';
import type { Candidate } from './find.ts';
import type { Detector } from './types.ts';

/** The candidates of one page, what they say, and which part of the page each answer depends on. */
export type Readings = {
  /** What is read and not in doubt. */
  readonly found: ReadonlyMap<Element, Reading>;
  readonly elements: Iterable<Element>;
  /** How many there are to read. */
  readonly size: number;
  readonly inDoubt: boolean;
  has(element: Element): boolean;
  /** True: it was not one before, and is to be read. */
  consider(candidate: Candidate): boolean;
  /** It may say something else by now, or have gone. */
  doubt(element: Element): void;
  /** Everything whose answer depends on this part of the page. */
  doubtWithin(scope: Element): void;
  /** Forgets whatever has left the page, with or without an ancestor. */
  forgetGone(): void;
  /** Reads one of those in doubt; false when none is left. */
  readOne(): boolean;
  /** Those read since the last call. */
  takeTouched(): ReadonlySet<Element>;
  /** Until they are read again, those in doubt say nothing. */
  mute(): void;
};

/** Elements whose coming into view is watched, and candidates that say nothing (yet). */
export const MAX_SEEN = 500;

export type ReadingsOptions = {
  /** The part of the page an answer depends on: what changes in it is told by `doubtWithin`. */
  watchScope: (scope: Element) => void;
  view: IntersectionObserver;
};

export function createReadings({ watchScope, view }: ReadingsOptions): Readings {
  const found = new Map<Element, Reading>();
  const watched = new Map<Element, Set<Detector>>();
  // Who asks for which part of the page, and which parts somebody asks for: both lose what has left the page.
  const scopes = new Map<Element, Set<Element>>();
  const scoped = new WeakMap<Element, Set<Element>>();
  const dirty = new Set<Element>();
  let touched = new Set<Element>();

  function unscope(element: Element): void {
    for (const scope of scopes.get(element) ?? []) scoped.get(scope)?.delete(element);
    scopes.delete(element);
  }

  function forget(element: Element): void {
    touched.add(element);
    found.delete(element);
    dirty.delete(element);
    unscope(element);
    watched.delete(element);
    view.unobserve(element);
  }

  function read(element: Element): void {
    const detectors = watched.get(element);
    if (!detectors) return;
    if (!element.isConnected) return forget(element);
    touched.add(element);
    found.delete(element);
    unscope(element);
    for (const detector of detectors) {
      const reading = found.get(element) ?? detector.read(element);
      if (reading) found.set(element, reading);
      // The part of the page the answer depends on, or may come to depend on, is watched closely.
      const scope = reading ? detector.scope(element) : (element.parentElement ?? element);
      scoped.set(scope, (scoped.get(scope) ?? new Set()).add(element));
      scopes.set(element, (scopes.get(element) ?? new Set()).add(scope));
      watchScope(scope);
    }
  }

  return {
    found,
    get elements() {
      return watched.keys();
    },
    get size() {
      return watched.size;
    },
    get inDoubt() {
      return dirty.size > 0;
    },
    has: (element) => watched.has(element),
    consider({ element, detector, quiet }) {
      const known = watched.get(element);
      if (!known && (quiet || watched.size - found.size > MAX_SEEN) && !detector.read(element)) return false;
      dirty.add(element);
      if (known?.has(detector)) return false;
      watched.set(element, (known ?? new Set()).add(detector));
      if (watched.size <= MAX_SEEN) view.observe(element);
      return true;
    },
    doubt: (element) => void dirty.add(element),
    doubtWithin(scope) {
      for (const element of scoped.get(scope) ?? []) dirty.add(element);
    },
    forgetGone() {
      for (const element of watched.keys()) if (!element.isConnected) forget(element);
    },
    readOne() {
      for (const element of dirty) {
        dirty.delete(element);
        read(element);
        return true;
      }
      return false;
    },
    takeTouched() {
      const all = touched;
      touched = new Set();
      return all;
    },
    mute() {
      for (const element of dirty) found.delete(element);
    },
  };
}
