// Client-side navigation of the new shell: no load, nodes of the old page re-used for the new one, and labels of
// buttons filled in a moment after their buttons. `data-labels-late` of the html element sets that moment, in milliseconds.
const shell = { turn: 0 };

const mainOf = (root) => root.querySelector('section[aria-label="main"]');

function sameKind(a, b) {
  return a?.nodeType === b?.nodeType && a?.nodeName === b?.nodeName;
}

/** Makes `node` like `wanted`, keeping every node whose place and kind stay. */
function morph(node, wanted, later) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (node.nodeValue === wanted.nodeValue) return;
    if (node.parentElement?.closest('button, a')) {
      node.nodeValue = '';
      later.push(() => {
        node.nodeValue = wanted.nodeValue;
      });
    } else node.nodeValue = wanted.nodeValue;
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  for (const name of node.getAttributeNames()) if (!wanted.hasAttribute(name)) node.removeAttribute(name);
  for (const { name, value } of wanted.attributes)
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  if (node.nodeName === 'INPUT') {
    node.value = wanted.getAttribute('value') ?? '';
    node.checked = wanted.hasAttribute('checked');
  }
  if (node.nodeName === 'TEMPLATE') {
    node.innerHTML = wanted.innerHTML;
    return;
  }
  const children = [...node.childNodes];
  const targets = [...wanted.childNodes];
  targets.forEach((target, at) => {
    const child = children[at];
    if (!child) node.append(document.importNode(target, true));
    else if (sameKind(child, target)) morph(child, target, later);
    else child.replaceWith(document.importNode(target, true));
  });
  for (const extra of children.slice(targets.length)) extra.remove();
}

async function show(address) {
  shell.turn += 1;
  const turn = shell.turn;
  const answer = await fetch(address, { headers: { accept: 'text/html' } });
  const text = await answer.text();
  if (turn !== shell.turn) return;
  const next = new DOMParser().parseFromString(text, 'text/html');
  const from = mainOf(document);
  const to = mainOf(next);
  // A legacy page, or one of another tool with scripts this page lacks, is loaded whole.
  const has = (source) => document.querySelector(`script[src="${source}"]`) !== null;
  const scripts = [...next.querySelectorAll('script[src]')].map((script) => script.getAttribute('src'));
  if (!from || !to) {
    location.assign(address);
    return;
  }
  const later = [];
  morph(from, to, later);
  const side = document.querySelector('.side-navigation');
  const nextSide = next.querySelector('.side-navigation');
  if (side && nextSide) morph(side, nextSide, []);
  for (const source of scripts) {
    if (has(source)) continue;
    const script = document.createElement('script');
    script.src = source;
    document.head.append(script);
  }
  document.title = next.title;
  setTimeout(
    () => {
      for (const fill of later) fill();
      document.dispatchEvent(new CustomEvent('sandbox:shown'));
    },
    Number(document.documentElement.dataset.labelsLate ?? 60),
  );
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-shell]');
  if (
    !link ||
    event.defaultPrevented ||
    event.button !== 0 ||
    event.ctrlKey ||
    event.metaKey ||
    event.shiftKey
  )
    return;
  if (!new URL(link.href).pathname.startsWith('/webclients/')) return;
  event.preventDefault();
  history.pushState({}, '', link.href);
  void show(link.href);
});
window.addEventListener('popstate', () => void show(location.href));
