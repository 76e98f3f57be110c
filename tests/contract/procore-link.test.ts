import { beforeEach, describe, expect, it } from 'vitest';
import { createProcore, type Procore } from '../sandbox/procore/index.ts';
import { profileAddress, webclient } from '../sandbox/procore/addresses.ts';
import { type Condition, type Family, seededId } from '../sandbox/procore/items.ts';
import { itemAddress } from '../sandbox/procore/pages/item-page.ts';
import { ITEM_PAGES, itemPage } from '../sandbox/procore/pages/item-pages.ts';
import { placeOf } from '../sandbox/procore/pages/places.ts';
import { DAY } from '../sandbox/procore/state.ts';
import type { ProjectKey, ZoneHost } from '../sandbox/procore/zones.ts';
import { createWorld, type World } from '../sandbox/world.ts';
import { browse, type FakeDocusign, fakeDocusign, postOf, type Visit } from './procore-browser.ts';
import { readTruths } from './procore-reader.ts';

const ZONE: ZoneHost = 'us02.procore.com';
const RIVERSIDE = { zone: ZONE, person: 'gc-admin', project: 'riverside' } as const;
const HARBOUR = { ...RIVERSIDE, project: 'harbour' } as const;

let world: World;
let docusign: FakeDocusign;
let procore: Procore;
let browser: ReturnType<typeof browse>;

beforeEach(() => {
  world = createWorld();
  // A still clock, so that days and minutes are exact.
  let now = Date.parse('2026-11-02T09:00:00Z');
  world.now = () => now;
  world.advance = (milliseconds) => {
    now += milliseconds;
  };
  docusign = fakeDocusign();
  procore = createProcore({ world, docusign });
  browser = browse(procore);
});

const address = (path: string, zone: ZoneHost = ZONE) => `https://${zone}${path}`;
const profile = (project: ProjectKey = 'riverside', zone: ZoneHost = ZONE) =>
  address(profileAddress(placeOf({ zone, project }), 'account'), zone);
const itemUrl = (page: string, family: Family, condition: Condition = 'fresh') => {
  const found = itemPage(page);
  if (!found) throw new Error(page);
  return address(
    itemAddress(found, { zone: ZONE, project: 'riverside' }, seededId(ZONE, 'riverside', family, condition)),
  );
};
const truthsOf = (visit: Visit) =>
  readTruths(visit.text, 'en').truths.map(({ kind, truth }) => `${kind}: ${truth}`);
const stateOf = (visit: Visit) => visit.url.searchParams.get('state') ?? '';
const callback = (state: string, query: Record<string, string>) =>
  address(`/docusign_callback?${new URLSearchParams({ ...query, state }).toString()}`);
const linkAs = (
  email: string,
  place: { zone: ZoneHost; person: 'gc-admin'; project: ProjectKey } = RIVERSIDE,
) => procore.state.setLink(place, { userId: email, email, name: email });

