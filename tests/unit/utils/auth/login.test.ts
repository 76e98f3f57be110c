import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Grant } from '../../../../utils/auth/grant.ts';
import { LONGEST_LOGIN } from '../../../../utils/auth/login-times.ts';
import { AppFault } from '../../../../utils/base/errors.ts';
import { KEY, redirectUrl, until } from './fake-docusign.ts';
import { targetOf, TARGET, setUp, open, expectNoResidue } from './login-world.ts';

describe('the address the person is sent to', () => {
  it('asks for a code with PKCE and state, at the exact redirect address, without a remembered session', async () => {
    const world = setUp();
    const { ending } = await open(world, 'susan.smart@example.com');
    const url = new URL(world.browser.asked());
    const { state, code_challenge, ...rest } = Object.fromEntries(url.searchParams);
    expect(url.origin + url.pathname).toBe('https://account.docusign.com/oauth/auth');
    expect(rest).toEqual({
      response_type: 'code',
      scope: 'signature extended',
      client_id: KEY,
      redirect_uri: redirectUrl('docusign/production'),
      code_challenge_method: 'S256',
      prompt: 'login',
      login_hint: 'susan.smart@example.com',
    });
    expect([state, code_challenge]).toEqual([
      expect.stringMatching(/^[\w-]{43}$/),
      expect.stringMatching(/^[\w-]{43}$/),
    ]);
    // DocuSign documents the space as %20.
    expect(url.search).toContain('scope=signature%20extended');
    await world.browser.closeByHand();
    await ending;
  });

  it('names no login hint when none was given', async () => {
    const world = setUp();
    const { ending } = await open(world);
    expect(new URL(world.browser.asked()).searchParams.has('login_hint')).toBe(false);
    await world.browser.closeByHand();
    await ending;
  });

  it('goes to the demo world with its own host and redirect path', async () => {
    const world = setUp();
    const { ending } = await open(world, '', world.login, targetOf('demo'));
    const url = new URL(world.browser.asked());
    expect([url.host, url.searchParams.get('redirect_uri')]).toEqual([
      'account-d.docusign.com',
      redirectUrl('docusign/demo'),
    ]);
    await world.browser.closeByHand();
    await ending;
  });

  it('has a fresh verifier, with its right hash, and a fresh state in 1,000 logins', async () => {
    const world = setUp();
    const verifiers = new Set<string>();
    const states = new Set<string>();
    for (let flow = 0; flow < 1000; flow += 1) {
      const before = world.browser.launched.length;
      const ending = world.login.start(TARGET, '');
      await until(() => world.browser.launched.length > before);
      const asked = new URL(world.browser.asked()).searchParams;
      world.browser.comeBack(world.docusign.accept(world.browser.asked()));
      await ending;
      const verifier =
        new URLSearchParams(world.docusign.tokenCalls().at(-1)?.body).get('code_verifier') ?? '';
      expect(verifier).toMatch(/^[\w-]{43}$/);
      expect(asked.get('code_challenge')).toBe(createHash('sha256').update(verifier).digest('base64url'));
      verifiers.add(verifier);
      states.add(asked.get('state') ?? '');
    }
    expect([verifiers.size, states.size]).toEqual([1000, 1000]);
  }, 30_000);
});

