import { BANNERS, SWITCHES } from '../pages/detectors/areas.ts';
import { fold, isShown, mayBeOurs, shownText } from '../pages/detectors/text.ts';
import { boxOf, readToggle } from '../pages/detectors/toggle.ts';
import {
  AVATAR_LABELS,
  AVATAR_QA,
  FINISH_LABELS,
  INVOICE_CONTACT_LABELS,
  OK_LABELS,
  PROFILE_LABELS,
  SAVE_LABELS,
  SIGN_CONTRACT_LABELS,
  UNLINK_NAMES,
  UPDATE_LABELS,
} from '../../vendors/procore/guide-labels.ts';
import { LINK_LABELS, LOGIN_LABELS, SYNCED_WORDS } from '../../vendors/procore/labels.ts';
import type { ElementKind } from '../../base/types.ts';
import type { Target } from './types.ts';

/**
 * Finds what the guide can point at. Of two that could be meant neither is taken: a ring around the wrong control is
 * worse than none. Nothing is decided by what a page calls its classes.
 */

const folded = (labels: readonly string[]) => new Set(labels.map(fold));
const links = folded(LINK_LABELS);
const synced = folded(SYNCED_WORDS);
const WORDED = {
  profile: folded(PROFILE_LABELS),
  login: folded(LOGIN_LABELS),
  update: folded(UPDATE_LABELS),
  save: folded(SAVE_LABELS),
  ok: folded(OK_LABELS),
  finish: folded(FINISH_LABELS),
  sign: folded(SIGN_CONTRACT_LABELS),
};
const contacts = folded(INVOICE_CONTACT_LABELS);
const unlinks = folded(UNLINK_NAMES);
const avatars = AVATAR_LABELS.map(fold);

const CONTROLS =
  'button,a,[role=button],[role=menuitem],[role=link],input[type=submit],input[type=button],input[type=image]';
const FIELDS = 'select,[role=combobox],input:not([type=hidden])';
const DIALOGS = 'dialog,[role=dialog],[role=alertdialog],[aria-modal=true]';
const BARS = 'header,nav,[role=banner],[role=navigation]';
const MENUS = '[role=menu],[aria-haspopup] + *';
const OURS = /^countersign-/i;

/** Longer raw text is no label. */
const LABEL_LENGTH = 120;
/** A part of the page that shows more than this is no row. */
const ROW_LENGTH = 160;

export type Found = Map<Target, HTMLElement>;

export function findTargets(page: Document): Found {
  const found: Found = new Map();
  const roots = openRoots(page);
  const controls = roots.flatMap((root) => [...root.querySelectorAll<HTMLElement>(CONTROLS)]);
  const worded = byWord(controls);
  const put = (target: Target, element: HTMLElement | undefined) => {
    if (element) found.set(target, element);
  };

  put('avatar-menu', avatarOf(roots, controls));
  const { profile } = worded;
  put('profile-entry', only(profile) ?? only(profile.filter((control) => control.closest(MENUS))));

  const labels = roots.flatMap(linkLabels);
  const { login } = worded;
  // An item may be called like the button: away from its row it is taken for no button.
  const inRow = login.filter((control) => labels.some((label) => rowHas(label, control)));
  put('login-button', only(inRow) ?? (labels[0] && only(login)));
  put('unlink-x', only(labels.map(unlinkOf).filter((control) => control !== undefined)));

  // "Update", "Save" and "OK" stand on many pages. They are meant only beside what they are to keep.
  const [label] = labels;
  if (label) {
    put('update-button', saverOf(label, worded.update));
    put('ok-button', only(worded.ok.filter((control) => control.closest(DIALOGS))) ?? only(worded.ok));
  }
  // "Finish" stands on many pages too; the envelope's stands on a banner with words of ours.
  put('finish-button', only(worded.finish.filter(isOnBanner)));
  put('sign-button', only(worded.sign.filter(isOnBanner)));
  const boxes = roots.flatMap(boxesIn);
  for (const [target, saver, words] of [
    ['enable-box', 'save-settings', worded.update],
    ['sign-toggle', 'save-item', worded.save],
  ] as const) {
    const box = only(boxes.filter((one) => isReadable(one, target)));
    if (!box) continue;
    put(target, box.closest('label') ?? box);
    put(saver, saverOf(box, words));
  }
  const contact = only(roots.flatMap(contactFields));
  if (contact) {
    put('invoice-contact', contact);
    put('save-item', saverOf(contact, worded.save));
  }
  return found;
}