describe('linking from the profile', () => {
  it('goes to DocuSign and comes back to the profile, synced', async () => {
    const before = await browser.open(profile());
    expect(truthsOf(before)).toEqual(['link-row: not-linked']);

    const away = await browser.post(before.url, postOf(before, 'Login with DocuSign®'));
    expect([
      away.url.host,
      away.url.searchParams.get('environment'),
      away.url.searchParams.get('zone'),
    ]).toEqual(['docusign.test', 'production', ZONE]);

    const after = await browser.open(callback(stateOf(away), { code: 'good' }));
    expect(after.url.href).toBe(profile());
    expect(truthsOf(after)).toEqual(['link-row: synced']);
    expect(docusign.redeemed).toEqual([
      { environment: 'production', code: 'good', redirectUri: 'https://us02.procore.com/docusign_callback' },
    ]);
    expect(procore.state.link(RIVERSIDE)?.docusign).toEqual(docusign.person);
  });

  it('uses DocuSign’s demo from sandbox.procore.com', async () => {
    const page = await browser.open(profile('riverside', 'sandbox.procore.com'));
    const away = await browser.post(page.url, postOf(page, 'Login with DocuSign®'));
    expect(away.url.searchParams.get('environment')).toBe('demo');
  });

  it('stays not linked when the person refuses, or the code is no good, or the state is not ours', async () => {
    for (const query of [{ error: 'access_denied' }, { code: 'bad' }]) {
      const page = await browser.open(profile());
      const away = await browser.post(page.url, postOf(page, 'Login with DocuSign®'));
      const back = await browser.open(callback(stateOf(away), query));
      expect(back.text).toContain('The login was not finished.');
      expect(truthsOf(back)).toEqual(['link-row: not-linked']);
    }
    expect((await browser.open(callback('made-up', { code: 'good' }))).status).toBe(404);
  });

  it('takes a state once', async () => {
    const page = await browser.open(profile());
    const away = await browser.post(page.url, postOf(page, 'Login with DocuSign®'));
    await browser.open(callback(stateOf(away), { code: 'good' }));
    expect((await browser.open(callback(stateOf(away), { code: 'good' }))).status).toBe(404);
  });

  it('holds for the project and the person it was made in', async () => {
    linkAs('sue.sender@example.com');
    expect(truthsOf(await browser.open(profile('harbour')))).toEqual(['link-row: not-linked']);
    expect(truthsOf(await browser.open(profile('riverside', 'app.procore.com')))).toEqual([
      'link-row: not-linked',
    ]);
    procore.state.person = 'second';
    expect(truthsOf(await browser.open(profile()))).toEqual(['link-row: not-linked']);
  });

  it('holds for every project when links are kept per person', async () => {
    procore.state.habits.linkIsPer = 'person';
    linkAs('sue.sender@example.com');
    expect(truthsOf(await browser.open(profile('harbour')))).toEqual(['link-row: synced']);
  });

  it('shows no row outside a project and where the integration is off', async () => {
    linkAs('sue.sender@example.com');
    const place = placeOf({ zone: ZONE, project: 'riverside' });
    const outside = profileAddress({ ...place, projectId: '' }, 'account');
    expect(truthsOf(await browser.open(address(outside)))).toEqual([]);
    expect(truthsOf(await browser.open(profile('mill-lane')))).toEqual([]);
    procore.state.setCompanyEnabled(ZONE, 'ashworth', false);
    expect(truthsOf(await browser.open(profile()))).toEqual([]);
  });
});

describe('unlinking', () => {
  it('takes the red x, Update and OK: the form then carries the removal', async () => {
    linkAs('sue.sender@example.com');
    const page = await browser.open(profile());
    expect(page.text).toMatch(/data-unlink/);
    expect(page.text).toMatch(/>Update<\/button>/);
    expect(page.text).toMatch(/data-confirm-ok>OK</);
    const form =
      /action="(\/account\/profile_settings\?[^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';

    const kept = await browser.post(page.url, form, { locale: 'en', docusign_unlink: '0' });
    expect(truthsOf(kept)).toEqual(['link-row: synced']);

    const gone = await browser.post(page.url, form, { locale: 'en', docusign_unlink: '1' });
    expect(gone.text).toContain('Your changes were saved.');
    expect(truthsOf(gone)).toEqual(['link-row: not-linked']);
  });

  it('leaves the links of other projects', async () => {
    linkAs('sue.sender@example.com');
    linkAs('max.many@example.com', HARBOUR);
    procore.state.unlink(RIVERSIDE);
    expect(procore.state.link(HARBOUR)?.docusign.email).toBe('max.many@example.com');
  });

  it('refuses a form without the page’s CSRF word', async () => {
    linkAs('sue.sender@example.com');
    const page = await browser.open(profile());
    const answer = await browser.post(page.url, '/account/profile_settings', {
      authenticity_token: 'stolen',
    });
    expect(answer.status).toBe(422);
  });
});

describe('the language of the profile', () => {
  it('is chosen there and holds for every page of the person', async () => {
    const page = await browser.open(profile());
    await browser.post(page.url, '/account/profile_settings?return=/', { locale: 'fr-CA' });
    const home = await browser.open(
      address(`/${placeOf({ zone: ZONE, project: 'riverside' }).projectId}/project/home`),
    );
    expect(home.text).toContain('<html lang="fr-CA">');
    procore.state.person = 'second';
    expect((await browser.open(home.url.href)).text).toContain('<html lang="en">');
  });
});

