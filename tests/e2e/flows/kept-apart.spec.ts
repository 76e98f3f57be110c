import type { PersonKey, ProjectKey, ZoneHost } from '../../sandbox/procore/zones.ts';
import { docusignLogin } from '../../sandbox/causes/change.ts';
import { scenario } from '../../sandbox/switcher/scenarios.ts';
import { badgeSays, readsAs } from '../../tour/assertions.ts';
import { openProfile, popupOver } from '../../tour/page-objects.ts';
import { lookAtBadge } from '../badges.ts';
import {
  enterProject,
  expect,
  linkByHand,
  logInFromProfile,
  MAX,
  openContract,
  type Scene,
  SUE,
  test,
} from './flow-test.ts';

/** A link at Procore that was there before Countersign came. */
function linkAt(
  { sandbox: { docusign, procore } }: Scene,
  project: ProjectKey,
  { zone = 'us02.procore.com', person = 'gc-admin' }: { zone?: ZoneHost; person?: PersonKey } = {},
): void {
  procore.state.setProjectEnabled(zone, project, true);
  procore.state.setLink({ zone, person, project }, docusignLogin(docusign, person));
}

async function look({ page }: Scene, project: string, zone?: string): Promise<void> {
  await enterProject(page, project, zone);
  await openProfile(page);
}

test('keeps every project of a zone for itself', async ({ scene }) => {
  const { page } = scene;
  linkAt(scene, 'riverside');
  await look(scene, 'Riverside Tower');
  await badgeSays(page, 'link-row', 'synced', /Synced on this project/);
  await enterProject(page, 'Harbour Lofts');
  await openContract(page);
  await badgeSays(page, 'send-button', 'unknown', /has not seen your DocuSign link on this project yet/);
  await openProfile(page);
  await badgeSays(page, 'link-row', 'not-linked', /no DocuSign account is linked/);
  const popup = await popupOver(scene);
  await readsAs(
    popup.getByRole('main'),
    /Harbour Lofts Not linked.*Other projects 1 project us02\.procore\.com, company \d+ Riverside Tower .* Synced$/,
  );
});

test('keeps every zone for itself, although companies and projects have the same names', {
  tag: '@long',
}, async ({ scene }) => {
  const { page } = scene;
  linkAt(scene, 'riverside', { zone: 'us02.procore.com' });
  await look(scene, 'Riverside Tower', 'us02.procore.com');
  await badgeSays(page, 'link-row', 'synced', /Synced on this project/);
  await look(scene, 'Riverside Tower', 'app.procore.com');
  await badgeSays(page, 'link-row', 'not-linked', /no DocuSign account is linked/);
  await enterProject(page, 'Riverside Tower', 'uk01.procore.com');
  await openContract(page);
  await badgeSays(page, 'send-button', 'unknown', /has not seen your DocuSign link/);
  const popup = await popupOver(scene);
  await readsAs(
    popup.getByRole('main'),
    /uk01\.procore\.com, company \d+ Riverside Tower Unknown.*Other projects 2 projects app\.procore\.com, company \d+ Riverside Tower .*Not linked us02\.procore\.com, company \d+ Riverside Tower .*Synced$/,
  );
});

test('keeps every company for itself', { tag: '@long' }, async ({ scene }) => {
  const { page, sandbox } = scene;
  linkAt(scene, 'riverside');
  await look(scene, 'Riverside Tower');
  await badgeSays(page, 'link-row', 'synced', /Synced on this project/);
  // Another company of the same person: a project of a specialty contractor.
  scenario('dictionary-specialty').apply(sandbox.world, sandbox.docusign, sandbox.procore);
  await look(scene, 'Substation Nine');
  await badgeSays(page, 'link-row', 'not-linked', /no DocuSign account is linked/);
  const popup = await popupOver(scene);
  await readsAs(
    popup.getByRole('main'),
    /Substation Nine Not linked.*Other projects 1 project .* Riverside Tower .*Synced$/,
  );
});

test('keeps two Procore users of one browser apart', async ({ scene }) => {
  const { page, sandbox } = scene;
  await linkByHand(scene, SUE);
  sandbox.procore.state.person = 'second';
  await enterProject(page);
  await openContract(page);
  await badgeSays(page, 'send-button', 'unknown', /does not tell who is signed in to Procore/);
  await openProfile(page);
  await badgeSays(page, 'link-row', 'not-linked', /no DocuSign account is linked/);
  const popup = await popupOver(scene);
  await readsAs(popup.getByRole('main'), /Riverside Tower Not linked.*another Procore user on this computer/);
  await expect(popup.getByRole('main')).not.toContainText('Signed in as');
  await popup.close();
  scenario('docusign-signed-out').apply(sandbox.world, sandbox.docusign, sandbox.procore);
  await logInFromProfile(scene, MAX);

  sandbox.procore.state.person = 'gc-admin';
  await page.reload();
  await badgeSays(page, 'link-row', 'synced', /Synced on this project/);
  const sues = await popupOver(scene);
  await readsAs(sues.getByRole('main'), /Signed in as sue\.sender@example\.com, confirmed by you/);
});

test('believes the page that was loaded last, not the one that was asked last', async ({ scene }) => {
  const { page, context } = scene;
  // Two tabs on the same row; the link is made in the second, so the first one shows what is over.
  await look(scene, 'Riverside Tower');
  await badgeSays(page, 'link-row', 'not-linked', /no DocuSign account is linked/);
  const second = await context.newPage();
  await second.goto(page.url());
  await logInFromProfile({ ...scene, page: second }, SUE);
  await page.bringToFront();
  await badgeSays(page, 'link-row', 'synced', /Synced on this project/);
  await second.bringToFront();
  await badgeSays(second, 'link-row', 'synced', /Synced on this project/);
  expect(await sightingsOf(scene)).toEqual(['not-linked', 'synced']);
  expect((await lookAtBadge(page, 'link-row')).state).toBe('synced');
});

/** What was ever written down of link rows, oldest first. */
async function sightingsOf({ context }: Scene): Promise<string[]> {
  const [worker] = context.serviceWorkers();
  if (worker === undefined) throw new Error('The extension has no worker');
  return worker.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error));
      });
    const database = await done(indexedDB.open('countersign'));
    const rows: { kind: string; says: string }[] = await done(
      database.transaction('sightings').objectStore('sightings').getAll(),
    );
    database.close();
    return rows.filter(({ kind }) => kind === 'link-row').map(({ says }) => says);
  });
}
