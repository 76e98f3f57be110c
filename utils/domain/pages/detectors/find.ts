import type { Reading } from '../../../base/types.ts';
import { CROWD } from './areas.ts';
import { DETECTORS } from './registry.ts';
import { briefText, mayBeOurs } from './text.ts';
import type { Detector } from './types.ts';

/** An element worth reading, and by whom. `quiet`: there are many such, so only if it says something now. */
export type Candidate = { element: Element; detector: Detector; quiet?: true };

// No label is a piece of text longer than this, and no word of one is longer than that.
const LONGEST = 1000;
const WORD = 24;
// As `NodeFilter` has them.
const ELEMENTS_AND_TEXT = 1 | 4;
// Steps between two chances to stop.
const STRIDE = 32;

/** A document alone belongs to none. */
const isDocument = (node: Node): node is Document => node.ownerDocument === null;

/**
 * Walks once through everything below `root`, which may change meanwhile, and yields each candidate, whether its words
 * are text or attributes; now and then `undefined`, so that a caller can stop and go on later. The time grows with the
 * number of nodes and with nothing else.
 *
 * @param onShadow is told the open shadow roots on the way; what is in them is walked by whoever wants it
 */
export function* walk(
  root: Node,
  onShadow: (root: ShadowRoot) => void,
): Generator<Candidate | undefined, void> {
  const page = isDocument(root) ? root : root.ownerDocument;
  const nodes = page?.createNodeIterator(root, ELEMENTS_AND_TEXT);
  if (!nodes) return;
  // What was read last: a word may be split over elements.
  let before = '';
  let parts: Text[] = [];
  let steps = 0;
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    steps += 1;
    if (steps % STRIDE === 0) yield undefined;
    if (node instanceof Element) {
      if (node.shadowRoot) onShadow(node.shadowRoot);
      yield* silentAt(node);
    } else if (node instanceof Text) {
      const text = node.length > LONGEST ? '' : node.data;
      const worded = mayBeOurs(text)
        ? node.parentElement
        : before !== '' && mayBeOurs(before + text.slice(0, WORD))
          ? holderOf(parts, node)
          : undefined;
      if (worded) yield* candidatesAt(worded);
      if (worded || text === '') parts = [];
      before = worded || text === '' ? '' : (before + text).slice(-WORD);
      parts.push(node);
      // No more of them than a word can be split over: they hold what is around them while the walk is suspended.
      let letters = 0;
      let first = parts.length;
      while (first > 0 && letters < WORD) letters += parts[--first]?.length ?? 0;
      parts.splice(0, first);
    }
  }
}

/** The smallest element that holds all parts of a word that ends in `last`. */
function holderOf(parts: readonly Text[], last: Text): Element | null {
  let word = last.data.slice(0, WORD);
  let first = last;
  for (const part of parts.toReversed()) {
    if (mayBeOurs(word)) break;
    word = part.data.slice(-WORD) + word;
    first = part;
  }
  let element = first.parentElement;
  while (element && !element.contains(last)) element = element.parentElement;
  return element;
}

// A label may be split over elements: its parents are looked at as well, while they hold little else.
const SPLIT = 2;
const SPLIT_LENGTH = 300;

/** Who may answer for an element with such text. */
export function* candidatesAt(start: Element): Generator<Candidate> {
  let element: Element | null = start;
  for (let step = 0; element && step <= SPLIT; step++, element = element.parentElement) {
    if (step > 0 && (element.localName === 'body' || element.children[CROWD])) return;
    if (step > 0 && briefText(element, SPLIT_LENGTH) === undefined) return;
    for (const detector of DETECTORS) {
      const found = detector.from(element);
      if (found) yield { element: found, detector };
    }
  }
}

/** Who may answer for an element whose words are in attributes. */
export function* silentAt(element: Element): Generator<Candidate> {
  if (element.localName !== 'input' && !element.hasAttribute('role')) return;
  for (const detector of DETECTORS)
    if (detector.selector !== undefined && element.matches(detector.selector))
      yield { element, detector, quiet: true };
}

/** Everything a page shows of the integration, read once, in no particular order. */
export function find(page: Document): Map<Element, Reading> {
  const found = new Map<Element, Reading>();
  const seen = new Map<Element, Set<Detector>>();
  const roots: Node[] = [page];
  for (const root of roots)
    for (const candidate of walk(root, (shadow) => roots.push(shadow))) {
      if (!candidate) continue;
      const { element, detector } = candidate;
      const asked = seen.get(element) ?? new Set();
      if (asked.has(detector)) continue;
      seen.set(element, asked.add(detector));
      const reading = detector.read(element);
      if (reading) found.set(element, reading);
    }
  return found;
}
