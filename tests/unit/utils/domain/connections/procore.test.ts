import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../../../utils/base/clock.ts';
import { AppFault } from '../../../../../utils/base/errors.ts';
import { redirectUrl } from '../../auth/fake-docusign.ts';
import { CLIENT_ID, SECRET } from '../../auth/fake-procore.ts';
import { eventually, setUp } from './procore-world.ts';

const tokens = (world: ReturnType<typeof setUp>) => world.procore.formsOf('/oauth/token');

describe('connecting with Procore', () => {
  it('keeps who signed in, their companies and where those are', async () => {
    const world = setUp();
    expect(await world.connect()).toEqual({ id: 'procore:production:42' });
    const now = world.time.clock();
    expect(await world.row()).toEqual({
      vendor: 'procore',
      environment: 'production',
      userId: '42',
      name: 'Pat Lee',
      login: 'pat@riverside.example',
      companies: [
        {
          companyId: '7',
          companyName: 'Riverside Builders',
          zone: 'us02.procore.com',
          problem: null,
          readAt: now,
        },
      ],
      connectedAt: now,
      signedInAt: now,
      refreshedAt: now,
    });
    expect(await world.journal()).toEqual(['connected procore production']);
    expect(world.loginEnds).toEqual([null]);
  });

  it('asks with PKCE, its own redirect address and nothing of DocuSign’s, and sends the secret in the body', async () => {
    const world = setUp();
    await world.connect();
    const asked = new URL(world.browser.launched[0] ?? '');
    expect(asked.origin + asked.pathname).toBe('https://login.procore.com/oauth/authorize');
    expect([...asked.searchParams.keys()].toSorted()).toEqual([
      'client_id',
      'code_challenge',
      'code_challenge_method',
      'redirect_uri',
      'response_type',
      'state',
    ]);
    expect(asked.searchParams.get('redirect_uri')).toBe(redirectUrl('procore/production'));
    const [form] = tokens(world);
    expect([form?.get('client_id'), form?.get('client_secret')]).toEqual([CLIENT_ID, SECRET]);
    expect(world.procore.seen[0]?.authorization).toBe('');
  });

  it('sends the company header but for the two calls that know none', async () => {
    const world = setUp();
    await world.connect();
    expect(world.procore.seen.map(({ path, query, company }) => [path + query, company])).toEqual([
      ['/oauth/token', null],
      ['/rest/v1.0/me', null],
      ['/rest/v1.0/companies', null],
      ['/rest/v1.0/company_base_url', '7'],
      ['/rest/v1.0/me?company_id=7', '7'],
    ]);
  });

  it('goes to the sandbox’s own hosts', async () => {
    const world = setUp({ procoreEnvironment: 'sandbox' });
    expect(await world.connect()).toEqual({ id: 'procore:sandbox:42' });
    expect([...new Set(world.procore.seen.map(({ host }) => host))]).toEqual([
      'login-sandbox.procore.com',
      'sandbox.procore.com',
    ]);
    expect(new URL(world.browser.launched[0] ?? '').searchParams.get('redirect_uri')).toBe(
      redirectUrl('procore/sandbox'),
    );
  });

  it.each<[string, string, (world: ReturnType<typeof setUp>) => void]>([
    ['a client id', 'no-client-id', ({ own }) => Object.assign(own, { procoreClientId: '' })],
    ['the secret', 'no-client-secret', ({ session }) => session.values.clear()],
    ['the login host', 'permission-refused', ({ granted }) => granted.delete('login.procore.com')],
    ['the API host', 'permission-refused', ({ granted }) => granted.delete('api.procore.com')],
  ])('opens no window without %s', async (_, kind, take) => {
    const world = setUp();
    take(world);
    const { ending } = await world.open();
    await expect(ending).rejects.toMatchObject({ error: { kind } });
    expect([world.browser.launched, world.procore.seen]).toEqual([[], []]);
    expect(world.loginEnds.at(-1)).toMatchObject({ error: { kind } });
  });

  it('throws away an answer that is not its own: no token is asked for', async () => {
    const world = setUp();
    const { ending } = await world.open();
    const asked = new URL(world.browser.asked()).searchParams;
    const code = world.procore.codeFor(world.browser.asked());
    world.browser.comeBack(`${redirectUrl('docusign/production')}?code=${code}&state=${asked.get('state')}`);
    await expect(ending).rejects.toEqual(new AppFault('login-mismatch'));
    expect(world.procore.seen).toEqual([]);
  });

  it('marks a company in which the app is not installed, and reads the others', async () => {
    const world = setUp();
    world.procore.state.companies = [
      { id: 7, name: 'Without' },
      { id: '8', name: 'With' },
      { id: 9, name: 'Gone', is_active: false },
    ];
    world.procore.state.without.add('7');
    await world.connect();
    expect((await world.row())?.companies).toMatchObject([
      { companyId: '7', problem: 'app-not-connected', zone: '' },
      { companyId: '8', problem: null, zone: 'us02.procore.com' },
    ]);
    expect((await world.row())?.name).toBe('Pat Lee');
  });

  it.each(['evil.test', 'login.procore.com', 'procore.com.evil.test'])(
    'believes no zone called %s',
    async (zone) => {
      const world = setUp();
      world.procore.state.zone = zone;
      await world.connect();
      expect((await world.row())?.companies).toMatchObject([{ zone: '', problem: null }]);
    },
  );

  it.each([
    ['without a refresh token', { refresh_token: null }],
    ['without a lifetime', { expires_in: undefined }],
    ['with a lifetime of nothing', { expires_in: null }],
  ])('takes an answer %s', async (_, token) => {
    const world = setUp();
    world.procore.state.token = token;
    await world.connect();
    expect(await world.row()).toMatchObject({ userId: '42' });
  });

  it.each([
    ['a page of HTML', () => new Response('<h1>canary</h1>', { headers: { 'content-type': 'text/html' } })],
    ['a cut answer', () => new Response('{"access_token":"canary')],
    ['nothing', () => new Response('')],
  ])('survives %s in place of tokens', async (_, answer) => {
    const world = setUp();
    world.procore.state.fault = ({ path }) => (path === '/oauth/token' ? answer() : undefined);
    await expect(world.connect()).rejects.toEqual(new AppFault('unexpected-reply', 'token'));
    expect([await world.row(), [...world.session.values.keys()]]).toEqual([undefined, ['secret:procore']]);
  });

  it('says that the app or its secret is not known', async () => {
    const world = setUp();
    await world.setSecret('another-secret-0123456789');
    await expect(world.connect()).rejects.toEqual(new AppFault('wrong-key', 'invalid_client'));
  });

  it('leaves a login of DocuSign alone', async () => {
    const world = setUp();
    const { ending } = await world.open();
    await expect(
      world.here.connect(
        { vendor: 'docusign', loginHint: '' },
        { from: 'ours', tabId: null, windowId: null, origin: 'x' },
      ),
    ).rejects.toEqual(new AppFault('login-open'));
    await world.here.cancelConnect(
      { vendor: 'docusign' },
      { from: 'ours', tabId: null, windowId: null, origin: 'x' },
    );
    expect(world.browser.isOpen()).toBe(true);
    await world.cancel();
    await expect(ending).rejects.toEqual(new AppFault('login-closed'));
  });
});