/** A first look at folded raw text: what is shown of it may be one of these words. */
const holds = (text: string, words: ReadonlySet<string>): boolean =>
  [...words].some((word) => text.includes(word));

/** The fields in which a commitment's Invoice Contact is chosen: a list of invoices has a column of that name. */
function contactFields(root: Document | ShadowRoot): HTMLElement[] {
  return [...root.querySelectorAll('label')].flatMap((label) => {
    // A page may have ten thousand labels, and asking what is shown of one is dear.
    if (!holds(fold(label.textContent ?? ''), contacts) || !contacts.has(shownText(label))) return [];
    const { control, parentElement: row } = label;
    if (control && isFieldShown(control)) return [control];
    return only([...(row?.querySelectorAll<HTMLElement>(FIELDS) ?? [])].filter(isFieldShown)) ?? [];
  });
}

/** Unlike `isShown`, which is about text, and takes a list of choices for none. */
const isFieldShown = (field: HTMLElement): boolean =>
  isShown(field.parentElement ?? field) &&
  (!field.checkVisibility || field.checkVisibility({ visibilityProperty: true }));

/** The boxes and switches that words of ours lead to: a list may have ten thousand others. */
function boxesIn(root: Document | ShadowRoot): HTMLElement[] {
  const found = new Set<Element | null | undefined>();
  for (const element of wordedIn(root)) found.add(boxOf(element));
  for (const box of root.querySelectorAll(SWITCHES)) {
    if (box.hasAttribute('aria-labelledby') || mayBeOurs(box.getAttribute('aria-label'))) found.add(box);
  }
  return [...found].filter((box) => box instanceof HTMLElement);
}

/** Parts of a banner may be named like one. */
function isOnBanner(element: Element | null | undefined): boolean {
  const banner = element?.closest(BANNERS);
  return !!banner && (mayBeOurs(banner.textContent) || isOnBanner(banner.parentElement));
}

function isReadable(box: Element, kind: ElementKind): boolean {
  const reading = readToggle(box);
  return reading?.kind === kind && reading.says !== 'unknown';
}

/** The control that keeps what an element stands for: in its own form, where it is in one that has such a control. */
function saverOf(element: HTMLElement, worded: readonly HTMLElement[]): HTMLElement | undefined {
  const controls = worded.filter((control) => !control.closest(DIALOGS));
  const form = element.closest('form');
  const inside = controls.filter((control) => form?.contains(control));
  return (
    only(inside) ?? (form ? submitOf(form) : undefined) ?? (inside.length === 0 ? only(controls) : undefined)
  );
}

const only = <T>(candidates: readonly T[]): T | undefined =>
  candidates.length === 1 ? candidates[0] : undefined;

/** The document and every open shadow root in it. */
function openRoots(root: Document | ShadowRoot): (Document | ShadowRoot)[] {
  const found = [root];
  for (const element of root.querySelectorAll('*')) {
    if (element.shadowRoot && !OURS.test(element.tagName)) found.push(...openRoots(element.shadowRoot));
  }
  return found;
}

const rawText = (element: Element) =>
  element instanceof HTMLInputElement ? element.value : (element.textContent ?? '');

type Worded = Record<keyof typeof WORDED, HTMLElement[]>;

/** The shown controls whose label is one of our words. One pass: a page may have ten thousand controls. */
function byWord(controls: readonly HTMLElement[]): Worded {
  const found: Worded = { profile: [], login: [], update: [], save: [], ok: [], finish: [], sign: [] };
  for (const control of controls) {
    const raw = rawText(control);
    if (raw.length > LABEL_LENGTH) continue;
    const text = fold(raw);
    for (const meaning of Object.keys(found) as (keyof Worded)[]) {
      const words = WORDED[meaning];
      // A hidden spinner named "Loading" may add to the raw text, so only what is shown decides.
      if (!holds(text, words) || !isShown(control)) continue;
      if (words.has(control instanceof HTMLInputElement ? text : shownText(control)))
        found[meaning].push(control);
    }
  }
  return found;
}

/** The elements whose own text could hold a word of ours. */
function* wordedIn(root: Document | ShadowRoot): Generator<HTMLElement> {
  const walker = (root.ownerDocument ?? root).createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (mayBeOurs(node.nodeValue) && node.parentElement) yield node.parentElement;
  }
}

