import { describe, expect, it, vi } from 'vitest';
import { createLogin } from '../../../../utils/auth/login.ts';
import { LONGEST_LOGIN } from '../../../../utils/auth/login-times.ts';
import { AppFault } from '../../../../utils/base/errors.ts';
import {
  BUSY,
  CLOSED_IN_CHROMIUM,
  CLOSED_IN_FIREFOX,
  NOT_LOADED_IN_CHROMIUM,
  NOT_LOADED_IN_FIREFOX,
  redirectUrl,
  until,
} from './fake-docusign.ts';
import { LOGIN_PAGE, TARGET, setUp, open, expectNoResidue } from './login-world.ts';

describe('a window that ends without an answer', () => {
  it.each([CLOSED_IN_CHROMIUM, CLOSED_IN_FIREFOX])('was closed on the login page (%s)', async (text) => {
    const world = setUp(text);
    const { ending } = await open(world);
    world.browser.goTo(LOGIN_PAGE);
    await world.browser.closeByHand();
    expect(await ending).toEqual(new AppFault('login-closed'));
    await expectNoResidue(world);
  });

  it('was closed on the page of the company’s own login, which we may not see', async () => {
    const world = setUp();
    const { ending } = await open(world);
    world.browser.goTo(null);
    await world.browser.closeByHand();
    expect(await ending).toEqual(new AppFault('login-closed'));
  });

  it.each([CLOSED_IN_CHROMIUM, CLOSED_IN_FIREFOX])('may have shown an error page (%s)', async (text) => {
    const world = setUp(text);
    const { ending } = await open(world);
    await world.browser.closeByHand();
    expect(await ending).toEqual(new AppFault('login-no-answer', redirectUrl('docusign/production')));
    await expectNoResidue(world);
  });

  it('may have come to an error page after the login', async () => {
    const world = setUp();
    const { ending } = await open(world);
    const first = world.browser.asked();
    world.browser.goTo(LOGIN_PAGE);
    world.browser.goTo(first);
    await world.browser.closeByHand();
    expect(await ending).toEqual(new AppFault('login-no-answer', redirectUrl('docusign/production')));
  });

  it.each([NOT_LOADED_IN_CHROMIUM, NOT_LOADED_IN_FIREFOX])('could not load its page (%s)', async (text) => {
    const world = setUp();
    world.browser.failFirstPage(text);
    const { ending } = await open(world);
    expect(await ending).toEqual(new AppFault('login-no-answer', redirectUrl('docusign/production')));
    world.goOffline();
    world.browser.failFirstPage(text);
    const again = await open(world);
    expect(await again.ending).toEqual(new AppFault('offline'));
    await expectNoResidue(world);
  });

  it('hangs, is closed after ten minutes, and leaves no timer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const world = setUp();
    const { ending } = await open(world);
    await vi.advanceTimersByTimeAsync(LONGEST_LOGIN - 1);
    expect(world.browser.isOpen()).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(await ending).toEqual(new AppFault('login-no-answer', redirectUrl('docusign/production')));
    expect([world.browser.isOpen(), vi.getTimerCount()]).toEqual([false, 0]);
    await expectNoResidue(world);
  });

  it('hangs on a later page, which is no fault of the key or the address', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const world = setUp();
    const { ending } = await open(world);
    world.browser.goTo(LOGIN_PAGE);
    await vi.advanceTimersByTimeAsync(LONGEST_LOGIN);
    expect(await ending).toEqual(new AppFault('login-late'));
  });

  it.each([
    ['answers with an error', 'https://account.docusign.com/password'],
    ['is of a host that is not reached', null],
  ])('broke on a later page that %s', async (_, url) => {
    const world = setUp();
    const { ending } = await open(world);
    world.browser.goTo(LOGIN_PAGE);
    world.browser.goTo(url, false);
    world.browser.fail(NOT_LOADED_IN_CHROMIUM);
    expect(await ending).toEqual(new AppFault('login-broken'));
    await expectNoResidue(world);
  });

  it('is closed when the person gives the login up', async () => {
    const world = setUp();
    const { ending } = await open(world);
    await world.login.cancel();
    expect(await ending).toEqual(new AppFault('login-closed'));
    expect(world.browser.isOpen()).toBe(false);
    await expectNoResidue(world);
  });

  it('can be given up while the code is being traded', async () => {
    const world = setUp();
    world.docusign.state.fault = () => {
      void world.login.cancel();
      return undefined;
    };
    const { ending } = await open(world);
    world.browser.comeBack(world.docusign.accept(world.browser.asked()));
    expect(await ending).toEqual(new AppFault('login-closed'));
    await expectNoResidue(world);
  });

  it('never stands in the way of the next try', async () => {
    const world = setUp();
    const ends: (() => void)[] = [
      () => void world.browser.closeByHand(),
      () => world.browser.fail(NOT_LOADED_IN_CHROMIUM),
      () => world.browser.comeBack('nonsense'),
      () => world.browser.comeBack(`${redirectUrl('docusign/production')}?error=access_denied`),
      () => void world.login.cancel(),
    ];
    for (const end of ends) {
      const failing = await open(world);
      end();
      expect(await failing.ending).toBeInstanceOf(AppFault);
      const next = await open(world);
      world.browser.comeBack(world.docusign.accept(world.browser.asked()));
      expect(await next.ending).toHaveProperty('accessToken');
    }
  });
});

