import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  CONNECT_HOSTS,
  PROBED_HOSTS,
  PROCORE_API_HOSTS,
  PROCORE_LOGIN_HOSTS,
} from '../../utils/base/hosts.ts';
import { buildOf, isNamedByContent, readBuild, TARGETS, textOf, unreachable } from './packed-files.ts';
import { scan } from './scan.ts';

const golden = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'golden', name), 'utf8'));

describe.each(TARGETS)('the %s package', (target) => {
  const packed = readBuild(buildOf(target));

  test('has the manifest that was agreed on, word for word', () => {
    expect(JSON.parse(textOf(packed, 'manifest.json'))).toEqual(golden(`${target}-manifest.json`));
  });

  test('has the files that were agreed on, and no chunk that nothing asks for', () => {
    expect([...packed.keys()].filter((path) => !isNamedByContent(path))).toEqual(
      golden(`${target}-files.json`),
    );
    expect(unreachable(packed)).toEqual([]);
  });

  test('carries no secret, no compiled text, no remote code, no source map', () => {
    expect(scan(packed)).toEqual([]);
  });

  test('asks for vendor hosts only, for eight at most, and connects to those it may ask for', () => {
    const manifest = JSON.parse(textOf(packed, 'manifest.json')) as {
      host_permissions: string[];
      optional_host_permissions: string[];
      content_security_policy: { extension_pages: string };
    };
    const vendors = /^https:\/\/(?:\*\.)?(?:[a-z0-9-]+\.)*(?:procore\.com|docusign\.(?:com|net))\/\*$/;
    expect(manifest.host_permissions.filter((match) => !vendors.test(match))).toEqual([]);
    const policy = manifest.content_security_policy.extension_pages;
    expect(/connect-src ([^;]*)/.exec(policy)?.[1]?.split(' ')).toEqual([
      ...new Set([...CONNECT_HOSTS, ...PROBED_HOSTS.map((host) => `https://${host}`)]),
    ]);
    expect(manifest.host_permissions.length).toBeLessThanOrEqual(8);
    // Procore's login and API are asked for when the person connects, as part of the optional hosts.
    const asked = [...PROCORE_LOGIN_HOSTS, ...PROCORE_API_HOSTS].map((host) => `https://${host}`);
    for (const host of CONNECT_HOSTS) {
      const isRequired = manifest.host_permissions.includes(`${host}/*`);
      expect([host, isRequired || asked.includes(host)]).toEqual([host, true]);
    }
    expect(manifest.optional_host_permissions).toContain('https://*.procore.com/*');
  });
});

describe('what would be found if it were there', () => {
  const packed = readBuild(buildOf('chrome'));
  const plant = (path: string, text: string) =>
    new Map(packed).set(path, new TextEncoder().encode(textOf(packed, path) + text));

  test.each([
    ['background.js', '\nconst pem="-----BEGIN PRIVATE KEY-----"', 'a private key'],
    ['background.js', '\nconst o={client_secret:"0123456789abcdef"}', 'a client secret'],
    ['background.js', '\nconst t="eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.x"', 'a bearer or refresh token'],
    ['background.js', '\neval("1")', 'eval'],
    ['background.js', '\nnew Function("return 1")', 'eval'],
    ['background.js', '\nsetTimeout("run()",1)', 'a timer that compiles text'],
    ['background.js', '\nimport("https://cdn.example/x.js")', 'remote code'],
    ['popup.html', '<script src="https://cdn.example/x.js"></script>', 'remote code'],
    ['popup.html', '<script>run()</script>', 'script in a page'],
    ['popup.html', '<p onclick="run()">', 'script in a page'],
    ['popup.html', '<p style="color:red">', 'style in a page'],
    ['background.js', '\n//# sourceMappingURL=background.js.map', 'a source map'],
    ['background.js.map', '{}', 'a source map'],
    ['background.js', '\nfetch("http://app.procore.com/")', 'an address without TLS'],
    ['background.js', '\nconst here="/home/someone/countersign"', 'the path of a folder'],
  ])('in %s: %s', (path, text, what) => {
    expect(scan(plant(path, text)).filter((finding) => finding.startsWith(`${path}: ${what}`))).toHaveLength(
      1,
    );
  });

  test('a chunk that nothing asks for', () => {
    expect(unreachable(plant('chunks/left-over-abc123.js', 'export {}'))).toEqual([
      'chunks/left-over-abc123.js',
    ]);
  });
});
