/** Where a badge goes beside its element so that it takes nobody's place and nobody's click. */

const GAP = 6;
// Of the pill; also its width while only its sign is shown.
const HEIGHT = 22;
// Pixels that a line box is higher than its letters: so much of one is covered and nothing is hidden.
const SLACK = 3;

const INTERACTIVE =
  'a,button,input,select,textarea,label,summary,[role=button],[role=link],[role=checkbox],[role=switch],[role=tab],' +
  '[role=menuitem],[role=option],[role=combobox],[contenteditable]';
/** A menu goes through its entries by the keyboard, and its size is theirs: what is about an entry stands outside. */
export const MENUS = '[role=menu],[role=listbox]';
// Nothing may stand between these and what they hold, and a press inside belongs to them.
const CLOSED = `a,button,label,summary,[role=button],[role=link],select,${MENUS}`;
const STRUCTURE = /^(?:tr|tbody|thead|tfoot|table|colgroup|ul|ol|dl|select|html|body)$/;

// Milliseconds of looking for the place of one badge with its words, and of its sign alone; past it nobody can tell what
// is there. In a table of ten thousand rows one look takes a millisecond, and a sign needs five.
const BUDGET = 3;
const SIGN_BUDGET = 8;
// Milliseconds of one look, and of the first: where it takes longer there is no search.
const LOOK = 2;
const FIRST_LOOK = 8;
// Of elements that stand in lines of text: laying them out for one more child takes longer than a frame.
const CROWD = 5000;
const CELLS = 25_000;

/** The element beside which the host stands, `level` steps further out than it could, and whether it stands inside. */
function spotOf(anchor: Element, level: number): { spot: Element; inside: boolean } {
  let spot = anchor;
  for (let outer: Element | null | undefined = spot; outer; outer = spot.parentElement?.closest(CLOSED))
    spot = outer;
  for (let step = 0; step < level && spot.localName !== 'body'; step++) spot = spot.parentElement ?? spot;
  const parent = spot.parentElement;
  return { spot, inside: !!parent && STRUCTURE.test(parent.localName) && !spot.matches(CLOSED) };
}

/**
 * Puts the host into the page: after the element, or inside it where only certain children are allowed; `level` steps
 * further out. Does nothing while it stands there.
 */
export function insert(host: Element, anchor: Element, level: number): void {
  const { spot, inside } = spotOf(anchor, level);
  if (host.parentNode === (inside ? spot : spot.parentNode)) return;
  if (inside) spot.append(host);
  else spot.after(host);
}

const IN_LINE =
  /^(?:a|abbr|b|bdi|bdo|br|button|code|em|font|i|img|input|label|mark|q|s|small|span|strong|sub|sup|time|u)$/;
const crowds = new WeakMap<Element, boolean>();
const FURTHEST = 6;

/**
 * How far out a badge may stand, no nearer than `level`: where one more child would have thousands of others laid out
 * anew, it stands further out. Infinite where it would have to leave what its anchor scrolls with.
 */
export function levelFor(anchor: Element, level: number): number {
  for (let out = level; out < FURTHEST; out++) {
    const { spot, inside } = spotOf(anchor, out);
    const home = inside ? spot : spot.parentElement;
    if (!home || !isCrowded(home)) return out;
    if (home.localName === 'body' || getComputedStyle(home).overflow !== 'visible') break;
  }
  return Number.POSITIVE_INFINITY;
}

/** Whether one more child has thousands of others laid out anew: in lines of text, or in a table of many cells. */
function isCrowded(home: Element): boolean {
  let block = home;
  while (block.parentElement && IN_LINE.test(block.localName)) block = block.parentElement;
  const known = crowds.get(block);
  if (known !== undefined) return known;
  const table = block.closest('table');
  const row = block.closest('tr') ?? table?.rows[0];
  let count = 0;
  const lines: Node[] = [block];
  for (const line of lines) {
    for (let node = line.firstChild; node && count < CROWD; node = node.nextSibling) {
      count += 1;
      if (node instanceof Element && IN_LINE.test(node.localName)) lines.push(node);
    }
  }
  const isFull = count >= CROWD || (row?.cells.length ?? 0) * (table?.rows.length ?? 0) > CELLS;
  crowds.set(block, isFull);
  return isFull;
}

// Children of one element that are looked at one by one.
const MANY = 50;

/** The box of an element, or of the words in it where it is wider than they are. */
function boxOf(anchor: Element): DOMRect {
  if (anchor.childNodes[MANY] || (anchor.matches(INTERACTIVE) && !anchor.matches('label')))
    return anchor.getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(anchor);
  const box = range.getBoundingClientRect();
  return box.width > 0 ? box : anchor.getBoundingClientRect();
}

type Area = { left: number; top: number; right: number; bottom: number };

/** The part of the window the anchor can be seen in: what is drawn inside adds nothing to scroll to. */
function visibleArea(anchor: Element, isLate: () => boolean): Area {
  // While the page is being left, `document` may be the next one already.
  const { documentElement, body } = anchor.ownerDocument;
  const { clientWidth, clientHeight } = documentElement;
  let [left, top, right, bottom] = [0, 0, clientWidth, clientHeight];
  for (let element = anchor.parentElement; element && element !== body; element = element.parentElement) {
    if (isLate()) break;
    if (getComputedStyle(element).overflow === 'visible') continue;
    const box = element.getBoundingClientRect();
    left = Math.max(left, box.left);
    top = Math.max(top, box.top);
    right = Math.min(right, box.left + element.clientLeft + element.clientWidth);
    bottom = Math.min(bottom, box.top + element.clientTop + element.clientHeight);
  }
  return { left, top, right, bottom };
}