describe('a second press', () => {
  it('while a window is open opens no other one, and brings that one to the front', async () => {
    const world = setUp();
    const { ending } = await open(world);
    await expect(world.login.start(TARGET, '')).rejects.toEqual(new AppFault('login-open'));
    expect(world.browser.launched).toHaveLength(1);
    expect(world.browser.focused).toEqual([world.browser.windowId()]);
    world.browser.comeBack(world.docusign.accept(world.browser.asked()));
    expect(await ending).toHaveProperty('accessToken');
  });

  it('in the same moment is refused as well', async () => {
    const world = setUp();
    const first = world.login.start(TARGET, '').catch((thrown: unknown) => thrown);
    await expect(world.login.start(TARGET, '')).rejects.toEqual(new AppFault('login-open'));
    await until(() => world.browser.isOpen());
    await world.browser.closeByHand();
    await first;
  });

  it('after a window that nothing can close says that one is open', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const world = setUp();
    let tries = 0;
    const login = createLogin({
      session: world.session.area,
      clock: world.time.clock,
      log: world.log,
      endpointOf: () => ({
        fetch: world.docusign.fetch,
        clock: world.time.clock,
        judge: () => new AppFault('bug'),
      }),
      launch: () => {
        tries += 1;
        return Promise.reject(new Error(BUSY));
      },
      redirectUrl,
      windows: world.browser.windows,
      windowRecord: world.browser.record,
      loginHostOf: () => 'account.docusign.com',
      trading: async () => undefined,
      reachable: async () => true,
      interrupted: async () => undefined,
    });
    const ending = login.start(TARGET, '').catch((thrown: unknown) => thrown);
    for (let expected = 1; expected <= 11; expected += 1) {
      await until(() => tries === expected);
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(await ending).toEqual(new AppFault('login-open'));
    await expectNoResidue(world);
  });
});

