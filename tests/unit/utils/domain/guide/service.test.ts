import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { STALE_AFTER, viewRun } from '../../../../../utils/domain/guide/engine.ts';
import { tabProjects } from '../../../../../utils/domain/pages/items.ts';
import { HOME, ITEM, KEY, OURS, PROFILE, PROJECT, SETTINGS, World, ZONE } from './guide-world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.db.delete());

describe('a guided re-link', () => {
  const way: [string, () => unknown, string | undefined][] = [
    ['a project page is opened', () => world.load(HOME), 'open-profile'],
    ['the profile is opened', () => world.load(PROFILE), 'open-profile'],
    ['Synced is read', () => world.row('synced'), 'unlink'],
    ['the x is pressed', () => world.press('unlink-x'), 'update'],
    ['Update is pressed', () => world.press('update-button'), 'confirm-unlink'],
    ['OK is pressed', () => world.press('ok-button'), 'confirm-unlink'],
    ['the page loads', () => world.load(PROFILE), 'confirm-unlink'],
    ['"not linked" is read', () => world.row('not-linked'), 'sign-out'],
    [
      'the log-out page is opened for the person',
      async () => world.act((await world.run())?.id ?? '', 'do'),
      'sign-out',
    ],
    [
      'it asks for an e-mail address',
      async () => {
        world.loginPage = { emailBox: true, empty: true, duringLogin: false };
        await world.guide.onTabUpdated(101, 'https://account.docusign.com/logout');
      },
      'login',
    ],
    ['Login is pressed', () => world.press('login-button'), 'see-synced'],
    ['Procore is back', () => world.load(PROFILE), 'see-synced'],
    ['Synced is read again', () => world.row('synced'), 'confirm-account'],
    [
      'the person says who it is',
      () =>
        world.guide.handlers.confirmAccount(
          { key: KEY, who: 'ada@example.com', accountId: '', accountName: '' },
          OURS,
        ),
      undefined,
    ],
  ];

  test.each([
    ['a worker that lives', () => undefined],
    ['a worker killed between every two events', () => world.kill()],
  ])('should be led from first to last by %s', async (_, between) => {
    await world.start();
    const seen: [string, string | undefined][] = [];
    for (const [what, happen] of way) {
      between();
      await happen();
      seen.push([what, await world.step()]);
    }
    expect(seen).toEqual(way.map(([what, , step]) => [what, step]));
    const [run] = await world.db.runs.toArray();
    expect({ status: run?.status, outcomes: run?.outcomes.map(({ outcome }) => outcome) }).toEqual({
      status: 'done',
      outcomes: Array.from({ length: 9 }, () => 'proven'),
    });
    expect(await world.journal()).toEqual([
      'guide-started relink',
      'guide-step relink open-project proven',
      'guide-step relink open-profile proven',
      'guide-step relink unlink proven',
      'guide-step relink update proven',
      'guide-step relink confirm-unlink proven',
      'guide-step relink sign-out proven',
      'guide-step relink login proven',
      'guide-step relink see-synced proven',
      'account-confirmed person',
      'guide-step relink confirm-account proven',
      'guide-done relink',
    ]);
  });

  test('should end the same when every event comes twice', async () => {
    await world.start();
    for (const [what, happen] of way) {
      await happen();
      if (what.includes('opened for')) continue;
      await happen();
    }
    expect((await world.db.runs.toArray()).map(({ status }) => status)).toEqual(['done']);
  });

  test('should judge presses in the order they came, however fast they follow each other', async () => {
    await world.start();
    await world.row('synced');
    expect(await world.step()).toBe('unlink');
    await Promise.all([
      world.press('unlink-x'),
      world.press('update-button'),
      world.press('ok-button'),
      world.row('not-linked'),
    ]);
    expect(await world.step()).toBe('sign-out');
  });

  test('should take nothing of other zones, projects, persons or times for a proof', async () => {
    await world.start();
    const started = (await world.run())?.startedAt ?? 0;
    await world.row('synced', { key: { ...KEY, zone: 'app.procore.com' } });
    await world.row('synced', { key: { ...KEY, project: '2' } });
    await world.row('synced', { key: { ...KEY, person: '8' } });
    await world.load(`https://${ZONE}/2/project/home`);
    await world.load(`https://${ZONE}/562949953421399/company/home/list`);
    expect(await world.step()).toBe('open-project');
    await world.row('synced', { reportedAt: started - 1 });
    expect(await world.step()).toBe('open-project');
    await world.row('synced', { reportedAt: started });
    expect(await world.step()).toBe('unlink');
  });

  test('should not take the end of a slow load for a new page: its form may be changed by then', async () => {
    const { runId } = await world.start();
    await world.load(PROFILE);
    await world.row('synced');
    await world.skipTo(runId, 'confirm-unlink');
    await world.guide.onTabUpdated(1, PROFILE, false);
    await world.row('not-linked');
    expect(await world.step()).toBe('confirm-unlink');
    await world.load(PROFILE);
    await world.row('not-linked');
    expect(await world.step()).toBe('sign-out');
  });

  test('should not take a press in the profile of another project for one in this', async () => {
    const { runId } = await world.start();
    await world.skipTo(runId, 'unlink');
    await tabProjects.set({ 1: { zone: ZONE, company: '', project: '2', person: '' } });
    await world.press('unlink-x');
    expect(await world.step()).toBe('unlink');
    await tabProjects.set({ 1: { zone: ZONE, company: '', project: PROJECT, person: '' } });
    await world.press('unlink-x');
    expect(await world.step()).toBe('update');
  });
});

