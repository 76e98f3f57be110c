import { cause } from '../../sandbox/causes/index.ts';
import { REFRESH_LOCK } from '../../sandbox/procore/state.ts';
import { badgeSays, readsAs } from '../../tour/assertions.ts';
import { panelOf } from '../../tour/page-objects.ts';
import { findOutFrom, fix, judged, plant } from './troubleshooting.ts';
import { enterProject, expect, type Scene, test } from './flow-test.ts';

/** An envelope that is out, about which only people can tell more: the panel asks them one thing at a time. */

async function findOut(scene: Scene, id: string) {
  await enterProject(scene.page);
  plant(scene, id);
  await scene.page.goto(cause(id).opens);
  await badgeSays(scene.page, 'banner', 'unknown', /./);
  return findOutFrom(scene, 'banner');
}
const answer = (scene: Scene, name: string) =>
  panelOf(scene).getByRole('button', { name, exact: true }).click();

test('DocuSign’s e-mail did not arrive: IT is asked to let its senders through', async ({ scene }) => {
  const main = await findOut(scene, 'mail-missing');
  await readsAs(main, /Did DocuSign’s e-mail reach the person who is to sign next\?/);
  await answer(scene, 'It did not, nor is it among the junk');
  await judged(scene, 'signature-mail', 'fail');
  await readsAs(main, /Most likely The envelope is out, but its e-mail has not arrived/);
  await fix(scene, 'signature-mail', 'Write to IT');
  await expect(panelOf(scene).getByLabel('The message')).toHaveValue(/senders at docusign\.net/);
  await answer(scene, 'No, or I have not pressed Refresh yet');
  await judged(scene, 'refresh-wait', 'pass');
});

test('Refresh does nothing yet: how long it takes is said, and after that it brings the news', async ({
  scene,
}) => {
  const { page, sandbox } = scene;
  const main = await findOut(scene, 'refresh-too-soon');
  await answer(scene, 'It arrived');
  await readsAs(main, /Has more happened in DocuSign than the banner says\?/);
  await answer(scene, 'Yes, and I pressed Refresh less than 5 minutes ago');
  await judged(scene, 'refresh-wait', 'warn');
  await readsAs(main, /Most likely The banner is behind.*Wait, then check again/);
  sandbox.world.advance(REFRESH_LOCK);
  await page.reload();
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await readsAs(page.locator('body'), /The envelope was refreshed/);
  await answer(scene, 'Check again');
  await readsAs(main, /Whether the banner is up to date/);
  await judged(scene, 'refresh-wait', 'not-applicable');
  await judged(scene, 'envelope', 'pass');
});
