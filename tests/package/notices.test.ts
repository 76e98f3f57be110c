import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { noticesOf, packageFolder } from '../../modules/third-party-notices/notices.ts';
import { ownLicence } from '../../modules/third-party-notices/own-licence.ts';
import { buildOf, readBuild, ROOT, TARGETS, textOf } from './packed-files.ts';

const FILE = 'third-party-notices.txt';
const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'golden/notices.json'), 'utf8')) as Record<
  string,
  string
>;

describe.each(TARGETS)('the %s package', (target) => {
  const text = textOf(readBuild(buildOf(target)), FILE);

  test('names each package that is in it, with its licence', () => {
    const named = [...text.matchAll(/^─+\n(\S+) \S+ · (\S+) · (\S+)\n─+$/gm)];
    expect(Object.fromEntries(named.map(([, name, licence]) => [name, licence]))).toEqual(golden);
    expect(named.map(([, , , address]) => address).filter((at) => !at?.startsWith('https://'))).toEqual([]);
  });

  test('hands on the texts that MPL-2.0 and Apache-2.0 ask for', () => {
    expect(text).toContain('Mozilla Public License Version 2.0');
    expect(text).toContain('Apache License\n                           Version 2.0, January 2004');
    const notice = readFileSync(join(ROOT, 'node_modules/dexie/NOTICE'), 'utf8').trim();
    expect(text).toContain(notice.replaceAll('\r\n', '\n'));
  });

  test('has a text for every package', () => {
    const texts = text.split(/^─+\n.*\n─+$/m).slice(1);
    expect(texts).toHaveLength(Object.keys(golden).length);
    for (const licence of texts) expect(licence.trim().length).toBeGreaterThan(400);
  });
});

describe.each(TARGETS)('the licence in the %s package', (target) => {
  const text = textOf(readBuild(buildOf(target)), 'LICENSE.txt');

  test('is that of the repository, and after it the whole text it points to', () => {
    const own = readFileSync(join(ROOT, 'LICENSE'), 'utf8').trim();
    expect(text.startsWith(`${own}\n`)).toBe(true);
    const apache = text.slice(own.length);
    const sections = [...apache.matchAll(/^ {3}(\d)\. /gm)].map(([, number]) => Number(number));
    expect(sections).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(apache).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION');
    expect(apache).toContain('END OF TERMS AND CONDITIONS');
    expect(apache.length).toBeGreaterThan(11_000);
  });

  test('names no holder but ours', () => {
    expect([...text.matchAll(/^\s*Copyright .*$/gm)].map(([line]) => line.trim())).toEqual([
      'Copyright 2026 The Countersign authors',
      'Copyright {yyyy} {name of copyright owner}',
    ]);
  });
});

describe('our own licence stops the build', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-licence-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const whole = readFileSync(join(ROOT, 'node_modules/dexie/LICENSE'), 'utf8');
  const copyOf = (text: string): string => {
    const at = mkdtempSync(join(folder, 'copy-'));
    writeFileSync(join(at, 'LICENSE'), text);
    return at;
  };

  test('where the copy of its text lost a section', () => {
    expect(() => ownLicence(ROOT, copyOf(whole.replace(/ 6\. Trademarks[\s\S]*?(?= 7\. )/, '')))).toThrow(
      'not the whole Apache licence: without 6. Trademarks.',
    );
  });

  test('where the copy names the holder of the package it came with', () => {
    const named = whole.replace('{yyyy} {name of copyright owner}', '2017 Somebody Else');
    expect(() => ownLicence(ROOT, copyOf(named))).toThrow('names a holder of its own');
  });

  test('where it is another licence by now', () => {
    expect(() => ownLicence(copyOf('SPDX-License-Identifier: MIT'), copyOf(whole))).toThrow(
      'does not say Apache-2.0',
    );
  });
});

describe('a package that is bundled', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-notices-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const planted = (name: string, license: unknown, text?: string): string => {
    const at = join(folder, 'node_modules', name);
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, 'package.json'), JSON.stringify({ name, version: '1.0.0', license }));
    if (text !== undefined) writeFileSync(join(at, 'LICENSE.md'), text);
    return at;
  };

  test('without the text of its licence stops the build', () => {
    expect(() => noticesOf([planted('silent', 'MIT')])).toThrow('silent 1.0.0 comes without the text');
  });

  test.each(['GPL-3.0', undefined, { type: 'MIT' }, 'MIT OR GPL-3.0'])(
    'under %o stops the build',
    (license) => {
      expect(() => noticesOf([planted('other', license, 'text')])).toThrow('not one that may be bundled');
    },
  );

  test('is named once, in the same order whoever came first', () => {
    const [a, b] = [planted('a', 'MIT', 'first\r\ntext'), planted('b', 'ISC', 'second')];
    expect(noticesOf([b, a, b])).toBe(noticesOf([a, b]));
    expect(noticesOf([a, b])).toContain('first\ntext');
  });

  test.each([
    ['/x/node_modules/zod/v4/mini.js', '/x/node_modules/zod'],
    ['/x/node_modules/@preact/signals/dist/s.js?v=1', '/x/node_modules/@preact/signals'],
    ['/x/node_modules/a/node_modules/b/i.js', '/x/node_modules/a/node_modules/b'],
    ['\0/x/node_modules/dexie/dist/d.js?commonjs', '/x/node_modules/dexie'],
    ['C:\\x\\node_modules\\ky\\i.js', 'C:/x/node_modules/ky'],
    ['/x/utils/clock.ts', null],
    ['\0rolldown/runtime.js', null],
  ])('is told by the module %j', (id, expected) => {
    expect(packageFolder(id)).toBe(expected);
  });
});
