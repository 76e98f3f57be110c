import { describe, expect } from 'vitest';
import { findPerson } from '../sandbox/docusign/index.ts';
import type { Sandbox } from '../sandbox/server.ts';
import { test } from './docusign-fixtures.ts';
import { bearer, connect, HOUR, read } from './docusign-sign-in.ts';
import type { PersonAtBrowser } from './docusign-person.ts';

const root = (sandbox: Sandbox, account = 0): string =>
  `https://demo.docusign.net/restapi/v2.1/accounts/${sandbox.docusign.state.demo.accounts[account]?.accountId}`;

async function tokenOf(person: PersonAtBrowser, who: string): Promise<string> {
  const email = {
    ada: 'ada.admin@example.com',
    sue: 'sue.sender@example.com',
    vic: 'vic.viewer@example.com',
  }[who];
  return (await connect(person, email ?? who, 'demo')).access_token;
}
const get = (person: PersonAtBrowser, url: string, token: string) => person.client.fetch(url, bearer(token));

describe('a person in an account', () => {
  test('is told in strings, with False in capitals and no nulls', async ({ sandbox, person }) => {
    const { userId } = findPerson(sandbox.docusign.state.demo, 'sue');
    const token = await tokenOf(person, 'sue');
    const response = await get(person, `${root(sandbox)}/users/${userId}`, token);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-ratelimit-limit': '3000',
      'x-ratelimit-remaining': '2999',
      'x-ratelimit-reset': expect.stringMatching(/^\d{10}$/),
      'x-burstlimit-limit': '500',
      'x-burstlimit-remaining': '499',
      'x-docusign-tracetoken': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const settings = {
      canSendEnvelope: 'true',
      canSignEnvelope: 'true',
      canSendAPIRequests: 'true',
      canManageAccount: 'false',
      canManageTemplates: 'share',
      bulkSend: 'false',
      allowSendOnBehalfOf: 'false',
      apiAccountWideAccess: 'false',
      disableDocumentUpload: 'false',
      adminOnly: 'false',
      locale: 'en',
      powerFormMode: 'none',
      timezoneOffset: 'tz_01_pacific',
      accountManagementGranular: {
        canManageUsers: 'false',
        canManageAdmins: 'false',
        canManageAccountSettings: 'false',
        canViewUsers: 'false',
      },
    };
    expect(await response.json()).toEqual({
      userName: 'Sue Sender',
      userId,
      userType: 'CompanyUser',
      isAdmin: 'False',
      userStatus: 'Active',
      uri: `/users/${userId}`,
      email: 'sue.sender@example.com',
      createdDateTime: '2021-02-03T09:30:00.0000000Z',
      firstName: 'Sue',
      lastName: 'Sender',
      permissionProfileId: '1665537',
      permissionProfileName: 'DocuSign Sender',
      isNAREnabled: 'false',
      userAddedToAccountDateTime: '2021-02-03T09:30:00.0000000Z',
      sendActivationOnInvalidLogin: 'false',
      enableConnectForUser: 'false',
      defaultAccountId: sandbox.docusign.state.demo.accounts[0]?.accountId,
      hasRemoteNotary: false,
      userSettings: settings,
      groupList: [],
    });
    expect(await read(get(person, `${root(sandbox)}/users/${userId}/settings`, token))).toEqual({
      status: 200,
      body: settings,
    });
  });

  test.for([
    ['petra.pending@example.com', 200, { userStatus: 'ActivationSent' }],
    ['vic.viewer@example.com', 200, { userSettings: { canSendEnvelope: 'false' } }],
    [
      'clara.closed@example.com',
      400,
      {
        errorCode: 'USER_LACKS_MEMBERSHIP',
        message: 'The UserID does not have a valid membership in this Account.',
      },
    ],
  ] as const)('%s is answered with %i', async ([email, status, part], { sandbox, person }) => {
    const { userId } = findPerson(sandbox.docusign.state.demo, email);
    const answer = await read(get(person, `${root(sandbox)}/users/${userId}`, await tokenOf(person, email)));
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject(part);
  });

  test('a closed or pending membership may be answered the other way too', async ({ sandbox, person }) => {
    const { demo } = sandbox.docusign.state;
    const ask = async (email: string) =>
      (
        await get(
          person,
          `${root(sandbox)}/users/${findPerson(demo, email).userId}`,
          await tokenOf(person, email),
        )
      ).status;
    sandbox.docusign.switches.refuseInactive = 'all';
    expect(await ask('petra.pending@example.com')).toBe(400);
    sandbox.docusign.switches.refuseInactive = 'none';
    expect(await ask('clara.closed@example.com')).toBe(200);
  });
});

