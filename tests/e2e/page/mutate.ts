/** Runs in the page under test: changes a page in ways that leave its meaning, or leave less of it. */

export const OPERATIONS = [
  'drop-attribute',
  'noise',
  'wrap',
  'shuffle',
  'spaces',
  'marks',
  'case',
  'truncate',
  'remove',
  'split',
  'decoy',
] as const; // prettier-ignore
export type Operation = (typeof OPERATIONS)[number];
/** `at` chooses what it is done to, `by` how; any whole numbers will do. */
export type Mutation = { operation: Operation; at: number; by: number };

// These carry the meaning: what is hidden, ticked or of which type.
const MEANING =
  /^(?:hidden|style|checked|aria-checked|aria-hidden|aria-disabled|type|value|href|src|content|charset)$/;
const RIGID =
  'html,head,head *,body,tr,td,th,tbody,thead,table,option,select,template,script,style,svg,svg *';
const SPACES = ['\u00a0', '\u200b', '\u2009', '\ufeff', '\u202f', '\u200e', '\u2067', '  ', '\n\t', '\u00ad'];
const MARKS = ['®', '©', '™', '\u00ae\ufe0f'];

const DECOYS = [
  '<span class="erp-status" data-qa="erpStatus">Synced</span>',
  '<p class="help-note">Press Complete with DocuSign to send. <a href="https://support.procore.com/x">Learn more about DocuSign</a></p>',
  '<ul class="comments"><li><strong>Owen</strong><p class="comment-body">Re-Authentication Required</p></li></ul>',
  '<div class="comment"><div role="alert"><strong>Signature Completed</strong></div><button>Send with DocuSign</button></div>',
  '<div style="display:none"><label>Link DocuSign Account</label><span>Synced</span></div>',
  '<div hidden><button>Update &amp; Set Up DocuSign</button></div>',
  '<template><button>Complete with DocuSign</button></template>',
  '<textarea>Link DocuSign Account Synced</textarea>',
  '<div class="field-row"><span class="label">ERP</span><span class="field">Synced</span></div>',
  '<button type="button">Synced</button>',
  '<label><input type="checkbox" checked> Sign with a pen</label>',
  '<div role="status">Saved</div>',
  '<h3>Signature Required</h3>',
  '<div class="pill">Signature Pending</div>',
];

const pick = <T>(all: readonly T[], at: number): T | undefined => all[at % Math.max(1, all.length)];

function texts(root: Element): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    if (text.data.trim() !== '' && !text.parentElement?.closest('script,style,head')) found.push(text);
  }
  return found;
}

/** Half of the time what is near the words that matter: elsewhere a change rarely matters. */
function near<T extends Node>(all: readonly T[], at: number): T | undefined {
  const close = all.filter((node) => {
    const text = node.textContent ?? '';
    return text.length < 400 && /docusign|sync|signat|authent/i.test(text);
  });
  return at % 2 === 0 && close.length > 0 ? pick(close, at >> 1) : pick(all, at >> 1);
}

export function mutate(root: Element, { operation, at, by }: Mutation): void {
  const elements = [...root.querySelectorAll('body *')].filter(
    (element) => !element.matches('script,style,svg *'),
  );
  const loose = elements.filter((element) => !element.matches(RIGID));
  const text = near(texts(root), at);
  const element = near(operation === 'wrap' || operation === 'remove' ? loose : elements, at);
  if (!element) return;
  // That it is somebody's comment is meaning too: a banner in a comment without that mark is a banner.
  if (/attribute|noise/.test(operation) && element.matches('[class*="comment"]')) return;
  switch (operation) {
    case 'drop-attribute': {
      const name = pick(
        element.getAttributeNames().filter((each) => !MEANING.test(each)),
        by,
      );
      if (name) element.removeAttribute(name);
      return;
    }
    case 'noise': {
      const noise = `n${by.toString(36)}`;
      if (by % 3 === 0) element.className = noise;
      else if (by % 3 === 1) element.classList.add(noise);
      else element.setAttribute('data-qa', noise);
      return;
    }
    case 'wrap': {
      const wrapper = document.createElement(by % 2 === 0 ? 'div' : 'span');
      if (by % 3 === 0) wrapper.className = `w${by}`;
      element.replaceWith(wrapper);
      wrapper.append(element);
      return;
    }
    case 'shuffle': {
      const { parentElement } = element;
      if (!parentElement || parentElement.matches('body,html')) return;
      const children = [...parentElement.childNodes];
      const moved = children[by % children.length];
      if (moved) parentElement.insertBefore(moved, children[(by >> 3) % children.length] ?? null);
      return;
    }
    case 'spaces':
      if (text) text.insertData(by % (text.length + 1), pick(SPACES, by >> 2) ?? ' ');
      return;
    case 'marks':
      if (text) text.data = text.data.replace(/docusign/i, (word) => word + pick(MARKS, by));
      return;
    case 'case':
      if (text) text.data = by % 2 === 0 ? text.data.toUpperCase() : text.data.toLowerCase();
      else if (element instanceof HTMLInputElement) element.value = element.value.toUpperCase();
      return;
    case 'truncate':
      if (text) text.data = text.data.slice(0, by % (text.length + 1));
      return;
    case 'remove':
      element.remove();
      return;
    case 'split': {
      if (!text?.parentElement || text.parentElement.matches('select,option,textarea')) return;
      const rest = text.splitText(by % text.length);
      const span = document.createElement('span');
      rest.replaceWith(span);
      span.append(rest);
      return;
    }
    case 'decoy': {
      const places = [
        ...root.querySelectorAll('body, main, section, form, ul, .item-body, .item-header, .card'),
      ];
      pick(places, at)?.insertAdjacentHTML(
        by % 2 === 0 ? 'beforeend' : 'afterbegin',
        pick(DECOYS, by >> 1) ?? '',
      );
    }
  }
}
