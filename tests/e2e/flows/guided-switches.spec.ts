import type { Locator, Page } from '@playwright/test';
import { cause } from '../../sandbox/causes/index.ts';
import { HOME_ZONE, inZone, item, OLD_CONTRACT, place, PROJECT } from '../../sandbox/causes/places.ts';
import { legacy, webclient } from '../../sandbox/procore/addresses.ts';
import { seededId } from '../../sandbox/procore/items.ts';
import { badgeSays, readsAs } from '../../tour/assertions.ts';
import { panelOf } from '../../tour/page-objects.ts';
import { killWorker } from '../chromium.ts';
import { findOutFrom, fix, judged, nothingSkipped, plant, pressByHand } from './troubleshooting.ts';
import { enterProject, expect, type Scene, test } from './flow-test.ts';

/** What the troubleshooter leads to step by step in Procore's own forms: from a badge to the cause, to its remedy. */

const HOME = inZone(legacy(place(PROJECT), 'home'));

const isEnabled = ({ sandbox }: Scene) => sandbox.procore.state.projectEnabled(HOME_ZONE, PROJECT);
const isToBeSigned = ({ sandbox }: Scene) =>
  sandbox.procore.state.item(HOME_ZONE, seededId(HOME_ZONE, PROJECT, 'subcontract'))?.sign;

/** Plants a cause, looks at it, and has the panel find it out. */
async function findOut(scene: Scene, id: string, address: string): Promise<Locator> {
  const { page } = scene;
  await enterProject(page);
  plant(scene, id);
  await page.goto(address);
  const kind = id === 'project-off' ? 'enable-box' : 'sign-toggle';
  await badgeSays(page, kind, kind === 'enable-box' ? 'unavailable' : 'unknown', /./);
  return findOutFrom(scene, kind);
}

/** One make is enough for every change. */
const tagged = (make: string) => (make === 'older' ? { tag: '@long' } : {});

/** Ticks the box or switch of that name which is in sight, while the guide stands in the page. */
async function tick(page: Page, label: string): Promise<void> {
  await expect(page.locator('countersign-spot')).toBeAttached();
  await page.getByLabel(label).filter({ visible: true }).check();
}

for (const [make, settings] of [
  ['older', inZone(legacy(place(PROJECT), 'admin/general'))],
  ['newer', inZone(webclient(place(PROJECT), 'admin/general'))],
] as const) {
  test(
    `the project’s box is ticked and saved in ${make} settings, although the worker is killed before every step`,
    tagged(make),
    async ({ scene }) => {
      const { page, context } = scene;
      const main = await findOut(scene, 'project-off', settings);
      await judged(scene, 'project-enabled', 'fail');
      await page.goto(HOME);
      await killWorker(context);
      await fix(scene, 'project-enabled', 'Enable DocuSign step by step');
      await readsAs(main, /Step 2 of 4 Open the project’s settings/);
      await killWorker(context);
      await page.goto(settings);
      await readsAs(main, /Step 3 of 4 Tick Enable DocuSign/);
      await killWorker(context);
      await tick(page, 'Enable DocuSign');
      await readsAs(main, /Step 4 of 4 Press Update/);
      // Gone back to, the page has its tick again, and nothing is saved.
      await page.goto(HOME);
      await page.goBack();
      await badgeSays(page, 'enable-box', 'unavailable', /counts once it is saved/);
      await readsAs(main, /Step 4 of 4 Press Update/);
      // Left without saving, the box is off again, and a tick alone is still no proof.
      await page.goto(settings);
      await badgeSays(page, 'enable-box', 'unavailable', /DocuSign is switched off for this project/);
      await killWorker(context);
      await tick(page, 'Enable DocuSign');
      await badgeSays(page, 'enable-box', 'unavailable', /counts once it is saved/);
      await readsAs(main, /Step 4 of 4 Press Update/);
      expect(isEnabled(scene)).toBe(false);
      await killWorker(context);
      await page.getByRole('button', { name: 'Update', exact: true }).click();
      await readsAs(main, /Fixed: DocuSign in this project/);
      await judged(scene, 'project-enabled', 'pass');
      await nothingSkipped(scene);
      expect(isEnabled(scene)).toBe(true);
    },
  );
}

