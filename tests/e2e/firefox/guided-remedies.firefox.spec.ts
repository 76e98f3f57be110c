import { cause } from '../../sandbox/causes/index.ts';
import { HOME_ZONE, OLD_CONTRACT, PROJECT } from '../../sandbox/causes/places.ts';
import { seededId } from '../../sandbox/procore/items.ts';
import type { Firefox } from '../firefox.ts';
import { expect, firefoxTest as test } from '../fixtures.ts';
import { ask, hover, type Place, press, readsAs, tabOf, until } from './firefox-page.ts';
import { backgroundState, endBackground, findOutFromPopup, openProject } from './firefox-page-objects.ts';

/** What the troubleshooter leads to step by step in Procore's own forms, with the background page ended before each step. */

const end = async ({ browser }: Firefox): Promise<void> => {
  if ((await backgroundState(browser)) === 'running') await endBackground(browser);
};

/** The ring and its words stand in the page. */
const spotted = (tab: Place) =>
  until(
    'the guide’s spot in the page',
    () => ask(tab, ({ document }) => document.querySelector('countersign-spot') !== null),
    (there) => there,
  );

test('ticks Enable DocuSign and saves it, led from the popup', async ({ firefox, sandbox }) => {
  const { browser } = firefox;
  const page = await openProject(browser);
  cause('project-off').plant(sandbox);
  await page.goto(cause('project-off').opens);
  const sidebar = await findOutFromPopup(page);
  await readsAs(sidebar, /Most likely.*DocuSign in this project Not in order/);
  await press(sidebar, 'Enable DocuSign step by step');
  await readsAs(sidebar, /Step 3 of 4 Tick Enable DocuSign/);
  const tab = tabOf(page);
  await spotted(tab);
  await end(firefox);
  await press(tab, { css: '#project_docusign' });
  await readsAs(sidebar, /Step 4 of 4 Press Update/);
  expect(sandbox.procore.state.projectEnabled(HOME_ZONE, PROJECT)).toBe(false);
  await end(firefox);
  await press(tab, 'Update');
  await readsAs(sidebar, /Fixed: DocuSign in this project/);
  expect(sandbox.procore.state.projectEnabled(HOME_ZONE, PROJECT)).toBe(true);
});

test('finishes an envelope that was left halfway, led from the popup', async ({ firefox, sandbox }) => {
  const { browser } = firefox;
  const page = await openProject(browser);
  cause('banner-setup').plant(sandbox);
  await page.goto(OLD_CONTRACT);
  const sidebar = await findOutFromPopup(page);
  await readsAs(sidebar, /The envelope of this item Look at this/);
  await press(sidebar, 'Finish it step by step');
  await readsAs(sidebar, /Step 2 of 3 Press Finish/);
  const tab = tabOf(page);
  await spotted(tab);
  await end(firefox);
  // A hand is on the button before it presses: that wakes what the press has to reach.
  await hover(tab, 'Finish');
  await expect.poll(() => backgroundState(browser)).toBe('running');
  await press(tab, 'Finish');
  await readsAs(sidebar, /Step 3 of 3 Set it up and press Send/);
  await end(firefox);
  await press(tab, 'Send Now');
  await readsAs(sidebar, /Fixed: The envelope of this item/);
  const item = sandbox.procore.state.item(HOME_ZONE, seededId(HOME_ZONE, PROJECT, 'subcontract'));
  expect(item?.envelope?.shown).toBe('pending');
});
