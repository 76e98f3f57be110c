import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startRun } from '../../../../../utils/domain/guide/engine.ts';
import { procedures } from '../../../../../utils/domain/guide/procedures/index.ts';
import { PROCEDURE_IDS, type Target } from '../../../../../utils/domain/guide/types.ts';
import { protocol } from '../../../../../utils/app/messaging/protocol.ts';
import { HOME, ITEM, KEY, OURS, PROFILE, PROJECT, SETTINGS, World, ZONE } from './guide-world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.db.delete());

describe('the log-out page', () => {
  const signOut = async () => {
    const { runId } = await world.start();
    await world.skipTo(runId, 'sign-out');
    return runId;
  };
  const visit = (url: string, tabId = 55) => world.guide.onTabUpdated(tabId, url);

  test('should be read only on the login host of the environment, and only while it is waited for', async () => {
    world.loginPage = { emailBox: true, empty: true, duringLogin: false };
    const { runId } = await world.start();
    await visit('https://account.docusign.com/logout');
    await world.skipTo(runId, 'sign-out');
    await visit('https://account-d.docusign.com/logout');
    await visit('https://account.docusign.com.evil.example/logout');
    expect(await world.step()).toBe('sign-out');
    await visit('https://account.docusign.com/');
    expect(await world.step()).toBe('login');
  });

  test.each([
    ['no answer', undefined],
    ['a box with something in it', { emailBox: true, empty: false, duringLogin: false }],
    ['no box', { emailBox: false, empty: false, duringLogin: false }],
    ['a login under way', { emailBox: true, empty: true, duringLogin: true }],
    ['an answer of another shape', { emailBox: 'yes', empty: 1 }],
  ])('should not be taken for signed out: %s', async (_, answer) => {
    await signOut();
    world.loginPage = answer;
    await visit('https://account.docusign.com/logout');
    expect(await world.step()).toBe('sign-out');
  });

  test('should not pass for the login itself, which another visit to the same host is', async () => {
    await signOut();
    world.loginPage = { emailBox: true, empty: true, duringLogin: false };
    await visit('https://account.docusign.com/logout');
    await visit('https://account.docusign.com/');
    await visit('https://account.docusign.com/logout', 1);
    expect(await world.step()).toBe('login');
    await world.load(PROFILE);
    await visit('https://account.docusign.com/oauth/auth?client_id=x', 1);
    expect(await world.step()).toBe('see-synced');
  });

  test('should be read after a worker died before it could', async () => {
    const runId = await signOut();
    await world.act(runId, 'do');
    world.kill();
    world.loginPage = { emailBox: true, empty: true, duringLogin: true };
    await world.guide.resume();
    expect(await world.step()).toBe('login');
  });
});

describe('guideStep', () => {
  const ask = (seen: Target[], href = PROFILE) => world.ask(href, { seen });

  test('should point at the most advanced thing that is there, in words ready for the page', async () => {
    await world.start();
    expect(await ask([], HOME)).toEqual({
      runId: (await world.run())?.id,
      step: 'open-profile',
      target: 'avatar-menu',
      title: 'Open My Profile Settings',
      text: expect.stringMatching(/^Press your initials .* we do not know the words on this page\.$/),
      count: 'Step 2 of 9',
    });
    expect((await ask(['avatar-menu'], HOME))?.target).toBe('avatar-menu');
    const entry = await ask(['avatar-menu', 'profile-entry'], HOME);
    expect(entry?.target).toBe('profile-entry');
    expect(entry?.text).toBe(
      'Press your initials at the top right, then My Profile Settings. The DocuSign line is at the bottom of Personal.',
    );
    expect(protocol.guideStep.reply.safeParse(entry).success).toBe(true);
  });

  test('should give every step of every procedure an answer that fits the protocol', async () => {
    for (const procedure of PROCEDURE_IDS) {
      const { runId } = await world.start(procedure);
      const page = { link: PROFILE, project: SETTINGS, item: ITEM }[procedures[procedure].about];
      while (await world.run()) {
        const answer = await ask([], page);
        expect(protocol.guideStep.reply.safeParse(answer)).toMatchObject({ success: true, data: { runId } });
        await world.act(runId, 'skip');
      }
    }
  });

  test('should leave pages of another project alone, once the run is inside its own', async () => {
    const { runId } = await world.start();
    const other = `https://${ZONE}/2/project/home`;
    expect((await ask([], other))?.step).toBe('open-project');
    await world.skipTo(runId, 'unlink');
    expect(await ask([], other)).toBeNull();
    expect((await ask([], PROFILE))?.step).toBe('unlink');
    await world.act(runId, 'cancel');
    expect(await ask([], PROFILE)).toBeNull();
  });

  test.each([
    ['a', 'b'],
    ['b', 'a'],
  ])(
    'should show the run that moved last, whatever the ids, where two of one zone are left running: %s',
    async (older, newer) => {
      const run = (id: string, at: number) =>
        startRun({ id, procedure: 'relink', key: KEY, company: '', item: null, now: at, confirmed: null });
      await world.db.runs.bulkAdd([run(older, world.now - 2_000), run(newer, world.now - 1_000)]);
      expect((await ask([], PROFILE))?.runId).toBe(newer);
    },
  );

  test('should point at a box of the project’s own settings, and at none of the company’s', async () => {
    const { runId } = await world.start('enable-project');
    await world.skipTo(runId, 'tick-box');
    expect(await ask(['enable-box', 'save-settings'], SETTINGS)).toMatchObject({
      step: 'tick-box',
      target: 'enable-box',
    });
    await world.act(runId, 'by-hand');
    expect((await ask(['enable-box', 'save-settings'], SETTINGS))?.target).toBe('save-settings');
    // On an item of the project there is nothing to point at.
    expect((await ask(['sign-toggle', 'save-item'], ITEM))?.text).toMatch(/cannot point at it/);
    expect(await ask(['enable-box'], `https://${ZONE}/9/company/admin/settings`)).toBeNull();
    expect(await ask(['enable-box'], `https://${ZONE}/2/project/admin/general`)).toBeNull();
  });

  test('should leave pages of other items alone, once the run is on its own', async () => {
    const { runId } = await world.start('switch-on-signing');
    const other = ITEM.replace(/42$/, '43');
    expect((await ask([], other))?.step).toBe('open-item');
    await world.skipTo(runId, 'save-item');
    expect(await ask(['save-item'], other)).toBeNull();
    expect(await ask(['save-item'], HOME)).toBeNull();
    expect((await ask(['save-item'], `${ITEM}/edit`))?.target).toBe('save-item');
  });

  test('should not hand a name to a page', async () => {
    await world.guide.handlers.confirmAccount(
      { key: KEY, who: 'canary@example.com', accountId: '', accountName: 'Canary Ltd' },
      OURS,
    );
    const { runId } = await world.start('switch-account');
    const said: unknown[] = [];
    while (await world.run()) {
      said.push(await ask([], PROFILE));
      await world.act(runId, 'skip');
    }
    expect(said).toHaveLength(9);
    expect(JSON.stringify(said)).not.toMatch(/canary/i);
  });

  test('should believe no address but one of the page’s own origin', async () => {
    await world.start();
    const bad = [
      'https://app.procore.com/1/project/home',
      'https://account.docusign.com/',
      'data:text/html,x',
      '',
    ];
    for (const href of bad) {
      await expect(ask([], href)).rejects.toMatchObject({ error: { kind: 'bad-message' } });
      await expect(world.press('ok-button', href)).rejects.toMatchObject({ error: { kind: 'bad-message' } });
    }
    expect(await world.step()).toBe('open-project');
  });
});

