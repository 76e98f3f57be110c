import type { Locator, Page } from '@playwright/test';
import { COUNTERSIGN_CLIENT_ID } from '../../sandbox/docusign/apps.ts';
import { readsAs } from '../../tour/assertions.ts';
import {
  acceptIfAsked,
  logInAtDocusign,
  panelFrom,
  panelOf,
  popupOver,
  type,
} from '../../tour/page-objects.ts';
import { openExtensionPage } from '../chromium.ts';
import { enterProject, expect, type Scene } from './flow-test.ts';

/** Our own connection with DocuSign, made and looked at in the side panel, which stays while the login is open. */

/** Enters an integration key in Settings, as a person does. */
export async function enterKey({ context }: Scene, key: string = COUNTERSIGN_CLIENT_ID): Promise<void> {
  const settings = await openExtensionPage(context, 'options.html');
  const field = settings.getByLabel('Integration key');
  await type(field, key);
  await field.press('Enter');
  await readsAs(settings.getByRole('main'), /Saved/);
  await settings.close();
}

/** With a key set, in a project, the panel beside it and the connection unfolded. */
export async function openConnection(scene: Scene): Promise<Locator> {
  await enterKey(scene);
  await enterProject(scene.page);
  const popup = await popupOver(scene);
  const panel = await panelFrom(scene, () => popup.getByRole('button', { name: 'Open the panel' }).click());
  await panel.getByText('DocuSign connection').click();
  return connectionIn(scene);
}

/** The unfolded part of the panel that is about the connection. */
export const connectionIn = (scene: Scene): Locator =>
  panelOf(scene).locator('details').filter({ hasText: 'DocuSign connection' });

/** Presses Connect and returns DocuSign's window. */
export async function pressConnect(scene: Scene, button = 'Connect with DocuSign'): Promise<Page> {
  const [login] = await Promise.all([
    scene.context.waitForEvent('page'),
    connectionIn(scene).getByRole('button', { name: button }).click(),
  ]);
  await login.waitForLoadState();
  return login;
}

/** From the press to the end of the login, as this person of DocuSign. */
export async function connectAs(scene: Scene, email: string): Promise<void> {
  const login = await pressConnect(scene);
  await logInAtDocusign(login, email);
  await acceptIfAsked(login);
  await readsAs(connectionIn(scene), /Connected as.*Read from DocuSign/);
}

/** The try after a failed one works, with nothing to be done in between. */
export async function nextTryWorks(scene: Scene): Promise<void> {
  await connectAs(scene, 'sue.sender@example.com');
  await readsAs(connectionIn(scene), /Connected as Sue Sender/);
  await expect(panelOf(scene).getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
}
