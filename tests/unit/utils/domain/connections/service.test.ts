import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../../../utils/base/clock.ts';
import { AppFault } from '../../../../../utils/base/errors.ts';
import { ACCOUNT, fakeAccount, json, PERSON, refusal, until } from '../../auth/fake-docusign.ts';
import { OTHER_ACCOUNT, FACTS, setUp, SUSAN, UNREAD_FACTS } from './connection-world.ts';

describe('connecting', () => {
  it('keeps who signed in, and what they may do in their only account, which is chosen by itself', async () => {
    const world = setUp();
    expect(await world.connect()).toEqual({ id: SUSAN });
    expect(await world.row()).toEqual({
      vendor: 'docusign',
      environment: 'production',
      userId: PERSON,
      name: 'Susan Smart',
      email: 'susan.smart@example.com',
      accounts: [FACTS],
      chosenAccountId: ACCOUNT,
      connectedAt: world.time.clock(),
      signedInAt: world.time.clock(),
      refreshedAt: world.time.clock(),
    });
    expect(await world.journal()).toEqual(['connected docusign production']);
    expect(world.ensure).toHaveBeenCalled();
  });

  it('leaves the choice among several accounts to the person', async () => {
    const world = setUp();
    world.docusign.state.accounts = [
      fakeAccount(),
      fakeAccount({ account_id: OTHER_ACCOUNT, is_default: 'False' }),
    ];
    await world.connect();
    expect(await world.row()).toMatchObject({
      accounts: [{ isDefault: true }, { accountId: OTHER_ACCOUNT, isDefault: false }],
      chosenAccountId: null,
    });
  });

  it('works when none of the accounts is the default', async () => {
    const world = setUp();
    world.docusign.state.accounts = [
      fakeAccount({ is_default: false }),
      fakeAccount({ account_id: OTHER_ACCOUNT, is_default: undefined }),
    ];
    await world.connect();
    expect(await world.row()).toMatchObject({
      accounts: [{ isDefault: false }, { isDefault: false }],
      chosenAccountId: null,
    });
  });

  it('works for a person without any account', async () => {
    const world = setUp();
    world.docusign.state.accounts = [];
    await world.connect();
    expect(await world.row()).toMatchObject({ userId: PERSON, accounts: [], chosenAccountId: null });
  });

  it('marks an account at an address of no known host, calls nothing there, and reads the others', async () => {
    const world = setUp();
    world.docusign.state.accounts = [
      fakeAccount({ account_id: OTHER_ACCOUNT, base_uri: 'https://na3.docusign.net.evil.test' }),
      fakeAccount(),
    ];
    await world.connect();
    expect((await world.row())?.accounts).toEqual([
      {
        ...UNREAD_FACTS,
        accountId: OTHER_ACCOUNT,
        baseUri: '',
        problem: 'host-not-allowed',
      },
      FACTS,
    ]);
    expect(new Set(world.docusign.seen.map(({ host }) => host))).toEqual(
      new Set(['account.docusign.com', 'na3.docusign.net']),
    );
  });

  it('reads 25 accounts, a refused one among them', async () => {
    const world = setUp();
    world.docusign.state.accounts = Array.from({ length: 25 }, (_, at) =>
      fakeAccount({
        account_id: String(1000 + at),
        ...(at === 7
          ? { answers: { user: () => refusal(401, 'USER_DOES_NOT_BELONG_TO_SPECIFIED_ACCOUNT') } }
          : {}),
      }),
    );
    await world.connect();
    const accounts = (await world.row())?.accounts ?? [];
    expect(accounts.map(({ accountId }) => accountId)).toEqual(
      Array.from({ length: 25 }, (_, at) => String(1000 + at)),
    );
    expect(accounts.filter(({ problem }) => problem !== null)).toEqual([
      {
        ...UNREAD_FACTS,
        accountId: '1007',
        problem: 'not-a-member',
        problemCode: 'user_does_not_belong_to_specified_account',
      },
    ]);
  });

  it('goes to the environment and with the key of the settings', async () => {
    const world = setUp({ environment: 'demo' });
    world.docusign.state.accounts = [fakeAccount({ base_uri: 'https://demo.docusign.net' })];
    expect(await world.connect()).toEqual({ id: `docusign:demo:${PERSON}` });
    expect(new Set(world.docusign.seen.map(({ host }) => host))).toEqual(
      new Set(['account-d.docusign.com', 'demo.docusign.net']),
    );
  });

  it('needs a key', async () => {
    const world = setUp({ integrationKey: '' });
    await expect(world.here.connect()).rejects.toEqual(new AppFault('no-integration-key'));
    expect(world.browser.launched).toEqual([]);
  });

  it('trims the hint', async () => {
    const world = setUp();
    const ending = world.here.connect('  susan@example.com ');
    await until(() => world.browser.isOpen());
    expect(new URL(world.browser.asked()).searchParams.get('login_hint')).toBe('susan@example.com');
    world.browser.comeBack(world.docusign.accept(world.browser.asked()));
    await ending;
  });

  it('again as the same person keeps the choice', async () => {
    const world = setUp();
    world.docusign.state.accounts = [fakeAccount(), fakeAccount({ account_id: OTHER_ACCOUNT })];
    await world.connect();
    await world.here.choose(OTHER_ACCOUNT);
    world.time.advance(HOUR);
    await world.connect();
    expect(await world.row()).toMatchObject({
      chosenAccountId: OTHER_ACCOUNT,
      connectedAt: world.time.clock() - HOUR,
      signedInAt: world.time.clock(),
      refreshedAt: world.time.clock(),
    });
    expect(await world.journal()).toEqual([
      'connected docusign production',
      'account-chosen docusign production',
    ]);
  });

  it('that fails leaves an earlier connection as it was', async () => {
    const world = setUp();
    await world.connect();
    const before = await world.row();
    const ending = world.here.connect();
    await until(() => world.browser.isOpen());
    await world.browser.closeByHand();
    await expect(ending).rejects.toBeInstanceOf(AppFault);
    expect(await world.row()).toEqual(before);
    await world.here.refresh();
  });

  it('that fails is kept for the pages that did not hear it, until the next one begins', async () => {
    const world = setUp();
    const ending = world.here.connect().catch((thrown: unknown) => thrown);
    await until(() => world.browser.isOpen());
    await expect(world.here.connect()).rejects.toEqual(new AppFault('login-open'));
    await world.here.cancel();
    await ending;
    const at = world.time.clock();
    await world.connect();
    // Nothing is kept of the press that found a login under way, and nothing of the one that worked.
    expect(world.loginEnds).toEqual([null, null, { error: { kind: 'login-closed' }, at }, null]);
  });

  it('can be given up', async () => {
    const world = setUp();
    const ending = world.here.connect().catch((thrown: unknown) => thrown);
    await until(() => world.browser.isOpen());
    expect(await world.here.cancel()).toBeNull();
    expect(await ending).toEqual(new AppFault('login-closed'));
    expect([world.browser.isOpen(), await world.row()]).toEqual([false, undefined]);
  });
});

