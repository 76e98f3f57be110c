import { describe, expect, it } from 'vitest';
import { AppFault } from '../../../../../utils/base/errors.ts';
import { createGuardedFetch } from '../../../../../utils/http/guarded-fetch.ts';
import type { AccountFacts } from '../../../../../utils/vendors/docusign/account-facts.ts';
import { readAccount, unreadAccount } from '../../../../../utils/vendors/docusign/account-facts.ts';
import { createDocuSignClient } from '../../../../../utils/vendors/docusign/client.ts';
import {
  ACCOUNT,
  fakeAccount,
  fakeClock,
  fakeDocuSign,
  fakeLog,
  json,
  PERSON,
  refusal,
} from '../../auth/fake-docusign.ts';

const UNREAD: AccountFacts = {
  accountId: ACCOUNT,
  accountName: 'Cloud Nine',
  baseUri: 'https://na3.docusign.net',
  isDefault: true,
  membership: null,
  maySend: null,
  isAdmin: null,
  problem: null,
};

/** What was read beside the verdicts: the fake person's profile, an account that says no more than that it may send. */
const READ = {
  membership: 'Active',
  isAdmin: false,
  profile: 'DS Sender',
  suspended: false,
  sendingBlocked: false,
  envelopesLeft: null,
  problemCode: '',
} satisfies Partial<AccountFacts>;

function setUp(answers: Record<string, () => Response> = {}) {
  const docusign = fakeDocuSign();
  docusign.live.access.add('token-of-susan');
  docusign.state.accounts = [fakeAccount({ answers })];
  const { clock } = fakeClock();
  const fetch = createGuardedFetch({
    fetch: docusign.fetch,
    clock,
    log: fakeLog(clock),
    record: () => () => undefined,
    beforeWrite: async () => undefined,
  });
  const client = createDocuSignClient({ fetch, clock });
  const read = (listed = UNREAD, signal?: AbortSignal) =>
    readAccount(client, listed, PERSON, { accessToken: 'token-of-susan', ...(signal ? { signal } : {}) });
  return { docusign, client, read };
}

const listed = {
  account_id: ACCOUNT,
  account_name: 'Cloud Nine',
  base_uri: 'https://na3.docusign.net',
  is_default: true,
};
const member = (more: object) => () =>
  json({ userId: PERSON, userStatus: 'Active', isAdmin: 'False', ...more });

describe('an account as userinfo lists it', () => {
  it('has nothing read yet', () => {
    expect(unreadAccount('production', listed)).toEqual(UNREAD);
  });

  it.each(['https://evil.test', 'https://demo.docusign.net', 'https://a@na3.docusign.net', ''])(
    'at %s is marked, and its address is not kept',
    (base_uri) => {
      expect(unreadAccount('production', { ...listed, base_uri })).toEqual({
        ...UNREAD,
        baseUri: '',
        problem: 'host-not-allowed',
      });
    },
  );
});