describe('a guided switching on', () => {
  const EDIT = `${ITEM}/edit`;
  const OTHER = ITEM.replace(/42$/, '43');
  const INVOICES = `https://${ZONE}/webclients/host/companies/1/projects/${PROJECT}/tools/invoicing/subcontractor`;
  type GuidedItem =
    | 'enable-project'
    | 'switch-on-signing'
    | 'finish-envelope'
    | 'sign-envelope'
    | 'add-invoice-contact';
  type Way = [string, () => unknown, string | undefined][];
  const ways: Record<GuidedItem, Way> = {
    'enable-project': [
      ['a project page is opened', () => world.load(HOME), 'open-settings'],
      ['the settings are opened', () => world.load(SETTINGS), 'open-settings'],
      ['the box is off', () => world.read(SETTINGS, [['enable-box', 'off']]), 'tick-box'],
      ['the box is pressed', () => world.press('enable-box', SETTINGS), 'tick-box'],
      ['the box is on', () => world.read(SETTINGS, [['enable-box', 'on']]), 'save-settings'],
      ['it is read again', () => world.read(SETTINGS, [['enable-box', 'on']]), 'save-settings'],
      ['Update is pressed', () => world.press('save-settings', SETTINGS), 'save-settings'],
      ['the page loads', () => world.load(SETTINGS), 'save-settings'],
      ['the box is still on', () => world.read(SETTINGS, [['enable-box', 'on']]), undefined],
    ],
    'switch-on-signing': [
      ['another contract is opened', () => world.load(OTHER), 'open-item'],
      ['the contract is opened', () => world.load(ITEM), 'switch-on'],
      ['it is edited', () => world.load(EDIT), 'switch-on'],
      ['the toggle is off', () => world.read(EDIT, [['sign-toggle', 'off']]), 'switch-on'],
      ['another contract is on', () => world.read(OTHER, [['sign-toggle', 'on']]), 'switch-on'],
      ['the toggle is on', () => world.read(EDIT, [['sign-toggle', 'on']]), 'save-item'],
      ['another contract is saved', () => world.press('save-item', OTHER), 'save-item'],
      [
        'the form brings its button',
        () =>
          world.read(EDIT, [
            ['sign-toggle', 'on'],
            ['send-button', 'send'],
          ]),
        'save-item',
      ],
      ['Save is pressed', () => world.press('save-item', EDIT), 'save-item'],
      ['the contract is back', () => world.load(ITEM), 'save-item'],
      ['the send button is there', () => world.read(ITEM, [['send-button', 'send']]), undefined],
    ],
    'finish-envelope': [
      ['another contract is opened', () => world.load(OTHER), 'open-item'],
      ['the contract is opened', () => world.load(ITEM), 'press-finish'],
      ['another one is pending', () => world.read(OTHER, [['banner', 'signature-pending']]), 'press-finish'],
      ['it is not finished', () => world.read(ITEM, [['banner', 'setup-not-completed']]), 'press-finish'],
      ['Finish is pressed', () => world.press('finish-button', ITEM), 'see-sent'],
      ['it is not sent yet', () => world.read(ITEM, [['banner', 'setup-not-completed']]), 'see-sent'],
      ['the contract is back', () => world.load(ITEM), 'see-sent'],
      ['its words are not known', () => world.read(ITEM, [['banner', 'unknown']]), 'see-sent'],
      [
        'another envelope of it is completed',
        () =>
          world.read(ITEM, [
            ['banner', 'signature-completed'],
            ['banner', 'setup-not-completed'],
          ]),
        'see-sent',
      ],
      ['it is pending', () => world.read(ITEM, [['banner', 'signature-pending']]), undefined],
    ],
    'sign-envelope': [
      ['the contract is opened', () => world.load(ITEM), 'press-sign'],
      ['the person has to sign', () => world.read(ITEM, [['banner', 'signature-required']]), 'press-sign'],
      ['the button is pressed', () => world.press('sign-button', ITEM), 'see-signed'],
      ['the contract is back', () => world.load(ITEM), 'see-signed'],
      ['it says so still', () => world.read(ITEM, [['banner', 'signature-required']]), 'see-signed'],
      [
        'a colleague’s signature is pending beside it',
        () =>
          world.read(ITEM, [
            ['banner', 'signature-pending'],
            ['banner', 'signature-required'],
          ]),
        'see-signed',
      ],
      [
        'one beside it is not known',
        () =>
          world.read(ITEM, [
            ['banner', 'signature-completed'],
            ['banner', 'unknown'],
          ]),
        'see-signed',
      ],
      ['all have signed', () => world.read(ITEM, [['banner', 'signature-completed']]), undefined],
    ],
    'add-invoice-contact': [
      ['the list is open', () => world.read(INVOICES, [['send-button', 'send-to']]), 'choose-contact'],
      ['the commitment is edited', () => world.load(EDIT), 'choose-contact'],
      ['the contact is chosen', () => world.press('invoice-contact', EDIT), 'save-item'],
      ['it is saved', () => world.press('save-item', EDIT), 'tick-rows'],
      [
        'a list that was open is read',
        () => world.read(INVOICES, [['send-button', 'send-to']], { tabId: 2 }),
        'tick-rows',
      ],
      ['the list is opened', () => world.load(INVOICES), 'tick-rows'],
      ['it has its button', () => world.read(INVOICES, [['send-button', 'send-to']]), undefined],
    ],
  };

  describe.each(Object.entries(ways))('%s', (procedure, way) => {
    test.each([
      ['a worker that lives', () => undefined],
      ['a worker killed between every two events', () => world.kill()],
    ])('should be led from first to last by %s', async (_, between) => {
      await world.start(procedure as keyof typeof ways);
      const seen: [string, string | undefined][] = [];
      for (const [what, happen] of way) {
        between();
        await happen();
        seen.push([what, await world.step()]);
      }
      expect(seen).toEqual(way.map(([what, , step]) => [what, step]));
      const [run] = await world.db.runs.toArray();
      expect(run?.status).toBe('done');
      expect(new Set(run?.outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['proven']));
    });
  });

  test('should open the very address of the contract, also when it is started again', async () => {
    const { runId } = await world.start('switch-on-signing', KEY, EDIT);
    await world.act(runId, 'do');
    expect(world.tabs.at(-1)?.url).toBe(EDIT);
    const run = await world.run();
    expect(run && viewRun(run, world.now)?.href).toBe(EDIT);
  });

  test.each([
    ['another zone', ITEM.replace(ZONE, 'app.procore.com')],
    ['another project', ITEM.replace(PROJECT, '2')],
    ['no item', HOME],
    ['a list', `https://${ZONE}/${PROJECT}/project/commitments`],
    ['no Procore', 'https://evil.example/1/project/commitments/work_order_contracts/42'],
    ['no address', ''],
  ])('should not begin with an address of %s', async (_, href) => {
    await expect(world.start('switch-on-signing', KEY, href)).rejects.toMatchObject({
      error: { kind: 'bad-input', detail: 'href' },
    });
    expect(await world.db.runs.count()).toBe(0);
  });

  test('should keep no address where it is about no item', async () => {
    await world.start('enable-project', KEY, ITEM);
    expect(await world.run()).not.toHaveProperty('item');
  });
});