describe('a worker that was stopped in the middle', () => {
  it('leaves a window, which the next try closes before it opens its own', async () => {
    const world = setUp();
    await open(world);
    const orphan = world.browser.windowId();
    const next = await open(world, '', world.restartWorker());
    expect(world.browser.popups.has(orphan)).toBe(false);
    expect(world.interrupted).toEqual(['docusign:production']);
    world.browser.comeBack(world.docusign.accept(world.browser.asked()));
    expect(await next.ending).toHaveProperty('accessToken');
    await expectNoResidue(world);
  });

  it('leaves a window that moved on to a page we may not see, which the next try closes', async () => {
    const world = setUp();
    await open(world);
    const orphan = world.browser.windowId();
    world.browser.goTo(null);
    const next = await open(world, '', world.restartWorker());
    expect(world.browser.popups.has(orphan)).toBe(false);
    await world.browser.closeByHand();
    await next.ending;
  });

  it('before its window was noticed is found by what the window shows', async () => {
    const world = setUp();
    await open(world);
    const orphan = world.browser.windowId();
    world.session.values.clear();
    const next = await open(world, '', world.restartWorker());
    expect(world.browser.popups.has(orphan)).toBe(false);
    await until(() => world.browser.isOpen());
    world.browser.comeBack(world.docusign.accept(world.browser.asked()));
    expect(await next.ending).toHaveProperty('accessToken');
  });

  it('does not cost Procore its own login window', async () => {
    const world = setUp();
    await open(world);
    world.session.values.clear();
    const procores = world.browser.openOther(
      'https://account.docusign.com/oauth/auth?client_id=99999999-0000-4000-8000-000000000000',
    );
    const next = await open(world, '', world.restartWorker());
    await until(() => world.browser.isOpen());
    expect(world.browser.popups.has(procores)).toBe(true);
    await world.browser.closeByHand();
    await next.ending;
  });

  it('is tidied up after when a worker starts', async () => {
    const world = setUp();
    await open(world);
    await world.restartWorker().recover();
    expect([world.interrupted, world.browser.isOpen(), [...world.session.values.keys()]]).toEqual([
      ['docusign:production'],
      false,
      [],
    ]);
  });

  it('is tidied up after when the person gives up', async () => {
    const world = setUp();
    await open(world);
    await world.restartWorker().cancel();
    expect([world.browser.isOpen(), [...world.session.values.keys()]]).toEqual([false, []]);
  });

  it('and tidied up in the same moment as a new try begins does not lose the new one', async () => {
    const world = setUp();
    await open(world);
    const worker = world.restartWorker();
    const tidying = worker.recover();
    const next = await open(world, '', worker);
    await Promise.all([tidying, worker.recover()]);
    world.browser.comeBack(world.docusign.accept(world.browser.asked()));
    expect(await next.ending).toHaveProperty('accessToken');
  });

  it('by a reload of the extension, which empties the session, has its window closed at the next start', async () => {
    const world = setUp();
    await open(world);
    world.browser.goTo(null);
    world.session.values.clear();
    await world.restartWorker().recover();
    expect([world.interrupted, world.browser.isOpen()]).toEqual([['docusign:production'], false]);
    await expectNoResidue(world);
  });

  it.each([
    ['another site', 'https://bank.test/'],
    ['another page of DocuSign’s, a login later', 'https://account.docusign.com/username'],
  ])('leaves alone a window of the same number that shows %s', async (_, url) => {
    const world = setUp();
    const windowId = world.browser.openOther(url);
    const openedAt = world.time.clock() - (url.includes('docusign') ? LONGEST_LOGIN : 0);
    await world.browser.record.set({ target: 'docusign:production', windowId, openedAt });
    await world.restartWorker().recover();
    expect(world.browser.popups.has(windowId)).toBe(true);
    expect(await world.browser.record.get()).toBeNull();
  });

  it('tells nobody when there was nothing to interrupt', async () => {
    const world = setUp();
    await world.login.recover();
    expect(world.interrupted).toEqual([]);
  });
});

describe('secrets', () => {
  it('are in no log, whatever way the login ends', async () => {
    const world = setUp();
    const hint = 'canary.hint@example.com';
    const twists: ((good: string) => string)[] = [
      (good) => good,
      (good) => `${good}x`,
      (good) => good.replace('docusign/production', 'elsewhere'),
      (good) => `${good}&iss=https://evil.test`,
    ];
    const faults = [
      () => undefined,
      () => new Response('{"error":"invalid_grant"}', { status: 400 }),
      () => new Response('<html>', { status: 500 }),
      () =>
        new Response('{"access_token":"canary.odd","token_type":"mac"}', {
          headers: { 'content-type': 'application/json' },
        }),
      () => {
        throw new TypeError('Failed to fetch https://account.docusign.com/oauth/token?code=canary.url');
      },
    ];
    const asked: string[] = [];
    for (const twist of twists) {
      for (const fault of faults) {
        world.docusign.state.fault = fault;
        const { ending } = await open(world, hint);
        asked.push(...new URL(world.browser.asked()).searchParams.getAll('state'));
        world.browser.comeBack(twist(world.docusign.accept(world.browser.asked())));
        const end = await ending;
        if (end instanceof AppFault) world.log.note('connect failed', end);
      }
    }
    const text = JSON.stringify(world.log.entries());
    expect(world.log.entries().length).toBeGreaterThan(10);
    expect(text).not.toContain('canary');
    for (const state of asked) expect(text).not.toContain(state);
  });
});
