import { expect, type Stage, test } from './page-test.ts';

/**
 * The ways in which an element comes, changes and goes. In each there is exactly one right badge at the end: none
 * missing, none stale, none doubled.
 */

const BUTTON = '<button id="b">Complete with DocuSign</button>';

type Situation = {
  name: string;
  start?: string;
  head?: string;
  act: string;
  /** kind and says of each badge, in page order. */
  badges?: string[];
};

const COMPLETE = ['send-button beside Complete with DocuSign'];

const situations: Situation[] = [
  {
    name: 'a nested insert',
    act: `const d = document.createElement('div'); d.innerHTML = '<p><span>${BUTTON}</span></p>'; document.body.append(d)`,
  },
  { name: 'innerHTML', act: `document.body.innerHTML = '<main>${BUTTON}</main>'` },
  {
    name: 'a label split over spans',
    act: `document.body.insertAdjacentHTML('beforeend', '<button id="b"><span>Complete with Docu</span><span>Sign</span></button>')`,
  },
  {
    name: 'a label split over spans that come one by one',
    start: '<button id="b"></button>',
    act: `for (const part of ['Complete', ' with ', 'Docu', 'Sign']) { const s = document.createElement('span'); s.textContent = part; b.append(s); await tick() }`,
  },
  {
    name: 'role=button added later',
    start: '<div id="b">Complete with DocuSign</div>',
    act: `b.setAttribute('role', 'button')`,
  },
  {
    name: 'moved in the page',
    start: `<div id="one">${BUTTON}</div><div id="two"></div>`,
    act: `two.append(b)`,
  },
  {
    name: 'late text as a new node',
    start: '<button id="b"></button>',
    act: `b.append('Complete with DocuSign')`,
  },
  {
    name: 'late text by nodeValue',
    start: '<button id="b">…</button>',
    act: `b.firstChild.nodeValue = 'Complete with DocuSign'`,
  },
  {
    name: 'late text by nodeValue in a link',
    start: '<div><a id="b" href="#">…</a></div>',
    act: `b.firstChild.nodeValue = 'Complete with DocuSign'`,
  },
  { name: 'a label changed away', start: BUTTON, act: `b.firstChild.nodeValue = 'Save'`, badges: [] },
  {
    name: 'a label changed to another',
    start: BUTTON,
    act: `b.firstChild.nodeValue = 'Send with DocuSign'`,
    badges: ['send-button beside Send with DocuSign'],
  },
  {
    name: 'the page wipes the badge',
    start: `<div>${BUTTON}</div>`,
    act: `document.querySelector('countersign-badge').remove()`,
  },
  {
    name: 'the page wipes everything and draws it again',
    start: `<div id="d">${BUTTON}</div>`,
    act: `d.innerHTML = ''; await tick(); d.innerHTML = '${BUTTON}'`,
  },
  {
    name: 'a clone of a badged button',
    start: `<div id="d">${BUTTON}</div>`,
    act: `document.body.append(d.cloneNode(true))`,
    badges: [...COMPLETE, ...COMPLETE],
  },
  {
    name: 'the page resets the class',
    start: BUTTON,
    act: `b.className = 'x'; await tick(); b.className = ''`,
  },
  {
    name: 'the page forbids all animation',
    head: '<style>*{animation:none!important;transition:none!important}</style>',
    act: `document.body.innerHTML = '${BUTTON}'`,
  },
  {
    name: 'the page animates the button itself',
    head: '<style>@keyframes in{from{opacity:0;transform:translateY(20px)}}button{animation:in .2s}</style>',
    act: `document.body.innerHTML = '${BUTTON}'; await b.getAnimations()[0].finished`,
  },
  {
    name: 'hidden then shown',
    start: `<div id="d" style="display:none">${BUTTON}</div>`,
    act: `d.style.display = ''`,
  },
  {
    name: 'hidden by a class of a far parent, then shown',
    head: '<style>.off{display:none}</style>',
    start: `<div id="d" class="off"><div><div><div><div><div><div><div>${BUTTON}</div></div></div></div></div></div></div></div>`,
    act: `d.className = ''`,
  },
  {
    name: 'shown then hidden',
    start: `<div id="d">${BUTTON}</div>`,
    act: `d.style.display = 'none'`,
    badges: [],
  },
  {
    name: 'hidden and shown repeatedly',
    start: `<div id="d">${BUTTON}</div>`,
    act: `for (let i = 0; i < 7; i++) { d.hidden = !d.hidden; await frame() } d.hidden = false`,
  },
  {
    name: 'off screen with content-visibility:auto',
    act: `document.body.innerHTML = '<div style="height:5000px"></div><div style="content-visibility:auto;contain-intrinsic-size:100px">${BUTTON}</div>'`,
  },
  {
    name: 'the body replaced',
    act: `const n = document.createElement('body'); n.innerHTML = '${BUTTON}'; document.body.replaceWith(n)`,
  },
  {
    name: 'in a burst of 5,000 records',
    start: '<div id="d"></div>',
    act: `for (let i = 0; i < 5000; i++) { const e = document.createElement('i'); d.append(e); if (i === 2500) d.insertAdjacentHTML('beforeend', '${BUTTON}') }`,
  },
  {
    name: '50 ms after the start of a ticker',
    start: '<p id="t"></p><div id="d"></div>',
    act: `
      let go = true; let n = 0;
      const turn = () => { for (let i = 0; i < 200; i++) t.textContent = String(n++); if (go) setTimeout(turn, 4) };
      turn(); await wait(50); d.innerHTML = '${BUTTON}'; await until(() => document.querySelector('countersign-badge')); go = false`,
  },
  {
    name: 'one of hundreds of nodes that come at once',
    start: '<div id="d"></div>',
    act: `d.innerHTML = '<i>x</i>'.repeat(200) + '<p>${BUTTON}</p>'`,
  },
  {
    name: 'words that come late in one of hundreds of buttons that came at once',
    start: '<div id="d"></div>',
    act: `d.innerHTML = '<button>Edit</button>'.repeat(200); await tick(); d.children[100].firstChild.nodeValue = 'Complete with DocuSign'`,
  },
  {
    name: 'the page takes the badge away with hundreds of other nodes',
    start: '<div id="d"><button id="b">Complete with DocuSign</button></div>',
    act: `
      for (let i = 0; i < 200; i++) d.append(document.createElement('i'));
      const range = document.createRange(); range.setStartAfter(b); range.setEndAfter(d.lastChild); range.deleteContents()`,
  },
  {
    name: 'deep in the noise of a ticker',
    start: '<p id="t"></p><div id="d"></div>',
    act: `
      let go = true; let n = 0;
      const turn = () => { for (let i = 0; i < 200; i++) t.textContent = String(n++); if (go) setTimeout(turn, 4) };
      turn(); await wait(1500); d.innerHTML = '${BUTTON}'; await until(() => document.querySelector('countersign-badge')); go = false`,
  },
  {
    name: 'an open shadow root',
    act: `const h = document.createElement('contracts-app'); h.attachShadow({ mode: 'open' }).innerHTML = '${BUTTON}'; const d = document.createElement('div'); d.append(h); document.body.append(d)`,
  },
  {
    name: 'words that come late in an open shadow root',
    start: '<div id="h"></div>',
    act: `const r = h.attachShadow({ mode: 'open' }); r.innerHTML = '<section></section>'; await wait(300); r.firstChild.innerHTML = '${BUTTON}'`,
  },
  {
    name: 'a link row that turns from one state to the other',
    start: '<div id="d"><label>Link DocuSign Account</label><button>Login with DocuSign®</button></div>',
    act: `d.querySelector('button').remove(); await tick(); d.insertAdjacentHTML('beforeend', '<span>Synced <a href="#">x</a></span>')`,
    badges: ['link-row synced'],
  },
  {
    name: 'a banner whose title comes late',
    start: '<div id="d" role="alert"><h4></h4></div>',
    act: `d.firstChild.textContent = 'Signature Pending'`,
    badges: ['banner signature-pending'],
  },
  {
    name: 'a box ticked by the page',
    start: '<label><input type="checkbox" id="c"> Sign with DocuSign</label>',
    act: `c.checked = true`,
    badges: ['sign-toggle on'],
  },
  {
    name: 'a box ticked by hand',
    start: '<label><input type="checkbox" id="c"> Sign with DocuSign</label>',
    act: `c.click()`,
    badges: ['sign-toggle on'],
  },
  { name: 'a button greyed', start: BUTTON, act: `b.disabled = true`, badges: COMPLETE },
  { name: 'everything taken away', start: BUTTON, act: `document.body.textContent = ''`, badges: [] },
  { name: 'only the button taken away', start: `<div>${BUTTON}</div>`, act: `b.remove()`, badges: [] },
];

