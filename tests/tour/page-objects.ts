import type { Locator, Page } from '@playwright/test';
import { openPanel, openPopup } from '../e2e/chromium.ts';
import { readsAs, until } from './assertions.ts';
import type { Scene } from './types.ts';

/** Ways around the two vendors' pages, gone as a person goes them: by pressing and typing what is in sight. */

/** Everybody's password in the DocuSign stand-in. */
const PASSWORD = 'signature';

export async function openProfile(page: Page): Promise<void> {
  await page.locator('button.avatar').click();
  // By its place: it is named in the person's language.
  await page.locator('#account-menu').getByRole('menuitem').first().click();
  await page.waitForLoadState();
}

/** Addresses by which the tools in the navigation are known, since they are named in the person's language. */
const TOOLS = { Commitments: '/commitments', Invoicing: '/invoicing/' } as const;

/** Presses a tool in the navigation of a project. */
export async function openTool(page: Page, tool: keyof typeof TOOLS): Promise<void> {
  await page.locator(`nav a[href*="${TOOLS[tool]}"]`).first().click();
  await page.waitForLoadState();
}

/** From any page of a project: the tool in the navigation, then the line with the item's number, such as SC-001. */
export async function openItem(page: Page, tool: keyof typeof TOOLS, number: string): Promise<void> {
  await openTool(page, tool);
  await page.getByRole('link', { name: number, exact: true }).click();
  await page.waitForLoadState();
}

/** Types like a person, over whatever is there. */
export async function type(field: Locator, text: string): Promise<void> {
  await field.click();
  await field.press('ControlOrMeta+a');
  await field.pressSequentially(text);
}

/** Both login pages of DocuSign, and the consent where it is asked for. `hint`: the address is filled in already. */
export async function logInAtDocusign(page: Page, email: string): Promise<void> {
  const address = page.getByLabel('Email address');
  await address.waitFor();
  await type(address, email);
  await page.getByRole('button', { name: 'Next' }).click();
  await type(page.getByLabel('Password'), PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Presses Accept if DocuSign asks whether an app may have access, and ends when the page has left DocuSign. */
export async function acceptIfAsked(page: Page): Promise<'asked' | 'not asked'> {
  const accept = page.getByRole('button', { name: 'Accept' });
  let asked = false;
  await until(
    'DocuSign to let go',
    async () => {
      if (page.isClosed()) return true;
      if (await accept.isVisible()) {
        asked = true;
        await accept.click();
      }
      return !new URL(page.url()).hostname.endsWith('docusign.com');
    },
    (gone) => gone,
  );
  return asked ? 'asked' : 'not asked';
}

/** The toolbar popup over the Procore tab. */
export const popupOver = ({ context, page }: Scene): Promise<Page> => openPopup(context, page);

/** Presses something that opens our side panel, and keeps the panel for later steps. */
export async function panelFrom(scene: Scene, press: () => Promise<unknown>): Promise<Page> {
  if (scene.panel !== null && !scene.panel.isClosed()) {
    await press();
    return scene.panel;
  }
  const panel = await openPanel(scene.context, press);
  scene.panel = panel;
  return panel;
}

export function panelOf({ panel }: Scene): Page {
  if (panel === null || panel.isClosed()) throw new Error('the side panel is not open');
  return panel;
}

/** The guided step that leaves DocuSign: our panel opens DocuSign's own page, and its login page proves it. */
export async function signOutOfDocusign(scene: Scene): Promise<string> {
  const panel = panelOf(scene);
  await readsAs(panel.getByRole('main'), /Sign out of/);
  const [tab] = await Promise.all([
    scene.context.waitForEvent('page'),
    panel.getByRole('button', { name: 'Do it for me' }).click(),
  ]);
  await tab.waitForLoadState();
  const seen = await readsAs(tab.locator('body'), /Log In to Docusign/);
  await scene.picture(tab, 'docusign-signed-out');
  await tab.close();
  await scene.page.bringToFront();
  return seen;
}

/** Presses a scenario of the switcher, after a `look` at it if one is wanted, and comes back to the page. */
export async function setScenario(
  { page }: Scene,
  title: string,
  look?: () => Promise<unknown>,
): Promise<void> {
  const before = page.url();
  await page.goto('https://switcher.countersign.test/');
  await look?.();
  await page.getByRole('button', { name: `Set “${title}” and stay here` }).click();
  await page.waitForLoadState();
  await page.goto(before);
}
