import { describe, expect, it } from 'vitest';
import { createTokenStore, type TokenStore, wasForgotten } from '../../../../utils/auth/token-store.ts';
import { AppFault } from '../../../../utils/base/errors.ts';
import { createGuardedFetch } from '../../../../utils/http/guarded-fetch.ts';
import { createDocuSignClient } from '../../../../utils/vendors/docusign/client.ts';
import { docuSignServer } from '../../../../utils/vendors/docusign/environments.ts';
import { mayBeStaleToken, tokenFault } from '../../../../utils/vendors/docusign/faults.ts';
import {
  fakeClock,
  fakeDocuSign,
  fakeLocks,
  fakeLog,
  fakeSession,
  KEY,
  PERSON,
  until,
} from './fake-docusign.ts';

const NAME = 'docusign:production';

const hasTokens = async (keeper: TokenStore) => (await keeper.issuedAt()) !== null;

/** A DocuSign, a session and locks that several contexts share; the person has signed in. */
async function setUp() {
  const docusign = fakeDocuSign();
  const session = fakeSession();
  const locks = fakeLocks();
  const time = fakeClock();
  const log = fakeLog(time.clock);
  const fetch = createGuardedFetch({
    fetch: docusign.fetch,
    clock: time.clock,
    log,
    record: () => () => undefined,
    beforeWrite: async () => undefined,
  });
  const client = createDocuSignClient({ fetch, clock: time.clock });
  const newContext = () => {
    const keeper = createTokenStore({
      name: NAME,
      server: docuSignServer('production'),
      session: session.area,
      locks,
      endpoint: { fetch, clock: time.clock, judge: (refusal) => tokenFault(refusal, time.clock) },
      clock: time.clock,
      log,
      mayBeStale: mayBeStaleToken,
    });
    const whoAmI = () =>
      keeper.use(
        async (accessToken, signal) => (await client.userinfo('production', { accessToken, signal })).sub,
      );
    return { keeper, whoAmI };
  };
  docusign.live.access.add('canary.access.first');
  docusign.live.refresh.add('canary.refresh.first');
  const first = newContext();
  await first.keeper.keep(
    {
      accessToken: 'canary.access.first',
      refreshToken: 'canary.refresh.first',
      issuedAt: time.clock(),
      lifetime: 28_800_000,
    },
    KEY,
  );
  const userinfoCalls = () => docusign.seen.filter(({ path }) => path === '/oauth/userinfo');
  return { docusign, session, time, log, newContext, userinfoCalls, ...first };
}

describe('a token that works', () => {
  it('is used as it is', async () => {
    const { whoAmI, docusign } = await setUp();
    expect(await whoAmI()).toBe(PERSON);
    expect(docusign.seen.map(({ path, authorization }) => [path, authorization])).toEqual([
      ['/oauth/userinfo', 'Bearer canary.access.first'],
    ]);
  });

  it('is renewed a minute before its end, and the new pair is stored before it is used', async () => {
    const { whoAmI, docusign, time, session } = await setUp();
    time.advance(28_800_000 - 60_000);
    const stored: (string | undefined)[] = [];
    docusign.state.fault = ({ path }) => {
      if (path === '/oauth/userinfo') stored.push(session.values.get(`tokens:${NAME}`));
      return undefined;
    };
    await whoAmI();
    const used = docusign.seen
      .find(({ path }) => path === '/oauth/userinfo')
      ?.authorization.replace('Bearer ', '');
    expect(used).not.toBe('canary.access.first');
    expect(stored).toEqual([expect.stringContaining(String(used))]);
    expect(Object.fromEntries(new URLSearchParams(docusign.tokenCalls()[0]?.body))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'canary.refresh.first',
      client_id: KEY,
    });
  });

  it('needs no renewal loop when the clock jumps ten years ahead or back', async () => {
    const { whoAmI, docusign, time } = await setUp();
    const years = 10 * 365 * 86_400_000;
    time.advance(years);
    await whoAmI();
    await whoAmI();
    expect(docusign.tokenCalls()).toHaveLength(1);
    time.advance(-2 * years);
    await whoAmI();
    expect(docusign.tokenCalls()).toHaveLength(1);
    docusign.expire();
    await whoAmI();
    expect(docusign.tokenCalls()).toHaveLength(2);
  });
});