describe('what a person may do in an account', () => {
  it('is read from the member and the settings, at the account’s own site', async () => {
    const { read, docusign } = setUp();
    expect(await read()).toEqual({ ...UNREAD, ...READ, maySend: true });
    const root = `/restapi/v2.1/accounts/${ACCOUNT}`;
    expect(docusign.seen.map(({ host, path }) => [host, path])).toEqual([
      ['na3.docusign.net', `${root}/users/${PERSON}`],
      ['na3.docusign.net', `${root}/users/${PERSON}/settings`],
      ['na3.docusign.net', root],
    ]);
  });

  const settingsRefused = { settings: () => refusal(401, 'USER_LACKS_PERMISSIONS') };
  const cases: [string, Record<string, () => Response>, Partial<AccountFacts>][] = [
    [
      'an administrator',
      { user: member({ isAdmin: 'TRUE' }) },
      { isAdmin: true, maySend: true, profile: '' },
    ],
    ['no sending right', { settings: () => json({ canSendEnvelope: 'False' }) }, { maySend: false }],
    [
      'sending blocked for the account',
      { account: () => json({ envelopeSendingBlocked: 'True' }) },
      { maySend: false, sendingBlocked: true, suspended: false },
    ],
    [
      'a suspended account',
      { account: () => json({ suspensionStatus: 'Suspended' }) },
      { maySend: false, suspended: true, sendingBlocked: null },
    ],
    [
      'envelopes left',
      {
        account: () => json({ billingPeriodEnvelopesAllowed: '100', billingPeriodEnvelopesSent: '97' }),
      },
      { maySend: true, sendingBlocked: null, suspended: null, envelopesLeft: 3 },
    ],
    [
      'more envelopes sent than allowed',
      { account: () => json({ billingPeriodEnvelopesAllowed: 5, billingPeriodEnvelopesSent: '9' }) },
      { maySend: true, sendingBlocked: null, suspended: null, envelopesLeft: 0 },
    ],
    [
      'unlimited envelopes',
      {
        account: () => json({ billingPeriodEnvelopesAllowed: 'unlimited', billingPeriodEnvelopesSent: '9' }),
      },
      { maySend: true, sendingBlocked: null, suspended: null, envelopesLeft: 'unlimited' },
    ],
    [
      'an account that is not for this person to read',
      { account: () => refusal(403, 'USER_NOT_ACCOUNT_ADMIN') },
      { maySend: true, sendingBlocked: null, suspended: null },
    ],
    [
      'an unknown word about suspension',
      { account: () => json({ suspensionStatus: 'none', envelopeSendingBlocked: 'False' }) },
      { maySend: true, suspended: null },
    ],
    [
      'settings refused, own copy there',
      { ...settingsRefused, user: member({ userSettings: { canSendEnvelope: 'true' } }) },
      { maySend: true, profile: '' },
    ],
    [
      'settings refused, built-in sender',
      { ...settingsRefused, user: member({ permissionProfileName: 'DocuSign Sender' }) },
      { maySend: true, profile: 'DocuSign Sender' },
    ],
    [
      'settings refused, built-in viewer',
      { ...settingsRefused, user: member({ permissionProfileName: 'DS Viewer' }) },
      { maySend: false, profile: 'DS Viewer' },
    ],
    [
      'settings refused, a profile of their own',
      { ...settingsRefused, user: member({ permissionProfileName: 'Project Managers' }) },
      {
        maySend: null,
        problem: 'no-permission',
        problemCode: 'user_lacks_permissions',
        profile: 'Project Managers',
      },
    ],
    [
      'settings without a word about sending',
      { settings: () => json({}), user: member({}) },
      { maySend: null, problem: 'unexpected-reply', profile: '' },
    ],
    [
      'a pending member',
      { user: member({ userStatus: 'ActivationSent' }) },
      { membership: 'ActivationSent', maySend: true, profile: '' },
    ],
  ];
  it.each(cases)('%s', async (_, answers, facts) => {
    const { read } = setUp(answers);
    expect(await read()).toEqual({ ...UNREAD, ...READ, ...facts });
  });

  it.each([
    ['USER_DOES_NOT_BELONG_TO_SPECIFIED_ACCOUNT', 401, 'not-a-member'],
    ['USER_LACKS_MEMBERSHIP', 400, 'not-a-member'],
    ['USER_LACKS_PERMISSIONS', 403, 'no-permission'],
    ['HOURLY_APIINVOCATION_LIMIT_EXCEEDED', 400, 'rate-limited'],
    ['PARTNER_AUTHENTICATION_FAILED', 401, 'wrong-key'],
  ])('stays unknown beside its reason when the member is refused with %s', async (code, status, problem) => {
    const { read } = setUp({ user: () => refusal(status, code) });
    // How long a limit lasts is no code.
    const problemCode = problem === 'rate-limited' ? {} : { problemCode: code.toLowerCase() };
    expect(await read()).toEqual({ ...UNREAD, problem, ...problemCode });
  });

  it('stops for a stale token, whichever answer says so', async () => {
    for (const part of ['user', 'settings', 'account']) {
      const { read } = setUp({ [part]: () => refusal(401, 'AUTHORIZATION_INVALID_TOKEN') });
      await expect(read()).rejects.toEqual(new AppFault('sign-in-again', 'authorization_invalid_token'));
    }
  });

  it('stops when its asker gives up', async () => {
    const asker = new AbortController();
    const { read, docusign } = setUp();
    docusign.state.fault = () => {
      asker.abort(new AppFault('login-closed'));
      return undefined;
    };
    await expect(read(UNREAD, asker.signal)).rejects.toEqual(new AppFault('login-closed'));
  });

  it('is not asked of an address outside the table', async () => {
    const { read, docusign } = setUp();
    const marked = { ...UNREAD, baseUri: '', problem: 'host-not-allowed' };
    expect(await read(marked)).toEqual(marked);
    expect(docusign.seen).toEqual([]);
  });

  it.each(['../users', '%2e%2e', 'a/b', 'a?b', 'a#b', '1\r\n2', '\ud800', '', '1e5'])(
    'is not asked with the account id %j',
    async (accountId) => {
      const { read, docusign } = setUp();
      expect(await read({ ...UNREAD, accountId })).toMatchObject({ problem: 'unexpected-reply' });
      expect(docusign.seen).toEqual([]);
    },
  );
});