describe('the answer', () => {
  it('is traded for tokens once, at the token host of our own table, without a secret', async () => {
    const world = setUp();
    const { ending } = await open(world);
    const callback = world.docusign.accept(world.browser.asked());
    world.browser.comeBack(callback);
    const grant = (await ending) as Grant;
    expect(grant).toEqual({
      accessToken: expect.stringContaining('canary.access'),
      refreshToken: expect.stringContaining('canary.refresh'),
      issuedAt: world.time.clock(),
      lifetime: 28_800_000,
    });
    const [call, ...more] = world.docusign.tokenCalls();
    expect(more).toEqual([]);
    expect(call).toMatchObject({ method: 'POST', host: 'account.docusign.com', authorization: '' });
    expect(Object.fromEntries(new URLSearchParams(call?.body))).toEqual({
      grant_type: 'authorization_code',
      client_id: KEY,
      code: new URL(callback).searchParams.get('code'),
      redirect_uri: redirectUrl('docusign/production'),
      code_verifier: expect.stringMatching(/^[\w-]{43}$/),
    });
    await expectNoResidue(world);
  });

  it('takes its attempt out of storage before the code is sent', async () => {
    const world = setUp();
    let kept: unknown;
    world.docusign.state.fault = () => {
      kept = world.session.values.get('login');
      return undefined;
    };
    const { ending } = await open(world);
    expect(world.session.values.has('login')).toBe(true);
    world.browser.comeBack(world.docusign.accept(world.browser.asked()));
    await ending;
    expect(kept).toBeUndefined();
  });

  type Twist = (good: string) => string;
  const params =
    (change: (search: URLSearchParams) => void): Twist =>
    (good) => {
      const url = new URL(good);
      change(url.searchParams);
      return url.href;
    };
  const wrong: [string, Twist][] = [
    ['a wrong state', params((search) => search.set('state', 'x'.repeat(43)))],
    ['no state', params((search) => search.delete('state'))],
    ['an empty state', params((search) => search.set('state', ''))],
    ['two states', params((search) => search.append('state', 'another'))],
    ['no code', params((search) => search.delete('code'))],
    ['two codes', params((search) => search.append('code', 'another'))],
    ['a wrong issuer', params((search) => search.set('iss', 'https://account-d.docusign.com'))],
    ['an evil issuer', params((search) => search.set('iss', 'https://account.docusign.com.evil.test'))],
    ['an answer of another kind', params((search) => search.set('response', 'jwt'))],
    ['a token instead of a code', params((search) => search.set('token', 'x'))],
    [
      'an error with a foreign state',
      params((search) => {
        search.set('error', 'access_denied');
        search.set('state', 'other');
      }),
    ],
    ['another path', (good) => good.replace('docusign/production', 'docusign/production2')],
    ['the other environment’s path', (good) => good.replace('docusign/production', 'docusign/demo')],
    ['the bare redirect host', (good) => good.replace('docusign/production', '')],
    ['another host', (good) => good.replace('abcdefgh', 'hgfedcba')],
    ['plain http', (good) => good.replace('https:', 'http:')],
    ['a port', (good) => good.replace('.org/', '.org:8443/')],
    ['a user in the address', (good) => good.replace('https://', 'https://me@')],
    ['no address at all', () => 'nonsense'],
  ];
  it.each(wrong)('with %s is thrown away, and no token is asked for', async (_, twist) => {
    const world = setUp();
    const { ending } = await open(world);
    world.browser.comeBack(twist(world.docusign.accept(world.browser.asked())));
    expect(await ending).toEqual(new AppFault('login-mismatch'));
    expect(world.docusign.tokenCalls()).toEqual([]);
    await expectNoResidue(world);
  });

  it.each(['https://account.docusign.com', 'https://account.docusign.com/'])(
    'may name its issuer as %s',
    async (issuer) => {
      const world = setUp();
      const { ending } = await open(world);
      world.browser.comeBack(
        `${world.docusign.accept(world.browser.asked())}&iss=${encodeURIComponent(issuer)}`,
      );
      expect(await ending).toHaveProperty('accessToken');
    },
  );

  it('that comes a second time is thrown away', async () => {
    const world = setUp();
    const { ending } = await open(world);
    const callback = world.docusign.accept(world.browser.asked());
    world.browser.comeBack(callback);
    await ending;
    const again = world.login.redeem(TARGET, callback, new AbortController().signal);
    await expect(again).rejects.toEqual(new AppFault('login-mismatch'));
    expect(world.docusign.tokenCalls()).toHaveLength(1);
  });

  it('of an earlier login is thrown away by the next one', async () => {
    const world = setUp();
    const first = await open(world);
    const stale = world.docusign.accept(world.browser.asked());
    await world.browser.closeByHand();
    await first.ending;
    const second = await open(world);
    world.browser.comeBack(stale);
    expect(await second.ending).toEqual(new AppFault('login-mismatch'));
    expect(world.docusign.tokenCalls()).toEqual([]);
  });

  it('to a login in the other environment is thrown away', async () => {
    const world = setUp();
    const { ending } = await open(world, '', world.login, targetOf('demo'));
    const callback = world.docusign.accept(world.browser.asked());
    const crossed = world.login.redeem(TARGET, callback, new AbortController().signal);
    await expect(crossed).rejects.toEqual(new AppFault('login-mismatch'));
    expect(world.docusign.tokenCalls()).toEqual([]);
    // The attempt is used up by the wrong answer: the right one comes too late.
    world.browser.comeBack(callback);
    expect(await ending).toEqual(new AppFault('login-mismatch'));
  });

  it('to a login with another key is thrown away', async () => {
    const world = setUp();
    const { ending } = await open(world);
    const callback = world.docusign.accept(world.browser.asked());
    const other = { ...TARGET, clientId: '99999999-2222-4333-8444-555555555555' };
    await expect(world.login.redeem(other, callback, new AbortController().signal)).rejects.toEqual(
      new AppFault('login-mismatch'),
    );
    await world.browser.closeByHand();
    await ending;
  });

  it.each([
    ['later than ten minutes', LONGEST_LOGIN],
    ['from before the clock was set back', -5 * 60_000],
  ])('%s is thrown away', async (_, late) => {
    const world = setUp();
    const { ending } = await open(world);
    const callback = world.docusign.accept(world.browser.asked());
    world.time.advance(late);
    world.browser.comeBack(callback);
    expect(await ending).toEqual(new AppFault('login-late'));
    expect(world.docusign.tokenCalls()).toEqual([]);
  });

  it('is taken when the clock was set right by some seconds meanwhile', async () => {
    const world = setUp();
    const { ending } = await open(world);
    const callback = world.docusign.accept(world.browser.asked());
    world.time.advance(-20_000);
    world.browser.comeBack(callback);
    expect(await ending).toMatchObject({ lifetime: 28_800_000 });
  });
});

