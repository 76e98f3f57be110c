import { describe, expect, it, vi } from 'vitest';
import { HOUR } from '../../../../../utils/base/clock.ts';
import { AppFault } from '../../../../../utils/base/errors.ts';
import { ACCOUNT, PERSON, refusal, type Seen, until } from '../../auth/fake-docusign.ts';
import { FACTS, setUp, SUSAN, HER_TOKENS, everythingStored } from './connection-world.ts';

describe('requests', () => {
  it('are listed with host, path and outcome, and without anything secret', async () => {
    const world = setUp();
    await world.connect();
    const root = `/restapi/v2.1/accounts/${ACCOUNT}`;
    const expected = [
      ['POST', 'account.docusign.com', '/oauth/token', 200],
      ['GET', 'account.docusign.com', '/oauth/userinfo', 200],
      ['GET', 'na3.docusign.net', `${root}/users/${PERSON}`, 200],
      ['GET', 'na3.docusign.net', `${root}/users/${PERSON}/settings`, 200],
      ['GET', 'na3.docusign.net', root, 200],
    ];
    await vi.waitFor(async () => {
      const rows = await world.db.requests.toArray();
      expect(rows.map(({ method, host, path, status }) => [method, host, path, status])).toEqual(expected);
    });
  });

  it('stay on the list when the worker is stopped before their answer', async () => {
    const world = setUp();
    await world.connect();
    await world.db.requests.clear();
    world.docusign.state.fault = () => new Promise<Response>(() => undefined);
    void world.here.refresh().catch(() => undefined);
    await until(() => world.docusign.seen.at(-1)?.path === '/oauth/userinfo');
    world.restart();
    expect(await world.db.requests.toArray()).toMatchObject([{ path: '/oauth/userinfo', status: 0 }]);
  });
});

describe('a worker that is stopped in the middle of a login', () => {
  const stops: [string, (world: ReturnType<typeof setUp>) => Promise<void>][] = [
    ['before the window opens', async ({ session }) => until(() => session.values.has('login'))],
    ['while the window is open', async ({ browser }) => until(() => browser.isOpen())],
    [
      'while the code is being traded',
      async ({ browser, docusign }) => {
        docusign.state.fault = ({ path }) =>
          path === '/oauth/token' ? new Promise(() => undefined) : undefined;
        await until(() => browser.isOpen());
        browser.comeBack(docusign.accept(browser.asked()));
        await until(() => docusign.tokenCalls().length === 1);
      },
    ],
  ];
  it.each(stops)('%s: nothing is connected, nothing is left, the next try works', async (_, stop) => {
    const world = setUp();
    void world.here.connect().catch(() => undefined);
    await stop(world);
    world.restart();
    world.docusign.state.fault = () => undefined;
    await world.here.wake();
    expect(await world.row()).toBeUndefined();
    expect([[...world.session.values.keys()], world.browser.isOpen()]).toEqual([[], false]);
    expect(await world.connect()).toEqual({ id: SUSAN });
  });

  it('is noted as interrupted, once', async () => {
    const world = setUp();
    void world.here.connect().catch(() => undefined);
    await until(() => world.browser.isOpen());
    world.restart();
    await world.here.wake();
    await world.here.wake();
    expect(await world.journal()).toEqual(['login-interrupted docusign production']);
    const at = world.time.clock();
    expect(world.loginEnds).toEqual([null, { error: { kind: 'login-interrupted' }, at }]);
  });

  it.each(stops)('%s: the next worker says so, once', async (_, stop) => {
    const world = setUp();
    void world.here.connect().catch(() => undefined);
    await stop(world);
    world.restart();
    await world.here.wake();
    await world.here.wake();
    expect(await world.journal()).toEqual(['login-interrupted docusign production']);
    expect(world.loginEnds.at(-1)).toEqual({
      error: { kind: 'login-interrupted' },
      at: world.time.clock(),
    });
  });

  it('when the tokens are kept already says nothing, and reads on', async () => {
    const world = setUp();
    world.docusign.state.fault = ({ path }) =>
      path === '/oauth/userinfo' ? new Promise(() => undefined) : undefined;
    void world.connect().catch(() => undefined);
    await until(() => world.docusign.seen.at(-1)?.path === '/oauth/userinfo');
    world.restart();
    world.docusign.state.fault = () => undefined;
    await world.here.wake();
    expect(world.loginEnds.at(-1)).toBeNull();
    expect(await world.row()).toMatchObject({ userId: PERSON });
    expect([...world.session.values.keys()]).toEqual([HER_TOKENS]);
  });

  it.each(stops)('%s: is not said of the next try, which begins while the worker wakes', async (_, stop) => {
    const world = setUp();
    void world.here.connect().catch(() => undefined);
    await stop(world);
    world.restart();
    world.docusign.state.fault = () => undefined;
    const waking = world.here.wake();
    await world.connect();
    await waking;
    expect(world.loginEnds.at(-1)).toBeNull();
    expect(await world.row()).toMatchObject({ userId: PERSON });
  });

  it('needs no waking before the next try', async () => {
    const world = setUp();
    void world.here.connect().catch(() => undefined);
    await until(() => world.browser.isOpen());
    const orphan = world.browser.windowId();
    world.restart();
    expect(await world.connect()).toEqual({ id: SUSAN });
    expect(world.browser.popups.has(orphan)).toBe(false);
  });

  const later: [string, string][] = [
    ['after the tokens came, before who it is was read', '/oauth/userinfo'],
    ['while the accounts are read', `/restapi/v2.1/accounts/${ACCOUNT}/users/${PERSON}`],
  ];
  it.each(later)('%s: the sign-in was given, so the next worker finishes it', async (_, path) => {
    const world = setUp();
    world.docusign.state.fault = (seen) => (seen.path === path ? new Promise(() => undefined) : undefined);
    void world.here.connect().catch(() => undefined);
    await until(() => world.browser.isOpen());
    world.browser.comeBack(world.docusign.accept(world.browser.asked()));
    await until(() => world.docusign.seen.some((seen) => seen.path === path));
    world.restart();
    world.docusign.state.fault = () => undefined;
    await world.here.wake();
    expect(await world.row()).toMatchObject({ userId: PERSON, accounts: [FACTS], chosenAccountId: ACCOUNT });
    expect(world.browser.launched).toHaveLength(1);
  });
});