describe('an account', () => {
  test('says whether it is in order', async ({ sandbox, person }) => {
    const token = await tokenOf(person, 'sue');
    const [account] = sandbox.docusign.state.demo.accounts;
    const first = await read(get(person, root(sandbox), token));
    expect(first).toEqual({
      status: 200,
      body: {
        accountIdGuid: account?.accountId,
        externalAccountId: account?.externalAccountId,
        accountName: 'Riverside Builders',
        planName: 'Business Pro',
        planClassification: 'business',
        currentPlanId: '7ac9a1d0-0000-4000-8000-000000000001',
        seatsAllowed: '25',
        seatsInUse: '4',
        envelopeSendingBlocked: 'false',
        billingPeriodStartDate: '2026-01-01T08:00:00.0000000Z',
        billingPeriodEndDate: '2027-01-01T08:00:00.0000000Z',
        billingPeriodEnvelopesAllowed: 'unlimited',
        billingPeriodEnvelopesSent: '12',
        billingPeriodDaysRemaining: '40',
        createdDate: '2019-04-01T22:11:56.4570000Z',
        paymentMethod: 'trial',
        isDowngrade: 'False',
        canUpgrade: 'False',
      },
    });
    Object.assign(account ?? {}, {
      suspensionStatus: 'suspended',
      suspensionDate: '2026-11-01T00:00:00.0000000Z',
    });
    expect((await read(get(person, root(sandbox), token))).body).toMatchObject({
      suspensionStatus: 'suspended',
    });
  });

  test('answers to its older integer id as well', async ({ sandbox, person }) => {
    const id = sandbox.docusign.state.demo.accounts[0]?.externalAccountId;
    const url = `https://demo.docusign.net/restapi/v2.1/accounts/${id}`;
    expect((await get(person, url, await tokenOf(person, 'sue'))).status).toBe(200);
  });
});

describe('the list of users', () => {
  test('comes in pages with string counts and relative links', async ({ sandbox, person }) => {
    const token = await tokenOf(person, 'ada');
    const list = (query: string) => read(get(person, `${root(sandbox)}/users?${query}`, token));
    const { body } = await list('count=2&start_position=2');
    const { demo } = sandbox.docusign.state;
    expect(body).toEqual({
      users: [
        {
          userName: 'Petra Pending',
          userId: findPerson(demo, 'petra').userId,
          userType: 'CompanyUser',
          isAdmin: 'False',
          userStatus: 'ActivationSent',
          uri: `/users/${findPerson(demo, 'petra').userId}`,
          email: 'petra.pending@example.com',
          createdDateTime: '2021-02-03T09:30:00.0000000Z',
        },
        expect.objectContaining({ userName: 'Vic Viewer' }),
      ],
      resultSetSize: '2',
      totalSetSize: '6',
      startPosition: '2',
      endPosition: '3',
      nextUri: '/users?count=2&start_position=4',
      previousUri: '/users?count=2&start_position=0',
    });
    expect((await list('count=500')).body).not.toHaveProperty('nextUri');
    expect((await list('status=Active,Closed&user_name_substring=cl')).body).toMatchObject({
      users: [{ userName: 'Clara Closed' }],
    });
  });

  test('an address nobody has is an error, not an empty list', async ({ sandbox, person }) => {
    const token = await tokenOf(person, 'ada');
    const list = (query: string) => read(get(person, `${root(sandbox)}/users?${query}`, token));
    expect(await list('email=nobody%40example.com')).toEqual({
      status: 400,
      body: {
        errorCode: 'USER_LACKS_MEMBERSHIP',
        message: 'The UserID does not have a valid membership in this Account.',
      },
    });
    expect((await list('email=sue.sender%40example.com')).body).toMatchObject({ totalSetSize: '1' });
    expect((await list('email=a&email_substring=b')).status).toBe(400);
    expect((await list('status=Sleeping')).status).toBe(400);
    expect((await list('count=-1')).status).toBe(400);
  });
});

