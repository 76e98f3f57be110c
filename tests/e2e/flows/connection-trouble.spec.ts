import type { Page } from '@playwright/test';
import { COUNTERSIGN_CLIENT_ID } from '../../sandbox/docusign/apps.ts';
import type { Fault } from '../../sandbox/world.ts';
import { readsAs } from '../../tour/assertions.ts';
import { logInAtDocusign, panelOf } from '../../tour/page-objects.ts';
import { openExtensionPage } from '../chromium.ts';
import { connectionIn, enterKey, nextTryWorks, openConnection, pressConnect } from './connecting.ts';
import { expect, type Scene, SUE, test } from './flow-test.ts';

const alertIn = (scene: Scene) => panelOf(scene).getByRole('alert').filter({ hasText: /./ });

async function closed(login: Page): Promise<void> {
  if (!login.isClosed()) await login.waitForEvent('close');
}

test('takes a refusal at DocuSign as no', async ({ scene }) => {
  await openConnection(scene);
  const login = await pressConnect(scene);
  await logInAtDocusign(login, SUE);
  await login.getByRole('button', { name: 'Cancel' }).click();
  await readsAs(
    alertIn(scene),
    /access was not given, so nothing is connected\. Connect again and choose Accept/,
  );
  await nextTryWorks(scene);
});

test('says that the window was closed before the login was finished', async ({ scene }) => {
  await openConnection(scene);
  const login = await pressConnect(scene);
  await login.getByLabel('Email address').fill(SUE);
  await login.getByRole('button', { name: 'Next' }).click();
  await login.getByLabel('Password').waitFor();
  await login.close();
  await readsAs(alertIn(scene), /window was closed before the login was finished, so nothing is connected/);
  await nextTryWorks(scene);
});

test('names a wrong redirect address, which DocuSign shows on a page and never comes back from', {
  tag: '@long',
}, async ({ scene }) => {
  const app = scene.sandbox.docusign.state.production.apps.find(
    ({ clientId }) => clientId === COUNTERSIGN_CLIENT_ID,
  );
  if (app === undefined) throw new Error('the sandbox has no app of ours');
  const registered = app.redirectUris;
  app.redirectUris = [];
  await openConnection(scene);
  // DocuSign answers with an error status, so that the browser shows no window at all.
  await connectionIn(scene).getByRole('button', { name: 'Connect with DocuSign' }).click();
  await readsAs(
    alertIn(scene),
    /this exact address is missing.*https:\/\/jaigcjabaihpfpjjcmdnbjbncghajdne\.chromiumapp\.org\/docusign\/production/,
  );
  app.redirectUris = registered;
  await nextTryWorks(scene);
});

test('names a wrong integration key', async ({ scene }) => {
  await openConnection(scene);
  await enterKey(scene, '11111111-2222-4333-8444-555555555555');
  await connectionIn(scene).getByRole('button', { name: 'Connect with DocuSign' }).click();
  await readsAs(alertIn(scene), /DocuSign does not know the integration key/);
  await enterKey(scene);
  await nextTryWorks(scene);
});

test('keeps a second press from opening a second window, and gives the login up on request', async ({
  scene,
}) => {
  const connection = await openConnection(scene);
  const login = await pressConnect(scene);
  await readsAs(connection, /DocuSign’s window is open/);
  // Another page of ours has no button for it, and a message sent all the same is refused.
  const settings = await openExtensionPage(scene.context, 'options.html');
  const answer = await settings.evaluate(() =>
    chrome.runtime.sendMessage({ type: 'connect', data: { vendor: 'docusign', loginHint: '' } }),
  );
  expect(answer).toEqual({ res: { ok: false, error: { kind: 'login-open' } } });
  await settings.close();
  await connection.getByRole('button', { name: 'Cancel the login' }).click();
  await closed(login);
  await readsAs(alertIn(scene), /window was closed before the login was finished/);
  await nextTryWorks(scene);
});

test('lets go of a login page that hangs', { tag: '@long' }, async ({ scene }) => {
  const { world } = scene.sandbox;
  const connection = await openConnection(scene);
  const login = await pressConnect(scene);
  await login.getByLabel('Email address').fill(SUE);
  world.faults.push({ host: 'account.docusign.com', path: '/login', how: 'hang' });
  await login.getByRole('button', { name: 'Next' }).click({ noWaitAfter: true });
  await expect.poll(() => world.log.at(-1)?.status).toBe(0);
  await readsAs(connection, /Nothing happens, or I cannot find the window/);
  await connection.getByRole('button', { name: 'Cancel the login' }).click();
  await closed(login);
  await readsAs(alertIn(scene), /window was closed before the login was finished/);
  world.faults.length = 0;
  await nextTryWorks(scene);
});

const BREAKS: readonly { what: string; fault: Pick<Fault, 'how' | 'delay'>; presses: number }[] = [
  { what: 'the next page answers 503', fault: { how: 'down' }, presses: 1 },
  { what: 'the next page’s connection is refused', fault: { how: 'refuse' }, presses: 1 },
  { what: 'Next is pressed twice on a slow page', fault: { how: 'slow', delay: 5_000 }, presses: 2 },
];

for (const { what, fault, presses } of BREAKS) {
  test(`does not blame the key or the redirect address when ${what}`, {
    tag: what === BREAKS[0]?.what ? [] : '@long',
  }, async ({ scene }) => {
    const { world } = scene.sandbox;
    await openConnection(scene);
    const login = await pressConnect(scene);
    await login.getByLabel('Email address').fill(SUE);
    world.faults.push({ host: 'account.docusign.com', path: '/login', ...fault });
    const asked = world.log.length;
    const box = await login.getByRole('button', { name: 'Next' }).boundingBox();
    // The mouse waits for no page, as a person does not.
    const press = () => login.mouse.click((box?.x ?? 0) + 5, (box?.y ?? 0) + 5);
    await press();
    await expect.poll(() => world.log.length).toBeGreaterThan(asked);
    // The second press ends the login, and with it the window, before the mouse is up again.
    if (presses > 1) await press().catch(() => undefined);
    await closed(login);
    world.faults.length = 0;
    await readsAs(
      alertIn(scene),
      /login began, and then a page of it could not be loaded.*key and the redirect address are in order/,
    );
    await nextTryWorks(scene);
  });
}

test('says that DocuSign is down when the code cannot be traded', { tag: '@long' }, async ({ scene }) => {
  const { world } = scene.sandbox;
  await openConnection(scene);
  world.faults.push({ host: 'account.docusign.com', path: '/oauth/token', how: 'down', count: 1 });
  const login = await pressConnect(scene);
  await logInAtDocusign(login, SUE);
  await login.getByRole('button', { name: 'Accept' }).click();
  await readsAs(alertIn(scene), /DocuSign has a fault at the moment/);
  await nextTryWorks(scene);
});
