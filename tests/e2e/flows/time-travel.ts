import type { BrowserContext, Worker } from '@playwright/test';
import { DAY } from '../../../utils/base/clock.ts';
import { killWorker } from '../chromium.ts';
import { ageStores } from './age-stores.ts';
import { expect, type Scene } from './flow-test.ts';

/**
 * Lets days pass, as a computer that slept meanwhile would see it. Procore and DocuSign move their own clock on. The
 * extension's code and clock stay untouched: instead, every moment it has stored is moved back by as much, which is the
 * same to it, and its worker starts anew with nothing in memory.
 */
export async function passDays({ context, sandbox }: Scene, days: number): Promise<void> {
  sandbox.world.advance(days * DAY);
  await workerOf(context).evaluate(ageStores, days * DAY);
  await killWorker(context);
}

/**
 * Lets the countdown's alarm go off now, and waits until all that it sets off is over: very old rows are cleared away,
 * and it is written down as done. A ring that finds the work of an earlier one under way starts none of its own, and
 * that one may have looked already: so again.
 */
export async function ringAlarm({ context }: Scene): Promise<void> {
  const worker = workerOf(context);
  await worker.evaluate(veryOldRows, true);
  await expect(async () => {
    const before = await worker.evaluate(doneAt);
    await worker.evaluate(() =>
      chrome.alarms.create('countdown', { when: Date.now(), periodInMinutes: 360 }),
    );
    const isOver = async () =>
      (await worker.evaluate(veryOldRows, false)) === 0 && (await worker.evaluate(doneAt)) > before;
    await expect.poll(isOver, { timeout: 5000 }).toBe(true);
  }).toPass({ timeout: 30_000 });
}

/** When the countdown's work was done last. */
async function doneAt(): Promise<number> {
  const { 'alarms-done': done } =
    await chrome.storage.local.get<Record<string, Record<string, number>>>('alarms-done');
  return done?.['countdown'] ?? 0;
}

/** How many sightings are older than may be kept, after one more was added or not. */
async function veryOldRows(add: boolean): Promise<number> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error));
    });
  const database = await done(indexedDB.open('countersign'));
  const sightings = database.transaction('sightings', 'readwrite').objectStore('sightings');
  if (add) await done(sightings.add({ at: 1 }));
  const count = await done(sightings.index('at').count(1));
  database.close();
  return count;
}

export const notifications = ({ context }: Scene): Promise<string[]> =>
  workerOf(context).evaluate(async () => Object.keys(await chrome.notifications.getAll()));

/** The person waves the notification away. */
export const waveAway = ({ context }: Scene): Promise<boolean> =>
  workerOf(context).evaluate(() => chrome.notifications.clear('countdown'));

function workerOf(context: BrowserContext): Worker {
  const [worker] = context.serviceWorkers();
  if (worker === undefined) throw new Error('The extension has no worker');
  return worker;
}