describe('thirty idle days', () => {
  const contract = itemUrl('subcontract-mfe-detail', 'subcontract');

  it('ask for a new login on the thirtieth day, not before', async () => {
    linkAs('sue.sender@example.com');
    world.advance(30 * DAY - 1);
    expect(truthsOf(await browser.open(contract))).toEqual(['send-button: send']);
    world.advance(1);
    expect(truthsOf(await browser.open(contract))).toEqual(['banner: reauth-required', 'send-button: send']);
  });

  it('start again with each use', async () => {
    linkAs('sue.sender@example.com');
    world.advance(29 * DAY);
    const page = await browser.open(contract);
    await browser.post(page.url, postOf(page, 'Send with DocuSign'));
    world.advance(29 * DAY);
    expect(procore.state.linkView(RIVERSIDE)).toBe('synced');
  });

  it('make the send button go to DocuSign’s login, and the item goes on from there', async () => {
    linkAs('sue.sender@example.com');
    world.advance(31 * DAY);
    const page = await browser.open(contract);
    const away = await browser.post(page.url, postOf(page, 'Send with DocuSign'));
    expect(away.url.host).toBe('docusign.test');
    const prepare = await browser.open(callback(stateOf(away), { code: 'good' }));
    expect(prepare.text).toContain('Upload a Document and Add Envelope Recipients');
    expect(procore.state.linkView(RIVERSIDE)).toBe('synced');
    const item = await browser.post(prepare.url, postOf(prepare, 'Finish Later'));
    expect(truthsOf(item)).toEqual(['banner: setup-not-completed']);
  });

  it('are ended by the banner’s own button', async () => {
    linkAs('sue.sender@example.com');
    world.advance(31 * DAY);
    const page = await browser.open(contract);
    const away = await browser.post(page.url, postOf(page, 'Log In'));
    const back = await browser.open(callback(stateOf(away), { code: 'good' }));
    expect([back.url.href, truthsOf(back)]).toEqual([contract, ['send-button: send']]);
  });

  it('keep saying Synced on the profile, or show the button, as the sandbox is told', async () => {
    linkAs('sue.sender@example.com');
    world.advance(31 * DAY);
    expect(truthsOf(await browser.open(profile()))).toEqual(['link-row: synced']);
    procore.state.habits.expiredRowShows = 'not-linked';
    expect(truthsOf(await browser.open(profile()))).toEqual(['link-row: not-linked']);
  });
});

describe('an envelope', () => {
  it('can be started from every page that has a send button', async () => {
    linkAs('sue.sender@example.com');
    const words = {
      complete: 'Complete with DocuSign®',
      completePlain: 'Complete with DocuSign',
      send: 'Send with DocuSign',
      createAndSend: 'Create &amp; Send with DocuSign',
      updateAndSetUp: 'Update &amp; Set Up DocuSign',
      sendTo: '',
    };
    const tried: string[] = [];
    for (const page of ITEM_PAGES) {
      if (!page.send) continue;
      procore.state.reset();
      linkAs('sue.sender@example.com');
      const visit = await browser.open(itemUrl(page.id, page.family));
      const label = words[page.send.word].replaceAll('&amp;', '&');
      const prepare = await browser.post(visit.url, postOf(visit, label));
      expect([page.id, prepare.text.includes('Add Envelope Recipients')]).toEqual([page.id, true]);
      const back = await browser.post(prepare.url, postOf(prepare, 'Finish Later'));
      expect([page.id, back.status]).toEqual([page.id, 200]);
      expect([page.id, truthsOf(back).includes('banner: setup-not-completed')]).toEqual([page.id, true]);
      tried.push(page.id);
    }
    expect(tried.length).toBeGreaterThan(25);
  });

  it('is sent, signed and refreshed, with five minutes between two presses', async () => {
    linkAs('sue.sender@example.com');
    const url = itemUrl('subcontract-legacy-detail', 'subcontract', 'setup');
    const setup = await browser.open(url);
    const prepare = await browser.post(setup.url, postOf(setup, 'Finish'));
    const pending = await browser.post(prepare.url, postOf(prepare, 'Send Now'));
    expect(truthsOf(pending)).toEqual(['banner: signature-pending', 'sign-toggle: on']);

    const first = await browser.post(pending.url, postOf(pending, 'Refresh'));
    expect(first.text).toContain('The envelope was refreshed.');
    expect(first.text).toMatch(/disabled title="Refresh can be used once every 5 minutes\."/);

    const item = procore.state.item(ZONE, seededId(ZONE, 'riverside', 'subcontract', 'setup'));
    if (item?.envelope) item.envelope.actual = 'completed';
    world.advance(5 * 60_000 - 1);
    const refused = await browser.post(pending.url, postOf(pending, 'Refresh'));
    expect(refused.text).toContain('Refresh can be used once every 5 minutes.');
    expect(truthsOf(refused)).toEqual(['banner: signature-pending', 'sign-toggle: on']);

    world.advance(1);
    const second = await browser.post(pending.url, postOf(pending, 'Refresh'));
    expect(truthsOf(second)).toEqual(['banner: signature-completed', 'sign-toggle: on']);
  });

  it('is gone after Void, and the send button is back', async () => {
    linkAs('sue.sender@example.com');
    const page = await browser.open(itemUrl('subcontract-mfe-detail', 'subcontract', 'setup'));
    const back = await browser.post(page.url, postOf(page, 'Void'));
    expect(back.text).toContain('The envelope was voided.');
    expect(truthsOf(back)).toEqual(['send-button: send']);
  });

  it('has no button without Admin permission, with Sign with DocuSign off, or in a status that forbids it', async () => {
    linkAs('sue.sender@example.com');
    procore.state.setLevel(['commitments'], 'Standard');
    expect(truthsOf(await browser.open(itemUrl('subcontract-mfe-detail', 'subcontract')))).toEqual([]);
    procore.state.setLevel(['commitments'], 'Admin');
    expect(
      truthsOf(await browser.open(itemUrl('subcontract-mfe-detail', 'subcontract', 'unsigned'))),
    ).toEqual([]);
    expect(
      truthsOf(
        await browser.open(itemUrl('subcontractor-invoice-legacy-edit', 'subcontractor-invoice', 'draft')),
      ),
    ).toEqual([]);
  });

  it('is made for many invoices at once, if each has an Invoice Contact', async () => {
    linkAs('sue.sender@example.com');
    const list = address(webclient(placeOf({ zone: ZONE, project: 'riverside' }), 'invoicing/subcontractor'));
    const page = await browser.open(`${list}?ticked=good`);
    const good = seededId(ZONE, 'riverside', 'subcontractor-invoice', 'fresh');
    const bare = seededId(ZONE, 'riverside', 'subcontractor-invoice', 'unsigned');
    const post = postOf(page, 'Send to DocuSign®');
    expect((await browser.post(page.url, post, { item: bare })).status).toBe(422);
    const sent = await browser.post(page.url, post, { item: good });
    expect(sent.text).toContain('The invoices were sent for signature.');
    expect(procore.state.item(ZONE, good)?.envelope).toEqual({ shown: 'pending', actual: 'pending' });
    expect(procore.state.item(ZONE, bare)?.envelope).toBeNull();
  });
});

