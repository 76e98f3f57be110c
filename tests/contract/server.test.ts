import { once } from 'node:events';
import { request } from 'node:http';
import { connect as connectTls } from 'node:tls';
import { describe, expect } from 'vitest';
import { createClient } from '../sandbox/client.ts';
import { chromiumHostRules, startConnectProxy, startSandbox } from '../sandbox/server.ts';
import type { Fault } from '../sandbox/world.ts';
import { test } from './docusign-fixtures.ts';
import { read } from './docusign-sign-in.ts';

const USERINFO = 'https://account-d.docusign.com/oauth/userinfo';
const UNAUTHORIZED = {
  status: 401,
  body: { error: 'invalid_token', error_description: 'The access token is not valid.' },
};

describe('the server', () => {
  test('answers under every real name over TLS, and under no other', async ({ sandbox }) => {
    const client = createClient(sandbox);
    const strangers: string[] = [];
    for (const host of sandbox.hosts) {
      if ((await client.fetch(`https://${host}/no-such-page`)).status === 421) strangers.push(host);
    }
    expect(strangers).toEqual([]);
    // The certificate does not name other hosts, so a client that checks gives up before the sandbox can refuse.
    await expect(client.fetch('https://www.docusign.net/')).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });

  test('refuses a Host header it does not play', async ({ sandbox }) => {
    const socket = connectTls({
      port: sandbox.port,
      host: '127.0.0.1',
      servername: 'app.procore.com',
      ca: sandbox.certificate.cert,
    });
    await once(socket, 'secureConnect');
    socket.end('GET / HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n');
    const [head]: Buffer[] = await once(socket, 'data');
    expect(head?.toString()).toMatch(/^HTTP\/1\.1 421 /);
  });

  test('logs each request as it came, with the status of its answer', async ({ sandbox }) => {
    const client = createClient(sandbox);
    sandbox.world.setNow(Date.parse('2030-01-01T00:00:00Z'));
    await client.fetch('https://account-d.docusign.com/oauth/token?a=1', {
      method: 'POST',
      headers: { 'x-probe': 'yes' },
      body: new URLSearchParams({ grant_type: 'guess' }),
    });
    const [entry] = sandbox.world.log;
    expect(entry).toMatchObject({
      method: 'POST',
      host: 'account-d.docusign.com',
      path: '/oauth/token',
      query: '?a=1',
      headers: { 'x-probe': 'yes', 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      body: 'grant_type=guess',
      status: 400,
    });
    expect(new Date(entry?.at ?? 0).getUTCFullYear()).toBe(2030);
  });

  test('two sandboxes at once keep their states apart', async ({ sandbox }) => {
    const other = await startSandbox();
    try {
      other.docusign.state.demo.people.length = 0;
      expect(sandbox.docusign.state.demo.people).toHaveLength(7);
      expect(other.port).not.toBe(sandbox.port);
    } finally {
      await other.stop();
    }
  });

  test('stops although an answer hangs', async () => {
    const sandbox = await startSandbox();
    sandbox.world.faults.push({ host: '*', path: '/', how: 'hang' });
    const hung = createClient(sandbox)
      .fetch(USERINFO)
      .then(
        () => 'answered',
        () => 'broken off',
      );
    await expect.poll(() => sandbox.world.log).toHaveLength(1);
    await sandbox.stop();
    expect(await hung).toBe('broken off');
    expect(sandbox.world.log).toMatchObject([{ status: 0 }]);
  });
});

describe('faults', () => {
  const spoil = (how: Fault['how'], more: Partial<Fault> = {}): Fault => ({
    host: 'account-d.docusign.com',
    path: '/oauth/',
    how,
    ...more,
  });

  test.for([
    [
      spoil('down'),
      { status: 503, body: { errorCode: 'UNSPECIFIED_ERROR', message: 'Service unavailable.' } },
    ],
    [
      spoil('rate-limit'),
      {
        status: 429,
        body: {
          errorCode: 'HOURLY_APIINVOCATION_LIMIT_EXCEEDED',
          message: 'The maximum number of hourly API invocations has been exceeded.',
        },
      },
    ],
    [spoil('empty'), { status: 200, body: '' }],
    [spoil('empty', { status: 444 }), { status: 444, body: '' }],
    [spoil('html'), { status: 502, body: expect.stringContaining('<h1>Bad Gateway</h1>') }],
    [spoil('slow', { delay: 1 }), UNAUTHORIZED],
  ] as const)('%o gives its answer', async ([fault, answer], { sandbox, person }) => {
    sandbox.world.faults.push({ ...fault });
    expect(await read(person.client.fetch(USERINFO))).toEqual(answer);
  });

  test('an older rate limit is a 400 with its code and headers', async ({ sandbox, person }) => {
    sandbox.world.faults.push(
      spoil('rate-limit', {
        status: 400,
        code: 'BURST_APIINVOCATION_LIMIT_EXCEEDED',
        headers: { 'retry-after': '7' },
      }),
    );
    const response = await person.client.fetch(USERINFO);
    expect([response.status, response.headers.get('retry-after')]).toEqual([400, '7']);
    expect(await response.json()).toMatchObject({ errorCode: 'BURST_APIINVOCATION_LIMIT_EXCEEDED' });
  });

  test.for([
    ['https://demo.docusign.net/restapi/v2.1/accounts/1/users', 'x-ratelimit-'],
    ['https://api.procore.com/rest/v1.0/me', 'x-rate-limit-'],
  ] as const)('keep the limit headers of %s', async ([url, prefix], { sandbox, person }) => {
    sandbox.world.faults.push({ host: '*', path: '/', how: 'down' });
    const { status, headers } = await person.client.fetch(url);
    expect(status).toBe(503);
    const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) =>
      Number(headers.get(`${prefix}${name}`)),
    );
    expect(limit).toBeGreaterThan(0);
    expect(remaining).toBeLessThanOrEqual(limit ?? 0);
    const ahead = (reset ?? 0) - sandbox.world.now() / 1000;
    expect(ahead).toBeGreaterThan(0);
    expect(ahead).toBeLessThanOrEqual(3600);
    expect(headers.get('retry-after')).toBeNull();
  });

  test('malformed is JSON that does not parse', async ({ sandbox, person }) => {
    sandbox.world.faults.push(spoil('malformed'));
    const response = await person.client.fetch(USERINFO);
    expect(response.headers.get('content-type')).toContain('application/json');
    await expect(response.json()).rejects.toThrow(SyntaxError);
  });

  test('cut breaks in mid-body, refuse before the first byte', async ({ sandbox, person }) => {
    sandbox.world.faults.push(spoil('cut', { count: 1 }), spoil('refuse', { count: 1 }));
    await expect(person.client.fetch(USERINFO)).rejects.toThrow('aborted');
    await expect(person.client.fetch(USERINFO)).rejects.toThrow('socket hang up');
    expect(sandbox.world.log.map(({ status }) => status)).toEqual([200, 0]);
  });

  test('for every host leave the switcher alone, which has to clear them', async ({ sandbox, person }) => {
    sandbox.world.faults.push({ host: '*', path: '/', how: 'down' });
    expect((await person.client.fetch('https://demo.docusign.net/')).status).toBe(503);
    expect((await person.client.fetch('https://app.procore.com/')).status).toBe(503);
    expect((await person.client.fetch('https://switcher.countersign.test/')).status).not.toBe(503);
  });

  test('spoil only the host, path and method they name, as often as they say', async ({
    sandbox,
    person,
  }) => {
    const { faults } = sandbox.world;
    faults.push(
      spoil('down', { host: 'account.docusign.com' }),
      spoil('down', { path: '/oauth/token' }),
      spoil('down', { method: 'POST' }),
    );
    expect(await read(person.client.fetch(USERINFO))).toEqual(UNAUTHORIZED);
    faults.push(spoil('down', { count: 2 }));
    expect((await person.client.fetch(USERINFO)).status).toBe(503);
    expect((await person.client.fetch(USERINFO)).status).toBe(503);
    expect((await person.client.fetch(USERINFO)).status).toBe(401);
    expect(faults).toHaveLength(3);
  });
});

