import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, resolve, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DOCUSIGN_WORLDS } from '../../utils/vendors/docusign/environments.ts';
import { PROCORE_WORLDS } from '../../utils/vendors/procore/environments.ts';

/** What README and the pages in `.github/` say of files, commands and names in the code has to be there. */

const ROOT = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const found = (pattern: string): string[] =>
  globSync(pattern, { cwd: ROOT }).map((path) => path.split(sep).join('/'));

const pages = ['README.md', ...found('.github/*.md')].map((path) => ({ path, text: read(path) }));
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
/** Of the source and the tests; the pages themselves are no witness of their own names, nor is this file. */
const code = found('{entrypoints,components,utils,modules,tests}/**/*.{ts,tsx}')
  .filter((path) => path !== 'tests/unit/docs.test.ts')
  .map(read)
  .concat(read('wxt.config.ts'))
  .join('\n');

/** All that stands in fences, and all that stands in backticks in a line. */
function codeIn(text: string): string[] {
  const fences = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)];
  // Drawings name things in their own way.
  const commands = fences.filter(([, kind]) => kind === 'sh').map(([, , inside = '']) => inside);
  const rest = text.replaceAll(/^```\w*\n[\s\S]*?^```$/gm, '');
  return [...commands, ...[...rest.matchAll(/`([^`\n]+)`/g)].map(([, inside = '']) => inside)];
}
const wordsIn = (text: string): string[] => codeIn(text).flatMap((inside) => inside.split(/[\s,]+/));

/** As GitHub makes the address of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** Relative links of a page that lead nowhere, to a file or to a heading in it. */
function brokenLinks(path: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [file = '', anchor] = target.split('#');
      const to = file === '' ? path : posix.join(dirname(path), file);
      if (!existsSync(join(ROOT, to))) return true;
      return anchor !== undefined && !anchorsOf(read(to)).includes(anchor);
    });
}

const TOP = ['.github', 'components', 'entrypoints', 'findings', 'modules', 'public', 'tests', 'utils'];
const SOURCE = /\.(?:tsx?|json|ya?ml|md|css)$/;
/** Made from an entrypoint of the same name. */
const isBuilt = (name: string): boolean =>
  existsSync(join(ROOT, `entrypoints/${name.replace(/\.js$/, '.ts')}`)) ||
  existsSync(join(ROOT, `entrypoints/${name.replace(/\.(?:js|html)$/, '')}`));

/** Files and folders a page names that are not there. `<id>` and `*` stand for any name. */
function missingFiles(text: string): string[] {
  return wordsIn(text).filter((word) => {
    if (word.startsWith('.output/')) return false;
    const isPath = TOP.some((folder) => word.startsWith(`${folder}/`)) || SOURCE.test(word);
    if (isPath) return found(word.replaceAll(/<\w+>/g, '*').replace(/\/$/, '')).length === 0;
    if (/^[\w-]+\.(?:js|html)$/.test(word)) return !isBuilt(word);
    return false;
  });
}

/** Scripts of npm that a page names and that `package.json` does not have. */
function missingScripts(text: string): string[] {
  return codeIn(text)
    .flatMap((inside) => [...inside.matchAll(/\bnpm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/g)])
    .map(([, run, short]) => run ?? short ?? '')
    .filter((name) => !Object.hasOwn(scripts, name));
}

/** Names of the code, such as `defineItem` or `CHECK_IDS`, that are nowhere in it. */
function missingNames(text: string): string[] {
  return wordsIn(text)
    .flatMap((word) => word.match(/^[A-Za-z]\w*(?:\.\w+)?/g) ?? [])
    .flatMap((word) => word.split('.'))
    .filter((word) => /[a-z][A-Z]|[A-Z]_[A-Z]|^[A-Z]{5,}$/.test(word))
    .filter((word) => !new RegExp(`\\b${word}\\b`).test(code));
}

test('README is what a newcomer needs, and no more', () => {
  expect(statSync(join(ROOT, 'README.md')).size).toBeLessThanOrEqual(8_192);
});

describe.each(pages)('$path', ({ path, text }) => {
  test('links to what is there', () => {
    expect(brokenLinks(path, text)).toEqual([]);
  });

  test('names files that are there', () => {
    expect(missingFiles(text)).toEqual([]);
  });

  test('names scripts that package.json has', () => {
    expect(missingScripts(text)).toEqual([]);
  });

  test('names what is in the code', () => {
    expect(missingNames(text)).toEqual([]);
  });
});

test('the form for a page that is read wrong is named by README, and names buttons that there are', () => {
  const path = '.github/ISSUE_TEMPLATE/page-read-wrong.yml';
  expect(read('README.md')).toContain(`](${path})`);
  const ours = [...read(path).matchAll(/\*\*([^*]+)\*\*/g)].map(([, words = '']) => words);
  expect(ours.length).toBeGreaterThan(2);
  const said = read('utils/i18n/locales/en.yml').split('\n');
  expect(ours.filter((words) => !said.some((line) => line.endsWith(`: ${words}`)))).toEqual([]);
});

describe('what an admin copies', () => {
  const admin = read('.github/ADMIN.md');

  test('is the redirect addresses of the ids that the manifest pins, each once', () => {
    const config = read('wxt.config.ts');
    const key = /CHROMIUM_KEY =\s*'([^']+)'/.exec(config)?.[1] ?? '';
    const gecko = /id: '([^']+@[^']+)'/.exec(config)?.[1] ?? '';
    // Chromium's id: the first 32 digits of the key's hash, a to p for 0 to f. Firefox's: the hash of the add-on's id.
    const hash = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
    const chromium = [...hash].map((digit) => String.fromCodePoint(97 + Number.parseInt(digit, 16))).join('');
    const hosts = [
      `${chromium}.chromiumapp.org`,
      `${createHash('sha1').update(gecko).digest('hex')}.extensions.allizom.org`,
    ];
    const paths = [...Object.values(DOCUSIGN_WORLDS), ...Object.values(PROCORE_WORLDS)];
    const expected = paths.flatMap(({ redirectPath }) =>
      hosts.map((host) => `https://${host}/${redirectPath}`),
    );
    const told = [...admin.matchAll(/`(https:[^`]+)`/g)].map(([, address]) => address);
    expect(told).toEqual(expected);
  });

  test('is every name of the policy, and no other', () => {
    const { properties } = JSON.parse(read('public/managed-schema.json')) as { properties: object };
    const told = [...admin.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(told).toEqual(Object.keys(properties));
  });
});

describe('what would be found', () => {
  test.each([
    ['a link to no file', () => brokenLinks('README.md', '[x](.github/GONE.md)'), ['.github/GONE.md']],
    [
      'a picture that is gone',
      () => brokenLinks('README.md', '![x](tests/tour/x.png)'),
      ['tests/tour/x.png'],
    ],
    ['a link to no heading', () => brokenLinks('README.md', '[x](#gone)'), ['#gone']],
    ['a link from another folder', () => brokenLinks('.github/X.md', '[x](README.md)'), ['README.md']],
    ['a file', () => missingFiles('See `utils/gone.ts` and `utils/base/clock.ts`.'), ['utils/gone.ts']],
    ['a folder', () => missingFiles('`utils/domain/pages/detectors/` `utils/gone/`'), ['utils/gone/']],
    [
      'a file of any name',
      () => missingFiles('`utils/gone/<id>.ts` `utils/domain/pages/detectors/<id>.ts`'),
      ['utils/gone/<id>.ts'],
    ],
    ['a file at the top', () => missingFiles('`package.json` `gone.json`'), ['gone.json']],
    [
      'a file in a command',
      () => missingFiles('```sh\nnpm run unit -- tests/unit/gone\n```'),
      ['tests/unit/gone'],
    ],
    ['a built script', () => missingFiles('`popup.html` `procore-page.js` `gone.js`'), ['gone.js']],
    [
      'a script',
      () => missingScripts('`npm run gone -- x` `npm test`\n```sh\nnpm run also-gone\n```'),
      ['also-gone', 'gone'],
    ],
    ['a constant', () => missingNames('`GONE_IDS` `CHECK_IDS`'), ['GONE_IDS']],
    ['a function', () => missingNames('`goneAway` `defineItem(…).update`'), ['goneAway']],
  ])('%s', (_, look, expected) => {
    expect(look()).toEqual(expected);
  });
});
