import type { Page } from '@playwright/test';
import { scenario } from '../../sandbox/switcher/scenarios.ts';
import { badgeSays, readsAs } from '../../tour/assertions.ts';
import type { Scene } from '../../tour/types.ts';
import {
  acceptIfAsked,
  logInAtDocusign,
  openItem,
  openProfile,
  openTool,
  panelOf,
  popupOver,
  type,
} from '../../tour/page-objects.ts';
import { test as base } from '../fixtures.ts';

export { expect } from '../fixtures.ts';
export type { Scene } from '../../tour/types.ts';

/** The zone and project most flows play in; its ids are above 2^49. */
export const ZONE = 'us02.procore.com';
export const PROJECT = 'Riverside Tower';

export const SUE = 'sue.sender@example.com';
export const MAX = 'max.many@example.com';

/** Tests of what a person does: the sandbox, the browser, and the Procore tab in front. */
export const test = base.extend<{ scene: Scene }>({
  scene: async ({ sandbox, context, page }, use) => {
    // A person who waits this long for something to press gives up.
    context.setDefaultTimeout(10_000);
    await use({ sandbox, context, page, panel: null, picture: () => Promise.resolve() });
  },
});

/** Into a project, by its name in the portfolio, to a page whose title names it. */
export async function enterProject(page: Page, name: string = PROJECT, zone: string = ZONE): Promise<void> {
  await page.goto(`https://${zone}/`);
  await page.getByRole('link', { name }).first().click();
  await openTool(page, 'Invoicing');
}

export const openContract = (page: Page, number = 'SC-001'): Promise<void> =>
  openItem(page, 'Commitments', number);

/** The profile of a project where nobody is linked, with the badge that says so. */
export async function openUnlinkedProfile({ page }: Scene): Promise<void> {
  await enterProject(page);
  await openProfile(page);
  await badgeSays(page, 'link-row', 'not-linked', /no DocuSign account is linked/);
}

/** Presses Procore's own button and logs in, until the row says Synced. */
export async function logInFromProfile({ page }: Scene, email: string): Promise<void> {
  await page.getByRole('button', { name: 'Login with DocuSign' }).click();
  await logInAtDocusign(page, email);
  await acceptIfAsked(page);
  await badgeSays(page, 'link-row', 'synced', /Synced on this project/);
}

/** Links without the guide, as a person may who knows the way, and says in the popup who it is. */
export async function linkByHand(scene: Scene, email: string): Promise<void> {
  await openUnlinkedProfile(scene);
  await logInFromProfile(scene, email);
  const popup = await popupOver(scene);
  await popup.getByRole('button', { name: 'Confirm who it is' }).click();
  await type(popup.getByLabel('Name or e-mail at DocuSign'), email);
  await popup.getByRole('button', { name: 'Confirm', exact: true }).click();
  await readsAs(popup.getByRole('main'), new RegExp(`${email}.*, confirmed by you`));
  await popup.close();
}

const UNLINK = [
  [/Press the red x/, 'Remove'],
  [/Press Update/, 'Update'],
  [/Press OK/, 'OK'],
] as const;

/** Presses what the guide points at, from the red x to OK. */
export async function unlinkAsGuided({ page }: Scene, panel: Page): Promise<void> {
  for (const [title, button] of UNLINK) {
    await readsAs(panel.getByRole('main'), title);
    await page.getByRole('button', { name: button, exact: true }).click();
  }
  await badgeSays(page, 'link-row', 'not-linked', /no DocuSign account is linked/);
}

/** The last guided step: says in the panel who is linked. */
export async function confirmInPanel(scene: Scene, email: string): Promise<void> {
  const panel = panelOf(scene);
  await readsAs(panel.getByRole('main'), /Say who it is/);
  await type(panel.getByLabel('Name or e-mail at DocuSign'), email);
  await panel.getByRole('button', { name: 'Confirm', exact: true }).click();
}

/** Who Procore has linked, as it alone knows: the DocuSign addresses behind all links. */
export const linkedAtProcore = ({ sandbox }: Scene): string[] =>
  sandbox.procore.state.allLinks().map(({ docusign }) => docusign.email);

/** The text on our toolbar button over a tab, and what it says on hover. */
export async function toolbarOver({ context, page }: Scene): Promise<{ text: string; title: string }> {
  const [worker] = context.serviceWorkers();
  if (worker === undefined) throw new Error('The extension has no worker');
  return worker.evaluate(
    async (address) => {
      const [tab] = await chrome.tabs.query({ url: address });
      const tabId = tab?.id;
      if (tabId === undefined) throw new Error(`no tab shows ${address}`);
      const [text, title] = await Promise.all([
        chrome.action.getBadgeText({ tabId }),
        chrome.action.getTitle({ tabId }),
      ]);
      return { text, title };
    },
    page.url().replace(/#.*/, ''),
  );
}

/** The sandbox as a scenario wants it, with a link already there. @returns the page it opens at */
export function openScenario({ sandbox }: Scene, name: string): string {
  scenario('linked').apply(sandbox.world, sandbox.docusign, sandbox.procore);
  const page = scenario(name);
  page.apply(sandbox.world, sandbox.docusign, sandbox.procore);
  return page.opens;
}