describe('a token that went stale', () => {
  it('is renewed once, and the call is made once more', async () => {
    const { whoAmI, docusign, userinfoCalls } = await setUp();
    docusign.expire();
    expect(await whoAmI()).toBe(PERSON);
    expect([docusign.tokenCalls().length, userinfoCalls().length]).toEqual([1, 2]);
  });

  it('that the vendor refuses again after a renewal ends the grant', async () => {
    const { whoAmI, docusign, userinfoCalls, session } = await setUp();
    docusign.state.fault = ({ path }) =>
      path === '/oauth/userinfo' ? new Response('', { status: 401 }) : undefined;
    await expect(whoAmI()).rejects.toEqual(new AppFault('sign-in-again', '401'));
    expect([docusign.tokenCalls().length, userinfoCalls().length]).toEqual([1, 2]);
    expect([...session.values.keys()]).toEqual([]);
  });

  it('shows itself as a bare server error at times, which a renewal cures', async () => {
    const { whoAmI, docusign } = await setUp();
    docusign.state.fault = ({ path, authorization }) =>
      path === '/oauth/userinfo' && authorization === 'Bearer canary.access.first'
        ? new Response('{"error":"internal_server_error"}', { status: 400 })
        : undefined;
    expect(await whoAmI()).toBe(PERSON);
    expect(docusign.tokenCalls()).toHaveLength(1);
  });

  it('is kept when it was a real server error', async () => {
    const { whoAmI, docusign, keeper } = await setUp();
    docusign.state.fault = ({ path }) =>
      path === '/oauth/userinfo'
        ? new Response('{"error":"internal_server_error"}', { status: 400 })
        : undefined;
    await expect(whoAmI()).rejects.toEqual(new AppFault('vendor-down', 'internal_server_error'));
    expect(await hasTokens(keeper)).toBe(true);
    expect(docusign.tokenCalls()).toHaveLength(1);
  });

  it('is not renewed for a missing right, though that may be a 401 as well', async () => {
    const { whoAmI, docusign } = await setUp();
    docusign.state.fault = () => new Response('{"errorCode":"USER_LACKS_PERMISSIONS"}', { status: 401 });
    await expect(whoAmI()).rejects.toEqual(new AppFault('no-permission', 'user_lacks_permissions'));
    expect(docusign.tokenCalls()).toHaveLength(0);
  });

  it('is renewed once for six contexts that find it so at the same time, 100 times over', async () => {
    const { docusign, newContext } = await setUp();
    const contexts = Array.from({ length: 6 }, newContext);
    for (let round = 1; round <= 100; round += 1) {
      docusign.expire();
      const who = await Promise.all(contexts.map(({ whoAmI }) => whoAmI()));
      expect(who).toEqual(Array.from({ length: 6 }, () => PERSON));
      expect(docusign.tokenCalls()).toHaveLength(round);
    }
  });

  it('is renewed with the newest refresh token each time', async () => {
    const { docusign, whoAmI } = await setUp();
    for (let round = 0; round < 5; round += 1) {
      docusign.expire();
      await whoAmI();
    }
    const sent = docusign.tokenCalls().map(({ body }) => new URLSearchParams(body).get('refresh_token'));
    expect(new Set(sent).size).toBe(5);
    expect(docusign.live.refresh.size).toBe(1);
  });
});

describe('under a clock that is set', () => {
  it('back, a token is used as it is, and renewed once when the vendor says no', async () => {
    const { whoAmI, docusign, time } = await setUp();
    time.advance(-365 * 24 * 3_600_000);
    expect(await whoAmI()).toBe(PERSON);
    expect(docusign.tokenCalls()).toHaveLength(0);
    docusign.expire();
    for (let round = 0; round < 5; round += 1) await whoAmI();
    expect(docusign.tokenCalls()).toHaveLength(1);
    // From here on its age is known again.
    time.advance(28_800_000 - 60_000);
    await whoAmI();
    expect(docusign.tokenCalls()).toHaveLength(2);
  });

  it('ahead, it is renewed once', async () => {
    const { whoAmI, docusign, time } = await setUp();
    time.advance(10 * 365 * 24 * 3_600_000);
    for (let round = 0; round < 5; round += 1) await whoAmI();
    expect(docusign.tokenCalls()).toHaveLength(1);
  });

  it('a token that lives for less than the margin is not renewed before each use', async () => {
    const { whoAmI, docusign, time } = await setUp();
    docusign.state.expiresIn = 40;
    time.advance(28_800_000);
    for (let round = 0; round < 5; round += 1) await whoAmI();
    expect(docusign.tokenCalls()).toHaveLength(1);
    time.advance(20_000);
    await whoAmI();
    expect(docusign.tokenCalls()).toHaveLength(2);
  });
});

