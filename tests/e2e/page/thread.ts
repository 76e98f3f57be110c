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
