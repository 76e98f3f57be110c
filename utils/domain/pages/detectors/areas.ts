/** What people and help pages write is never the page's own word about a link. */
const WRITTEN =
  '[contenteditable]:not([contenteditable="false"]),textarea,blockquote,article,[role="article"],[role="textbox"],[role="log"],' +
  '[role="feed"],[role="tooltip"],[class*="comment" i],[data-qa*="comment" i],[id*="comment" i],[data-testid*="help" i]';

export const isWritten = (element: Element): boolean => element.closest(WRITTEN) !== null;

export const CONTROLS = 'button,a,[role="button"],input[type="submit"],input[type="button"]';
export const SWITCHES = 'input[type="checkbox"],[role="switch"],[role="checkbox"]';

/** Newer pages: class prefix StyledPageBanner (class names are hashed, only prefixes hold). Else roles and data-qa. */
export const BANNERS =
  '[role="alert"],[role="status"],[role="region"],[class^="StyledPageBanner"],[class*=" StyledPageBanner"],[class^="Banner"],' +
  '[class*=" Banner"],[class^="StyledBanner"],[class*=" StyledBanner"],[data-qa*="banner" i]';

/** How far up the page's tree a label and its control may part. */
export const REACH = 4;

// A parent of more than these is a list or a table, not a row.
export const CROWD = 24;
const FRAME = /^(?:body|html|main|header|nav|form)$/;

/** The nearest ancestors, nearest first; never the page's big frames, never whole lists. */
export function* ancestorsOf(element: Element): Generator<Element> {
  let parent = element.parentElement;
  for (let step = 0; parent && step < REACH; step++) {
    if (parent.children[CROWD] || FRAME.test(parent.localName)) return;
    yield parent;
    parent = parent.parentElement;
  }
}

/** A link in running text, or one that leads off this host, tells about sending and does not send. */
export const isReference = (element: Element): boolean =>
  element instanceof HTMLAnchorElement &&
  ((element.host !== '' && element.host !== element.ownerDocument.location.host) ||
    [...(element.parentElement?.childNodes ?? [])].some(
      (node) => node.nodeType === 3 && node.nodeValue?.trim(),
    ));
