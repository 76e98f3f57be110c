import type { ElementKind, Reading } from '../../../base/types.ts';

/**
 * One kind of element that is read. `read` is pure and the only judge: the rest of a detector only says where looking
 * is worth the while, so that a page of ten thousand rows is not read row by row.
 */
export type Detector = {
  kind: ElementKind;
  /** The element `read` may answer for, given an element whose own text could hold a label of ours. */
  from: (worded: Element) => Element | null | undefined;
  /** Elements whose words are in attributes, so that no text leads to them: inputs, or elements with a role. */
  selector?: string;
  /** The smallest part of the page the answer depends on: a change in it asks again. */
  scope: (element: Element) => Element;
  read: (element: Element) => Reading | undefined;
  /** What the badge is drawn beside. */
  anchor: (element: Element) => Element;
};

/** Proof beside each detector, left out of the package. */
export type Examples = Readonly<Record<string, readonly string[]>>;