describe('confirmAccount', () => {
  const confirm = (who: string, accountId: string) =>
    world.guide.handlers.confirmAccount({ key: KEY, who, accountId, accountName: 'Northwind' }, OURS);

  test('should keep the person’s word, and DocuSign’s only where our connection says the same', async () => {
    const account = {
      accountId: 'a-1',
      accountName: 'Northwind',
      baseUri: '',
      isDefault: true,
      membership: null,
      maySend: null,
      isAdmin: null,
      problem: null,
    };
    await world.db.connections.put({
      vendor: 'docusign',
      environment: 'production',
      userId: 'u',
      name: 'Ada Lind',
      email: 'ada@example.com',
      accounts: [account],
      chosenAccountId: null,
      connectedAt: 1,
      signedInAt: 1,
      refreshedAt: 1,
    });
    const sourceOf = async (who: string, accountId: string) => {
      await confirm(who, accountId);
      return (await world.db.confirmations.get([ZONE, '7', PROJECT]))?.source;
    };
    expect([
      await sourceOf('ada@example.com', 'a-1'),
      await sourceOf('Ada Lind', 'a-1'),
      await sourceOf('ada@example.com', 'a-2'),
      await sourceOf('ada@example.com', ''),
      await sourceOf('eve@example.com', 'a-1'),
    ]).toEqual(['docusign', 'docusign', 'person', 'person', 'person']);
    expect(await world.journal()).not.toContainEqual(expect.stringMatching(/ada|eve|Northwind/i));
  });

  test('should keep a switch open when the account to leave is confirmed again', async () => {
    await confirm('old@example.com', '');
    const { runId } = await world.start('switch-account');
    await world.skipTo(runId, 'confirm-account');
    await confirm('old@example.com', '');
    expect(await world.step()).toBe('confirm-account');
    await confirm('new@example.com', '');
    expect((await world.db.runs.get(runId))?.status).toBe('done');
  });
});

describe('pages', () => {
  test('should get the spot when they are loaded while a run is on in their zone, and not otherwise', async () => {
    await world.load(HOME);
    expect(world.injected).toEqual([]);
    await world.start();
    await expect.poll(() => world.injected).toEqual([1]);
    await world.guide.onTabUpdated(9, 'https://app.procore.com/1/project/home');
    await world.guide.onTabUpdated(9, 'https://login.procore.com/');
    await world.guide.onTabUpdated(3, PROFILE);
    expect(world.injected).toEqual([1, 3]);
    world.kill();
    await world.guide.resume();
    expect(world.injected).toEqual([1, 3, 1]);
  });

  test('should be told when the step changes and when the run ends, those that are looked at first', async () => {
    world.tabs = [
      { id: 1, url: HOME, active: false },
      { id: 2, url: PROFILE, active: true },
    ];
    const { runId } = await world.start();
    await expect.poll(() => world.sent).toEqual(['2 sightings-changed', '1 sightings-changed']);
    world.sent = [];
    await world.act(runId, 'skip');
    await expect
      .poll(() => world.sent.toSorted())
      .toEqual(['1 guide-changed', '1 sightings-changed', '2 guide-changed', '2 sightings-changed']);
    world.sent = [];
    await world.act(runId, 'cancel');
    await expect.poll(() => world.sent).toEqual(['2 guide-changed', '1 guide-changed']);
    expect(world.notes).toEqual([]);
  });
});