describe('refusals', () => {
  const error = (status: number, errorCode: string, message: string) => ({
    status,
    body: { errorCode, message },
  });
  const noPartner = error(
    401,
    'PARTNER_AUTHENTICATION_FAILED',
    'The specified integrator key was not found or is disabled. An integrator key was not specified.',
  );
  const badToken = error(
    401,
    'AUTHORIZATION_INVALID_TOKEN',
    'The access token provided is expired, revoked or malformed.',
  );

  test('a path or method that is not served is an empty 404, before anybody asks who is there', async ({
    sandbox,
    person,
  }) => {
    for (const [method, path] of [
      ['GET', '/groups_of_none'],
      ['PATCH', '/users'],
      ['GET', '/users/'],
    ]) {
      const answer = await person.client.fetch(`${root(sandbox)}${path}`, { method: method ?? '' });
      expect({ status: answer.status, text: await answer.text() }).toEqual({ status: 404, text: '' });
    }
  });

  test('tell no bearer, a bad one, an expired one and one of the other world apart', async ({
    sandbox,
    person,
  }) => {
    const token = await tokenOf(person, 'sue');
    expect(await read(person.client.fetch(root(sandbox)))).toEqual(noPartner);
    expect(await read(get(person, root(sandbox), 'made-up'))).toEqual(badToken);
    const { access_token } = await connect(person, 'sue.sender@example.com', 'production');
    expect(await read(get(person, root(sandbox), access_token))).toEqual(noPartner);
    sandbox.world.advance(8 * HOUR + 1_000);
    expect(await read(get(person, root(sandbox), token))).toEqual(badToken);
  });

  test('an account of others, and a site the account does not live on', async ({ sandbox, person }) => {
    const foreign = error(
      401,
      'USER_DOES_NOT_BELONG_TO_SPECIFIED_ACCOUNT',
      'The specified User is not a member of the specified Account.',
    );
    expect(await read(get(person, root(sandbox, 1), await tokenOf(person, 'sue')))).toEqual(foreign);
    const { access_token } = await connect(person, 'max.many@example.com', 'production');
    const europe = sandbox.docusign.state.production.accounts[2]?.accountId;
    const path = `restapi/v2.1/accounts/${europe}`;
    expect((await get(person, `https://eu.docusign.net/${path}`, access_token)).status).toBe(200);
    expect(await read(get(person, `https://na4.docusign.net/${path}`, access_token))).toEqual(noPartner);
  });

  test('another person is for administrators; the status of that refusal differs', async ({
    sandbox,
    person,
  }) => {
    const { demo } = sandbox.docusign.state;
    const url = `${root(sandbox)}/users/${findPerson(demo, 'vic').userId}`;
    expect((await get(person, url, await tokenOf(person, 'ada'))).status).toBe(200);
    const sue = await tokenOf(person, 'sue');
    const message = 'This user lacks sufficient permissions to access this resource.';
    expect(await read(get(person, url, sue))).toEqual(error(401, 'USER_LACKS_PERMISSIONS', message));
    sandbox.docusign.switches.permissionStatus = 403;
    expect(await read(get(person, `${url}/settings`, sue))).toEqual(
      error(403, 'USER_LACKS_PERMISSIONS', message),
    );
  });

  test('a user id that is none, and one that nobody has', async ({ sandbox, person }) => {
    const token = await tokenOf(person, 'ada');
    expect(await read(get(person, `${root(sandbox)}/users/12`, token))).toEqual(
      error(400, 'INVALID_USERID', 'Invalid Userid.'),
    );
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(await read(get(person, `${root(sandbox)}/users/${nobody}`, token))).toEqual(
      error(400, 'USER_DOES_NOT_EXIST_IN_SYSTEM', 'Specified User does not exist in the system.'),
    );
  });

  test('the Origin of an extension, unless that is switched off', async ({ sandbox, person }) => {
    const token = await tokenOf(person, 'sue');
    const ask = () =>
      read(
        person.client.fetch(root(sandbox), {
          headers: { authorization: `Bearer ${token}`, origin: 'moz-extension://1234' },
        }),
      );
    expect(await ask()).toEqual(
      error(403, 'Origin_Not_Allowed', 'The origin of the request is not allowed for this integration key.'),
    );
    sandbox.docusign.switches.judgeOrigin = false;
    expect((await ask()).status).toBe(200);
  });

  test('the hourly and the burst limit, as 429 or in the older way as 400, until they reset', async ({
    sandbox,
    person,
  }) => {
    const { switches } = sandbox.docusign;
    const token = await tokenOf(person, 'sue');
    const ask = async () => {
      const response = await get(person, root(sandbox), token);
      const { errorCode }: { errorCode?: string } = await response.json();
      return [response.status, errorCode, response.headers.get('x-ratelimit-remaining')];
    };
    // Away from the top of the hour.
    sandbox.world.setNow(Math.ceil(Date.now() / HOUR) * HOUR + 60_000);
    switches.hourlyLimit = 2;
    switches.burstLimit = 1;
    expect(await ask()).toEqual([200, undefined, '1']);
    expect(await ask()).toEqual([429, 'BURST_APIINVOCATION_LIMIT_EXCEEDED', '1']);
    sandbox.world.advance(30_000);
    expect(await ask()).toEqual([200, undefined, '0']);
    switches.limitStatus = 400;
    expect(await ask()).toEqual([400, 'HOURLY_APIINVOCATION_LIMIT_EXCEEDED', '0']);
    sandbox.world.advance(HOUR);
    expect(await ask()).toEqual([200, undefined, '1']);
  });
});