describe('waking', () => {
  it('puts the header rule in place each time', async () => {
    const world = setUp();
    await world.here.wake();
    world.restart();
    await world.here.wake();
    expect(world.ensure).toHaveBeenCalledTimes(2);
  });

  it('goes on when the header rule cannot be put in place', async () => {
    const world = setUp();
    await world.connect();
    world.restartBrowser();
    world.ensure.mockRejectedValueOnce(new Error('not now'));
    await world.here.wake();
    expect(await world.row()).toHaveProperty('signedOutAt');
  });

  it('asks DocuSign nothing when all is well', async () => {
    const world = setUp();
    await world.connect();
    const before = world.docusign.seen.length;
    world.restart();
    await world.here.wake();
    expect(world.docusign.seen.length).toBe(before);
    expect(await world.row()).not.toHaveProperty('signedOutAt');
  });

  it('says since when somebody is signed out when the browser was closed, and keeps what was proven', async () => {
    const world = setUp();
    await world.connect();
    world.restartBrowser();
    world.time.advance(HOUR);
    await world.here.wake();
    expect(await world.row()).toMatchObject({
      userId: PERSON,
      accounts: [FACTS],
      signedOutAt: world.time.clock(),
    });
    // Nobody refused anything.
    expect(await world.row()).not.toHaveProperty('refusedAs');
    await expect(world.here.refresh()).rejects.toEqual(new AppFault('sign-in-again'));
  });

  it('survives a DocuSign that is down', async () => {
    const world = setUp();
    world.docusign.state.fault = (seen) =>
      seen.path === '/oauth/userinfo' ? refusal(401, 'USER_LACKS_PERMISSIONS') : undefined;
    await expect(world.connect()).rejects.toEqual(new AppFault('no-permission', 'user_lacks_permissions'));
    world.restart();
    await world.here.wake();
    expect(await world.row()).toBeUndefined();
    world.docusign.state.fault = () => undefined;
    await world.here.wake();
    expect(await world.row()).toMatchObject({ accounts: [FACTS] });
  });
});

