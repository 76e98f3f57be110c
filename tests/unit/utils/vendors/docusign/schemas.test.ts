import { describe, expect, it } from 'vitest';
import { User, UserInfo, UserSettings } from '../../../../../utils/vendors/docusign/schemas.ts';

describe('a boolean of DocuSign’s', () => {
  it.each([
    ['true', true],
    ['True', true],
    ['TRUE', true],
    [' true ', true],
    [true, true],
    ['false', false],
    ['False', false],
    [false, false],
    ['yes', null],
    ['', null],
    [1, null],
    [null, null],
    [undefined, null],
    [{}, null],
  ])('%j is %j', (wire, value) => {
    expect(UserSettings.parse({ canSendEnvelope: wire })).toEqual({ canSendEnvelope: value });
  });
});

describe('userinfo', () => {
  const sub = '50d89ab1-1111-4222-8333-444455556666';

  it('is read with its accounts, and without what is not used', () => {
    expect(
      UserInfo.parse({
        sub,
        name: 'Susan Smart',
        given_name: 'Susan',
        email: 'susan@example.com',
        created: '2015-08-13T22:03:03.45',
        accounts: [
          {
            account_id: 'a',
            account_name: 'Cloud Nine',
            base_uri: 'https://demo.docusign.net',
            is_default: 'True',
            organization: {},
          },
        ],
      }),
    ).toEqual({
      sub,
      name: 'Susan Smart',
      email: 'susan@example.com',
      accounts: [
        {
          account_id: 'a',
          account_name: 'Cloud Nine',
          base_uri: 'https://demo.docusign.net',
          is_default: true,
        },
      ],
    });
  });

  it.each([{}, { accounts: [] }, { accounts: null }])('may have no accounts: %j', (accounts) => {
    expect(UserInfo.parse({ sub, ...accounts })).toEqual({ sub, name: '', email: '', accounts: [] });
  });

  it('keeps an account whose name or address is missing', () => {
    expect(UserInfo.parse({ sub, accounts: [{ account_id: 'a', account_name: 7 }] }).accounts).toEqual([
      { account_id: 'a', account_name: '', base_uri: '', is_default: null },
    ]);
  });

  it('cuts names nobody could read', () => {
    expect(UserInfo.parse({ sub, name: 'x'.repeat(1_000_000) }).name).toHaveLength(200);
  });

  it.each([undefined, '', '../users', 'a?b', 42, `${sub}\r\n`])('does not have %j as its person', (wrong) => {
    expect(UserInfo.safeParse({ sub: wrong }).success).toBe(false);
  });
});

describe('a member', () => {
  it('may leave out everything but the id', () => {
    expect(User.parse({ userId: 'u', userSettings: 'none' })).toEqual({
      userId: 'u',
      userStatus: '',
      isAdmin: null,
      permissionProfileName: '',
      userSettings: undefined,
    });
  });
});