function timeOf(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

const topmostAt = (host: Element, x: number, y: number): Element | null =>
  (host.getRootNode() as Document | ShadowRoot).elementFromPoint(x, y);

/** What would be covered at this spot: something to press, or words. Once it is late, nobody can tell. */
function coveredAt(
  left: number,
  top: number,
  width: number,
  { host, button }: Pill,
  isLate: () => boolean,
): 'control' | 'words' | undefined {
  // What lies there, and whether it is something to press or part of it.
  const around = new Map<Element, boolean>();
  const taken = (x: number, y: number): boolean => {
    let under = topmostAt(host, x, y);
    if (under === host) {
      // In a long table, asking for all that lie there takes milliseconds each time.
      button.toggleAttribute('data-idle', true);
      under = topmostAt(host, x, y);
    }
    if (!under) return false;
    const known = around.get(under) ?? under.closest(`${INTERACTIVE},${host.localName}`) !== null;
    around.set(under, known);
    return known;
  };
  // So close together in the middle that no control fits between: Procore's red x is 12 pixels wide.
  const columns = Math.ceil(width / 11);
  for (let column = 0; column <= columns; column++) {
    if (isLate()) return 'control';
    const x = left + 1 + ((width - 2) * column) / columns;
    if (taken(x, top + HEIGHT / 2)) return 'control';
    if (column % 4 === 0 && (taken(x, top + 1) || taken(x, top + HEIGHT - 1))) return 'control';
  }
  const covers = (box: DOMRect) =>
    box.left < left + width && box.right > left && box.top < top + HEIGHT - SLACK && box.bottom > top + SLACK;
  for (const element of around.keys()) {
    // Where so much stands, something stands here too.
    if (isLate() || element.childNodes[MANY] || lines(element).some(covers)) return 'words';
  }
  return undefined;
}

/** Where the words stand that an element itself holds. */
function lines(element: Element): DOMRect[] {
  const range = document.createRange();
  return [...element.childNodes].flatMap((node) => {
    if (node.nodeType !== 3 || !node.nodeValue?.trim()) return [];
    range.selectNode(node);
    return [...range.getClientRects()];
  });
}

/**
 * Offset of the pill from its host, whether only its sign is shown, and whether presses go through it. `retry`: there was
 * no time to look everywhere, or one look alone took so long that the next one is no better right away.
 */
export type BadgePosition = {
  x: number;
  y: number;
  small: boolean;
  idle: boolean;
  retry?: 'soon' | 'later';
};

/** A badge: its element in the page, and what is drawn of it. */
export type Pill = { host: Element; button: Element };

/**
 * Where the badges of one column were put and whether over words of the page, so that the next ones need no search and
 * all stand on one side.
 */
export type Sides = Map<string, { side: number; words: boolean }>;

/**
 * The first free place: right of the element, below, above, left; with its words, else the sign alone. Where none is
 * free, or none is found in the time there is, words of the page give way before anything to press does. Undefined while
 * the element is out of sight, where nothing can be known about what else is there. May leave the pill open to presses
 * that go through it: the caller sets that anew.
 *
 * @param earlier how often there was no time before: on a busy computer each try gets more
 */
export function choose(
  anchor: Element,
  pill: Pill,
  fullWidth: number,
  sides: Sides,
  earlier: number,
): BadgePosition | undefined {
  const { host } = pill;
  const box = boxOf(anchor);
  const look = () => topmostAt(host, box.left, box.top);
  // The first look may have the page laid out, which is its own work; where that took long, the next one comes later.
  const isDear = timeOf(look) > FIRST_LOOK || timeOf(look) > LOOK;
  let end = performance.now() + BUDGET * (1 + earlier);
  const isLate = () => performance.now() > end;
  const area = visibleArea(host, isLate);
  const fits = (left: number, top: number, right: number, bottom: number) =>
    left >= area.left && top >= area.top && right <= area.right && bottom <= area.bottom;
  const { left, top, right, bottom } = box;
  if (box.width === 0 || right < area.left || left > area.right || bottom < area.top || top > area.bottom)
    return undefined;
  const origin = host.getBoundingClientRect();
  const middle = (top + bottom - HEIGHT) / 2;
  const places = [fullWidth, HEIGHT].flatMap((width) =>
    [
      { x: right + GAP, y: middle },
      { x: left, y: bottom + GAP },
      { x: left, y: top - HEIGHT - GAP },
      { x: left - width - GAP, y: middle },
    ].map((at) => ({ ...at, width })),
  );
  const column = [left, right, fullWidth].map(Math.round).join();
  const first = sides.get(column);
  let overWords: { side: number; spot: BadgePosition } | undefined;
  let width = fullWidth;
  for (const side of isDear ? [] : [...(first ? [first.side] : []), ...places.keys()]) {
    const place = places[side];
    if (!place || !fits(place.x, place.y, place.x + place.width, place.y + HEIGHT)) continue;
    if (place.width !== width)
      end = performance.now() + (place.width === HEIGHT ? SIGN_BUDGET : BUDGET) * (1 + earlier);
    width = place.width;
    const covered = coveredAt(place.x, place.y, width, pill, isLate);
    if (covered === 'control') continue;
    const spot = { x: place.x - origin.left, y: place.y - origin.top, small: width === HEIGHT, idle: false };
    if (covered && !(first?.words && side === first.side)) {
      overWords ??= { side, spot };
      continue;
    }
    sides.set(column, { side, words: covered === 'words' });
    return spot;
  }
  if (overWords) {
    sides.set(column, { side: overWords.side, words: true });
    return overWords.spot;
  }
  const x = Math.min(right + GAP, area.right - HEIGHT);
  const spot = { x: x - origin.left, y: middle - origin.top, small: true, idle: true };
  if (isDear) return { ...spot, retry: 'later' };
  return isLate() ? { ...spot, retry: 'soon' } : spot;
}
