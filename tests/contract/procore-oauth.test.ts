import { describe, expect } from 'vitest';
import { OUT_OF_BAND, PROCORE_APP } from '../sandbox/procore/api/apps.ts';
import { userId } from '../sandbox/procore/zones.ts';
import { test } from './docusign-fixtures.ts';
import { read } from './docusign-sign-in.ts';
import {
  asks,
  authorizeUrl,
  connect,
  getCode,
  logIn,
  loginHost,
  postToken,
  REDIRECT,
  SUE,
} from './procore-api-fixtures.ts';

const BAD_GRANT = {
  status: 400,
  body: expect.objectContaining({ error: 'invalid_grant' }),
};
const MINUTE = 60_000;

describe('the question of an app', () => {
  test('asks for the login, then for leave, and goes back with code and state', async ({ person }) => {
    await person.open(authorizeUrl());
    expect([person.page.heading, new URL(person.page.url).pathname]).toEqual(['Log in to Procore', '/login']);
    await logIn(person, SUE, 'wrong');
    expect([person.page.status, person.page.problem]).toEqual([
      401,
      'You have entered an incorrect email or password.',
    ]);
    await logIn(person);
    expect(person.page.heading).toBe('Allow Countersign to use your Procore account?');
    await person.press('Allow');
    expect(`${person.left?.origin}${person.left?.pathname}`).toBe(REDIRECT);
    expect([...(person.left?.searchParams.keys() ?? [])]).toEqual(['code', 'state']);
    expect(person.left?.searchParams.get('state')).toBe('state-1');
    // Allowed once, the next time is silent; a state is sent back only when one came.
    await person.open(authorizeUrl({ state: undefined }));
    expect([...(person.left?.searchParams.keys() ?? [])]).toEqual(['code']);
  });

  test('goes back with the refusal', async ({ person }) => {
    await person.open(authorizeUrl());
    await logIn(person);
    await person.press('Deny');
    expect(Object.fromEntries(person.left?.searchParams ?? [])).toEqual({
      error: 'access_denied',
      error_description: 'The resource owner or authorization server denied the request.',
      state: 'state-1',
    });
  });

  test('stays on an error page when key or redirect address is not the registered one', async ({
    person,
  }) => {
    for (const changes of [
      { client_id: 'nobody' },
      { redirect_uri: `${REDIRECT}/` },
      { redirect_uri: `${REDIRECT}?a=1` },
      { redirect_uri: undefined },
    ]) {
      await person.open(authorizeUrl(changes));
      expect([person.left, person.page.status, person.page.heading]).toEqual([
        undefined,
        401,
        'An error has occurred',
      ]);
    }
    // Credentials of the other world are as unknown.
    await person.open(authorizeUrl({ client_id: PROCORE_APP.production.clientId }, 'sandbox'));
    expect(person.page.problem).toContain('unknown client');
  });

  test('grants no tokens in the address', async ({ person }) => {
    await person.open(authorizeUrl({ response_type: 'token' }));
    expect(person.left?.searchParams.get('error')).toBe('unsupported_response_type');
  });

  test('shows the code on a page of its own to an app without an address', async ({ person }) => {
    await person.open(authorizeUrl({ redirect_uri: OUT_OF_BAND }));
    await logIn(person);
    await person.press('Allow');
    expect(person.page.heading).toBe('Authorization code');
    const code = /<code[^>]*>(\w+)<\/code>/.exec(person.page.html)?.[1] ?? '';
    const answer = await postToken(person, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: OUT_OF_BAND,
    });
    expect(answer.status).toBe(200);
  });

  test('asks anew after a logout, and knows the address a person was given since', async ({
    sandbox,
    person,
  }) => {
    await getCode(person);
    await person.open(`${loginHost()}/logout`);
    sandbox.procore.state.emails.set('gc-admin', 'sue@ashworth.example');
    await person.open(authorizeUrl());
    await logIn(person);
    expect(person.page.status).toBe(401);
    await logIn(person, 'sue@ashworth.example');
    expect(person.left?.searchParams.has('code')).toBe(true);
  });

  test('leads back from the login to this host only', async ({ person }) => {
    await person.open(`${loginHost()}/login?next=${encodeURIComponent('//example.com/')}`);
    await logIn(person);
    expect([person.left, new URL(person.page.url).host]).toEqual([undefined, 'login.procore.com']);
  });
});

