import { ENABLE_LABELS, LINK_LABELS, SIGN_LABELS } from '../vendors/procore/labels.ts';
import type { Reading } from '../types.ts';
import { around, isWritten, SWITCHES } from './areas.ts';
import { beside, fold, fuse, isShown, namesDocusign, pack, shownText } from './text.ts';
import type { Detector } from './types.ts';

type ToggleKind = 'sign-toggle' | 'enable-box';

const known = pack({ 'sign-toggle': SIGN_LABELS, 'enable-box': ENABLE_LABELS, 'link-row': LINK_LABELS });

/** The elements that name a box or switch, as far as the page ties them together; else the row it stands alone in. */
function namers(box: Element): Element[] {
  const root = box.getRootNode() as Document | ShadowRoot;
  const tied = [
    // Only an id ties a label from afar, and looking for one walks through the whole page.
    ...(box instanceof HTMLInputElement && box.id ? (box.labels ?? []) : []),
    box.closest('label'),
    ...(box.getAttribute('aria-labelledby')?.split(/\s+/) ?? []).map((id) => root.getElementById(id)),
  ].filter((element) => element !== null);
  if (tied.some(shownText)) return tied;
  for (const row of around(box)) {
    // A label that is tied to another box names that one, wherever it stands.
    if (row.querySelectorAll(SWITCHES).length > 1 || row.querySelector('label[for]')) break;
    if (fuse(beside(row, box))) return [row];
  }
  return [];
}

/** Folded names of the box. Only a box that is itself seen may be named by an attribute alone. */
function namesOf(box: Element): string[] {
  const shown = namers(box)
    .map((element) => fuse(beside(element, box)))
    .filter(Boolean);
  const aria = box.getAttribute('aria-label');
  return shown.length > 0 || aria === null || !isShown(box) ? shown : [fold(aria)];
}

function stateOf(box: Element): 'on' | 'off' | 'unknown' {
  const aria = box.getAttribute('aria-checked');
  const isNative = box instanceof HTMLInputElement;
  const checked = isNative ? String(box.checked) : aria;
  if (isNative && (box.indeterminate || (aria ?? checked) !== checked)) return 'unknown';
  return checked === 'true' ? 'on' : checked === 'false' ? 'off' : 'unknown';
}

/**
 * A box or switch about DocuSign: `kind` by its words, and how it stands. In words we do not know it is, on an item,
 * the sign toggle; it says nothing anyway.
 */
export function readToggle(box: Element): Extract<Reading, { kind: ToggleKind }> | undefined {
  if (!box.matches(SWITCHES) || isWritten(box)) return undefined;
  const kinds = new Set(
    namesOf(box)
      .filter(namesDocusign)
      .map((name) => known.get(name)),
  );
  const [kind] = kinds;
  if (kinds.size !== 1 || kind === 'link-row') return undefined;
  const says = kind ? stateOf(box) : 'unknown';
  const greyed = box.matches(':disabled,[aria-disabled=true]');
  return { kind: kind ?? 'sign-toggle', says, ...(greyed && { disabled: true }) };
}

/** The box that a label belongs to. */
export function boxOf(worded: Element): Element | null | undefined {
  const control = worded.closest('label')?.control;
  if (control?.matches(SWITCHES)) return control;
  const near = around(worded).map((row) => row.querySelector(SWITCHES));
  return worded.closest(SWITCHES) ?? near.find(Boolean);
}

/** The part of the page the box and its name are in. */
function scopeOf(box: Element): Element {
  const names = namers(box);
  return around(box).find((row) => names.every((name) => row.contains(name))) ?? box;
}

// As `compareDocumentPosition` has them.
const FOLLOWING_OR_CONTAINING = 4 | 8;

/** The badge stands after the words, or after the box where the words are before it. */
function anchorOf(box: Element): Element {
  const label = namers(box).find((element) => element.matches('label'));
  return label && box.compareDocumentPosition(label) & FOLLOWING_OR_CONTAINING ? label : box;
}

/** Boxes that no words in sight lead to: a list may have ten thousand others, to select its rows by. */
const SILENT = `:is(${SWITCHES}):is([aria-label*="docusign" i],[aria-labelledby])`;

/** The detector of one of the two kinds of boxes. */
export const toggle = (kind: ToggleKind): Detector => ({
  kind,
  from: boxOf,
  selector: SILENT,
  scope: scopeOf,
  anchor: anchorOf,
  read(element) {
    const reading = readToggle(element);
    return reading?.kind === kind ? reading : undefined;
  },
});
