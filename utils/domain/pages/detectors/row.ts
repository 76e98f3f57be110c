import { ancestorsOf } from './areas.ts';
import { ANCHOR, textBeside, joinText, type Piece, visiblePieces } from './text.ts';

/** What stands beside a label: the smallest part of the page that shows more than it, and what it shows more. */
export type Row = { row: Element; label: string; rest: readonly Piece[]; clear: boolean };

/** The child of `row` that holds this element; the row itself for its own text. */
const branchOf = (row: Element, element: Element): Element =>
  [...row.children].find((child) => child.contains(element)) ?? element;

/** Label and control in two boxes of one make may be two rows that each lost their other half, not two cells of one. */
const arePeers = (one: Element, other: Element): boolean =>
  one.localName === other.localName &&
  (!one.className || !other.className || [...other.classList].some((name) => one.classList.contains(name)));

/** @param label an element that shows a label, or a label and its value */
export function labelledRow(label: Element): Row | undefined {
  const own = visiblePieces(label);
  // The label's words may be the element's own text, with the control inside the same element.
  const direct = joinText(own.filter(({ owner }) => owner === label));
  const all = joinText(own);
  if (direct !== all && direct.includes(ANCHOR)) {
    return { row: label, label: direct, rest: own.filter(({ owner }) => owner !== label), clear: true };
  }
  const term = label.closest('dt');
  const next = term?.nextElementSibling;
  for (const row of term ? (next?.localName === 'dd' ? [next] : []) : ancestorsOf(label)) {
    const rest = textBeside(row, label);
    if (rest.length === 0) continue;
    const branch = branchOf(row, label);
    const clear =
      branch === label || !!term || !rest.some(({ owner }) => arePeers(branch, branchOf(row, owner)));
    return { row, label: all, rest, clear };
  }
  return undefined;
}
