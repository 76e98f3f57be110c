import type { BadgeView } from '../../utils/domain/pages/messages.ts';
import { onTruePress } from './press.ts';
import { SIGNS, STYLE } from './style.ts';

export const BADGE_TAG = 'countersign-badge';

/** One drawn badge. The page sees the host and its two attributes, nothing else. `mark` never changes size: it tells when the badge is laid out. */
export type Badge = {
  host: HTMLElement;
  button: HTMLButtonElement;
  mark: HTMLElement;
  show(view: BadgeView): void;
};

const PRESSES = 'pointerdown mousedown pointerup mouseup click dblclick keydown keyup';

let sheet: CSSStyleSheet | undefined;

function dress(root: ShadowRoot): void {
  try {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
    }
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox refuses constructed sheets from a content script.
    const style = document.createElement('style');
    style.textContent = STYLE;
    root.append(style);
  }
}

/** Makes a badge that is in no page yet, or undefined where the page has taken our element's name. */
export function createBadge(onPress: (view: BadgeView) => void): Badge | undefined {
  const host = document.createElement(BADGE_TAG);
  let root: ShadowRoot;
  try {
    root = host.attachShadow({ mode: 'closed' });
  } catch {
    return undefined;
  }
  dress(root);
  const make = <Name extends keyof HTMLElementTagNameMap>(name: Name) => document.createElement(name);
  const button = make('button');
  const shape = make('i');
  const sign = make('b');
  const text = make('span');
  const mark = make('u');
  shape.ariaHidden = 'true';
  shape.append(sign);
  button.append(shape, text);
  root.append(mark, button);
  let current: BadgeView | undefined;
  // The page's rows and cards have presses of their own: ours is none of theirs.
  for (const type of PRESSES.split(' ')) {
    button.addEventListener(type, (event) => event.stopPropagation());
  }
  onTruePress(button, host, () => current && onPress(current));
  const show = (view: BadgeView) => {
    current = view;
    host.dataset.kind = view.kind;
    host.dataset.state = view.state;
    button.dataset.tone = view.tone;
    button.ariaLabel = view.label;
    button.title = view.label;
    sign.textContent = SIGNS[view.tone];
    text.textContent = view.text;
  };
  return { host, button, mark, show };
}
