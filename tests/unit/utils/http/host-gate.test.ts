import { describe, expect, it } from 'vitest';
import { AppFault } from '../../../../utils/base/errors.ts';
import { passHostGate } from '../../../../utils/http/host-gate.ts';

describe('the host gate', () => {
  it.each([
    'https://account.docusign.com/oauth/token',
    'https://account-d.docusign.com/oauth/userinfo',
    'https://demo.docusign.net/restapi',
    'https://www.docusign.net/restapi',
    'https://na4.docusign.net/restapi?count=1',
    'https://eu.docusign.net',
    'https://login.procore.com/oauth/token',
    'https://login-sandbox.procore.com/oauth/revoke',
    'https://api.procore.com/rest/v1.0/me',
    'https://sandbox.procore.com/rest/v1.0/me',
  ])('lets %s pass', (address) => {
    expect(passHostGate(address).href).toBe(new URL(address).href);
  });

  it.each([
    'http://demo.docusign.net/',
    'https://docusign.net/',
    'https://a.b.docusign.net/',
    'https://.docusign.net/',
    'https://-a.docusign.net/',
    'https://demo.docusign.net./',
    'https://demo.docusign.net:8443/',
    'https://user@demo.docusign.net/',
    'https://user:pw@demo.docusign.net/',
    'https://demo.docusign.net@evil.test/',
    'https://demo.docusign.net.evil.test/',
    'https://evil.test/demo.docusign.net',
    'https://evil.test\\@demo.docusign.net/',
    'https://evildocusign.net/',
    'https://xn--dmo-xyz.docusign.net/',
    'https://dеmo.docusign.net/', // a Cyrillic letter
    'https://account.docusign.com.evil.test/',
    'https://www.account.docusign.com/',
    'https://apps.docusign.com/',
    'https://app.procore.com/',
    'https://us02.procore.com/',
    'https://procore.com/',
    'https://api.procore.com.evil.test/',
    'https://v2.api.procore.com/',
    'https://api.procore.com:8443/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://2130706433/',
    '//demo.docusign.net/',
    'ftp://demo.docusign.net/',
    'blob:https://demo.docusign.net/x',
    'data:text/plain,x',
    'app.procore.com',
    '',
  ])('refuses %s', (address) => {
    expect(() => passHostGate(address)).toThrow(new AppFault('host-not-allowed'));
  });
});
