import type { CDPSession, Page } from '@playwright/test';
import { DAY, HOUR } from '../../../utils/base/clock.ts';
import { rowsOf } from '../../../utils/domain/links/link-row.ts';
import type { Sighting } from '../../../utils/domain/links/tables.ts';
import { CHROMIUM_ID, launchChromium, openExtensionPage } from '../../e2e/chromium.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { type Figure, median } from '../figure.ts';

const ORIGIN = 'https://us02.procore.com';
const ITEM = `${ORIGIN}/562949953421512/project/commitments/work_order_contracts/562949953431312`;
const ROUNDS = 15;
/** A report of a new link so many milliseconds after the one before was answered: as of a person in a hurry. */
const PAUSE = 25;

/** What a ledger of some size costs a page that waits: behind another report, and while the chores run. */
export async function run(): Promise<Figure[]> {
  const sandbox = await startSandbox();
  const chromium = await launchChromium(sandbox);
  try {
    const page = chromium.context.pages()[0] ?? (await chromium.context.newPage());
    const world = await ownWorld(page, () => page.goto(ITEM));
    // None of our pages that read along: what they show is read anew with each report.
    const ours = await openExtensionPage(chromium.context, 'manifest.json');
    const behind = async (project: string) => {
      // The first ones pay for what the browser does after so much was written.
      await timeBehind(world, project);
      return timeBehind(world, project);
    };
    const none = await behind('1');
    await fill(ours, 'a', 1, 2_000);
    const some = await behind('1000');
    await fill(ours, 'b', 1, 20_000);
    const many = await behind('1000');
    const emptyChores = await timeChores(ours, world);
    await fill(ours, 'c', 1_000, 50);
    const chores = await timeChores(ours, world);
    return [
      behindFigure('2,000', some, none),
      behindFigure('20,000', many, none),
      {
        name: 'all chores, 1,000 projects of 50 readings',
        measured: `${chores.took.toFixed(0)} ms`,
        baseline: `${emptyChores.took.toFixed(0)} ms, one project`,
        value: chores.took,
        budget: 5_000,
      },
      {
        name: 'slowest badge of a new link meanwhile',
        measured: `${Math.max(...chores.answers).toFixed(0)} ms of ${chores.answers.length}`,
        baseline: `${Math.max(...emptyChores.answers).toFixed(0)} ms beside the chores of one project`,
        value: Math.max(...chores.answers),
        budget: 250,
      },
    ];
  } finally {
    await chromium.close();
    await sandbox.stop();
  }
}

const behindFigure = (readings: string, measured: number, none: number): Figure => ({
  name: `a report behind another, ${readings} readings in the project`,
  measured: `${measured.toFixed(1)} ms`,
  baseline: `${none.toFixed(1)} ms, next to none`,
  value: measured / none,
  budget: 2.5,
});

type World = (expression: string) => Promise<unknown>;

/** The world of our script in a page, with a way to report as it does. */
async function ownWorld(page: Page, load: () => Promise<unknown>): Promise<World> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const { promise, resolve } = Promise.withResolvers<number>();
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === `chrome-extension://${CHROMIUM_ID}`) resolve(context.id);
  });
  await session.send('Runtime.enable');
  await load();
  const contextId = await promise;
  const evaluate: World = async (expression) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await evaluate(`{
    const stored = new Map();
    chrome.runtime.onMessage.addListener((news) => {
      if (news?.type === 'report-stored') stored.get(news.id)?.(performance.now());
    });
    /** Answers with when the report was answered and when it was on disk. */
    globalThis.benchReport = async (project, item, says) => {
      const id = crypto.randomUUID();
      const onDisk = new Promise((done) => stored.set(id, done));
      const answer = await chrome.runtime.sendMessage({ id: 1, type: 'pageReport', timestamp: 0, data: {
        id, href: '${ORIGIN}/' + project + '/project/commitments/work_order_contracts/' + item,
        person: '', title: '', readings: [{ kind: 'send-button', says }] } });
      if (!answer?.res?.ok) throw new Error(JSON.stringify(answer));
      return { answeredAt: performance.now(), storedAt: await onDisk };
    };
  }`);
  return evaluate;
}

/** Milliseconds by which the second of two reports of a project is on disk after the first. */
async function timeBehind(world: World, project: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    times.push(
      Number(
        await world(`(async () => {
          const [first, second] = await Promise.all([
            benchReport('${project}', '40', '${round % 2 ? 'complete' : 'send'}'),
            benchReport('${project}', '41', '${round % 2 ? 'complete' : 'send'}'),
          ]);
          return Math.abs(second.storedAt - first.storedAt);
        })()`),
      ),
    );
  return median(times);
}

/** Runs what is done every six hours, as when a page of ours is opened that finds it overdue, and reports meanwhile. */
async function timeChores(ours: Page, world: World): Promise<{ took: number; answers: number[] }> {
  const done = ours.evaluate(
    async (doneAt) => {
      await chrome.storage.local.set({ 'alarms-done': { countdown: doneAt } });
      const from = performance.now();
      await chrome.runtime.sendMessage({ id: 1, type: 'lookAtAlarms', timestamp: 0, data: null });
      return performance.now() - from;
    },
    Date.now() - 7 * HOUR,
  );
  const under = { way: true };
  const took = done.finally(() => {
    under.way = false;
  });
  const answers: number[] = [];
  while (under.way) {
    const project = String(500_000 + Math.floor(Math.random() * 400_000));
    answers.push(
      Number(
        await world(`(async () => {
          const from = performance.now();
          const { answeredAt } = await benchReport('${project}', '40', 'complete');
          await new Promise((done) => setTimeout(done, ${PAUSE}));
          return answeredAt - from;
        })()`),
      ),
    );
  }
  return { took: await took, answers };
}

/** A history of so many projects of so many readings each, with the links it adds up to, past everything of ours. */
async function fill(ours: Page, name: string, projects: number, readings: number): Promise<void> {
  const now = Date.now();
  const kinds = ['link-row', 'send-button', 'banner', 'sign-toggle'] as const;
  const says = {
    'link-row': 'synced',
    'send-button': 'complete',
    banner: 'signature-pending',
    'sign-toggle': 'on',
  };
  for (let project = 0; project < projects; project += 1) {
    const rows: Sighting[] = Array.from({ length: readings }, (_, turn) => {
      const kind = kinds[turn % kinds.length] ?? 'banner';
      const at = Math.round(now - 30 * DAY + (turn * 29 * DAY) / readings);
      return {
        id: 1 + turn + project * readings + name.charCodeAt(0) * 1e7,
        zone: 'us02.procore.com',
        person: '',
        project: String(1_000 + project),
        company: '7',
        kind,
        says: says[kind],
        disabled: false,
        item: kind === 'link-row' ? '' : `commitment:${40 + (turn % 50)}`,
        firstAt: at,
        at,
      };
    });
    await ours.evaluate(
      async ([sightings, links]) => {
        const done = <T>(request: IDBRequest<T>) =>
          new Promise<T>((resolve, reject) => {
            request.addEventListener('success', () => resolve(request.result));
            request.addEventListener('error', () => reject(request.error));
          });
        const database = await done(indexedDB.open('countersign'));
        const change = database.transaction(['sightings', 'links'], 'readwrite');
        const written = new Promise((resolve, reject) => {
          change.addEventListener('complete', resolve);
          change.addEventListener('error', () => reject(change.error));
        });
        for (const row of sightings) change.objectStore('sightings').put(row);
        for (const row of links) change.objectStore('links').put(row);
        await written;
        database.close();
      },
      [rows, rowsOf(rows, [], [])] as const,
    );
  }
}
