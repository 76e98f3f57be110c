import { pressBadge } from '../../e2e/badges.ts';
import { cause } from '../../sandbox/causes/index.ts';
import { badgeSays, fromWord, readsAs, short } from '../assertions.ts';
import type { Step } from '../types.ts';
import { panelFrom, panelOf, popupOver, setScenario, type } from '../page-objects.ts';

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
      await setScenario(scene, cause('project-off').title);
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
    name: 'Or step by step, for who is the admin: a ring around the very box, and the checks once more',
    act: async (scene) => {
      const { page } = scene;
      const panel = panelOf(scene);
      const main = panel.getByRole('main');
      await panel.getByRole('button', { name: 'Enable DocuSign step by step' }).first().click();
      await readsAs(main, /Step 3 of 4 Tick Enable DocuSign/);
      await page.locator('countersign-spot').waitFor({ state: 'attached' });
      await page.getByRole('checkbox', { name: /Enable DocuSign/ }).check();
      await readsAs(main, /Step 4 of 4 Press Update/);
      await scene.picture(page, 'guided-spot-on-update');
      await page.getByRole('button', { name: 'Update' }).click();
      const seen = await readsAs(main, /Fixed: DocuSign in this project/);
      await scene.picture(panel, 'troubleshooter-fixed');
      return `panel says “${short(fromWord('Since the check before', seen))}”`;
    },
  },
  {
    name: 'An envelope that was left halfway: a ring around Finish, and on to Send',
    act: async (scene) => {
      const { page } = scene;
      await setScenario(scene, cause('banner-setup').title);
      await page.goto(cause('banner-setup').opens);
      await badgeSays(page, 'banner', 'reauth-required', /Press Finish/);
      const panel = panelOf(scene);
      const main = panel.getByRole('main');
      await panel.getByRole('button', { name: 'Check again', exact: true }).click();
      await readsAs(main, /New: The envelope of this item/);
      await panel.getByRole('button', { name: 'Finish it step by step' }).first().click();
      await readsAs(main, /Step 2 of 3 Press Finish/);
      await page.locator('countersign-spot').waitFor({ state: 'attached' });
      await scene.picture(page, 'guided-spot-on-finish');
      const finish = page.getByRole('button', { name: 'Finish', exact: true });
      await finish.hover();
      await finish.click();
      await page.getByRole('button', { name: 'Send Now' }).click();
      const seen = await readsAs(main, /Fixed: The envelope of this item/);
      return `panel says “${short(fromWord('Since the check before', seen))}”`;
    },
  },
  {
    name: 'One check, found by a word of it',
    act: async (scene) => {
      const panel = panelOf(scene);
      await type(panel.getByRole('searchbox'), 'cookies');
      const list = panel.getByRole('list', { name: 'Checks that match' });
      await list.waitFor();
      await scene.picture(panel, 'check-search');
      const found = await list.innerText();
      await list.getByRole('button').first().click();
      await panel.locator('details[data-check] summary:focus').waitFor();
      return `found “${short(found.replace(/\s+/g, ' '))}”, and went to the first`;
    },
  },
  {
    name: 'A link to a contract that is gone: the popup over the empty page, then why',
    act: async (scene) => {
      const { page } = scene;
      await page.goto(cause('item-deleted').opens);
      await setScenario(scene, cause('item-deleted').title);
      const popup = await popupOver(scene);
      const panel = await panelFrom(scene, () => popup.getByRole('button', { name: 'Find out why' }).click());
      const seen = await readsAs(
        panel.getByRole('main'),
        /Most likely Procore says that this page is not there/,
      );
      await scene.picture(panel, 'page-not-found');
      return `panel says “${short(fromWord('Most likely', seen))}”`;
    },
  },
];
