import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

/** What is stored and cannot be read, or is not ours to write: said in the browser that has it. */

const settings = (extensionId: string) => `chrome-extension://${extensionId}/options.html`;
const popup = (extensionId: string) => `chrome-extension://${extensionId}/popup.html`;

test('a damaged entry costs nothing but itself, and a save keeps what was not understood', async ({
  page,
  extensionId,
}) => {
  await page.goto(settings(extensionId));
  await expect(page.getByRole('heading', { name: 'What Countersign did' })).toBeVisible();
  await page.evaluate(async () => {
    await chrome.storage.local.set({ settings: { warningDay: 9, colour: 'red', badges: { banner: 'no' } } });
    const request = indexedDB.open('countersign');
    await new Promise((resolve) => request.addEventListener('success', resolve));
    const change = request.result.transaction('journal', 'readwrite');
    const journal = change.objectStore('journal');
    journal.add({ at: Date.now(), code: 'ledger-forgotten' });
    journal.add({ at: 'yesterday', code: 'x' });
    journal.add({ at: Date.now(), code: null });
    await new Promise((resolve) => change.addEventListener('complete', resolve));
    request.result.close();
  });
  await page.reload();
  await expect(page.getByText('The ledger was forgotten.')).toBeVisible();
  await expect(page.getByText('4 stored entries could not be read.')).toBeVisible();

  const day = page.getByLabel('Warn from day');
  await expect(day).toHaveValue('9');
  await day.fill('12');
  await day.press('Enter');
  await expect
    .poll(async () => page.evaluate(async () => (await chrome.storage.local.get('settings'))['settings']))
    .toEqual({ warningDay: 12, colour: 'red', badges: { banner: 'no' } });
});

test('the journal says whether it is whole, and what was done to it by somebody else', async ({
  page,
  extensionId,
}) => {
  await page.goto(settings(extensionId));
  const day = page.getByLabel('Warn from day');
  for (const to of ['11', '12', '13']) {
    await day.fill(to);
    await day.press('Enter');
    await expect(page.getByText('A setting was changed.')).toHaveCount(Number(to) - 10);
  }
  await expect(page.getByText('No entry was changed or removed since')).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the whole list with its check codes' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^countersign-journal-.*\.jsonl$/);

  await page.evaluate(async () => {
    const request = indexedDB.open('countersign');
    await new Promise((resolve) => request.addEventListener('success', resolve));
    const change = request.result.transaction('journal', 'readwrite');
    change.objectStore('journal').delete(2);
    await new Promise((resolve) => change.addEventListener('complete', resolve));
    request.result.close();
  });
  await page.reload();
  await expect(page.getByText('1 entry is missing next to the one of')).toBeVisible();
  await expect(page.getByText('No entry was changed or removed since')).toBeHidden();
});

test('data of a newer version is said to be so, on every page of ours, and stays as it is', async ({
  page,
  extensionId,
}) => {
  await page.goto(settings(extensionId));
  await expect(page.getByRole('heading', { name: 'What Countersign did' })).toBeVisible();
  const version = await page.evaluate(async () => {
    const [own] = (await indexedDB.databases()).filter(({ name }) => name === 'countersign');
    const newer = (own?.version ?? 0) + 10;
    const request = indexedDB.open('countersign', newer);
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('later');
      request.transaction?.objectStore('journal').add({ at: 1, code: 'ledger-forgotten' });
    });
    await new Promise((resolve) => request.addEventListener('success', resolve));
    request.result.close();
    return newer;
  });
  for (const address of [settings(extensionId), popup(extensionId)]) {
    await page.goto(address);
    await expect(page.getByText('was written by a newer Countersign')).toBeVisible();
  }
  await page.goto(settings(extensionId));
  await expect(page.getByText('The ledger was forgotten.')).toBeVisible();
  await page.getByRole('button', { name: 'Forget the ledger' }).click();
  await page.getByRole('button', { name: 'Forget it' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Update Countersign' })).toBeVisible();
  expect(
    await page.evaluate(async () => {
      const request = indexedDB.open('countersign');
      await new Promise((resolve) => request.addEventListener('success', resolve));
      const { result } = request;
      const counted = result.transaction('journal').objectStore('journal').count();
      await new Promise((resolve) => counted.addEventListener('success', resolve));
      const seen = [result.version, counted.result];
      result.close();
      return seen;
    }),
  ).toEqual([version, 1]);
});

/** A page of an older version that does not give way, with the database in its hands. */
async function holdDatabase(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // At once, so that the background does not come in between.
    indexedDB.deleteDatabase('countersign');
    const request = indexedDB.open('countersign', 10);
    request.addEventListener('upgradeneeded', () => {
      request.result
        .createObjectStore('journal', { keyPath: 'id', autoIncrement: true })
        .createIndex('at', 'at');
    });
    await new Promise((resolve) => request.addEventListener('success', resolve));
    Object.assign(globalThis, { held: request.result });
  });
}

test('what keeps the data from being opened is said, and the page goes on when it is gone', async ({
  page,
  context,
  extensionId,
}) => {
  const holder = await context.newPage();
  await holder.goto(`chrome-extension://${extensionId}/icons/128.png`);
  await holdDatabase(holder);
  await page.goto(settings(extensionId));
  await expect(page.getByText('Another Countersign page that is still open')).toBeVisible();
  await holder.close();
  await expect(page.getByText('Another Countersign page that is still open')).toBeHidden();
  await expect(page.getByText('Nothing was done yet.')).toBeVisible();
});