describe('Enable DocuSign', () => {
  const settings = () =>
    address(`/${placeOf({ zone: ZONE, project: 'riverside' }).projectId}/project/admin/general`);

  it('is turned off and on in the project with Update, and a banner confirms', async () => {
    const page = await browser.open(settings());
    expect(truthsOf(page)).toEqual(['enable-box: on']);
    const form = /action="(\/settings\/project\?[^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const off = await browser.post(page.url, form, { docusign: '0' });
    expect(off.text).toContain('Your changes were saved.');
    expect(truthsOf(off)).toEqual(['enable-box: off']);
    const on = await browser.post(page.url, form, { docusign: '1' });
    expect(truthsOf(on)).toEqual(['enable-box: on']);
  });

  it('is absent when the company has it off, and comes with the company switch for every project', async () => {
    procore.state.setCompanyEnabled(ZONE, 'ashworth', false);
    expect(truthsOf(await browser.open(settings()))).toEqual([]);
    procore.state.setCompanyEnabled(ZONE, 'ashworth', true);
    expect(procore.state.projectEnabled(ZONE, 'mill-lane')).toBe(true);
  });
});

describe('the stand-in', () => {
  it('keeps an address to return to inside itself', async () => {
    const page = await browser.open(profile());
    const place = placeOf({ zone: ZONE, project: 'riverside' });
    for (const evil of ['https://evil.test/', '//evil.test/', '/\\evil.test']) {
      const visit = await browser.post(
        page.url,
        `/account/profile_settings?${new URLSearchParams({ return: evil }).toString()}`,
      );
      expect(visit.url.href).toBe(address(`/${place.companyId}/company/home/list`));
    }
  });

  it('answers 404 to ids of nothing, of another zone, and of another project', async () => {
    const other = placeOf({ zone: 'app.procore.com', project: 'riverside' });
    const here = placeOf({ zone: ZONE, project: 'riverside' });
    const wrong = [
      address(`/${other.projectId}/project/home`),
      address('/1/project/home'),
      address(
        `/${here.projectId}/project/commitments/work_order_contracts/${seededId(ZONE, 'harbour', 'subcontract')}`,
      ),
      address(`/${here.projectId}/project/nowhere`),
    ];
    for (const url of wrong) expect([url, (await browser.open(url)).status]).toEqual([url, 404]);
  });

  it('has ids above 2^49 in newer zones, in the address and in the page', async () => {
    const page = await browser.open(itemUrl('subcontract-legacy-detail', 'subcontract'));
    const { projectId } = placeOf({ zone: ZONE, project: 'riverside' });
    expect(Number(projectId)).toBeGreaterThan(2 ** 49);
    expect(page.text).toContain(`"PROJECT_ID":"${projectId}"`);
  });
});