describe('a refusal', () => {
  it.each([
    ['error=access_denied', new AppFault('login-refused', 'access_denied')],
    ['error=access_denied&error_description=x', new AppFault('login-refused', 'access_denied')],
    [
      'error_code=user_cancelled&error_message=The+user+cancelled',
      new AppFault('login-refused', 'user_cancelled'),
    ],
    ['error=logout_request', new AppFault('login-refused', 'logout_request')],
    ['error=unauthorized_client', new AppFault('wrong-key', 'unauthorized_client')],
    ['error=server_error', new AppFault('vendor-down', 'server_error')],
  ])('%s ends the login with its reason', async (query, fault) => {
    const world = setUp();
    const { ending } = await open(world);
    const state = new URL(world.browser.asked()).searchParams.get('state');
    world.browser.comeBack(`${redirectUrl('docusign/production')}?${query}&state=${state}`);
    expect(await ending).toEqual(fault);
    expect(world.docusign.tokenCalls()).toEqual([]);
    await expectNoResidue(world);
  });

  it('may come without our state', async () => {
    const world = setUp();
    const { ending } = await open(world);
    world.browser.comeBack(`${redirectUrl('docusign/production')}?error=access_denied`);
    expect(await ending).toEqual(new AppFault('login-refused', 'access_denied'));
  });

  it.each([
    [
      'a used code',
      () => new Response('{"error":"invalid_grant"}', { status: 400 }),
      new AppFault('sign-in-again', 'invalid_grant'),
    ],
    [
      'an unknown key',
      () => new Response('{"error":"invalid_client"}', { status: 401 }),
      new AppFault('wrong-key', 'invalid_client'),
    ],
    [
      'a key of the other environment',
      () => new Response('{"error":"invalid_grant","error_description":"issuer_not_found"}', { status: 400 }),
      new AppFault('wrong-key', 'issuer_not_found'),
    ],
    [
      'our Origin',
      () => new Response('{"errorCode":"Origin_Not_Allowed"}', { status: 403 }),
      new AppFault('origin-refused', 'origin_not_allowed'),
    ],
    ['a gateway', () => new Response('<html>', { status: 502 }), new AppFault('vendor-down', '502')],
    ['an empty 400', () => new Response('', { status: 400 }), new AppFault('unexpected-reply', '400')],
    ['HTML with 200', () => new Response('<html>'), new AppFault('unexpected-reply', 'token')],
    [
      'no access token',
      () => new Response('{"token_type":"Bearer"}'),
      new AppFault('unexpected-reply', 'token'),
    ],
    [
      'another kind of token',
      () =>
        new Response('{"access_token":"a","token_type":"mac"}', {
          headers: { 'content-type': 'application/json' },
        }),
      new AppFault('unexpected-reply', 'token'),
    ],
  ])('at the exchange (%s) ends the login with its reason', async (_, answer, fault) => {
    const world = setUp();
    world.docusign.state.fault = answer;
    const { ending } = await open(world);
    world.browser.comeBack(world.docusign.accept(world.browser.asked()));
    expect(await ending).toEqual(fault);
    expect(world.docusign.tokenCalls()).toHaveLength(1);
    await expectNoResidue(world);
  });
});
