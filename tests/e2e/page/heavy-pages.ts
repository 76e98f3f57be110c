/** Runs in the page's own world: pages that no page script may stall, and pages that never end. Nothing of ours is in it. */

const LABEL = 'Complete with DocuSign';
const BUTTON = `<button>${LABEL}</button>`;

const fill = (markup: string): void => {
  document.body.innerHTML = markup;
};

const many = (count: number, one: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => one(at)).join('');

/** A chain of elements inside one another, made without the parser, which flattens what is too deep. */
function nest(depth: number, inner: string): void {
  let element: HTMLElement = document.body;
  for (let level = 0; level < depth; level++) {
    const next = document.createElement('div');
    element.append(next);
    element = next;
  }
  element.innerHTML = inner;
}

/** Each draws its page at once. */
const pages = {
  'a button beside 10,000 inline elements': () =>
    fill(`<div>${BUTTON}${many(10_000, (at) => `<span>word ${at} </span>`)}</div>`),
  'a button amid 40,000 inline elements': () => {
    const words = many(20_000, (at) => `<span>word ${at} </span>`);
    fill(`<div>${words}${BUTTON}${words}</div>`);
    document.querySelector('button')?.scrollIntoView({ block: 'center' });
  },
  'a button after 20,000 pieces of text': () => {
    fill(`<p id="p"></p>`);
    const parent = document.querySelector('p');
    for (let at = 0; at < 20_000; at++) parent?.append(document.createTextNode(`word ${at} `));
    parent?.insertAdjacentHTML('beforeend', BUTTON);
  },
  'a button in inline elements that hold 20,000 others': () =>
    fill(`<div><b><i>${many(20_000, (at) => `<span>word ${at} </span>`)}</i>${BUTTON}</b></div>`),
  'a page of 100,000 elements': () => fill(`${many(50_000, (at) => `<p>Row <i>${at}</i></p>`)}${BUTTON}`),
  'a region of 60,000 elements around everything': () =>
    fill(
      `<section role="region"><div>${many(20_000, (at) => `<h3>Item ${at}</h3><p>DocuSign</p><p>Row ${at}</p>`)}</div>${BUTTON}</section>`,
    ),
  '5,000 send buttons': () => fill(many(5000, (at) => `<p>${at} ${BUTTON}</p>`)),
  '5,000 send buttons in one block': () => fill(`<div>${many(5000, () => BUTTON)}</div>`),
  '5,000 banners': () =>
    fill(many(5000, (at) => `<div role="alert"><h4>Signature Pending</h4><p>${at}</p></div>`)),
  '5,000 link rows': () =>
    fill(many(5000, () => '<div><label>Link DocuSign Account</label><span>Synced</span></div>')),
  '5,000 boxes with their labels': () =>
    fill(
      many(
        5000,
        (at) => `<p><input type="checkbox" id="c${at}"><label for="c${at}">Sign with DocuSign</label></p>`,
      ),
    ),
  '5,000 buttons in words we do not know, in one page of text': () =>
    fill(
      `<main><div><div>${many(20, () => `<div>${many(250, (at) => `<p><span>${at}</span><button>DocuSign öffnen</button></p>`)}</div>`)}</div></div></main>`,
    ),
  'a button 2,000 elements deep': () => nest(2000, `<p>${BUTTON}</p>`),
  '3,000 buttons 300 elements deep': () =>
    nest(
      300,
      many(3000, () => `<p>${BUTTON}</p>`),
    ),
  '3,000 shadow roots with a button each': () => {
    fill(many(3000, () => '<x-row></x-row>') + BUTTON);
    for (const row of document.querySelectorAll('x-row'))
      row.attachShadow({ mode: 'open' }).innerHTML = `<p>${BUTTON}</p>`;
  },
  '500 shadow roots inside one another': () => {
    let place: ParentNode & Node = document.body;
    for (let level = 0; level < 500; level++) {
      const host = document.createElement('x-box');
      place.append(host);
      place = host.attachShadow({ mode: 'open' });
    }
    const button = document.createElement('button');
    button.textContent = LABEL;
    place.append(button);
    document.body.insertAdjacentHTML('beforeend', BUTTON);
  },
  'one piece of text of 20 million letters': () => {
    fill(
      `${BUTTON}<pre style="height:200px;overflow:hidden;contain:strict;content-visibility:hidden"></pre>`,
    );
    document.querySelector('pre')?.append('Sent with DocuSign and signed. '.repeat(650_000));
  },
  'a table of 1,000 columns': () =>
    fill(
      `<table>${many(60, (row) => `<tr>${many(1000, (at) => `<td>${row} ${at}</td>`)}<td>${BUTTON}</td></tr>`)}</table>`,
    ),
};

export type HeavyPage = keyof typeof pages;

const turn = () => new Promise((done) => setTimeout(done));
const frame = () => new Promise(requestAnimationFrame);

/** `switches` of a client-routed app that throws each route's nodes away and keeps only its frame. */
async function soak(switches: number): Promise<void> {
  if (!document.getElementById('app')) fill('<header><button>Export</button></header><main id="app"></main>');
  const app = document.getElementById('app');
  for (let route = 0; route < switches; route++) {
    history.replaceState(null, '', `/1/project/commitments/work_order_contracts/${route}`);
    app?.replaceChildren();
    app?.insertAdjacentHTML(
      'beforeend',
      `<div role="alert"><h4>Signature Pending</h4></div><h1>Contract ${route}</h1>${BUTTON}<a href="#">DocuSign, Inc.</a>
      <div><label>Link DocuSign Account</label><span>Synced</span></div><label><input type="checkbox"> Sign with DocuSign</label>`,
    );
    if (route % 10 === 0) {
      const host = document.createElement('x-panel');
      host.attachShadow({ mode: 'open' }).innerHTML = BUTTON;
      app?.append(host);
    }
    await (route % 4 === 0 ? frame() : turn());
  }
}

/** 2,000 rows with a send button each, drawn anew `times`, every so many milliseconds. */
async function redraw(times: number, pause: number): Promise<void> {
  if (!document.getElementById('table')) fill('<table id="table"></table>');
  for (let generation = 0; generation < times; generation++) {
    const body = document.createElement('tbody');
    body.innerHTML = many(
      2000,
      (at) =>
        `<tr><td>${generation}</td><td>Invoice ${at}</td><td>Draft</td><td>12,000.00</td><td>${BUTTON}</td></tr>`,
    );
    document.getElementById('table')?.replaceChildren(body);
    await new Promise((done) => setTimeout(done, pause));
  }
}

/** For so many milliseconds send buttons come and go as fast as a timer lets them. */
async function flood(milliseconds: number): Promise<void> {
  fill('<div id="flood"></div>');
  const box = document.getElementById('flood');
  const end = performance.now() + milliseconds;
  for (let at = 0; performance.now() < end; at++) {
    box?.insertAdjacentHTML(
      'beforeend',
      many(5, (each) => `<p>${at} ${each} ${BUTTON}</p>`),
    );
    while ((box?.children.length ?? 0) > 200) box?.firstElementChild?.remove();
    await new Promise((done) => setTimeout(done, 4));
  }
}

const heavy = { pages, soak, redraw, flood };
export type Heavy = typeof heavy;
(globalThis as { heavy?: Heavy }).heavy = heavy;
