import { TITLE_HINTS } from '../../../vendors/procore/labels.ts';

/** The one word Procore leaves untranslated, folded. */
export const ANCHOR = 'docusign';

/** More folded letters than this are prose and no label. */
const LABEL_LENGTH = 48;

/**
 * Two texts that a person reads as the same label fold to the same string: ®, © and ™ are dropped, letters brought to
 * one form and one case, and all white space, control, zero-width and direction characters taken out. A colon or star
 * after a label is dropped too.
 */
export function fold(text: string): string {
  const bare = text.replace(/[®©™]/g, '');
  return bare
    .normalize('NFKC')
    .toLowerCase()
    .replace(PLAIN.test(bare) ? /\s/g : /[\s\p{C}]/gu, '')
    .replace(/[:*]+$/, '');
}

// Characters that are all seen: few texts hold others, and the browser needs a while to set `\p{C}` up.
const PLAIN = /^[\s!-~À-ÿぁ-ゖァ-ー一-鿿]*$/;

// Characters that fold away or fold to letters: text holding one cannot be ruled out by looking for plain words.
const ODD = '\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff\\uff21-\\uff5a';
const HINT = new RegExp(`${[ANCHOR, ...TITLE_HINTS].join('|')}|[${ODD}]`, 'i');

/** A cheap first look at raw text: could it hold one of our labels? */
export const mayBeOurs = (text: string | null): boolean => text !== null && HINT.test(text);

/** A folded text short enough for a label that names DocuSign. */
export const namesDocusign = (folded: string): boolean =>
  folded.length <= LABEL_LENGTH && folded.includes(ANCHOR);

const SILENT = /^(?:script|style|template|noscript|textarea|select|datalist|iframe|svg|countersign-badge)$/;

const UNSEEN = '[hidden],[aria-hidden="true"]';

const isRendered = (element: Element): boolean =>
  !SILENT.test(element.localName) &&
  (!element.checkVisibility || element.checkVisibility({ visibilityProperty: true }));

/** False for what a person does not see: not rendered, hidden, an icon, or our own badge. */
export const isShown = (element: Element): boolean => isRendered(element) && !element.closest(UNSEEN);

/** A piece of visible text and the element that shows it. */
export type Piece = { text: string; owner: Element };

/** The visible text below an element, piece by piece. The words of an `<input>` button are visible text as well. */
export function visiblePieces(element: Element): Piece[] {
  return isShown(element) ? collect(element, []) : [];
}

// More nodes than this are no label, row or banner. A word for the rest, which is no label either.
const MOST = 500;
const REST = '…'.repeat(LABEL_LENGTH + 1);

/** The next node below `root` that is not inside `from`. */
function following(from: Node, root: Node): Node | null {
  let node: Node | null = from;
  while (node && node !== root && !node.nextSibling) node = node.parentNode;
  return node === root ? null : (node?.nextSibling ?? null);
}

/**
 * Goes through what is below a node in order, however deep it is; `visit` answers whether to go into an element.
 * False: there is more than a label, a row or a banner ever holds.
 */
export function walkWithin(root: Node, visit: (node: Node) => boolean): boolean {
  let node: Node | null = root.firstChild;
  for (let left = MOST; node; left--) {
    if (left === 0) return false;
    node = (visit(node) ? node.firstChild : null) ?? following(node, root);
  }
  return true;
}

/** All text of an element, seen or not; undefined for more than `longest` letters or than anything of ours holds. */
export function briefText(element: Element, longest = 3000): string | undefined {
  let text = '';
  const isBrief = walkWithin(element, (node) => {
    // A long one is not even fetched.
    if (node instanceof Text) text += node.length > longest ? REST.padEnd(longest + 1) : node.data;
    return text.length <= longest;
  });
  return isBrief && text.length <= longest ? text : undefined;
}

function collect(element: Element, found: Piece[]): Piece[] {
  const ofInput = (node: Element) => {
    if (node instanceof HTMLInputElement && /^(?:submit|button)$/.test(node.type))
      found.push({ text: node.value, owner: node });
  };
  ofInput(element);
  const isWhole = walkWithin(element, (node) => {
    if (node instanceof Element) {
      if (!isRendered(node) || node.matches(UNSEEN)) return false;
      ofInput(node);
      return true;
    }
    if (node instanceof Text && node.parentElement && /\S/.test(node.data))
      found.push({ text: node.data, owner: node.parentElement });
    return false;
  });
  if (!isWhole) found.push({ text: REST, owner: element });
  return found;
}

/** All visible text of an element that is known to be shown, folded. */
export const wordsOf = (shown: Element): string => joinText(collect(shown, []));

/** What the pieces say together, folded. */
export const joinText = (parts: readonly Piece[]): string => fold(parts.map(({ text }) => text).join(''));

/** All visible text of an element, folded. */
export const shownText = (element: Element): string => joinText(visiblePieces(element));

/** What `row` shows outside `element`. */
export const textBeside = (row: Element, element: Element): Piece[] =>
  visiblePieces(row).filter(({ owner }) => !element.contains(owner));

/** Folded labels → what they mean. */
export function indexLabels<Meaning extends string>(
  labels: Readonly<Record<Meaning, readonly string[]>>,
): Map<string, Meaning> {
  const found = new Map<string, Meaning>();
  for (const meaning in labels) for (const label of labels[meaning]) found.set(fold(label), meaning);
  return found;
}

/** Folded labels of one meaning. */
export const labelSet = (labels: readonly string[]): ReadonlySet<string> => new Set(labels.map(fold));
