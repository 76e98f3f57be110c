import { cause } from '../../sandbox/causes/index.ts';
import { CONTRACT, HOME_ZONE, inZone, OLD_CONTRACT, place, PROJECT } from '../../sandbox/causes/places.ts';
import { legacy } from '../../sandbox/procore/addresses.ts';
import { seededId } from '../../sandbox/procore/items.ts';
import { badgeSays, readsAs } from '../../tour/assertions.ts';
import { panelOf } from '../../tour/page-objects.ts';
import { killWorker } from '../chromium.ts';
import { findOutFrom, fix, judged, nothingSkipped, plant, pressByHand } from './troubleshooting.ts';
import { enterProject, expect, test } from './flow-test.ts';

/** An envelope that waits for the person: from its banner to the button on it, and on until the banner says something else. */

const HOME = inZone(legacy(place(PROJECT), 'home'));

const WAITING = [
  {
    what: 'an envelope left halfway is finished and sent',
    id: 'banner-setup',
    remedy: 'Finish it step by step',
    open: /Step 1 of 3 Open the item/,
    press: /Step 2 of 3 Press Finish/,
    button: 'Finish',
    then: /Step 3 of 3 Set it up and press Send/,
    at: 'Send Now',
    shown: 'pending',
  },
  {
    what: 'the person’s own signature is given',
    id: 'banner-required',
    remedy: 'Sign it step by step',
    open: /Step 1 of 3 Open the item/,
    press: /Step 2 of 3 Press the sign button/,
    button: 'Sign Contract',
    then: /Done/,
    at: null,
    shown: 'completed',
  },
] as const;

/** One make is enough for every change. */
const tagged = (make: string) => (make === 'older' ? { tag: '@long' } : {});

for (const { what, id, remedy, open, press, button, then, at, shown } of WAITING) {
  for (const [make, contract] of [
    ['older', OLD_CONTRACT],
    ['newer', CONTRACT],
  ] as const) {
    test(
      `${what} in ${make} pages, although the worker is killed before every step`,
      tagged(make),
      async ({ scene }) => {
        const { context, sandbox } = scene;
        await enterProject(scene.page);
        plant(scene, id);
        expect(cause(id).check).toBe('envelope');
        await scene.page.goto(contract);
        await badgeSays(scene.page, 'banner', 'unknown', /./);
        const main = await findOutFrom(scene, 'banner');
        await judged(scene, 'envelope', 'warn');
        await scene.page.goto(HOME);
        await killWorker(context);
        await fix(scene, 'envelope', remedy);
        await readsAs(main, open);
        await killWorker(context);
        const [page] = await Promise.all([
          context.waitForEvent('page'),
          panelOf(scene).getByRole('button', { name: 'Do it for me' }).click(),
        ]);
        await page.waitForURL(contract);
        await readsAs(main, press);
        await expect(page.locator('countersign-spot')).toBeAttached();
        await killWorker(context);
        await pressByHand(scene, page.getByRole('button', { name: button, exact: true }));
        await readsAs(main, then);
        if (at !== null) {
          await killWorker(context);
          await page.getByRole('button', { name: at }).click();
        }
        await readsAs(main, /Fixed: The envelope/);
        await judged(scene, 'envelope', 'pass');
        await nothingSkipped(scene);
        const item = sandbox.procore.state.item(HOME_ZONE, seededId(HOME_ZONE, PROJECT, 'subcontract'));
        expect(item?.envelope?.shown).toBe(shown);
      },
    );
  }
}
