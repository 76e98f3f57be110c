import { describe, expect } from 'vitest';
import { COUNTERSIGN_CLIENT_ID, findPerson, PROCORE_CLIENT_ID } from '../sandbox/docusign/index.ts';
import { test } from './docusign-fixtures.ts';
import { authorizeUrl, DAY, redirectUri } from './docusign-sign-in.ts';
import { createPersonAtBrowser } from './docusign-person.ts';

const SUE = 'sue.sender@example.com';
const MAX = 'max.many@example.com';

describe('pages that never come back to the app', () => {
  const cases: [string, Record<string, string | undefined>, string][] = [
    [
      'an unknown integration key',
      { client_id: '00000000-0000-4000-8000-000000000000' },
      'The client id provided is not registered with DocuSign',
    ],
    [
      'no integration key',
      { client_id: undefined },
      'The client id provided is not registered with DocuSign',
    ],
    ...[
      `${redirectUri('demo')}/`,
      `${redirectUri('demo')}?a=1`,
      redirectUri('demo').replace('https', 'http'),
      redirectUri('demo').replace('/demo', '/Demo'),
      'https://evil.example/docusign/demo',
      undefined,
    ].map((uri): [string, Record<string, string | undefined>, string] => [
      `the redirect address ${uri}`,
      { redirect_uri: uri },
      'The redirect URI is not registered properly with DocuSign',
    ]),
    [
      'no challenge',
      { code_challenge: undefined, code_challenge_method: undefined },
      'code challenge and code challenge method required',
    ],
    [
      'a plain challenge',
      { code_challenge_method: 'plain' },
      'code challenge and code challenge method required',
    ],
    ['the implicit grant', { response_type: 'token' }, 'The response type is not supported for this client'],
  ];
  test.for(cases)('shows a page for %s', async ([, changes, problem], { person }) => {
    const page = await person.open(authorizeUrl('demo', changes));
    expect(person.left).toBeUndefined();
    expect({ status: page.status, problem: page.problem }).toEqual({ status: 400, problem });
  });

  test('a key that was not promoted is unknown in production alone', async ({ sandbox, person }) => {
    const { production } = sandbox.docusign.state;
    production.apps = production.apps.filter(({ clientId }) => clientId !== COUNTERSIGN_CLIENT_ID);
    const page = await person.open(authorizeUrl('production'));
    expect(page.problem).toBe('The client id provided is not registered with DocuSign');
    expect((await person.open(authorizeUrl('demo'))).heading).toBe('Log In to Docusign');
  });
});

describe('logging in', () => {
  test('takes two pages and a consent, then sends code and state back, and nothing else', async ({
    person,
  }) => {
    expect((await person.open(authorizeUrl('demo'))).heading).toBe('Log In to Docusign');
    expect(person.valueOf('Email address')).toBe('');
    person.type('Email address', SUE);
    expect((await person.press('Next')).html).toContain(SUE);
    person.type('Password', 'signature');
    expect((await person.press('Log in')).heading).toBe(
      'Countersign is requesting access to your Docusign account',
    );
    await person.press('Accept');
    expect([...(person.left?.searchParams.keys() ?? [])]).toEqual(['code', 'state']);
    expect(person.left?.searchParams.get('state')).toBe('state-1');
    expect(person.left?.href.startsWith(`${redirectUri('demo')}?`)).toBe(true);
  });

  test('fills in the login hint', async ({ person }) => {
    await person.open(authorizeUrl('demo', { login_hint: MAX }));
    expect(person.valueOf('Email address')).toBe(MAX);
  });

  test('speaks the language that was asked for', async ({ person }) => {
    expect((await person.open(authorizeUrl('demo', { ui_locales: 'fr-CA' }))).heading).toBe(
      'Connexion à Docusign',
    );
    expect((await person.open(authorizeUrl('demo', { ui_locales: 'xx' }))).heading).toBe(
      'Log In to Docusign',
    );
  });

  test('a wrong password and an unknown address get the same sentence, and another try', async ({
    person,
  }) => {
    await person.open(authorizeUrl('demo'));
    const wrong = 'The email address or password you entered is not correct.';
    expect((await person.logIn(SUE, 'guess')).problem).toBe(wrong);
    person.type('Password', 'signature');
    expect((await person.press('Log in')).problem).toBe('');
    await person.open(authorizeUrl('demo', { prompt: 'login' }));
    expect((await person.logIn('nobody@example.com')).problem).toBe(wrong);
  });

  test('an empty address stays on the first page', async ({ person }) => {
    await person.open(authorizeUrl('demo'));
    expect((await person.press('Next')).problem).toBe('Enter your email address.');
  });

  test('Cancel on the consent page comes back as access_denied', async ({ person }) => {
    await person.open(authorizeUrl('demo'));
    await person.logIn(SUE);
    await person.press('Cancel');
    expect(Object.fromEntries(person.left?.searchParams ?? [])).toEqual({
      error: 'access_denied',
      error_description: 'The user denied access.',
      state: 'state-1',
    });
  });

  test('the consent is asked once for a set of scopes, and again for a wider one', async ({ person }) => {
    await person.open(authorizeUrl('demo', { scope: 'signature' }));
    await person.logIn(SUE);
    await person.press('Accept');
    await person.open(authorizeUrl('demo', { scope: 'signature' }));
    expect(person.left?.searchParams.has('code')).toBe(true);
    expect((await person.open(authorizeUrl('demo', { scope: 'signature extended' }))).heading).toBe(
      'Countersign is requesting access to your Docusign account',
    );
  });

  test('an old login page that is sent again is a page, not a crash', async ({ person }) => {
    const { url } = await person.open(authorizeUrl('demo'));
    const page = await createPersonAtBrowserWithoutCookies(person).open(url);
    expect(page.status).toBe(400);
  });
});

