import { LINK_LABELS, LOGIN_LABELS, SYNCED_WORDS } from '../../../vendors/procore/labels.ts';
import { BANNERS, CONTROLS, isReference, isWritten, SWITCHES } from './areas.ts';
import {
  ANCHOR,
  briefText,
  fold,
  joinText,
  isShown,
  labelSet,
  mayBeOurs,
  namesDocusign,
  type Piece,
  visiblePieces,
  shownText,
  walkWithin,
} from './text.ts';
import { labelledRow } from './row.ts';
import type { Detector, Examples } from './types.ts';

const LINKS = labelSet(LINK_LABELS);
/** The words of the login button, which is never a send button. */
export const LOGINS = labelSet(LOGIN_LABELS);
const SYNCED = labelSet(SYNCED_WORDS);
// The red x beside the word, where it is a letter and no icon.
const UNLINK = /[x×✕✖✗]$/;

const RAW_LENGTH = 600;
const REST_LENGTH = 40;
const OUTSIDE = `${CONTROLS},${BANNERS}`;
const FIELDS = `${SWITCHES},${BANNERS},select,textarea,[role="combobox"]`;
const LABEL_LIKE = 'label,dt,legend,th,td:first-child,form *,fieldset *';
const SENTENCE = /[.,;!?。、]/;
// ERP status says "Synced" too, and names itself.
const ERP = '[data-qa*="erp" i],[id*="erp" i]';

/** All text of an element that stands in no control, seen or not: a cheap look before a dear one. */
function wordsOutside(element: Element): string {
  let words = '';
  walkWithin(element, (node) => {
    if (node.nodeType === 3) words += node.nodeValue;
    return node instanceof Element && !node.matches(CONTROLS);
  });
  return words;
}

const inControl = ({ owner }: Piece): boolean => owner.closest(CONTROLS) !== null;

function wordOf(element: Element): 'synced' | 'not-linked' | 'unknown' | undefined {
  const found = labelledRow(element);
  if (!found || !namesDocusign(found.label)) return undefined;
  const { row, label, rest, clear } = found;
  if (row !== element) {
    // What holds the control as well is the row; and of elements with the same words the innermost is the label.
    if (element.querySelector(CONTROLS)) return undefined;
    if ([...element.children].some((child) => shownText(child) === label)) return undefined;
  }
  const plain = clear && !row.querySelector(FIELDS);
  const text = joinText(rest);
  const isSynced = SYNCED.has(text) || SYNCED.has(text.replace(UNLINK, ''));
  if (LINKS.has(label)) {
    const word = rest.find((piece) => SYNCED.has(fold(piece.text)));
    if (plain && isSynced && word && !inControl(word) && !word.owner.closest(ERP)) return 'synced';
    return plain && LOGINS.has(text) && rest.every(inControl) ? 'not-linked' : 'unknown';
  }
  // Words we do not know: a row like ours has a word we do know, a button about DocuSign, or one wordless x.
  if (!plain || SENTENCE.test(label) || !element.matches(LABEL_LIKE) || text.length > REST_LENGTH)
    return undefined;
  const controls = [...row.querySelectorAll(CONTROLS)].filter(
    (control) => isShown(control) && !isReference(control),
  );
  const words = controls.map(shownText);
  const isLike = isSynced || words.some(namesDocusign) || (words.length === 1 && words.join().length <= 1);
  return isLike ? 'unknown' : undefined;
}

/** The "Link DocuSign Account" row of My Profile Settings; the element is its label. */
export const linkRow: Detector = {
  kind: 'link-row',
  from: (worded) => (worded.closest(OUTSIDE) ? undefined : worded),
  scope: (element) => labelledRow(element)?.row ?? element.parentElement ?? element,
  anchor: (element) => labelledRow(element)?.rest.at(-1)?.owner ?? element,
  read(element) {
    const raw = briefText(element, RAW_LENGTH);
    if (raw === undefined || !mayBeOurs(raw) || element.closest(OUTSIDE)) return undefined;
    if (!fold(wordsOutside(element)).includes(ANCHOR)) return undefined;
    if (
      !namesDocusign(joinText(visiblePieces(element).filter((piece) => !inControl(piece)))) ||
      isWritten(element)
    )
      return undefined;
    const says = wordOf(element);
    return says && { kind: 'link-row', says };
  },
};

/** Markup → what the elements of this kind in it say. Nobody else may find anything in it. */
export const examples: Examples = {
  '<div><label>Link DocuSign Account</label><button>Login with DocuSign®</button></div>': ['not-linked'],
  '<div><label>Link DocuSign® Account:</label><div><span>Synced</span> <a href="#">x</a></div></div>': [
    'synced',
  ],
  '<table><tr><th>链接 DocuSign 账户</th><td>已同步</td></tr></table>': ['synced'],
  '<dl><dt>Vincular cuenta DocuSign</dt><dd>Sincronizado</dd><dt>ERP</dt><dd>Synced</dd></dl>': ['synced'],
  '<div>Lier le compte DocuSign <a href="/login">Connexion avec DocuSign</a></div>': ['not-linked'],
  '<div><label>Vincular DocuSign cuenta</label><span>Sincronizado</span></div>': ['synced'],
  '<div><label>Lier DocuSign compte</label><span>Synchronisé</span></div>': ['synced'],
  '<div><label>Link DocuSign Account</label><span>Verbunden</span></div>': ['unknown'],
  '<form><div><label>DocuSign-Konto verknüpfen</label><button>Mit DocuSign anmelden</button></div></form>': [
    'unknown',
  ],
  '<form><div><label>DocuSign-Konto verknüpfen</label><span>Synced</span><button>x</button></div></form>': [
    'unknown',
  ],
  '<div><label>Link DocuSign Account</label><span>Synced</span><button>Login with DocuSign</button></div>': [
    'unknown',
  ],
  '<div><label>Link DocuSign Account</label><span data-qa="erpStatus">Synced</span></div>': ['unknown'],
  '<section><div class="row"><label>Link DocuSign Account</label></div><div class="row"><span>Synced</span></div></section>':
    ['unknown'],
  '<section><div><label>Link DocuSign Account</label></div><div><span>Synced</span></div></section>': [
    'unknown',
  ],
  '<div><div class="name"><label>Link DocuSign Account</label></div><div class="value">Synced</div></div>': [
    'synced',
  ],
  '<div><label>ERP</label><span>Synced</span></div>': [],
  '<div hidden><label>Link DocuSign Account</label><span>Synced</span></div>': [],
  '<div class="comment"><table><tr><td>Link DocuSign Account</td><td>Synced</td></tr></table></div>': [],
  '<p>Link DocuSign Account: Synced</p>': [],
};
