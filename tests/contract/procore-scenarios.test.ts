import { beforeEach, describe, expect, it } from 'vitest';
import { createDocusign, type Docusign } from '../sandbox/docusign/index.ts';
import { createProcore, type Procore } from '../sandbox/procore/index.ts';
import { DAY } from '../sandbox/procore/state.ts';
import { createSwitcher } from '../sandbox/switcher/index.ts';
import { SCENARIOS, scenario } from '../sandbox/switcher/scenarios.ts';
import { createWorld, type World } from '../sandbox/world.ts';
import { browse } from './procore-browser.ts';
import { readTruths } from './procore-reader.ts';

let world: World;
let docusign: Docusign;
let procore: Procore;
let switcher: ReturnType<typeof createSwitcher>;

beforeEach(() => {
  world = createWorld();
  docusign = createDocusign({ world });
  procore = createProcore({ world, docusign });
  switcher = createSwitcher({ world, docusign, procore });
});

/** Turns a scenario on and reads the page it opens. */
async function show(name: string): Promise<string[]> {
  const chosen = scenario(name);
  chosen.apply(world, docusign, procore);
  const { status, text } = await browse(procore).open(chosen.opens);
  expect([name, status]).toEqual([name, 200]);
  return readTruths(text, 'en').truths.map(({ kind, truth }) => `${kind}: ${truth}`);
}

describe('the scenarios', () => {
  it('have each their own name', () => {
    expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
  });

  it('open a page that answers, each on a fresh sandbox', async () => {
    for (const { name, apply, opens } of SCENARIOS) {
      scenario('reset').apply(world, docusign, procore);
      apply(world, docusign, procore);
      // Of what was deleted there is no page.
      const status = name === 'item-deleted' ? 404 : 200;
      expect([name, (await browse(procore).open(opens)).status]).toEqual([name, status]);
    }
  });

  it('show the link in each of its states', async () => {
    expect(await show('linked')).toEqual(['send-button: send']);
    expect(procore.state.allLinks().map((link) => link.docusign.email)).toEqual(['sue.sender@example.com']);
    expect(await show('wrong-person')).toEqual(['link-row: synced']);
    expect(procore.state.allLinks().map((link) => link.docusign.email)).toEqual(['max.many@example.com']);
    expect(await show('not-linked')).toEqual(['link-row: not-linked']);
    expect(await show('expires-soon')).toEqual(['link-row: synced']);
    expect(await show('expired')).toEqual(['banner: reauth-required', 'send-button: send']);
  });

  it('show where the link is missing, and bring it back', async () => {
    expect(await show('outside-project')).toEqual([]);
    expect(await show('project-off')).toEqual(['enable-box: off']);
    expect(await show('company-off')).toEqual([]);
    expect(await show('project-on')).toEqual(['enable-box: on']);
    expect(await show('linked')).toEqual(['send-button: send']);
    expect(await show('no-permission')).toEqual([]);
  });

  it('show each of the six banners', async () => {
    const shown: string[] = [];
    for (const { name } of SCENARIOS.filter((each) => each.name.startsWith('banner-')))
      shown.push((await show(name))[0] ?? 'none');
    expect(shown).toEqual([
      'banner: setup-not-completed',
      'banner: signature-pending',
      'banner: signature-required',
      'banner: signature-completed',
      'banner: envelope-unavailable',
      'banner: reauth-required',
    ]);
  });

  it('move the clock past the thirty idle days', async () => {
    await show('linked');
    expect(await show('clock-24')).toEqual(['send-button: send']);
    expect(await show('clock-7')).toEqual(['banner: reauth-required', 'send-button: send']);
  });

  it('change person, language and dictionary', async () => {
    const page = async (name: string) => {
      const chosen = scenario(name);
      chosen.apply(world, docusign, procore);
      return (await browse(procore).open(chosen.opens)).text;
    };
    expect(await page('person-second')).toContain('aria-label="Account &amp; Profile: Max Many"');
    expect(await page('dictionary-owner')).toContain('<title>Funding</title>');
    expect(await page('language-ja')).toContain('<html lang="ja">');
  });

  it('reset everything', async () => {
    for (const { name, apply } of SCENARIOS) if (name !== 'reset') apply(world, docusign, procore);
    scenario('reset').apply(world, docusign, procore);
    expect({
      links: procore.state.allLinks(),
      faults: world.faults,
      log: world.log,
      person: procore.state.person,
      locales: [...procore.state.locales],
      dictionary: procore.state.dictionary,
      emails: [...procore.state.emails],
      level: procore.state.level('commitments'),
      tool: procore.state.toolActive('us02.procore.com', 'riverside', 'commitments'),
      api: procore.state.api.switches,
      apps: procore.state.api.production.apps.length,
      servers: world.dateAhead,
      docusign: docusign.state.production,
      switches: docusign.switches,
      habits: procore.state.habits,
      enabled: procore.state.projectEnabled('us02.procore.com', 'riverside'),
      days: Math.round((world.now() - Date.now()) / DAY),
    }).toEqual({
      links: [],
      faults: [],
      log: [],
      person: 'gc-admin',
      locales: [],
      dictionary: null,
      emails: [],
      level: 'Admin',
      tool: true,
      api: createProcore({ world, docusign }).state.api.switches,
      apps: 1,
      servers: 0,
      docusign: createDocusign({ world }).state.production,
      switches: createDocusign({ world }).switches,
      habits: {
        linkIsPer: 'project',
        expiredRowShows: 'synced',
        docusignOpensIn: 'same-tab',
        profileAddress: 'account',
      },
      enabled: true,
      days: 0,
    });
  });
});

describe('the switcher page', () => {
  const host = 'https://switcher.countersign.test';
  const press = (name: string, then: string, headers: Record<string, string> = {}) =>
    switcher.fetch(
      new Request(`${host}/scenarios/${name}`, {
        method: 'POST',
        body: new URLSearchParams({ then }),
        headers,
      }),
    );

  it('offers every scenario and says how things stand', async () => {
    scenario('wrong-person').apply(world, docusign, procore);
    const text = await (await switcher.fetch(new Request(host))).text();
    for (const { name } of SCENARIOS) expect(text).toContain(`action="/scenarios/${name}"`);
    expect(text).toContain(
      'Sue Sender on Riverside Tower (us02.procore.com) as max.many@example.com, synced',
    );
  });

  it('sets a scenario and goes to its page, or stays', async () => {
    const open = await press('linked', 'open');
    expect([open.status, open.headers.get('location')]).toEqual([303, scenario('linked').opens]);
    const stay = await press('expired', 'stay');
    expect([stay.status, stay.headers.get('location')]).toEqual([303, '/?done=expired#expired']);
    expect(
      procore.state.linkView({ zone: 'us02.procore.com', person: 'gc-admin', project: 'riverside' }),
    ).toBe('expired');
  });

  it('does nothing for another site, or for a scenario that is not there', async () => {
    expect((await press('linked', 'open', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await press('nothing', 'open')).status).toBe(404);
    expect(procore.state.allLinks()).toEqual([]);
  });
});
