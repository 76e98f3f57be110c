import type { Page } from '@playwright/test';
import { COUNTERSIGN_CLIENT_ID } from '../../sandbox/docusign/apps.ts';
import { badgeSays, readsAs } from '../../tour/assertions.ts';
import { panelFrom, panelOf, popupOver } from '../../tour/page-objects.ts';
import { openExtensionPage, openPanel } from '../chromium.ts';
import { connectionIn, openConnection } from './connecting.ts';
import {
  expect,
  linkedAtProcore,
  openContract,
  openUnlinkedProfile,
  enterProject,
  SUE,
  test,
} from './flow-test.ts';

/** What has the focus, by the name a person sees; a badge is known by its tag. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return '';
    if (element.localName === 'countersign-badge') return `badge of ${element.dataset['kind']}`;
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
    return (element.getAttribute('aria-label') ?? label ?? element.textContent ?? '').trim();
  });

/** Presses Tab until something of this name has the focus, and holds it so that the person sees it. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    const here = await focused(page);
    if (typeof name === 'string' ? here === name : name.test(here)) {
      if (page.url().startsWith('chrome-extension:')) expect(await showsFocus(page), here).toBe(true);
      return;
    }
    passed.push(here);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${name}, but to ${passed.join(' | ')}`);
}

const showsFocus = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const shown = element?.closest('label') ?? element;
    if (!element || !shown) return false;
    return [element, shown].some((one) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
    });
  });

test('links by keyboard alone, in the popup, the panel, Procore and DocuSign', async ({ scene }) => {
  const { page, context } = scene;
  await openUnlinkedProfile(scene);
  const popup = await popupOver(scene);
  await readsAs(popup.getByRole('main'), /Not linked/);
  await tabTo(popup, 'Link');
  // The popup is gone before the key is let go.
  const panel = await panelFrom(scene, () => popup.keyboard.down('Enter'));
  const main = panel.getByRole('main');
  await readsAs(main, /Step 3 of 6 Sign out of DocuSign first/);
  await tabTo(panel, 'Do it for me');
  const [signedOut] = await Promise.all([context.waitForEvent('page'), panel.keyboard.press('Enter')]);
  await readsAs(signedOut.locator('body'), /Log In to Docusign/);
  await readsAs(main, /Step 4 of 6 Press Login with DocuSign/);
  await signedOut.close();

  await page.bringToFront();
  await expect(page.locator('countersign-spot')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.locator('countersign-spot')).toHaveCount(0);
  await tabTo(page, 'Login with DocuSign®');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Email address')).toBeFocused();
  await page.keyboard.type(SUE);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Password')).toBeFocused();
  await page.keyboard.type('signature');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Accept' }).waitFor();
  await tabTo(page, 'Accept');
  await page.keyboard.press('Enter');
  await badgeSays(page, 'link-row', 'synced', /Synced on this project/);

  await readsAs(main, /Step 6 of 6 Say who it is/);
  await tabTo(panel, 'Name or e-mail at DocuSign');
  await panel.keyboard.type(SUE);
  await panel.keyboard.press('Enter');
  await readsAs(main, /Done.*sue\.sender@example\.com, confirmed by you/);
  expect(linkedAtProcore(scene)).toEqual([SUE]);
});

test('stops a guided run by keyboard, after Escape kept it', async ({ scene }) => {
  await openUnlinkedProfile(scene);
  const popup = await popupOver(scene);
  const panel = await panelFrom(scene, () =>
    popup.getByRole('button', { name: 'Link', exact: true }).click(),
  );
  const main = panelOf(scene).getByRole('main');
  await readsAs(main, /Step 3 of 6/);
  await tabTo(panel, 'Stop');
  await panel.keyboard.press('Enter');
  await expect.poll(() => focused(panel)).toBe('Go on');
  await panel.keyboard.press('Escape');
  await expect(panel.getByRole('dialog')).toHaveCount(0);
  // The focus is back where it was.
  await expect.poll(() => focused(panel)).toBe('Stop');
  await panel.keyboard.press('Enter');
  await expect.poll(() => focused(panel)).toBe('Go on');
  await panel.keyboard.press('Shift+Tab');
  await expect.poll(() => focused(panel)).toBe('Stop');
  await panel.keyboard.press('Enter');
  await readsAs(main, /Stopped/);
});

test('reaches a badge right after its button, and opens it with Enter', async ({ scene }) => {
  const { page, context } = scene;
  await enterProject(page);
  await openContract(page);
  await badgeSays(page, 'send-button', 'unknown', /Countersign:/);
  await tabTo(page, 'Send with DocuSign');
  await page.keyboard.press('Tab');
  await expect.poll(() => focused(page)).toBe('badge of send-button');
  // A badge takes a press once it has been in sight for a moment, as it is when a person reads before pressing.
  await page.waitForTimeout(400);
  const panel = await openPanel(context, () => page.keyboard.press('Enter'));
  await readsAs(panel.getByRole('main'), /A button that sends this item with DocuSign/);
  await expect.poll(() => focused(panel)).toBe('Send button');
  await tabTo(panel, 'Back to the overview');
  await panel.keyboard.press('Enter');
  await expect(panel.getByRole('main')).not.toContainText('A button that sends this item');
});

test('connects and disconnects by keyboard', { tag: '@long' }, async ({ scene }) => {
  const { context } = scene;
  await openConnection(scene);
  const panel = panelOf(scene);
  await tabTo(panel, 'Connect with DocuSign');
  const [login] = await Promise.all([context.waitForEvent('page'), panel.keyboard.press('Enter')]);
  await expect(login.getByLabel('Email address')).toBeFocused();
  await login.keyboard.type(SUE);
  await login.keyboard.press('Enter');
  await expect(login.getByLabel('Password')).toBeFocused();
  await login.keyboard.type('signature');
  await login.keyboard.press('Enter');
  await login.getByRole('button', { name: 'Accept' }).waitFor();
  await tabTo(login, 'Accept');
  await login.keyboard.press('Enter');
  await readsAs(connectionIn(scene), /Connected as Sue Sender.*Refresh/);
  await tabTo(panel, 'Disconnect');
  await panel.keyboard.press('Enter');
  await expect.poll(() => focused(panel)).toBe('Cancel');
  await panel.keyboard.press('Shift+Tab');
  await expect.poll(() => focused(panel)).toBe('Disconnect');
  await panel.keyboard.press('Enter');
  await readsAs(connectionIn(scene), /Disconnected/);
});

test('finds and changes a setting by keyboard', { tag: '@long' }, async ({ context }) => {
  const settings = await openExtensionPage(context, 'options.html');
  await settings.getByRole('heading', { name: 'Countersign settings' }).waitFor();
  await settings.keyboard.press('/');
  await expect.poll(() => focused(settings)).toBe('Search settings');
  await settings.keyboard.type('integration key');
  await expect(settings.getByRole('status').filter({ hasText: /./ })).toHaveText('1 section matches');
  await expect(settings.getByRole('heading', { level: 2 })).toHaveText(['DocuSign']);
  await settings.keyboard.press('Escape');
  await expect(settings.getByRole('heading', { level: 2 })).not.toHaveText(['DocuSign']);
  await tabTo(settings, 'Integration key');
  await settings.keyboard.type(COUNTERSIGN_CLIENT_ID);
  await settings.keyboard.press('Enter');
  await readsAs(settings.getByRole('main'), /Saved/);
  await tabTo(settings, /^DocuSign banners/);
  await settings.keyboard.press('Space');
  await expect(settings.getByLabel('DocuSign banners')).not.toBeChecked();
});

test('finds out why, answers a question and writes a message by keyboard', { tag: '@long' }, async ({
  scene,
}) => {
  await openUnlinkedProfile(scene);
  const popup = await popupOver(scene);
  await tabTo(popup, 'Find out why it does not work');
  const panel = await panelFrom(scene, () => popup.keyboard.down('Enter'));
  const main = panel.getByRole('main');
  await readsAs(main, /Most likely No DocuSign login is linked/);
  await tabTo(panel, /^Nothing happens/);
  await panel.keyboard.press('Enter');
  await readsAs(main, /One answer of yours/);
  await tabTo(panel, 'Write to IT');
  await panel.keyboard.press('Enter');
  await tabTo(panel, 'The message');
  await panel.keyboard.type('Please look. ');
  await expect(panel.getByLabel('The message')).toHaveValue(/Please look\. /);
  await tabTo(panel, 'Check again');
  await panel.keyboard.press('Enter');
  await readsAs(main, /Since the check before|Nothing changed since/);
});
