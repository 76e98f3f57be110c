import { describe, expect, it } from 'vitest';
import { AppFault } from '../../../../../utils/base/errors.ts';
import { DOCUSIGN_LOGIN_HOSTS } from '../../../../../utils/base/hosts.ts';
import {
  DOCUSIGN_SCOPE,
  DOCUSIGN_WORLDS,
  docuSignServer,
  isHostOf,
  restSite,
} from '../../../../../utils/vendors/docusign/environments.ts';

describe('the two worlds', () => {
  it('use the login hosts of the host table, each its own', () => {
    expect([DOCUSIGN_WORLDS.production.loginHost, DOCUSIGN_WORLDS.demo.loginHost]).toEqual([
      ...DOCUSIGN_LOGIN_HOSTS,
    ]);
    expect(docuSignServer('demo')).toEqual({
      issuer: 'https://account-d.docusign.com',
      authorization_endpoint: 'https://account-d.docusign.com/oauth/auth',
      token_endpoint: 'https://account-d.docusign.com/oauth/token',
    });
  });

  it('have redirect paths of their own', () => {
    expect([DOCUSIGN_WORLDS.production.redirectPath, DOCUSIGN_WORLDS.demo.redirectPath]).toEqual([
      'docusign/production',
      'docusign/demo',
    ]);
  });

  it('never ask for cors', () => {
    expect(DOCUSIGN_SCOPE).toBe('signature extended');
  });
});

describe('the site of an account', () => {
  it.each(['www', 'na2', 'na3', 'na4', 'ca', 'eu', 'au', 'jp1'])('may be %s in production', (site) => {
    expect(restSite('production', `https://${site}.docusign.net`)).toBe(`https://${site}.docusign.net`);
    expect(restSite('production', `https://${site}.docusign.net/`)).toBe(`https://${site}.docusign.net`);
  });

  it('is exactly demo in demo, and never demo in production', () => {
    expect(restSite('demo', 'https://demo.docusign.net')).toBe('https://demo.docusign.net');
    expect(() => restSite('demo', 'https://www.docusign.net')).toThrow(new AppFault('host-not-allowed'));
    expect(() => restSite('production', 'https://demo.docusign.net')).toThrow(
      new AppFault('host-not-allowed'),
    );
  });

  it.each([
    'http://na3.docusign.net',
    'https://evil.test',
    'https://na3.docusign.net.evil.test',
    'https://na3.docusign.net@evil.test',
    'https://user@na3.docusign.net',
    'https://user:pw@na3.docusign.net',
    'https://na3.docusign.net:443',
    'https://na3.docusign.net:8443',
    'https://na3.docusign.net.',
    'https://na3.docusign.net/evil',
    'https://na3.docusign.net//evil.test',
    'https://na3.docusign.net?x=1',
    'https://na3.docusign.net#x',
    'https://a.b.docusign.net',
    'https://docusign.net',
    'https://.docusign.net',
    'https://-.docusign.net',
    'https://xn--na-8ta.docusign.net',
    'https://nа3.docusign.net', // a Cyrillic letter
    'https://na3。docusign.net', // an ideographic full stop
    'https://NA3.docusign.net',
    'https://na3.docusign.net\\@evil.test',
    'https://na3.docusign.net\n',
    ' https://na3.docusign.net',
    'https://127.0.0.1',
    'https://[::1]',
    '//na3.docusign.net',
    'blob:https://na3.docusign.net',
    'na3.docusign.net',
    '',
  ])('is never %j', (evil) => {
    expect(() => restSite('production', evil)).toThrow(new AppFault('host-not-allowed'));
  });
});

describe('whose request it was', () => {
  it.each([
    ['account.docusign.com', true, false],
    ['na3.docusign.net', true, false],
    ['account-d.docusign.com', false, true],
    ['demo.docusign.net', false, true],
    ['app.procore.com', false, false],
  ] as const)('%s', (host, production, demo) => {
    expect([isHostOf('production', host), isHostOf('demo', host)]).toEqual([production, demo]);
  });
});
