import type { Page } from '@playwright/test';
import { readsAs } from '../../tour/assertions.ts';
import { panelOf, type } from '../../tour/page-objects.ts';
import { killWorker } from '../chromium.ts';
import { connectionIn, nextTryWorks, openConnection, pressConnect } from './connecting.ts';
import { expect, type Scene, SUE, test } from './flow-test.ts';

async function typeEmail(login: Page): Promise<void> {
  await type(login.getByLabel('Email address'), SUE);
}
async function toPassword(login: Page): Promise<void> {
  await typeEmail(login);
  await login.getByRole('button', { name: 'Next' }).click();
  await login.getByLabel('Password').waitFor();
}
async function toConsent(login: Page): Promise<void> {
  await toPassword(login);
  await type(login.getByLabel('Password'), 'signature');
  await login.getByRole('button', { name: 'Log in' }).click();
  await login.getByRole('button', { name: 'Accept' }).waitFor();
}

/** The panel, which asked for the login, is told at once that nobody is left to finish it. */
const saysInterrupted = (scene: Scene) =>
  readsAs(
    panelOf(scene).getByRole('alert').filter({ hasText: /./ }),
    /browser stopped Countersign in the middle of the login with DocuSign.*Nothing is connected\. Connect again/,
  );

/** Moments of the login, and the button in DocuSign's window that the person presses next. */
const MOMENTS: readonly { when: string; reach: (login: Page) => Promise<void>; next: string }[] = [
  { when: 'the e-mail address is typed', reach: typeEmail, next: 'Next' },
  { when: 'the password is asked for', reach: toPassword, next: 'Log in' },
  { when: 'Accept is about to be pressed', reach: toConsent, next: 'Accept' },
];

for (const { when, reach, next } of MOMENTS) {
  test(`ends a login as interrupted when the worker is killed while ${when}`, {
    tag: next === 'Accept' ? [] : '@long',
  }, async ({ scene }) => {
    await openConnection(scene);
    const login = await pressConnect(scene);
    await reach(login);
    await killWorker(scene.context);
    await saysInterrupted(scene);
    // The window cannot lead anywhere any more: it goes away instead of asking for more.
    const gone = login.waitForEvent('close');
    await login.getByRole('button', { name: next }).click({ noWaitAfter: true });
    await gone;
    await readsAs(connectionIn(scene), /Not connected.*Connect with DocuSign/);
    await nextTryWorks(scene);
  });
}

test('ends a login as interrupted when the worker is killed right after the window opened', {
  tag: '@long',
}, async ({ scene }) => {
  const connection = await openConnection(scene);
  const login = await pressConnect(scene);
  await killWorker(scene.context);
  await saysInterrupted(scene);
  const gone = login.waitForEvent('close');
  await connection.getByRole('button', { name: 'Cancel the login' }).click();
  await gone;
  await nextTryWorks(scene);
});

test('ends a login as interrupted when the worker is killed while it trades the code', async ({ scene }) => {
  const { world } = scene.sandbox;
  await openConnection(scene);
  world.faults.push({ host: 'account.docusign.com', path: '/oauth/token', how: 'hang' });
  const login = await pressConnect(scene);
  await toConsent(login);
  await login.getByRole('button', { name: 'Accept' }).click();
  await expect.poll(() => world.log.some(({ path }) => path === '/oauth/token')).toBe(true);
  await killWorker(scene.context);
  world.faults.length = 0;
  await saysInterrupted(scene);
  await nextTryWorks(scene);
});
