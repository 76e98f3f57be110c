import type { CDPSession, Page } from '@playwright/test';

/** What a page holds after everything nobody needs was collected, and the processor time of its main thread. */
export type Metrics = { nodes: number; listeners: number; heap: number; milliseconds: number };

export async function metricsOf(client: CDPSession): Promise<Metrics> {
  const { metrics } = await client.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((each) => each.name === name)?.value ?? 0;
  return {
    nodes: value('Nodes'),
    listeners: value('JSEventListeners'),
    heap: value('JSHeapUsedSize'),
    milliseconds: value('TaskDuration') * 1000,
  };
}

/** @returns a session whose times are the thread's own: other processes do not count. */
export async function meter(page: Page): Promise<CDPSession> {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  return client;
}

/** Metrics after two collections: what the first frees may free more. */
export async function settledMetrics(client: CDPSession): Promise<Metrics> {
  await client.send('HeapProfiler.collectGarbage');
  await client.send('HeapProfiler.collectGarbage');
  return metricsOf(client);
}

type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
};

// The browser's own drawing of a page as large as it is, whoever changed what.
const DRAWING = /^(?:PrePaint|Paint|Layerize|Commit|HitTest)$|GC$/;

/**
 * The longest tasks of the page's main thread during `act`, in milliseconds of its own processor time, longest first:
 * scripts, styles and layout, without painting.
 */
export async function longestTasks(page: Page, act: () => Promise<void>): Promise<number[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error('no browser');
  const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata'];
  await browser.startTracing(page, { categories });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: (TraceEvent & { args?: { name?: string } })[];
  };
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const events = traceEvents.filter(({ ph, pid, tid }) => ph === 'X' && mains.has(`${pid} ${tid}`));
  const spent = ({ tdur, dur }: TraceEvent) => (tdur ?? dur ?? 0) / 1000;
  const drawing = events.filter(({ name }) => DRAWING.test(name));
  return events
    .filter(({ name }) => name === 'RunTask')
    .map((task) => {
      const within = drawing.filter(
        ({ pid, ts }) => pid === task.pid && ts >= task.ts && ts < task.ts + (task.dur ?? 0),
      );
      return spent(task) - within.reduce((sum, each) => sum + spent(each), 0);
    })
    .toSorted((one, other) => other - one)
    .slice(0, 5);
}