const HELPERS = `
  const tick = () => Promise.resolve().then(() => {});
  const frame = () => new Promise(requestAnimationFrame);
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const until = async (is) => { while (!is()) await wait(5) };`;

/** The badges of the page with what they stand beside, shadow roots included. */
function badgesOf({ page }: Stage): Promise<string[]> {
  return page.evaluate(() => {
    const all = (root: ParentNode): Element[] =>
      [...root.querySelectorAll('*')].flatMap((element) => [
        element,
        ...(element.shadowRoot ? all(element.shadowRoot) : []),
      ]);
    return all(document)
      .filter(({ localName }) => localName === 'countersign-badge')
      .map((badge) => {
        const { kind } = (badge as HTMLElement).dataset;
        if (kind === 'send-button') return `${kind} beside ${badge.previousElementSibling?.textContent}`;
        const last = harness.sights.at(-1)?.readings.find((reading) => reading.kind === kind);
        return `${kind} ${last?.says}`;
      });
  });
}

for (const { name, start = '', head, act, badges = COMPLETE } of situations) {
  test(`one right badge: ${name}`, async ({ stage }) => {
    // The views of every reading in play are known before, as they are on a page that is open for a while.
    await stage.watch(start, head);
    await stage.page.waitForFunction(() => harness.sights.length > 0);
    await stage.page.evaluate(`(async () => { ${HELPERS} ${act} })()`);
    await expect.poll(() => badgesOf(stage), { intervals: [20, 50, 100], timeout: 5000 }).toEqual(badges);
    await stage.page.evaluate('new Promise((done) => setTimeout(done, 300))');
    expect(await badgesOf(stage)).toEqual(badges);
  });
}

test('one right badge: in a tab in the background', async ({ stage }) => {
  await stage.watch('');
  const front = await stage.page.context().newPage();
  await front.bringToFront();
  await stage.page.evaluate((markup) => {
    document.body.innerHTML = markup;
  }, BUTTON);
  await expect.poll(() => badgesOf(stage)).toEqual(COMPLETE);
});
