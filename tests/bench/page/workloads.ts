/** Runs in the page's own world: what busy pages do, with nothing of ours in it. Each ends with a right badge or none. */

const turn = () =>
  new Promise<void>((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => done());
    port1.start();
    port2.postMessage(null);
  });

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

const box = (): HTMLElement => {
  document.body.innerHTML =
    '<header><button>Export</button></header><main id="app"></main><p id="ticker"></p>';
  return document.getElementById('app') as HTMLElement;
};

const LABELS = ['Send with DocuSign', 'Complete with DocuSign®', 'Save'];

const frame = () => new Promise(requestAnimationFrame);

/** 1,000 switches, a frame each, of a client-routed app that keeps its nodes and fills labels in late. */
async function routes(): Promise<void> {
  const app = box();
  app.innerHTML = `<h1>x</h1><div class="actions"><button>x</button><button>x</button></div>${'<div class="row"><span>x</span><span>x</span></div>'.repeat(40)}`;
  const texts = [...app.querySelectorAll('span')].map((span) => span.firstChild as Text);
  const [send] = app.querySelectorAll('button');
  for (let route = 0; route < 1000; route++) {
    history.replaceState(null, '', `/1/project/home/${route}`);
    for (const [at, text] of texts.entries()) text.nodeValue = `${route} ${at}`;
    const card = document.createElement('section');
    card.innerHTML = '<h2>Card</h2><p>one</p><p>two</p><button>Edit</button>';
    app.querySelector('section')?.remove();
    app.append(card);
    await turn();
    if (send?.firstChild) send.firstChild.nodeValue = LABELS[route % LABELS.length] ?? '';
    await frame();
  }
}

/** 10,000 rows drawn in pieces, a button each; `label` of the buttons. */
async function rows(label: string): Promise<void> {
  const app = box();
  app.innerHTML = '<table><tbody></tbody></table>';
  const body = app.querySelector('tbody');
  for (let piece = 0; piece < 100; piece++) {
    const part = document.createDocumentFragment();
    for (let at = 0; at < 100; at++) {
      const row = document.createElement('tr');
      row.innerHTML = `<td>${piece * 100 + at}</td><td>Structural steel, level ${at}</td><td>Draft</td><td>12,000.00</td><td><button>${label}</button></td>`;
      part.append(row);
    }
    body?.append(part);
    await turn();
    void app.offsetHeight;
  }
}

/** A bulk action over 10,000 rows that are there at once, each with a box to choose it by. */
async function boxes(): Promise<void> {
  const app = box();
  const row = (at: number) =>
    `<tr><td><input type="checkbox" id="row-${at}" aria-label="Select row ${at}"></td><td>Invoice ${at}</td><td>Draft</td></tr>`;
  app.innerHTML = `<button>Send to DocuSign®</button><table><tbody>${Array.from({ length: 10_000 }, (_, at) => row(at)).join('')}</tbody></table>`;
  void app.offsetHeight;
  await pause(3000);
}

/** 180,000 unrelated changes, as few records. */
async function tickerA(): Promise<void> {
  box();
  const ticker = document.getElementById('ticker') as HTMLElement;
  for (let tick = 0; tick < 900; tick++) {
    ticker.innerHTML = `<i>${tick}</i>`.repeat(200);
    await pause(4);
  }
}

/** 180,000 unrelated changes, as many records. */
async function tickerB(): Promise<void> {
  box();
  const ticker = document.getElementById('ticker') as HTMLElement;
  ticker.innerHTML = '<i></i>'.repeat(50);
  const cells = [...ticker.children];
  for (let tick = 0; tick < 900; tick++) {
    for (let round = 0; round < 4; round++) for (const cell of cells) cell.textContent = `${tick} ${round}`;
    await pause(4);
  }
}

async function load(): Promise<void> {
  await pause(1000);
}

const workloads = {
  load,
  routes,
  table: () => rows('Edit'),
  sendTable: () => rows('Send with DocuSign'),
  boxes,
  tickerA,
  tickerB,
};
export type Workload = keyof typeof workloads;
(globalThis as { workloads?: typeof workloads }).workloads = workloads;
