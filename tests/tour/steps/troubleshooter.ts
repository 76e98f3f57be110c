import { pressBadge } from '../../e2e/chromium.ts';
import { cause } from '../../sandbox/causes/index.ts';
import { badgeSays, fromWord, readsAs, short } from '../seen.ts';
import type { Scene, Step } from '../types.ts';
import { panelFrom, panelOf } from '../ways.ts';

/** Presses a scenario of the switcher and comes back to the page. */
async function set({ page }: Scene, title: string): Promise<void> {
  const before = page.url();
  await page.goto('https://switcher.countersign.test/');
  await page.getByRole('button', { name: `Set “${title}” and stay here` }).click();
  await page.waitForLoadState();
  await page.goto(before);
}

/** Why it does not work, what to do about it, and whether it helped. */
export const troubleshooter: readonly Step[] = [
  {
    name: 'Find out why, from the banner of that contract',
    act: async (scene) => {
      const panel = await panelFrom(scene, () => pressBadge(scene.page, 'banner'));
      await panel.getByRole('button', { name: 'Find out why it does not work' }).click();
      const seen = await readsAs(panel.getByRole('main'), /Most likely.*Re-link step by step/);
      await scene.picture(panel, 'troubleshooter');
      return `panel says “${short(fromWord('Most likely', seen))}”`;
    },
  },
  {
    name: 'The project is switched off as well: a message for its admin',
    act: async (scene) => {
      const { page } = scene;
      await set(scene, cause('project-off').title);
      await page.goto(cause('project-off').opens);
      await badgeSays(page, 'enable-box', 'unavailable', /Countersign:/);
      const panel = panelOf(scene);
      await panel.getByRole('button', { name: 'Check again', exact: true }).click();
      await readsAs(panel.getByRole('main'), /New: DocuSign in this project/);
      await panel.getByRole('button', { name: 'Write to a project admin' }).first().click();
      const message = panel.getByLabel('The message');
      await message.waitFor();
      const body = await message.inputValue();
      await scene.picture(panel, 'message-to-admin');
      if (!body.includes('Riverside Tower'))
        throw new Error(`the message does not name the project: ${body}`);
      return `message says “${short(body)}”`;
    },
  },
  {
    name: 'The admin switched it on: the same checks once more',
    act: async (scene) => {
      const { page } = scene;
      await page.getByRole('checkbox', { name: /Enable DocuSign/ }).check();
      await page.getByRole('button', { name: 'Update' }).click();
      await page.waitForLoadState();
      await page.goto(cause('project-off').opens);
      const panel = panelOf(scene);
      await panel.getByRole('button', { name: 'Check again', exact: true }).click();
      const seen = await readsAs(panel.getByRole('main'), /Fixed: DocuSign in this project/);
      await scene.picture(panel, 'troubleshooter-fixed');
      return `panel says “${short(fromWord('Since the check before', seen))}”`;
    },
  },
];