describe('disconnecting', () => {
  it('forgets the sign-in, the person, the accounts and the requests, and nothing of the other environment', async () => {
    const world = setUp();
    await world.connect('susan.smart@example.com');
    await world.db.requests.add({
      at: 1,
      method: 'GET',
      host: 'demo.docusign.net',
      path: '/x',
      status: 200,
      took: 1,
    });
    expect(await world.here.disconnect()).toBeNull();
    expect([await world.row(), [...world.session.values.keys()]]).toEqual([undefined, []]);
    expect((await world.db.requests.toArray()).map(({ host }) => host)).toEqual(['demo.docusign.net']);
    expect(await world.journal()).toEqual([
      'connected docusign production',
      'disconnected docusign production',
    ]);
    const stored = await everythingStored(world);
    for (const canary of ['canary', 'susan', 'Susan', 'Cloud Nine', PERSON, ACCOUNT]) {
      expect(stored).not.toContain(canary);
    }
  });

  it('works offline, at once, also while a renewal hangs', async () => {
    const world = setUp();
    await world.connect();
    world.docusign.expire();
    world.docusign.state.fault = ({ path }) =>
      path === '/oauth/token' ? new Promise(() => undefined) : undefined;
    const calls = world.docusign.tokenCalls().length;
    const hanging = world.here.refresh().catch((thrown: unknown) => thrown);
    await until(() => world.docusign.tokenCalls().length === calls + 1);
    const before = world.docusign.seen.length;
    await world.here.disconnect();
    expect(await hanging).toEqual(new AppFault('sign-in-again', 'forgotten'));
    expect(world.docusign.seen.length).toBe(before);
    expect([await world.row(), [...world.session.values.keys()], await world.db.requests.count()]).toEqual([
      undefined,
      [],
      0,
    ]);
    expect(await world.journal()).toEqual([
      'connected docusign production',
      'disconnected docusign production',
    ]);
  });

  it('in the middle of a reading keeps its answer from bringing the person back', async () => {
    const world = setUp();
    await world.connect();
    world.docusign.state.fault = async ({ path }) => {
      if (path.startsWith('/restapi')) await world.here.disconnect();
      return undefined;
    };
    await world.here.refresh().catch(() => undefined);
    expect([await world.row(), [...world.session.values.keys()]]).toEqual([undefined, []]);
    expect(await everythingStored(world)).not.toContain('Susan');
  });

  it('gives up a login that is under way', async () => {
    const world = setUp();
    const ending = world.here.connect().catch((thrown: unknown) => thrown);
    await until(() => world.browser.isOpen());
    await world.here.disconnect();
    expect(await ending).toEqual(new AppFault('login-closed'));
    expect([world.browser.isOpen(), await world.row(), [...world.session.values.keys()]]).toEqual([
      false,
      undefined,
      [],
    ]);
    // It did not fail: it was forgotten on purpose.
    expect(world.loginEnds).toEqual([null, null]);
  });

  it('while the code is being traded keeps its tokens from being stored', async () => {
    const world = setUp();
    world.docusign.state.fault = async ({ path }) => {
      if (path === '/oauth/token') await world.here.disconnect();
      return undefined;
    };
    await expect(world.connect()).rejects.toEqual(new AppFault('login-closed'));
    expect([await world.row(), [...world.session.values.keys()]]).toEqual([undefined, []]);
  });

  it('of nothing is fine, and not noted', async () => {
    const world = setUp();
    expect(await world.here.disconnect()).toBeNull();
    expect(await world.journal()).toEqual([]);
  });
});

describe('secrets', () => {
  it('are in no table and no log entry, whatever goes wrong', async () => {
    const world = setUp();
    const faults: ((seen: Seen) => Response | undefined)[] = [
      () => undefined,
      () => new Response('<html>canary.body</html>', { status: 502 }),
      () => new Response('{"errorCode":"canary.code x","message":"canary.message"}', { status: 400 }),
      () => new Response('{"access_token":"canary.odd"', { status: 200 }),
      () =>
        new Response('{"error":"invalid_grant","error_description":"canary.description"}', { status: 400 }),
      ({ authorization, body, host, path }) => {
        throw new TypeError(`Failed to fetch https://${host}${path} with ${authorization} and ${body}`);
      },
    ];
    const fails: string[] = [];
    for (const at of ['/oauth/token', '/oauth/userinfo', '/restapi']) {
      for (const fault of faults) {
        world.docusign.state.fault = (seen) =>
          seen.path.startsWith(at) ? (fault as () => Response)() : undefined;
        for (const work of [() => world.connect('canary.hint@example.com'), () => world.here.refresh()]) {
          await work().catch((thrown: unknown) => {
            fails.push(at);
            world.log.note('failed', thrown);
          });
        }
        world.docusign.expire();
      }
    }
    expect(new Set(fails)).toEqual(new Set(['/oauth/token', '/oauth/userinfo', '/restapi']));
    const tables = await Promise.all(world.db.tables.map((table) => table.toArray()));
    const kept = JSON.stringify([tables, world.log.entries()]);
    const found = [...world.docusign.secrets, 'canary'].filter((secret) => kept.includes(secret));
    expect(found).toEqual([]);
  }, 60_000);

  it('are in the session alone while somebody is signed in', async () => {
    const world = setUp();
    await world.connect();
    expect([...world.session.values.keys()]).toEqual([HER_TOKENS]);
    expect(JSON.stringify(await Promise.all(world.db.tables.map((table) => table.toArray())))).not.toContain(
      'canary',
    );
  });
});
