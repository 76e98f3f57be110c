import { pressBadge } from '../../e2e/badges.ts';
import { cause } from '../../sandbox/causes/index.ts';
import { item } from '../../sandbox/causes/places.ts';
import { badgeSays, fromWord, readsAs, short } from '../assertions.ts';
import type { Step } from '../types.ts';
import { panelFrom, panelOf, setScenario } from '../page-objects.ts';

/** Invoices that cannot be sent in bulk, for want of something on their commitment. */
export const greyedBulk: readonly Step[] = [
  {
    name: 'The bulk action is greyed: the panel asks for what only the person can see',
    act: async (scene) => {
      const { page } = scene;
      await page.goto(cause('invoice-contact-missing').opens);
      await setScenario(scene, cause('invoice-contact-missing').title);
      await badgeSays(page, 'send-button', 'synced', /Countersign:/);
      const panel = await panelFrom(scene, () => pressBadge(page, 'send-button'));
      await panel.getByRole('button', { name: 'Find out why it does not work' }).click();
      const main = panel.getByRole('main');
      await readsAs(main, /Does the commitment of the ticked invoices have an Invoice Contact\?/);
      await panel.getByRole('button', { name: 'No', exact: true }).click();
      const seen = await readsAs(main, /Most likely The commitment has no Invoice Contact/);
      await scene.picture(panel, 'greyed-bulk');
      return `panel says “${short(fromWord('Most likely', seen))}”`;
    },
  },
  {
    name: 'Step by step: a ring around the commitment’s Invoice Contact, then Save, then the list once more',
    act: async (scene) => {
      const { page } = scene;
      const panel = panelOf(scene);
      const main = panel.getByRole('main');
      await panel.getByRole('button', { name: 'Add the contact step by step' }).first().click();
      await readsAs(main, /Step 1 of 3 Choose the Invoice Contact/);
      await page.goto(item('subcontract-mfe-edit', 'subcontract'));
      await page.locator('countersign-spot').waitFor({ state: 'attached' });
      await scene.picture(page, 'guided-spot-on-invoice-contact');
      const field = page.getByLabel('Invoice Contact');
      await field.click();
      await field.selectOption('Ruth Calder');
      await readsAs(main, /Step 2 of 3 Save the commitment/);
      const save = page.getByRole('button', { name: 'Save' });
      await save.hover();
      await save.click();
      await readsAs(main, /Step 3 of 3 Tick the rows again/);
      await page.goto(cause('invoice-contact-missing').opens);
      const seen = await readsAs(main, /Fixed: Sending several invoices at once/);
      return `panel says “${short(fromWord('Since the check before', seen))}”`;
    },
  },
];