/** Elements that are the label of the DocuSign row: the innermost ones, shown, and no control themselves. */
function linkLabels(root: Document | ShadowRoot): HTMLElement[] {
  const found = new Set<HTMLElement>();
  for (const worded of wordedIn(root)) {
    // The label may be split over elements: two steps up at most.
    let element: HTMLElement | null = worded;
    for (let up = 0; element && up < 3; up++, element = element.parentElement) {
      if ((element.textContent ?? '').length > LABEL_LENGTH) break;
      if (!links.has(fold(ownWords(element)))) continue;
      if (isShown(element) && !element.closest(`${CONTROLS},textarea,[contenteditable]`)) found.add(element);
      break;
    }
  }
  return [...found];
}

/** All text of an element, or only its own where the controls of the row are inside the label's element. */
function ownWords(element: Element): string {
  if (!element.querySelector(CONTROLS)) return element.textContent ?? '';
  return [...element.childNodes].map((node) => (node.nodeType === 3 ? node.nodeValue : '')).join('');
}

/** The parts around a label, from the innermost, as long as they are small enough for a row. */
function* rowsAround(label: HTMLElement): Generator<HTMLElement> {
  let row: HTMLElement | null = label;
  for (let up = 0; row && up < 5; up++, row = row.parentElement) {
    if (row.closest('dt')) {
      const next = row.closest('dt')?.nextElementSibling;
      if (next instanceof HTMLElement && next.matches('dd')) yield next;
    }
    if ((row.textContent ?? '').length > ROW_LENGTH) return;
    yield row;
  }
}

const rowHas = (label: HTMLElement, control: HTMLElement): boolean =>
  [...rowsAround(label)].some((row) => row.contains(control));

/** The small control beside "Synced" in the row of this label. */
function unlinkOf(label: HTMLElement): HTMLElement | undefined {
  for (const row of rowsAround(label)) {
    const words = [...row.querySelectorAll('*')].filter(
      (element) => element !== label && synced.has(shownText(element)),
    );
    const ownWord = [...row.childNodes].some(
      (node) => node.nodeType === 3 && synced.has(fold(node.nodeValue ?? '')),
    );
    // "Synced x" may be one element with the x inside.
    const joined = [...row.querySelectorAll('*')].some((element) => synced.has(fold(ownWords(element))));
    if (words.length === 0 && !ownWord && !joined) continue;
    const small = [...row.querySelectorAll<HTMLElement>(CONTROLS)].filter(
      (control) => isShown(control) && fold(control.textContent ?? '').length <= 1,
    );
    const named = small.filter((control) => namesOf(control).some((name) => unlinks.has(name)));
    const control = only(named) ?? only(small) ?? only(namedIcons(row));
    // The innermost row that shows "Synced" decides: further out stand the controls of other rows.
    return control;
  }
  return undefined;
}

const namesOf = (element: Element): string[] =>
  [
    element.textContent,
    element.getAttribute('aria-label'),
    element.getAttribute('title'),
    element.getAttribute('alt'),
  ]
    .filter((name) => name !== null)
    .map(fold);

/** An x that is no control by its markup: an image or a lone letter that the page listens on. */
const namedIcons = (row: HTMLElement): HTMLElement[] =>
  [...row.querySelectorAll<HTMLElement>('span,i,img,em,b')].filter(
    (element) =>
      element.childElementCount === 0 &&
      isShown(element) &&
      namesOf(element).some((name) => unlinks.has(name)),
  );

/** The one control by which a form is saved, whatever it is called: HTML says so itself. */
function submitOf(form: HTMLFormElement): HTMLElement | undefined {
  const submits = [...form.querySelectorAll<HTMLElement>('button,input[type=submit]')].filter(
    (control) => control.getAttribute('type') === 'submit' && isShown(control) && !control.closest(DIALOGS),
  );
  return only(submits);
}

function avatarOf(
  roots: readonly (Document | ShadowRoot)[],
  controls: readonly HTMLElement[],
): HTMLElement | undefined {
  const opensMenu = (element: Element) =>
    element.hasAttribute('aria-haspopup') || element.closest(BARS) !== null;
  const byMark = roots
    .flatMap((root) => [...root.querySelectorAll<HTMLElement>(`[data-qa=${AVATAR_QA}]`)])
    .map((mark) => mark.closest<HTMLElement>(CONTROLS) ?? mark);
  const byName = controls.filter((control) => {
    const name = fold(control.getAttribute('aria-label') ?? control.getAttribute('title') ?? '');
    return avatars.some((label) => name.startsWith(label));
  });
  // The top bar's own is the last one in it.
  return [...byMark, ...byName].findLast((control) => isShown(control) && opensMenu(control));
}