describe('a renewal', () => {
  it('that is refused forgets the grant', async () => {
    const { docusign, whoAmI, session, keeper } = await setUp();
    docusign.revoke();
    await expect(whoAmI()).rejects.toEqual(new AppFault('sign-in-again', 'invalid_grant'));
    expect([...session.values.keys()]).toEqual([]);
    await expect(whoAmI()).rejects.toEqual(new AppFault('sign-in-again'));
    expect([docusign.tokenCalls().length, await hasTokens(keeper)]).toEqual([1, false]);
  });

  it('whose answer is lost keeps the old pair, and goes on if the vendor still takes it', async () => {
    const { docusign, whoAmI } = await setUp();
    docusign.expire();
    docusign.state.fault = ({ path }) => {
      if (path !== '/oauth/token') return undefined;
      throw new TypeError('Failed to fetch');
    };
    await expect(whoAmI()).rejects.toEqual(new AppFault('offline'));
    docusign.state.fault = () => undefined;
    expect(await whoAmI()).toBe(PERSON);
  });

  it('whose answer is lost ends in signing in again if the vendor has rotated', async () => {
    const { docusign, whoAmI, keeper } = await setUp();
    docusign.expire();
    docusign.state.fault = ({ path }) => {
      if (path !== '/oauth/token') return undefined;
      docusign.live.refresh.clear();
      throw new TypeError('Failed to fetch');
    };
    await expect(whoAmI()).rejects.toEqual(new AppFault('offline'));
    docusign.state.fault = () => undefined;
    await expect(whoAmI()).rejects.toEqual(new AppFault('sign-in-again', 'invalid_grant'));
    expect(await hasTokens(keeper)).toBe(false);
  });

  it('is not tried without a refresh token', async () => {
    const { docusign, keeper, whoAmI, time } = await setUp();
    await keeper.keep(
      { accessToken: 'canary.access.short', refreshToken: null, issuedAt: time.clock(), lifetime: 0 },
      KEY,
    );
    await expect(whoAmI()).rejects.toEqual(new AppFault('sign-in-again'));
    expect([docusign.seen, await hasTokens(keeper)]).toEqual([[], false]);
  });

  it('that answers without a new refresh token keeps the old one', async () => {
    const { docusign, whoAmI, session } = await setUp();
    docusign.expire();
    docusign.state.fault = ({ path }) => {
      if (path !== '/oauth/token') return undefined;
      docusign.live.access.add('canary.access.alone');
      return Response.json({
        access_token: 'canary.access.alone',
        token_type: 'Bearer',
        expires_in: '28800',
      });
    };
    await whoAmI();
    expect(JSON.parse(session.values.get(`tokens:${NAME}`) ?? '')).toMatchObject({
      accessToken: 'canary.access.alone',
      refreshToken: 'canary.refresh.first',
    });
  });
});

describe('forgetting', () => {
  it('while a renewal is under way keeps the new pair from coming back', async () => {
    const { docusign, whoAmI, keeper, session } = await setUp();
    docusign.expire();
    const held = Promise.withResolvers<undefined>();
    docusign.state.fault = ({ path }) => (path === '/oauth/token' ? held.promise : undefined);
    const ending = whoAmI().catch((thrown: unknown) => thrown);
    await until(() => docusign.tokenCalls().length === 1);
    await keeper.forget();
    held.resolve(undefined);
    const end = await ending;
    expect([end, wasForgotten(end)]).toEqual([new AppFault('sign-in-again', 'forgotten'), true]);
    expect([...session.values.keys()]).toEqual([]);
  });

  it('ends calls that are under way', async () => {
    const { whoAmI, keeper, docusign } = await setUp();
    docusign.state.fault = () => new Promise<Response>(() => undefined);
    const ending = whoAmI().catch((thrown: unknown) => thrown);
    await until(() => docusign.seen.length === 1);
    await keeper.forget();
    expect(wasForgotten(await ending)).toBe(true);
  });

  it('is not what the vendor’s own no is taken for', () => {
    expect(wasForgotten(new AppFault('sign-in-again', 'invalid_grant'))).toBe(false);
    expect(wasForgotten(new Error('forgotten'))).toBe(false);
  });
});

describe('what is in storage', () => {
  it.each(['null', '"text"', '{"accessToken":4}', '[]'])('as %s counts as signed out', async (damaged) => {
    const { session, whoAmI } = await setUp();
    session.values.set(`tokens:${NAME}`, damaged);
    await expect(whoAmI()).rejects.toEqual(new AppFault('sign-in-again'));
  });

  it('is registered with the log, so that it is taken out of every entry', async () => {
    const { log, keeper } = await setUp();
    await hasTokens(keeper);
    log.note('got canary.access.first and canary.refresh.first');
    expect(log.entries().at(-1)?.text).toBe('got [secret] and [secret]');
  });
});