describe('how browsers get here', () => {
  test('Chromium is told every host, and that nothing else exists', ({ sandbox }) => {
    const rules = chromiumHostRules(4242).split(', ');
    expect(rules.slice(-2)).toEqual(['MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1']);
    expect(rules.slice(0, -2)).toEqual(sandbox.hosts.map((host) => `MAP ${host}:443 127.0.0.1:4242`));
  });

  test('Firefox gets a proxy that leads our hosts here and refuses the rest', async ({ sandbox }) => {
    const proxy = await startConnectProxy(sandbox.port);
    try {
      const tunnel = async (path: string) => {
        const asking = request({
          port: proxy.port,
          host: '127.0.0.1',
          method: 'CONNECT',
          path,
          agent: false,
        });
        asking.end();
        const [response, socket] = await once(asking, 'connect');
        return { status: response.statusCode, socket };
      };
      for (const path of ['example.com:443', 'app.procore.com:80', '127.0.0.1:443']) {
        const { status, socket } = await tunnel(path);
        expect(status).toBe(403);
        socket.destroy();
      }
      expect(proxy.refused).toEqual(['example.com:443', 'app.procore.com:80', '127.0.0.1:443']);
      const { status, socket } = await tunnel('account-d.docusign.com:443');
      expect(status).toBe(200);
      const tls = connectTls({
        socket,
        servername: 'account-d.docusign.com',
        ca: sandbox.certificate.cert,
      });
      tls.write('GET /oauth/userinfo HTTP/1.1\r\nHost: account-d.docusign.com\r\n\r\n');
      const [head] = await once(tls, 'data');
      expect(String(head)).toMatch(/^HTTP\/1\.1 401 /);
      tls.destroy();
    } finally {
      await proxy.stop();
    }
  });
});
