import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { CHROMIUM_ID } from '../e2e/chromium.ts';

export type Killer = {
  /** Stops the worker the hard way, if it runs; answers whether it did. */
  kill: () => Promise<boolean>;
  end: () => Promise<void>;
};

/** Stops the background's worker through `ServiceWorker.stopAllWorkers`, at whatever line it is. */
export async function createKiller(context: BrowserContext, page: Page): Promise<Killer> {
  const session: CDPSession = await context.newCDPSession(page);
  let status = 'stopped';
  const isUp = () => status === 'running' || status === 'starting';
  const isStopped = () => status === 'stopped';
  let changed: (() => void)[] = [];
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    const ours = versions.find(({ scriptURL }) => scriptURL.startsWith(`chrome-extension://${CHROMIUM_ID}/`));
    if (!ours) return;
    status = ours.runningStatus;
    for (const tell of changed.splice(0)) tell();
  });
  await session.send('ServiceWorker.enable');
  let last: Promise<boolean> = Promise.resolve(false);
  const killNow = async (): Promise<boolean> => {
    if (!isUp()) return false;
    await session.send('ServiceWorker.stopAllWorkers');
    while (!isStopped()) {
      const next = new Promise<void>((done) => {
        changed = [...changed, done];
      });
      await next;
    }
    return true;
  };
  return {
    kill: () => {
      last = last.then(killNow, killNow);
      return last;
    },
    end: () => session.detach(),
  };
}
