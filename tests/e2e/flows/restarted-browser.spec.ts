import { rm } from 'node:fs/promises';
import { badgeSays, readsAs } from '../../tour/assertions.ts';
import { openProfile, panelFrom, panelOf, popupOver } from '../../tour/page-objects.ts';
import { launchChromium, newProfile } from '../chromium.ts';
import { test as base } from '../fixtures.ts';
import {
  confirmInPanel,
  enterProject,
  expect,
  linkedAtProcore,
  logInFromProfile,
  openUnlinkedProfile,
  type Scene,
  SUE,
} from './flow-test.ts';

const test = base.extend<{ profile: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern.
  profile: async ({}, use) => {
    const profile = await newProfile();
    await use(profile);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  },
});

test('keeps a guided run over a restart of the browser', async ({ sandbox, profile }) => {
  const sitting = async (work: (scene: Scene) => Promise<void>) => {
    const { context, strays, errors, close } = await launchChromium(sandbox, { profile });
    context.setDefaultTimeout(10_000);
    const page = context.pages()[0] ?? (await context.newPage());
    await work({ sandbox, context, page, panel: null, picture: () => Promise.resolve() });
    await close();
    expect({ strays, errors }).toEqual({ strays: [], errors: [] });
  };
  await sitting(async (scene) => {
    await openUnlinkedProfile(scene);
    const popup = await popupOver(scene);
    await panelFrom(scene, () => popup.getByRole('button', { name: 'Link', exact: true }).click());
    const panel = panelOf(scene);
    await readsAs(panel.getByRole('main'), /Step 3 of 6/);
    await panel.getByRole('button', { name: 'I did it' }).click();
    await readsAs(panel.getByRole('main'), /Step 4 of 6/);
  });
  await sitting(async (scene) => {
    const { page } = scene;
    await enterProject(page);
    const popup = await popupOver(scene);
    await readsAs(
      popup.getByRole('main'),
      /Under way · Step 4 of 6 Link your DocuSign account on Riverside Tower/,
    );
    await panelFrom(scene, () => popup.getByRole('button', { name: 'Continue' }).click());
    await openProfile(page);
    await badgeSays(page, 'link-row', 'not-linked', /no DocuSign account is linked/);
    await logInFromProfile(scene, SUE);
    await confirmInPanel(scene, SUE);
    await readsAs(panelOf(scene).getByRole('main'), /Done.*sue\.sender@example\.com, confirmed by you/);
    expect(linkedAtProcore(scene)).toEqual([SUE]);
  });
});
