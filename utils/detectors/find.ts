import type { Reading } from '../types.ts';
import { CROWD } from './areas.ts';
import { DETECTORS } from './registry.ts';
import { mayBeOurs } from './text.ts';
import type { Detector } from './types.ts';

/** An element worth reading, and by whom. */
export type Candidate = { element: Element; detector: Detector };

/**
 * Every element below `root` whose own text could hold a label of ours, deepest first judged: whole branches without
 * such text are left after one look. Yields `undefined` between looks, so that a caller can stop and go on later.
 */
export function* worded(root: Element): Generator<Element | undefined> {
  const left: Element[] = mayBeOurs(root.textContent) ? [root] : [];
  for (let element = left.pop(); element; element = left.pop()) {
    let own = '';
    let deeper = false;
    for (const child of [...element.childNodes].toReversed()) {
      if (child instanceof Element) {
        if (!mayBeOurs(child.textContent)) continue;
        deeper = true;
        left.push(child);
      } else if (child.nodeType === 3) own = `${child.nodeValue}${own}`;
    }
    yield !deeper || mayBeOurs(own) ? element : undefined;
  }
}

// A label may be split over elements: its parents are looked at as well, while they hold little else.
const SPLIT = 2;
const SPLIT_LENGTH = 300;

/** Who may answer for an element with such text. */
export function* candidatesAt(start: Element): Generator<Candidate> {
  let element: Element | null = start;
  for (let step = 0; element && step <= SPLIT; step++, element = element.parentElement) {
    if (step > 0 && (element.localName === 'body' || element.children[CROWD])) return;
    if (step > 0 && (element.textContent?.length ?? 0) > SPLIT_LENGTH) return;
    for (const detector of DETECTORS) {
      const found = detector.from(element);
      if (found) yield { element: found, detector };
    }
  }
}

/** Elements whose words are in attributes. */
export function* silent(root: ParentNode): Generator<Candidate> {
  for (const detector of DETECTORS) {
    if (detector.selector === undefined) continue;
    for (const element of root.querySelectorAll(detector.selector)) yield { element, detector };
  }
}

/** The roots below a node that are read as well: open shadow roots, at any depth. */
export function* shadows(root: ParentNode): Generator<ShadowRoot> {
  for (const element of root.querySelectorAll('*')) {
    if (!element.shadowRoot) continue;
    yield element.shadowRoot;
    yield* shadows(element.shadowRoot);
  }
}

/** Everything a page shows of the integration, read once, in no particular order. */
export function find(page: Document): Map<Element, Reading> {
  const found = new Map<Element, Reading>();
  const seen = new Map<Element, Set<Detector>>();
  const read = ({ element, detector }: Candidate) => {
    const asked = seen.get(element) ?? new Set();
    if (asked.has(detector)) return;
    seen.set(element, asked.add(detector));
    const reading = detector.read(element);
    if (reading) found.set(element, reading);
  };
  for (const root of [page, ...shadows(page)]) {
    for (const top of root.children)
      for (const element of worded(top)) if (element) for (const one of candidatesAt(element)) read(one);
    for (const one of silent(root)) read(one);
  }
  return found;
}