describe('startRun', () => {
  test('should show itself in the pages of its zone and have them read again', async () => {
    world.tabs.push({ id: 2, url: 'https://app.procore.com/1/project/home', active: false });
    await world.start();
    await expect.poll(() => [world.injected, world.sent]).toEqual([[1], ['1 sightings-changed']]);
  });

  test('should end the run that was on in the zone, and leave other zones alone', async () => {
    const first = await world.start('link');
    await world.start('link', { ...KEY, zone: 'app.procore.com' });
    const third = await world.start('relink');
    const runs = (await world.db.runs.toArray()).map(({ id, status }) => [id, status]);
    expect(runs).toContainEqual([first.runId, 'cancelled']);
    expect(runs).toContainEqual([third.runId, 'running']);
    expect(runs.filter(([, status]) => status === 'running')).toHaveLength(2);
    expect(await world.journal()).toEqual([
      'guide-started link',
      'guide-started link',
      'guide-cancelled link',
      'guide-started relink',
    ]);
  });

  test('should leave one run when it is pressed many times at once', async () => {
    await Promise.all(Array.from({ length: 20 }, async () => world.start()));
    expect(await world.db.runs.where('status').equals('running').count()).toBe(1);
  });

  test('should refuse a zone that is none', async () => {
    await expect(world.start('link', { ...KEY, zone: 'evil.example' })).rejects.toMatchObject({
      error: { kind: 'bad-input', detail: 'zone' },
    });
    expect(await world.db.runs.count()).toBe(0);
  });

  test('should remember whom a switch is to leave', async () => {
    await world.guide.handlers.confirmAccount(
      { key: KEY, who: 'old@example.com', accountId: '', accountName: '' },
      OURS,
    );
    await world.start('switch-account');
    expect((await world.run())?.oldAccount).toEqual({ who: 'old@example.com', accountId: '' });
  });
});

