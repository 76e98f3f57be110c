import { ENABLE_LABELS, LINK_LABELS, SHOWN_WORDS, SIGN_LABELS } from '../../../vendors/procore/labels.ts';
import type { Reading } from '../../../base/types.ts';
import { ancestorsOf, BANNERS, CONTROLS, isWritten, SWITCHES } from './areas.ts';
import { type Row, labelledRow } from './row.ts';
import {
  textBeside,
  briefText,
  fold,
  joinText,
  isShown,
  labelSet,
  namesDocusign,
  indexLabels,
  shownText,
} from './text.ts';
import type { Detector } from './types.ts';

type ToggleKind = 'sign-toggle' | 'enable-box';

const boxes = indexLabels({ 'sign-toggle': SIGN_LABELS, 'enable-box': ENABLE_LABELS });
const links = labelSet(LINK_LABELS);
const NAMED = new RegExp([...boxes.keys()].join('|'));

/** Labels tied by an id. Only when there is none near is the whole page walked through for one. */
function labelsOf(box: HTMLInputElement): readonly HTMLLabelElement[] {
  for (const row of ancestorsOf(box)) {
    const near = [...row.querySelectorAll('label')].filter(({ htmlFor }) => htmlFor === box.id);
    if (near.length > 0) return near;
  }
  return [...(box.labels ?? [])];
}

/** The elements that name a box or switch, as far as the page ties them together; else the row it stands alone in. */
function namers(box: Element): Element[] {
  const root = box.getRootNode() as Document | ShadowRoot;
  const tied = [
    ...(box instanceof HTMLInputElement && box.id ? labelsOf(box) : []),
    box.closest('label'),
    ...(box.getAttribute('aria-labelledby')?.split(/\s+/) ?? []).map((id) => root.getElementById(id)),
  ].filter((element) => element !== null);
  if (tied.some(shownText)) return tied;
  for (const row of ancestorsOf(box)) {
    // A label that is tied to another box names that one, wherever it stands.
    if (row.querySelectorAll(SWITCHES).length > 1 || row.querySelector('label[for]')) break;
    if (joinText(textBeside(row, box))) return [row];
  }
  return [];
}

/** Folded names of the box. Only a box that is itself seen may be named by an attribute alone. */
function namesOf(box: Element): string[] {
  const shown = namers(box)
    .map((element) => joinText(textBeside(element, box)))
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
      .map((name) => boxes.get(name) ?? (links.has(name) ? 'link-row' : undefined)),
  );
  const [kind] = kinds;
  if (kinds.size !== 1 || kind === 'link-row') return undefined;
  const says = kind ? stateOf(box) : 'unknown';
  const greyed = box.matches(':disabled,[aria-disabled=true]');
  return { kind: kind ?? 'sign-toggle', says, ...(greyed && { disabled: true }) };
}

const shownWords = /* @__PURE__ */ indexLabels(SHOWN_WORDS);
const FIELDS = `${SWITCHES},${CONTROLS},${BANNERS},input:not([type="hidden"]),select,textarea`;
// The check of Procore's component library. Source: npm @procore/core-icons 12.0.0, `data-qa` of its icons.
const CHECK = '[data-qa="ci-Check"]';

const SHOWN_LENGTH = 100;

type Shown = { kind: ToggleKind; says: 'on' | 'off'; beside: Element };

/** The name of a box with its state as words or a check, where an item is only shown and there is no box. */
function readShown(label: Element): Shown | undefined {
  // What is shown, and even more what stands beside it, is dear to ask of every text that names DocuSign.
  if (!NAMED.test(fold(briefText(label, SHOWN_LENGTH) ?? '')) || label.querySelector(FIELDS))
    return undefined;
  if (label.closest(`${FIELDS},h1,h2,h3,h4,p`) || isWritten(label)) return undefined;
  if (controlOf(label)) return undefined;
  const all = shownText(label);
  const [name = '', word] = label.firstElementChild ? [all] : all.split(':');
  const own = fold([...label.childNodes].map((node) => (node instanceof Text ? node.data : '')).join(''));
  const holdsState = own !== all && boxes.has(own);
  if (!holdsState && !boxes.has(name)) return undefined;
  // The row would hold its parent, and a row with a field is not only shown.
  if (!holdsState && !word && !label.closest('dt') && label.parentElement?.querySelector(FIELDS))
    return undefined;
  const found: Row | undefined = word ? undefined : labelledRow(label);
  const kind = boxes.get(found?.label ?? name);
  const row = found?.row ?? label;
  if (!kind || row.querySelector(FIELDS)) return undefined;
  // Of elements with the same words the innermost is the one.
  if ([...label.children].some((child) => shownText(child) === all)) return undefined;
  const check = [...ancestorsOf(label)]
    .slice(0, 2)
    .find((near) => near.querySelector(CHECK))
    ?.querySelector(CHECK);
  if (
    check?.parentElement &&
    isShown(check.parentElement) &&
    joinText(textBeside(check.parentElement, label)) === ''
  )
    return { kind, says: 'on', beside: check };
  if (found && !found.clear) return undefined;
  const says = shownWords.get(word ?? joinText(found?.rest ?? []));
  return says && { kind, says, beside: found?.rest.at(-1)?.owner ?? label };
}

/** The box that a label is tied to. */
function controlOf(worded: Element): Element | undefined {
  const control = worded.closest('label')?.control;
  return control?.matches(SWITCHES) ? control : undefined;
}

/** The box that a label belongs to. */
export function boxOf(worded: Element): Element | null | undefined {
  const control = controlOf(worded);
  if (control) return control;
  const near = ancestorsOf(worded).map((row) => row.querySelector(SWITCHES));
  return worded.closest(SWITCHES) ?? near.find(Boolean);
}

/** The part of the page the box and its name are in. */
function scopeOf(box: Element): Element {
  const names = namers(box);
  return ancestorsOf(box).find((row) => names.every((name) => row.contains(name))) ?? box;
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
  // Nothing near a name that has its state beside it is its box.
  from: (worded) => (readShown(worded) ? worded : boxOf(worded)),
  selector: SILENT,
  scope: (element) => (element.matches(SWITCHES) ? scopeOf(element) : (labelledRow(element)?.row ?? element)),
  anchor: (element) =>
    element.matches(SWITCHES) ? anchorOf(element) : (readShown(element)?.beside ?? element),
  read(element) {
    const reading = readToggle(element);
    if (reading) return reading.kind === kind ? reading : undefined;
    const shown = readShown(element);
    return shown?.kind === kind ? { kind, says: shown.says, disabled: true } : undefined;
  },
});