for (const [make, seen, edit] of [
  ['older', OLD_CONTRACT, null],
  ['newer', item('subcontract-mfe-edit', 'subcontract'), item('subcontract-mfe-edit', 'subcontract')],
] as const) {
  test(
    `the contract’s switch is turned on and saved in ${make} pages, although the worker is killed before every step`,
    tagged(make),
    async ({ scene }) => {
      const { context } = scene;
      const main = await findOut(scene, 'sign-off', seen);
      await judged(scene, 'sign-toggle', 'fail');
      await scene.page.goto(HOME);
      await killWorker(context);
      await fix(scene, 'sign-toggle', 'Switch it on step by step');
      await readsAs(main, /Step 1 of 3 Open the contract/);
      await killWorker(context);
      const [page] = await Promise.all([
        context.waitForEvent('page'),
        panelOf(scene).getByRole('button', { name: 'Do it for me' }).click(),
      ]);
      await page.waitForURL(seen);
      await readsAs(main, /Step 2 of 3 Switch on Sign with DocuSign/);
      await killWorker(context);
      if (edit === null) await page.getByRole('link', { name: 'Edit Contract' }).click();
      await badgeSays(page, 'sign-toggle', 'unknown', /./);
      await tick(page, 'Sign with DocuSign');
      await readsAs(main, /Step 3 of 3 Save the contract/);
      expect(isToBeSigned(scene)).toBe(false);
      await killWorker(context);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await readsAs(main, /Fixed: Sign with DocuSign on the item/);
      await judged(scene, 'sign-toggle', 'pass');
      await nothingSkipped(scene);
      expect(isToBeSigned(scene)).toBe(true);
    },
  );
}

for (const [make, commitment, choose] of [
  [
    'older',
    item('subcontract-legacy-edit', 'subcontract'),
    async (field: Locator) => {
      await field.focus();
      await field.press('ArrowDown');
    },
  ],
  [
    'newer',
    item('subcontract-mfe-edit', 'subcontract'),
    async (field: Locator) => {
      await field.click();
      await field.selectOption('Ruth Calder');
    },
  ],
] as const) {
  test(
    `a greyed bulk button: the missing Invoice Contact is added on the commitment in ${make} pages, although the worker is killed before every step`,
    tagged(make),
    async ({ scene }) => {
      const { page, context } = scene;
      plant(scene, 'invoice-contact-missing');
      const list = cause('invoice-contact-missing').opens;
      await enterProject(page);
      await page.goto(list);
      await badgeSays(page, 'send-button', 'unknown', /./);
      const main = await findOutFrom(scene, 'send-button');
      await readsAs(main, /Does the commitment of the ticked invoices have an Invoice Contact\?/);
      await panelOf(scene).getByRole('button', { name: 'No', exact: true }).click();
      await judged(scene, 'bulk-send', 'fail');
      await killWorker(context);
      await fix(scene, 'bulk-send', 'Add the contact step by step');
      await readsAs(main, /Step 1 of 3 Choose the Invoice Contact/);
      await killWorker(context);
      await page.goto(commitment);
      await expect(page.locator('countersign-spot')).toBeAttached();
      const field = page.getByLabel('Invoice Contact');
      await choose(field);
      await expect(field).toHaveValue('Ruth Calder');
      await readsAs(main, /Step 2 of 3 Save the commitment/);
      await killWorker(context);
      await pressByHand(scene, page.getByRole('button', { name: 'Save' }));
      await readsAs(main, /Step 3 of 3 Tick the rows again/);
      await killWorker(context);
      await page.goto(list);
      await readsAs(main, /Fixed: Sending several invoices at once/);
      await judged(scene, 'bulk-send', 'pass');
      await nothingSkipped(scene);
    },
  );
}