describe('choosing an account', () => {
  it('keeps it', async () => {
    const world = setUp();
    world.docusign.state.accounts = [fakeAccount(), fakeAccount({ account_id: OTHER_ACCOUNT })];
    await world.connect();
    expect(await world.here.choose(OTHER_ACCOUNT)).toBeNull();
    expect(await world.row()).toMatchObject({ chosenAccountId: OTHER_ACCOUNT });
    expect(await world.journal()).toEqual([
      'connected docusign production',
      'account-chosen docusign production',
    ]);
  });

  it('refuses one that DocuSign did not name, and one without a connection', async () => {
    const world = setUp();
    await expect(world.here.choose(ACCOUNT)).rejects.toEqual(new AppFault('not-found'));
    await world.connect();
    await expect(world.here.choose(OTHER_ACCOUNT)).rejects.toEqual(new AppFault('not-found'));
    expect(await world.row()).toMatchObject({ chosenAccountId: ACCOUNT });
  });
});

describe('refreshing', () => {
  it('reads everything again, and drops a choice whose account is gone', async () => {
    const world = setUp();
    const third = 'fe0b61a3-0000-4000-8000-00000000eeee';
    world.docusign.state.accounts = [fakeAccount(), fakeAccount({ account_id: OTHER_ACCOUNT })];
    await world.connect();
    await world.here.choose(ACCOUNT);
    world.time.advance(HOUR);
    world.docusign.state.accounts = [
      fakeAccount({
        account_id: OTHER_ACCOUNT,
        answers: { settings: () => json({ canSendEnvelope: 'False' }) },
      }),
      fakeAccount({ account_id: third }),
    ];
    expect(await world.here.refresh()).toBeNull();
    expect(await world.row()).toMatchObject({
      accounts: [{ accountId: OTHER_ACCOUNT, maySend: false }, { accountId: third }],
      chosenAccountId: null,
      refreshedAt: world.time.clock(),
    });
  });

  it('asks once for two presses', async () => {
    const world = setUp();
    await world.connect();
    const before = world.docusign.seen.length;
    await Promise.all([world.here.refresh(), world.here.refresh()]);
    expect(world.docusign.seen.length - before).toBe(4);
  });

  it('keeps on show what was read before, while it reads and when it cannot', async () => {
    const world = setUp();
    await world.connect();
    const before = await world.row();
    world.time.advance(HOUR);
    const during: unknown[] = [];
    world.docusign.state.fault = async ({ path }) => {
      if (path.startsWith('/restapi')) during.push(await world.row());
      return undefined;
    };
    await world.here.refresh();
    expect(during[0]).toEqual(before);
    world.docusign.state.fault = ({ path }) =>
      path === '/oauth/userinfo' ? refusal(400, 'Hourly_APIInvocation_Limit_Exceeded') : undefined;
    const after = await world.row();
    await expect(world.here.refresh()).rejects.toEqual(new AppFault('rate-limited'));
    expect(await world.row()).toEqual(after);
  });

  it('keeps what was read of an account that does not answer now, and says why it does not', async () => {
    const world = setUp();
    await world.connect();
    world.docusign.state.fault = ({ path }) =>
      path.startsWith('/restapi') ? refusal(403, 'ACCOUNT_IP_ADDRESS_RESTRICTED') : undefined;
    await world.here.refresh();
    expect(await world.row()).toMatchObject({
      accounts: [{ ...FACTS, problem: 'unexpected-reply', problemCode: 'account_ip_address_restricted' }],
    });
    world.docusign.state.fault = () => undefined;
    await world.here.refresh();
    expect(await world.row()).toMatchObject({ accounts: [FACTS] });
  });

  it('takes no account for chosen that was only the one there was', async () => {
    const world = setUp();
    await world.connect();
    expect(await world.row()).toMatchObject({ chosenAccountId: FACTS.accountId });
    world.docusign.state.accounts.push(
      fakeAccount({ account_id: OTHER_ACCOUNT, account_name: 'Other', is_default: false }),
    );
    await world.here.refresh();
    expect(await world.row()).toMatchObject({ chosenAccountId: null });
    await world.here.choose(OTHER_ACCOUNT);
    await world.here.refresh();
    expect(await world.row()).toMatchObject({ chosenAccountId: OTHER_ACCOUNT });
  });

  it('keeps that DocuSign does not know the key, when a renewal shows it', async () => {
    const world = setUp();
    await world.connect();
    world.docusign.state.fault = ({ path }) =>
      path === '/oauth/token' ? json({ error: 'invalid_client' }, 401) : undefined;
    world.docusign.expire();
    world.time.advance(9 * HOUR);
    await expect(world.here.refresh()).rejects.toEqual(new AppFault('wrong-key', 'invalid_client'));
    expect(world.loginEnds.at(-1)).toMatchObject({ error: { kind: 'wrong-key' } });
    expect(await world.row()).not.toHaveProperty('signedOutAt');
  });

  it('says to sign in again when consent was withdrawn, and dates it', async () => {
    const world = setUp();
    await world.connect();
    world.docusign.revoke();
    world.time.advance(HOUR);
    await expect(world.here.refresh()).rejects.toEqual(new AppFault('sign-in-again', 'invalid_grant'));
    expect(await world.row()).toMatchObject({
      accounts: [FACTS],
      signedOutAt: world.time.clock(),
      refusedAs: 'invalid_grant',
    });
    expect(await world.journal()).toEqual([
      'connected docusign production',
      'signed-out docusign production',
    ]);
    world.time.advance(HOUR);
    await expect(world.here.refresh()).rejects.toEqual(new AppFault('sign-in-again'));
    expect(await world.row()).toMatchObject({ signedOutAt: world.time.clock() - HOUR });
  });

  it('works again after signing in again', async () => {
    const world = setUp();
    await world.connect();
    world.docusign.revoke();
    await expect(world.here.refresh()).rejects.toBeInstanceOf(AppFault);
    await world.connect();
    expect(await world.row()).not.toHaveProperty('signedOutAt');
  });

  it('needs a connection', async () => {
    const world = setUp();
    await expect(world.here.refresh()).rejects.toEqual(new AppFault('not-found'));
  });

  it('happens by itself only when the facts are eight hours old and somebody is signed in', async () => {
    const world = setUp();
    await world.connect();
    const before = world.docusign.seen.length;
    world.time.advance(8 * HOUR - 1);
    await world.here.refreshOld();
    expect(world.docusign.seen.length).toBe(before);
    world.time.advance(1);
    await world.here.refreshOld();
    expect(await world.row()).toMatchObject({ refreshedAt: world.time.clock() });
    world.docusign.revoke();
    world.time.advance(8 * HOUR);
    await world.here.refreshOld();
    const calls = world.docusign.seen.length;
    await world.here.refreshOld();
    expect(world.docusign.seen.length).toBe(calls);
  });

  it('happens by itself, once, when the facts were dated by a clock that ran ahead', async () => {
    const world = setUp();
    await world.connect();
    world.time.advance(-365 * 24 * HOUR);
    await world.here.refreshOld();
    expect(await world.row()).toMatchObject({ refreshedAt: world.time.clock() });
    const calls = world.docusign.seen.length;
    await world.here.refreshOld();
    expect(world.docusign.seen).toHaveLength(calls);
  });
});
