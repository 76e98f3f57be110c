import * as oauth from 'oauth4webapi';
import { describe, expect } from 'vitest';
import {
  COUNTERSIGN_CLIENT_ID,
  findPerson,
  PROCORE_CLIENT_ID,
  type Docusign,
} from '../sandbox/docusign/index.ts';
import { PROCORE_SECRET } from '../sandbox/docusign/apps.ts';
import { test } from './docusign-fixtures.ts';
import {
  authorizeUrl,
  bearer,
  connect,
  countersign,
  DAY,
  getCode,
  HOUR,
  postToken,
  read,
  redirectUri,
  refresh,
  server,
  type Tokens,
  VERIFIER,
} from './docusign-sign-in.ts';
import type { PersonAtBrowser } from './docusign-person.ts';

const SUE = 'sue.sender@example.com';
const INVALID = { status: 400, body: { error: 'invalid_grant' } };

const userinfo = (person: PersonAtBrowser, token: string) =>
  read(person.client.fetch('https://account-d.docusign.com/oauth/userinfo', bearer(token)));
const sueOf = ({ state }: Docusign) => findPerson(state.demo, 'sue').userId;

describe('a standard OAuth client', () => {
  test('goes through the public grant with PKCE and refreshes, by the book', async ({ person }) => {
    const as = server('demo');
    const options = { [oauth.customFetch]: person.client.fetch };
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    await person.open(
      authorizeUrl('demo', {
        state,
        prompt: 'login',
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      }),
    );
    await person.logIn(SUE);
    await person.press('Accept');
    if (person.left === undefined) throw new Error('The login did not come back.');
    const parameters = oauth.validateAuthResponse(as, countersign, person.left, state);
    const first = await oauth.processAuthorizationCodeResponse(
      as,
      countersign,
      await oauth.authorizationCodeGrantRequest(
        as,
        countersign,
        oauth.None(),
        parameters,
        redirectUri('demo'),
        verifier,
        options,
      ),
    );
    expect(first.expires_in).toBe(28_800);
    const second = await oauth.processRefreshTokenResponse(
      as,
      countersign,
      await oauth.refreshTokenGrantRequest(as, countersign, oauth.None(), first.refresh_token ?? '', options),
    );
    expect(second.access_token).not.toBe(first.access_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
  });
});

describe('the token answer on the wire', () => {
  test('has these members and types, for public apps too', async ({ person }) => {
    const tokens = await connect(person, SUE, 'demo');
    expect(tokens).toEqual({
      access_token: expect.stringMatching(/^[\w-]{700,}$/),
      token_type: 'Bearer',
      refresh_token: expect.stringMatching(/^[\w-]{700,}$/),
      expires_in: 28_800,
      scope: 'signature extended',
    });
  });

  test('is not for web pages to read, nor for caches to keep', async ({ person }) => {
    const code = await getCode(person, SUE, 'demo');
    const response = await postToken(person, 'demo', {
      grant_type: 'authorization_code',
      code,
      code_verifier: VERIFIER,
    });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('comes for a multipart form as well', async ({ person }) => {
    const form = new FormData();
    form.set('grant_type', 'authorization_code');
    form.set('client_id', COUNTERSIGN_CLIENT_ID);
    form.set('code', await getCode(person, SUE, 'demo'));
    form.set('code_verifier', VERIFIER);
    const address = 'https://account-d.docusign.com/oauth/token';
    expect((await person.client.fetch(address, { method: 'POST', body: form })).status).toBe(200);
  });

  test('a JSON body is a bare invalid_grant', async ({ person }) => {
    const body = JSON.stringify({
      grant_type: 'authorization_code',
      code: await getCode(person, SUE, 'demo'),
    });
    const headers = { 'content-type': 'application/json' };
    const address = 'https://account-d.docusign.com/oauth/token';
    expect(await read(person.client.fetch(address, { method: 'POST', body, headers }))).toEqual(INVALID);
  });
});

describe('what the token endpoint refuses', () => {
  const refusal = (description: string) => ({
    status: 400,
    body: { error: 'invalid_grant', error_description: description },
  });

  test('a wrong or missing verifier', async ({ person }) => {
    const code = await getCode(person, SUE, 'demo');
    const form = { grant_type: 'authorization_code', code };
    expect(await read(postToken(person, 'demo', { ...form, code_verifier: 'x'.repeat(43) }))).toEqual(
      INVALID,
    );
    expect(await read(postToken(person, 'demo', form))).toEqual(INVALID);
    expect((await postToken(person, 'demo', { ...form, code_verifier: VERIFIER })).status).toBe(200);
  });

  test('a code used twice; the tokens of its first use die with it', async ({ person }) => {
    const code = await getCode(person, SUE, 'demo');
    const form = { grant_type: 'authorization_code', code, code_verifier: VERIFIER };
    const tokens: Tokens = await (await postToken(person, 'demo', form)).json();
    expect(await read(postToken(person, 'demo', form))).toEqual(refusal('expired_client_token'));
    expect(await read(refresh(person, 'demo', tokens.refresh_token))).toEqual(INVALID);
  });

  test('a code of two minutes and a second', async ({ sandbox, person }) => {
    const code = await getCode(person, SUE, 'demo');
    sandbox.world.advance(121_000);
    const form = { grant_type: 'authorization_code', code, code_verifier: VERIFIER };
    expect(await read(postToken(person, 'demo', form))).toEqual(refusal('expired_client_token'));
  });

  test('a code of the other environment', async ({ person }) => {
    const code = await getCode(person, SUE, 'demo');
    const form = { grant_type: 'authorization_code', code, code_verifier: VERIFIER };
    expect(await read(postToken(person, 'production', form))).toEqual(refusal('expired_client_token'));
  });

  test('an unknown key, a wrong secret and an unknown grant type', async ({ person }) => {
    const form = { grant_type: 'refresh_token', refresh_token: 'x' };
    expect(await read(postToken(person, 'demo', { ...form, client_id: 'nobody' }))).toEqual(
      refusal('unauthorized_client'),
    );
    const basic = (secret: string) => ({ authorization: `Basic ${btoa(`${PROCORE_CLIENT_ID}:${secret}`)}` });
    const confidential = { ...form, client_id: PROCORE_CLIENT_ID };
    expect(await read(postToken(person, 'demo', confidential, basic('wrong')))).toEqual(
      refusal('unauthorized_client'),
    );
    expect(await read(postToken(person, 'demo', confidential, basic(PROCORE_SECRET)))).toEqual(INVALID);
    expect(await read(postToken(person, 'demo', { grant_type: 'password' }))).toEqual(
      refusal('unsupported_grant_type'),
    );
  });

  test('a request with the Origin of an extension, unless that is switched off', async ({
    sandbox,
    person,
  }) => {
    const { refresh_token } = await connect(person, SUE, 'demo');
    const form = { grant_type: 'refresh_token', refresh_token };
    for (const origin of [
      'chrome-extension://jaigcjabaihpfpjjcmdnbjbncghajdne',
      'moz-extension://abc',
      'null',
    ]) {
      expect(await read(postToken(person, 'demo', form, { origin }))).toEqual({
        status: 403,
        body: {
          error: 'Origin_Not_Allowed',
          error_description: 'The origin of the request is not allowed for this integration key.',
        },
      });
    }
    sandbox.docusign.switches.judgeOrigin = false;
    expect((await postToken(person, 'demo', form, { origin: 'chrome-extension://abc' })).status).toBe(200);
  });
});

describe('refreshing', () => {
  test('rotates: the old refresh token is dead, and its use kills the new one too', async ({ person }) => {
    const first = await connect(person, SUE, 'demo');
    const second: Tokens = await (await refresh(person, 'demo', first.refresh_token)).json();
    expect(second).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      refresh_token: expect.any(String),
      expires_in: 28_800,
      scope: 'signature extended',
    });
    expect((await userinfo(person, first.access_token)).status).toBe(200);
    expect(await read(refresh(person, 'demo', first.refresh_token))).toEqual(INVALID);
    expect(await read(refresh(person, 'demo', second.refresh_token))).toEqual(INVALID);
  });

  test('a second login of the same person is a chain of its own', async ({ person }) => {
    const first = await connect(person, SUE, 'demo');
    const other = await connect(person, SUE, 'demo');
    await refresh(person, 'demo', first.refresh_token);
    await refresh(person, 'demo', first.refresh_token);
    expect((await refresh(person, 'demo', other.refresh_token)).status).toBe(200);
  });

  test('access tokens live eight hours of the sandbox clock', async ({ sandbox, person }) => {
    const { access_token } = await connect(person, SUE, 'demo');
    sandbox.world.advance(8 * HOUR - 60_000);
    expect((await userinfo(person, access_token)).status).toBe(200);
    sandbox.world.advance(61_000);
    expect((await userinfo(person, access_token)).status).toBe(401);
  });

  test('with extended every refresh starts thirty new days', async ({ sandbox, person }) => {
    let { refresh_token } = await connect(person, SUE, 'demo');
    for (let round = 0; round < 4; round += 1) {
      sandbox.world.advance(29 * DAY);
      const response = await refresh(person, 'demo', refresh_token);
      expect(response.status).toBe(200);
      ({ refresh_token } = (await response.json()) as Tokens);
    }
    sandbox.world.advance(30 * DAY + 1_000);
    expect(await read(refresh(person, 'demo', refresh_token))).toEqual(INVALID);
  });

  test('without extended the first thirty days go on', async ({ sandbox, person }) => {
    const tokens = await connect(person, SUE, 'demo', { scope: 'signature' });
    sandbox.world.advance(29 * DAY);
    const response = await refresh(person, 'demo', tokens.refresh_token);
    expect(response.status).toBe(200);
    const { refresh_token }: Tokens = await response.json();
    sandbox.world.advance(DAY + 2_000);
    expect(await read(refresh(person, 'demo', refresh_token))).toEqual(INVALID);
  });

  test('a clock set by date is obeyed as well', async ({ sandbox, person }) => {
    const { access_token } = await connect(person, SUE, 'demo');
    sandbox.world.setNow(Date.now() + 9 * HOUR);
    expect((await userinfo(person, access_token)).status).toBe(401);
    sandbox.world.setNow(Date.now() + HOUR);
    expect((await userinfo(person, access_token)).status).toBe(200);
  });

  test('ends when the consent is withdrawn; access tokens live on; the next login asks again', async ({
    sandbox,
    person,
  }) => {
    const tokens = await connect(person, SUE, 'demo');
    sandbox.docusign.revokeConsent(sueOf(sandbox.docusign), COUNTERSIGN_CLIENT_ID);
    expect(await read(refresh(person, 'demo', tokens.refresh_token))).toEqual(INVALID);
    expect((await userinfo(person, tokens.access_token)).status).toBe(200);
    expect((await person.open(authorizeUrl('demo'))).heading).toBe(
      'Countersign is requesting access to your Docusign account',
    );
  });

  test('a reset of the sandbox forgets every token and every login', async ({ sandbox, person }) => {
    const tokens = await connect(person, SUE, 'demo');
    findPerson(sandbox.docusign.state.demo, 'sue').name = 'Susan';
    sandbox.docusign.reset();
    expect((await userinfo(person, tokens.access_token)).status).toBe(401);
    expect(await read(refresh(person, 'demo', tokens.refresh_token))).toEqual(INVALID);
    expect((await person.open(authorizeUrl('demo'))).heading).toBe('Log In to Docusign');
    expect(findPerson(sandbox.docusign.state.demo, 'sue').name).toBe('Sue Sender');
  });
});

describe('userinfo', () => {
  test('names the person and the account, with real booleans', async ({ sandbox, person }) => {
    const { access_token } = await connect(person, SUE, 'demo');
    const [account] = sandbox.docusign.state.demo.accounts;
    expect(await userinfo(person, access_token)).toEqual({
      status: 200,
      body: {
        sub: sueOf(sandbox.docusign),
        name: 'Sue Sender',
        given_name: 'Sue',
        family_name: 'Sender',
        created: '2015-08-13T22:03:03.45',
        email: SUE,
        accounts: [
          {
            account_id: account?.accountId,
            is_default: true,
            account_name: 'Riverside Builders',
            base_uri: 'https://demo.docusign.net',
            organization: {
              organization_id: account?.organizationId,
              links: [
                {
                  rel: 'self',
                  href: `https://account-d.docusign.com/organizations/${account?.organizationId}`,
                },
              ],
            },
          },
        ],
      },
    });
  });

  test('shows accounts on several sites without a default, and people without any', async ({ person }) => {
    const accountsOf = async (email: string) => {
      const { access_token } = await connect(person, email, 'production');
      const response = await person.client.fetch(
        'https://account.docusign.com/oauth/userinfo',
        bearer(access_token),
      );
      const { accounts }: { accounts: { is_default: boolean; base_uri: string }[] } = await response.json();
      return accounts.map(({ is_default, base_uri }) => ({ is_default, base_uri }));
    };
    expect(await accountsOf('max.many@example.com')).toEqual([
      { is_default: false, base_uri: 'https://na4.docusign.net' },
      { is_default: false, base_uri: 'https://na4.docusign.net' },
      { is_default: false, base_uri: 'https://eu.docusign.net' },
    ]);
    expect(await accountsOf('nora.none@example.com')).toEqual([]);
  });

  test('refuses no token, a made-up one and one of the other environment', async ({ person }) => {
    const { access_token } = await connect(person, SUE, 'production');
    for (const token of ['', 'made-up', access_token]) {
      expect(await userinfo(person, token)).toEqual({
        status: 401,
        body: { error: 'invalid_token', error_description: 'The access token is not valid.' },
      });
    }
  });
});