describe('the token endpoint', () => {
  test('takes forms and JSON, and answers alike', async ({ sandbox, person }) => {
    const tokens = await connect(person);
    expect(tokens).toEqual({
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      token_type: 'bearer',
      expires_in: 5_400,
      refresh_token: expect.stringMatching(/^\w{64}$/),
      created_at: Math.floor(sandbox.world.now() / 1_000),
    });
    const code = await getCode(person);
    const { clientId, secret } = PROCORE_APP.production;
    const answer = await person.client.fetch(`${loginHost()}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'authorization_code',
        code,
        client_id: clientId,
        client_secret: secret,
        redirect_uri: REDIRECT,
      }),
    });
    expect(answer.status).toBe(200);
  });

  test('takes a code once, within ten minutes, with the address it was asked for', async ({
    sandbox,
    person,
  }) => {
    const grant_type = 'authorization_code';
    const used = await getCode(person);
    expect((await postToken(person, { grant_type, code: used })).status).toBe(200);
    expect(await read(postToken(person, { grant_type, code: used }))).toEqual(BAD_GRANT);

    const fresh = await getCode(person);
    sandbox.world.advance(10 * MINUTE - 1_000);
    expect((await postToken(person, { grant_type, code: fresh })).status).toBe(200);
    const late = await getCode(person);
    sandbox.world.advance(10 * MINUTE);
    expect(await read(postToken(person, { grant_type, code: late }))).toEqual(BAD_GRANT);

    const elsewhere = await getCode(person);
    const redirect_uri = `${REDIRECT}/production`;
    expect(await read(postToken(person, { grant_type, code: elsewhere, redirect_uri }))).toEqual(BAD_GRANT);
  });

  test('wants the secret, and knows two kinds of grant', async ({ person }) => {
    const code = await getCode(person);
    expect(
      await read(postToken(person, { grant_type: 'authorization_code', code, client_secret: 'guess' })),
    ).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(await read(postToken(person, { grant_type: 'password' }))).toMatchObject({
      status: 400,
      body: { error: 'unsupported_grant_type' },
    });
  });

  test('ignores a verifier, or judges it, as the switch says', async ({ sandbox, person }) => {
    const challenge = {
      code_challenge: '9J8ezfyNRF4PNgZ-YDDgnjRFCdc9N7O_of5f9ya-sWk',
      code_challenge_method: 'S256',
    };
    const send = async (verifier: Record<string, string>) =>
      (
        await postToken(person, {
          grant_type: 'authorization_code',
          code: await getCode(person, challenge),
          ...verifier,
        })
      ).status;
    const right = 'countersign-contract-tests-verifier-0123456789-abcdefghijklmnop';
    expect(await send({ code_verifier: 'wrong' })).toBe(200);
    expect(await send({})).toBe(200);
    sandbox.procore.state.api.switches.verifier = 'checked';
    expect(await send({ code_verifier: right })).toBe(200);
    expect(await send({ code_verifier: 'wrong' })).toBe(400);
    expect(await send({})).toBe(400);
  });

  test('exchanges a refresh token once; the access token before lives on', async ({ person }) => {
    const first = await connect(person);
    const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
    const second = await read(postToken(person, refresh));
    expect(second.status).toBe(200);
    expect(second.body).not.toMatchObject({ refresh_token: first.refresh_token });
    expect(await read(postToken(person, refresh))).toEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'The refresh token is invalid' },
    });
    expect((await asks(person, first)('/rest/v1.0/me', { company: null })).status).toBe(200);
  });

  test('says nothing to web pages', async ({ person }) => {
    const headers = { origin: 'https://example.com', 'access-control-request-method': 'POST' };
    for (const method of ['OPTIONS', 'POST']) {
      const answer = await person.client.fetch(`${loginHost()}/oauth/token`, { method, headers });
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('token info and revocation', () => {
  test('tell of a living token', async ({ sandbox, person }) => {
    const tokens = await connect(person);
    const info = () =>
      read(
        person.client.fetch(`${loginHost()}/oauth/token/info`, {
          headers: { authorization: `Bearer ${tokens.access_token}` },
        }),
      );
    sandbox.world.advance(10 * MINUTE);
    expect(await info()).toEqual({
      status: 200,
      body: {
        resource_owner_id: Number(userId('us02.procore.com', 'gc-admin')),
        scopes: [],
        expires_in_seconds: expect.toSatisfy((left: number) => left > 4_790 && left <= 4_800),
        application: { uid: PROCORE_APP.production.clientId },
        created_at: tokens.created_at,
      },
    });
    sandbox.world.advance(80 * MINUTE);
    expect(await info()).toEqual({
      status: 401,
      body: { error: 'invalid_token', error_description: 'The access token is invalid' },
    });
  });

  test('kill both of a pair, and take no offence at an unknown token', async ({ person }) => {
    const tokens = await connect(person);
    const { clientId, secret } = PROCORE_APP.production;
    const revoke = (token: string, client_secret = secret) =>
      read(
        person.client.fetch(`${loginHost()}/oauth/revoke`, {
          method: 'POST',
          body: new URLSearchParams({ token, client_id: clientId, client_secret }),
        }),
      );
    expect(await revoke(tokens.access_token, 'guess')).toMatchObject({ status: 403 });
    expect(await revoke('never-issued')).toEqual({ status: 200, body: {} });
    expect((await asks(person, tokens)('/rest/v1.0/me')).status).toBe(200);
    expect(await revoke(tokens.access_token)).toEqual({ status: 200, body: {} });
    expect((await asks(person, tokens)('/rest/v1.0/me')).status).toBe(401);
    expect(
      await read(postToken(person, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token })),
    ).toEqual(BAD_GRANT);
  });

  test('production and sandbox know nothing of each other', async ({ person }) => {
    const production = await connect(person);
    const sandbox = await connect(person, 'sandbox');
    const me = '/rest/v1.0/me';
    const company = null;
    expect((await asks(person, production)(me, { company })).status).toBe(200);
    expect((await asks(person, production, 'sandbox')(me, { company })).status).toBe(401);
    expect((await asks(person, sandbox, 'sandbox')(me, { company })).status).toBe(200);
    expect((await asks(person, sandbox)(me, { company })).status).toBe(401);
  });
});
