import { inZone, place, PROJECT } from '../../sandbox/causes/places.ts';
import { legacy, webclient } from '../../sandbox/procore/addresses.ts';
import { badgeSays, readsAs } from '../../tour/assertions.ts';
import { pressBadge } from '../badges.ts';
import { openPanel } from '../chromium.ts';
import { plant } from './troubleshooting.ts';
import { enterProject, test } from './flow-test.ts';

/** A form shows what somebody ticked; what holds is what was saved. */

for (const [make, settings] of [
  ['older', inZone(legacy(place(PROJECT), 'admin/general'))],
  ['newer', inZone(webclient(place(PROJECT), 'admin/general'))],
] as const) {
  test(`a box that is ticked and not saved says nothing of the project in ${make} settings`, async ({
    scene,
  }) => {
    const { page } = scene;
    await enterProject(page);
    plant(scene, 'project-off');
    await page.goto(settings);
    const box = page.getByLabel('Enable DocuSign').filter({ visible: true });
    await badgeSays(page, 'enable-box', 'unavailable', /DocuSign is switched off for this project/);
    await box.check();
    await badgeSays(page, 'enable-box', 'unavailable', /counts once it is saved/);
    await box.uncheck();
    await badgeSays(page, 'enable-box', 'unavailable', /DocuSign is switched off for this project/);
    await box.check();
    await badgeSays(page, 'enable-box', 'unavailable', /counts once it is saved/);
    const panel = await openPanel(scene.context, () => pressBadge(page, 'enable-box'));
    await readsAs(panel.getByRole('main'), /counts once it is saved.*Press Update/);
    await page.getByRole('button', { name: 'Update', exact: true }).click();
    await badgeSays(page, 'enable-box', 'unknown', /DocuSign is switched on for this project/);
    await box.uncheck();
    await badgeSays(page, 'enable-box', 'unknown', /counts once it is saved/);
    // Left without saving, it is on as before.
    await page.goto(settings);
    await badgeSays(page, 'enable-box', 'unknown', /DocuSign is switched on for this project/);
  });
}
