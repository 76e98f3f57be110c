import * as sdk from '@procore/js-sdk';
import { afterEach, expect, vi } from 'vitest';
import { PROCORE_APP } from '../sandbox/procore/api/apps.ts';
import { userId } from '../sandbox/procore/zones.ts';
import { test } from './docusign-fixtures.ts';
import { COMPANY, loginHost, logIn, PROJECT, REDIRECT, restHost, ZONE } from './procore-api-fixtures.ts';

afterEach(() => vi.unstubAllGlobals());

test("Procore's own SDK logs in, reads, invites and meets errors as with the real one", async ({
  sandbox,
  person,
}) => {
  // The SDK asks by the global fetch; only the names are led to the sandbox.
  vi.stubGlobal('fetch', person.client.fetch);
  const { clientId, secret } = PROCORE_APP.production;
  const host = { apiHostname: loginHost() };

  await person.open(sdk.authorize({ clientId, uri: REDIRECT }, host));
  await logIn(person);
  await person.press('Allow');
  const code = person.left?.searchParams.get('code') ?? '';
  const tokens = await sdk.token({ id: clientId, secret, code, uri: REDIRECT }, host);
  expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 5_400 });
  // The helper does not look at the status: an error's body comes as if it were the answer.
  expect(await sdk.token({ id: clientId, secret, code, uri: REDIRECT }, host)).toMatchObject({
    error: 'invalid_grant',
  });

  expect(await sdk.info(tokens.access_token, loginHost())).toMatchObject({
    resource_owner_id: Number(userId(ZONE, 'gc-admin')),
    scopes: [],
    application: { uid: clientId },
  });
  const refresh = { id: clientId, secret, uri: REDIRECT, refresh: tokens.refresh_token };
  const renewed = await sdk.refresh(refresh, loginHost());
  expect(renewed.refresh_token).not.toBe(tokens.refresh_token);
  expect(await sdk.refresh(refresh, loginHost())).toMatchObject({
    error_description: 'The refresh token is invalid',
  });

  const client = sdk.client(sdk.oauth(renewed.access_token), {}, { apiHostname: restHost() });
  const inCompany = { companyId: COMPANY };
  const me = await client.get({ base: '/me' });
  expect(me.body).toEqual({ id: Number(userId(ZONE, 'gc-admin')), login: 'sue.sender@example.com' });
  const users = await client.get(
    {
      base: '/companies/{company_id}/users',
      version: 'v1.3',
      params: { company_id: COMPANY },
      qs: { filters: { search: 'nina' }, per_page: 5 },
    },
    inCompany,
  );
  expect([users.body.length, users.response.headers.get('total')]).toEqual([1, '1']);
  const manifest = await client.get(
    { base: '/settings/permissions', qs: { project_id: PROJECT } },
    inCompany,
  );
  expect(manifest.body.tools[0]).toMatchObject({ user_access_level: { id: 4, name: 'Admin' } });
  const active = await client.get(
    { base: '/projects/{p}/tools', params: { p: PROJECT }, qs: { filters: { is_active: false } } },
    inCompany,
  );
  expect(active.body).toEqual([]);
  const refusal = await client.get({ base: '/company_base_url' }).catch((thrown: unknown) => thrown);
  expect(refusal).toMatchObject({
    body: { errors: expect.stringMatching(/^Missing Procore-Company-Id header!/) },
    response: { status: 400 },
  });

  const invitation = {
    base: '/companies/{company_id}/users',
    version: 'v1.3',
    params: { company_id: COMPANY, id: users.body[0].id },
    action: 'invite',
  };
  const invited = await client.patch(invitation, undefined, inCompany);
  expect([invited.response.status, invited.body]).toEqual([202, {}]);
  expect(sandbox.world.log.at(-1)).toMatchObject({
    method: 'PATCH',
    path: `/rest/v1.3/companies/${COMPANY}/users/${users.body[0].id}/invite`,
    body: '',
  });
  // A 202 without a body is a parse error to the SDK, sent though it was.
  sandbox.procore.state.api.switches.inviteAnswers = 'nothing';
  await expect(client.patch(invitation, undefined, inCompany)).rejects.toBeInstanceOf(SyntaxError);

  expect(
    await sdk.revoke({ token: renewed.access_token, clientId, clientSecret: secret }, loginHost()),
  ).toEqual({});
  const over = await client.get({ base: '/me' }).catch((thrown: unknown) => thrown);
  expect(over).toMatchObject({ body: { error: 'The access token is invalid' }, response: { status: 401 } });
});