describe('disconnecting from Procore', () => {
  it('forgets everything, ends the sign-in at Procore, and gives the hosts back', async () => {
    const world = setUp();
    await world.connect();
    const refresh = [...world.procore.live.refresh];
    await world.disconnect();
    expect(await world.row()).toBeUndefined();
    await eventually(() => expect(world.granted.has('login.procore.com')).toBe(false));
    const [form] = world.procore.formsOf('/oauth/revoke');
    expect([form?.get('token'), form?.get('client_secret')]).toEqual([refresh[0], SECRET]);
    expect([...world.session.values.keys()]).toEqual(['secret:procore']);
    expect(await world.journal()).toEqual([
      'connected procore production',
      'disconnected procore production',
      'revocation-begun procore production',
      'revoked procore production',
    ]);
    await eventually(() => expect(world.granted.has('api.procore.com')).toBe(false));
    const kept = await world.kept();
    for (const trace of ['pat@', 'Pat Lee', 'Riverside']) expect(kept).not.toContain(trace);
  });

  it('works offline: what is kept is one token in the session, until Procore is reached', async () => {
    const world = setUp();
    await world.connect();
    world.procore.state.fault = () => {
      throw new TypeError('Failed to fetch');
    };
    await world.disconnect();
    expect(await world.row()).toBeUndefined();
    await eventually(() => expect(world.procore.formsOf('/oauth/revoke')).toHaveLength(1));
    expect([...world.session.values.keys()].toSorted()).toEqual(['revocations', 'secret:procore']);
    expect(await world.kept()).not.toContain('canary');
    // The answer could not be read without the hosts.
    expect(world.granted.has('login.procore.com')).toBe(true);
    world.restart();
    await world.here.wake();
    expect(world.session.values.has('revocations')).toBe(true);
    world.procore.state.fault = () => undefined;
    await world.here.wake();
    expect([...world.session.values.keys()]).toEqual(['secret:procore']);
    await eventually(() => expect(world.granted.has('login.procore.com')).toBe(false));
    expect(await world.journal()).toContain('revoked procore production');
  });

  it('waits for the secret to end it, and gives up after a day', async () => {
    const world = setUp();
    await world.connect();
    await world.forgetSecret();
    await world.disconnect();
    await world.here.refreshOld();
    expect(world.session.values.has('revocations')).toBe(true);
    world.time.advance(24 * HOUR);
    await world.here.refreshOld();
    expect([...world.session.values.keys()]).toEqual([]);
    expect(await world.journal()).toContain('not-revoked procore production');
  });

  it('gives up after a day also when the clock was set back by a year', async () => {
    const world = setUp();
    await world.connect();
    await world.forgetSecret();
    await world.disconnect();
    await world.here.refreshOld();
    world.time.advance(-365 * 24 * HOUR);
    await world.here.refreshOld();
    expect(world.session.values.has('revocations')).toBe(true);
    world.time.advance(24 * HOUR);
    await world.here.refreshOld();
    expect(world.session.values.has('revocations')).toBe(false);
  });

  it('keeps a host that the person gave to be read', async () => {
    const world = setUp({ zones: ['api.procore.com'] });
    await world.connect();
    await world.disconnect();
    await eventually(() => expect([...world.granted]).not.toContain('login.procore.com'));
    expect(world.granted.has('api.procore.com')).toBe(true);
  });

  it('while the code is being traded keeps its tokens from being stored', async () => {
    const world = setUp();
    world.procore.state.fault = async ({ path }) => {
      if (path === '/oauth/token') await world.disconnect();
      return undefined;
    };
    await expect(world.connect()).rejects.toEqual(new AppFault('login-closed'));
    expect([await world.row(), [...world.session.values.keys()]]).toEqual([undefined, ['secret:procore']]);
  });

  it('while a pasted code is being traded ends the tokens that still come', async () => {
    const world = setUp();
    await world.startCode();
    world.procore.state.fault = async ({ path }) => {
      if (path === '/oauth/token') await world.disconnect();
      return undefined;
    };
    const pasting = world.paste(world.procore.codeFor(world.pages[0] ?? ''));
    await expect(pasting).rejects.toEqual(new AppFault('login-closed'));
    expect(await world.row()).toBeUndefined();
    await eventually(() => expect([...world.session.values.keys()]).toEqual(['secret:procore']));
    expect(world.procore.live).toEqual({ access: new Set(), refresh: new Set() });
  });
});