describe('the remembered login', () => {
  async function signedInAs(person: ReturnType<typeof createPersonAtBrowser>, email: string) {
    await person.open(authorizeUrl('demo'));
    await person.logIn(email);
    if (person.left === undefined) await person.press('Accept');
  }

  test('silently brings the old person back', async ({ sandbox, person }) => {
    await signedInAs(person, SUE);
    await person.open(authorizeUrl('demo'));
    const code = person.left?.searchParams.get('code') ?? '';
    const form = { environment: 'demo', code, redirectUri: redirectUri('demo') } as const;
    // The code is Countersign's: Procore cannot use it.
    await expect(sandbox.docusign.redeemForProcore(form)).rejects.toThrow('invalid_grant');
    expect(sandbox.docusign.state.demo.consents.size).toBe(1);
  });

  test('is not asked when the app says prompt=login; another person takes its place', async ({
    sandbox,
    person,
  }) => {
    await signedInAs(person, SUE);
    await person.open(authorizeUrl('demo', { prompt: 'login' }));
    expect(person.left).toBeUndefined();
    await person.logIn(MAX);
    await person.press('Accept');
    expect(person.left?.searchParams.has('code')).toBe(true);
    // From now on Max is the remembered one.
    sandbox.docusign.grantConsent(findPerson(sandbox.docusign.state.demo, 'max').userId, PROCORE_CLIENT_ID);
    expect(await procoreSees()).toBe(MAX);

    async function procoreSees() {
      const zone = 'app.procore.com';
      const { docusign } = sandbox;
      await person.client
        .fetch(docusign.authorizeUrlForProcore({ environment: 'demo', zone, state: 's' }))
        .then((response) => {
          person.left = new URL(response.headers.get('location') ?? '');
        });
      const code = person.left?.searchParams.get('code') ?? '';
      const redirect = `https://${zone}/docusign_callback`;
      return (await docusign.redeemForProcore({ environment: 'demo', code, redirectUri: redirect })).email;
    }
  });

  test('is over after /logout for whoever kept its cookie, too', async ({ person }) => {
    await signedInAs(person, SUE);
    const kept = new Map(person.client.cookies.get('account-d.docusign.com'));
    await person.open('https://account-d.docusign.com/logout');
    person.client.cookies.set('account-d.docusign.com', kept);
    expect((await person.open(authorizeUrl('demo'))).heading).toBe('Log In to Docusign');
  });

  test('is over after /logout, which shows an empty login page', async ({ person }) => {
    await signedInAs(person, SUE);
    const page = await person.open('https://account-d.docusign.com/logout');
    expect(person.client.cookies.get('account-d.docusign.com')?.has('ds_session')).toBe(false);
    expect(page.heading).toBe('Log In to Docusign');
    expect(person.valueOf('Email address')).toBe('');
    expect((await person.open(authorizeUrl('demo'))).heading).toBe('Log In to Docusign');
    expect(person.left).toBeUndefined();
  });

  test('a logout with a registered address comes back with error=logout_request', async ({ person }) => {
    const query = new URLSearchParams({
      client_id: COUNTERSIGN_CLIENT_ID,
      redirect_uri: redirectUri('demo'),
      response_mode: 'logout_redirect',
    });
    await person.open(`https://account-d.docusign.com/logout?${query}`);
    expect(person.left?.href).toBe(`${redirectUri('demo')}?error=logout_request`);
    query.set('redirect_uri', 'https://evil.example/');
    await person.open(`https://account-d.docusign.com/logout?${query}`);
    expect(person.left).toBeUndefined();
  });

  test('can begin without an app, and serves the next app', async ({ person }) => {
    await person.open('https://account-d.docusign.com/');
    expect((await person.logIn(SUE)).heading).toBe('You are signed in as Sue Sender');
    expect((await person.open(authorizeUrl('demo'))).heading).toBe(
      'Countersign is requesting access to your Docusign account',
    );
  });

  test('belongs to one environment', async ({ person }) => {
    await signedInAs(person, SUE);
    expect((await person.open(authorizeUrl('production'))).heading).toBe('Log In to Docusign');
  });

  test('is forgotten after a day of the sandbox clock', async ({ sandbox, person }) => {
    await signedInAs(person, SUE);
    sandbox.world.advance(DAY - 60_000);
    await person.open(authorizeUrl('demo'));
    expect(person.left?.searchParams.has('code')).toBe(true);
    sandbox.world.advance(2 * DAY);
    expect((await person.open(authorizeUrl('demo'))).heading).toBe('Log In to Docusign');
  });
});