describe('stepRun', () => {
  test('should open the project in a tab of its own, or go to the tab that shows it', async () => {
    const { runId } = await world.start();
    world.tabs = [{ id: 1, url: `https://${ZONE}/9/project/home`, active: true }];
    await world.act(runId, 'do');
    expect(world.tabs.map(({ url, active }) => [url, active])).toEqual([
      [`https://${ZONE}/9/project/home`, false],
      [HOME, true],
    ]);
    await world.act(runId, 'do');
    expect(world.tabs).toHaveLength(2);
  });

  test('should open the profile that was learned, in the run’s own project, or the project while none was', async () => {
    const { runId } = await world.start();
    world.tabs = [];
    await world.skipTo(runId, 'open-profile');
    const opened = async (path?: string) => {
      if (path) await world.db.places.put({ zone: ZONE, name: 'profile', path, at: 1 });
      await world.act(runId, 'do');
      return world.tabs.at(-1)?.url;
    };
    expect(await opened()).toBe(HOME);
    expect(await opened('/account/profile_settings')).toBe(PROFILE);
    expect(await opened('/account/profile_settings?project_id=2&company_id=3')).toBe(
      `https://${ZONE}/account/profile_settings?project_id=${PROJECT}&company_id=3`,
    );
    expect(await opened('/22/project/profile?x=122')).toBe(
      `https://${ZONE}/${PROJECT}/project/profile?x=122`,
    );
    expect(await opened('//evil.example/')).toBe(`https://${ZONE}//evil.example/`);
  });

  test.each([
    ['production', 'https://account.docusign.com/logout'],
    ['demo', 'https://account-d.docusign.com/logout'],
  ] as const)('should open the log-out page of %s', async (environment, url) => {
    world.environment = environment;
    const { runId } = await world.start();
    await world.skipTo(runId, 'sign-out');
    await world.act(runId, 'do');
    expect(world.tabs.at(-1)?.url).toBe(url);
  });

  test('should do nothing when the run went on since the person looked', async () => {
    const { runId } = await world.start();
    await world.row('synced');
    expect(await world.step()).toBe('unlink');
    for (const action of ['by-hand', 'skip', 'back', 'do'] as const)
      await world.act(runId, action, 'open-profile');
    expect(await world.step()).toBe('unlink');
    await world.act(runId, 'by-hand', 'unlink');
    expect(await world.step()).toBe('update');
  });

  test('should say so when the run is gone or over', async () => {
    await expect(world.act('nobody', 'skip')).rejects.toMatchObject({ error: { kind: 'not-found' } });
    const { runId } = await world.start();
    await world.act(runId, 'cancel');
    await expect(world.act(runId, 'skip')).rejects.toMatchObject({ error: { kind: 'not-found' } });
    expect((await world.journal()).at(-1)).toBe('guide-cancelled relink');
  });

  test('should resume a stale run, which until then shows nothing in pages and proves nothing', async () => {
    const { runId } = await world.start();
    await expect.poll(() => world.injected).toEqual([1]);
    world.now += STALE_AFTER + 1_000;
    world.injected = [];
    await world.load(HOME);
    await world.guide.resume();
    expect([await world.step(), world.injected]).toEqual(['open-project', []]);
    expect(
      await world.guide.handlers.guideStep(
        { href: HOME, seen: [], documentStartedAt: world.now, waiting: false },
        world.page(),
      ),
    ).toBeNull();
    await world.act(runId, 'do');
    await world.load(HOME);
    expect(await world.step()).toBe('open-profile');
    await expect.poll(() => world.injected.length > 0).toBe(true);
  });
});