describe("Procore's own login", () => {
  const redirect = 'https://us02.procore.com/docusign_callback';

  test('asks with the confidential key, without prompt=login, and learns who it is', async ({
    sandbox: { docusign },
    person,
  }) => {
    const address = docusign.authorizeUrlForProcore({
      environment: 'production',
      zone: 'us02.procore.com',
      state: 'p1',
    });
    expect(new URL(address).searchParams.has('prompt')).toBe(false);
    await person.open(address);
    await person.logIn(SUE);
    const response = await person.client.fetch(await pressAcceptAddress(), {
      method: 'POST',
      body: new URLSearchParams({ decision: 'accept' }),
    });
    const resumed = await person.client.fetch(response.headers.get('location') ?? '');
    const back = new URL(resumed.headers.get('location') ?? '');
    expect(`${back.origin}${back.pathname}`).toBe(redirect);
    expect(back.searchParams.get('state')).toBe('p1');
    const code = back.searchParams.get('code') ?? '';
    const form = { environment: 'production', code, redirectUri: redirect } as const;
    expect(await docusign.redeemForProcore(form)).toEqual({
      userId: findPerson(docusign.state.production, 'sue').userId,
      email: SUE,
      name: 'Sue Sender',
    });
    await expect(docusign.redeemForProcore(form), 'a code works once').rejects.toThrow('invalid_grant');

    async function pressAcceptAddress() {
      const action = /action="([^"]+)"/.exec(person.page.html)?.[1] ?? '';
      return new URL(action, person.page.url).href;
    }
  });

  test('a code is dead after two minutes, at another address, and in the other environment', async ({
    sandbox: { docusign, world },
    person,
  }) => {
    const zone = 'us02.procore.com';
    const { userId } = findPerson(docusign.state.production, 'sue');
    docusign.grantConsent(userId, PROCORE_CLIENT_ID);
    await person.open('https://account.docusign.com/signin');
    await person.logIn(SUE);
    const freshCode = async () => {
      const response = await person.client.fetch(
        docusign.authorizeUrlForProcore({ environment: 'production', zone, state: 's' }),
      );
      return new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? '';
    };
    const environment = 'production';
    const refused = (form: Parameters<typeof docusign.redeemForProcore>[0]) =>
      expect(docusign.redeemForProcore(form)).rejects.toThrow('invalid_grant');
    await refused({ environment, code: await freshCode(), redirectUri: `${redirect}/` });
    await refused({ environment: 'demo', code: await freshCode(), redirectUri: redirect });
    const late = await freshCode();
    world.advance(119_000);
    const stillGood = { environment, code: late, redirectUri: redirect } as const;
    expect((await docusign.redeemForProcore(stillGood)).userId).toBe(userId);
    const tooLate = await freshCode();
    world.advance(121_000);
    await refused({ environment, code: tooLate, redirectUri: redirect });
  });
});

function createPersonAtBrowserWithoutCookies(person: ReturnType<typeof createPersonAtBrowser>) {
  person.client.cookies.clear();
  return person;
}
