import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, resolve, sep } from 'node:path';
import { parseMessagesFile } from '@wxt-dev/i18n/build';
import { describe, expect, test } from 'vitest';
import { DETECTORS } from '../../utils/domain/pages/detectors/registry.ts';
import { procedures } from '../../utils/domain/guide/procedures/index.ts';
import { ELEMENT_KINDS } from '../../utils/base/types.ts';

/** Rules about the shape of the source that were said twice. */

const ROOT = resolve(import.meta.dirname, '../..');
const LAYERS = ['entrypoints', 'components', 'utils'] as const;

type Source = { path: string; text: string; imports: { to: string; typeOnly: boolean }[] };

const IMPORT =
  /^\s*(?:import|export)\s+(?<type>type\s)?(?:[\w*{][^'"]*?\sfrom\s+)?['"](?<from>[^'"]+)['"]|\bimport\(\s*['"](?<lazy>[^'"]+)['"]\s*\)/gm;

const sources: Source[] = globSync('{entrypoints,components,utils}/**/*.{ts,tsx}', { cwd: ROOT }).map(
  (found) => {
    const path = found.split(sep).join('/');
    const text = readFileSync(join(ROOT, path), 'utf8');
    const imports = [...text.matchAll(IMPORT)].map(({ groups }) => {
      const to = groups?.['from'] ?? groups?.['lazy'] ?? '';
      return {
        to: to.startsWith('.') ? posix.join(dirname(path), to) : to,
        typeOnly: groups?.['type'] !== undefined,
      };
    });
    return { path, text, imports };
  },
);
/** The shelves of `utils/`; those of one rank know nothing of each other. */
const RANK = { base: 0, platform: 1, storage: 2, http: 2, auth: 3, vendors: 3, domain: 4, app: 5 } as const;

function shelfOf(path: string): keyof typeof RANK | undefined {
  const [, shelf] = /^utils\/(\w+)\//.exec(path) ?? [];
  return (['base', 'platform', 'storage', 'http', 'auth', 'vendors', 'domain', 'app'] as const).find(
    (each) => each === shelf,
  );
}

const bySource = new Map(sources.map((source) => [source.path, source]));
const layerOf = (path: string): number => LAYERS.findIndex((layer) => path.startsWith(`${layer}/`));

/** Code without comments, for rules about what is done and not what is talked of. */
const codeOf = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm, '');

/** `path: hit` for each match of a pattern outside the files that may have it. */
function hits(pattern: RegExp, allowed: readonly string[]): string[] {
  return sources
    .filter(({ path }) => !allowed.includes(path))
    .flatMap(({ path, text }) => [...codeOf(text).matchAll(pattern)].map(([hit]) => `${path}: ${hit}`));
}

describe('layers', () => {
  test('the reader of imports finds the imports', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(sources.length);
  });

  test('every relative import names a file that is there, by its whole name', () => {
    const missing = sources.flatMap(({ path, imports }) =>
      imports
        .map(({ to }) => to.replace(/\?.*$/, ''))
        .filter((to) => /^(?:entrypoints|components|utils)\//.test(to) && !existsSync(join(ROOT, to)))
        .map((to) => `${path} → ${to}`),
    );
    expect(missing).toEqual([]);
  });

  test('imports go entrypoints → components → utils and never back', () => {
    const back = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ to }) => layerOf(to) !== -1 && layerOf(to) < layerOf(path))
        .map(({ to }) => `${path} → ${to}`),
    );
    expect(back).toEqual([]);
  });

  test('in utils, imports go up the shelves and never down', () => {
    const down = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ to, typeOnly }) => {
          const [from, onto] = [shelfOf(path), shelfOf(to)];
          // The types of the conversation with the background are known to the features that take part in it.
          if (typeOnly && from === 'domain' && to.startsWith('utils/app/messaging/')) return false;
          return from !== onto && from !== undefined && onto !== undefined && RANK[onto] >= RANK[from];
        })
        .map(({ to }) => `${path} → ${to}`),
    );
    expect(down).toEqual([]);
  });

  test('nothing that ships imports a test or leaves the three folders', () => {
    const outside = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ to }) => /^\.\.|^(?:tests|public)\/|^~|^@\//.test(to))
        .map(({ to }) => `${path} → ${to}`),
    );
    expect(outside).toEqual([]);
  });

  test('an entrypoint is imported by its own folder alone, or by a second script named after it', () => {
    const context = (path: string) => path.split('/')[1]?.replace(/-services\.ts$/, '');
    const shared = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ to }) => layerOf(to) === 0 && context(to) !== context(path))
        .map(({ to }) => `${path} → ${to}`),
    );
    expect(shared).toEqual([]);
  });

  test('no ring of imports', () => {
    const rings: string[] = [];
    const done = new Set<string>();
    const visit = (path: string, trail: readonly string[]) => {
      const at = trail.indexOf(path);
      if (at !== -1) rings.push([...trail.slice(at), path].join(' → '));
      if (at !== -1 || done.has(path)) return;
      for (const { to, typeOnly } of bySource.get(path)?.imports ?? [])
        if (!typeOnly) visit(to, [...trail, path]);
      done.add(path);
    };
    for (const { path } of sources) visit(path, []);
    expect(rings).toEqual([]);
  });
});

describe('doors', () => {
  test('the journal is written where the chain is kept', () => {
    const pattern = /\bjournal\.(?:add|bulkAdd|put|bulkPut|update|bulkUpdate|delete|bulkDelete|clear)\(/g;
    const chained = ['utils/domain/journal/append.ts', 'utils/domain/own-data/prune.ts'];
    expect(hits(pattern, chained)).toEqual([]);
    expect(hits(pattern, [])).toHaveLength(2);
  });

  test('the browser API is imported in one file', () => {
    const importers = sources.filter(({ imports }) =>
      imports.some(({ to, typeOnly }) => !typeOnly && /^(?:wxt\/browser|webextension-polyfill)$/.test(to)),
    );
    expect(importers.map(({ path }) => path)).toEqual(['utils/platform/browser.ts']);
  });

  test('the global browser objects are reached for in one file', () => {
    const pattern =
      /\bglobalThis\.(?:chrome|browser)\b|\bself\.(?:chrome|browser)\b|\bwindow\.(?:chrome|browser)\b|(?<![\w.'"`-]|typeof )chrome\.(?:runtime|storage|tabs|scripting|identity|alarms|action|sidePanel|permissions)\.[a-z]/g;
    expect(hits(pattern, ['utils/platform/page-browser.ts'])).toEqual([]);
  });

  test('components have no browser API at all', () => {
    const reaching = sources.flatMap(({ path, imports }) =>
      imports
        .filter(
          ({ to, typeOnly }) =>
            !typeOnly &&
            path.startsWith('components/') &&
            /^utils\/platform\/(?:page-)?browser\.ts$/.test(to),
        )
        .map(({ to }) => `${path} → ${to}`),
    );
    expect(reaching).toEqual([]);
  });

  test('storage areas are touched only where what is stored is declared', () => {
    const doors = [
      'utils/platform/session-area.ts',
      'utils/domain/settings/policy.ts',
      'utils/storage/define-item.ts',
    ];
    const items = sources
      .map(({ path }) => path)
      .filter((path) => /^utils\/domain\/\w[\w-]*\/items\.ts$/.test(path));
    expect(hits(/\bstorage\.(?:local|session|sync|managed)\b|\bdefineItem\b/g, [...doors, ...items])).toEqual(
      [],
    );
  });

  test('tabs are asked for by a list of addresses in one file, where an empty one is caught', () => {
    // One pattern by `matchOf(host)` cannot be none.
    const byList = /\btabs\.query\([^)]*\burl\b(?!: \[?matchOf\(\w+\)\]?[ ,])[^)]*\)/g;
    expect(hits(byList, ['utils/platform/content-scripts.ts'])).toEqual([]);
    expect('tabs.query({ url: zones.map(matchOf) })').toMatch(byList);
    expect('tabs.query({ url: [matchOf(zone)] })').not.toMatch(byList);
  });

  test('permissions for hosts are asked about, asked for and given back in one file', () => {
    expect(
      hits(/\bpermissions\.(?:request|remove)\(\{ origins/g, ['utils/platform/host-permissions.ts']),
    ).toEqual([]);
  });

  test('the database is opened in one file', () => {
    expect(hits(/\bnew Dexie\b|\bindexedDB\.(?!databases\(\))/g, ['utils/domain/database.ts'])).toEqual([]);
  });

  test('requests leave through the one fetch that the background hands in', () => {
    expect(
      hits(/(?<![\w.])fetch\(|\bXMLHttpRequest\b|\bsendBeacon\b|\bnew WebSocket\b|\bnew EventSource\b/g, [
        'utils/app/background/services.ts',
      ]),
    ).toEqual([]);
  });

  test('no message goes through the page, and none comes from it', () => {
    expect(
      hits(
        /\.postMessage\(|addEventListener\(\s*['"]message['"]|\bonMessageExternal\b|\bonConnectExternal\b|\bworld:\s*['"]MAIN['"]/g,
        [],
      ),
    ).toEqual([]);
  });
});

describe('words on the screen', () => {
  /** Keys as paths. The browser's own (`@@ui_locale` …) come with every parse and are nobody's. */
  async function messageKeys(): Promise<string[][]> {
    const messages = (await parseMessagesFile(join(ROOT, 'utils/i18n/locales/en.yml'))) as {
      key?: string[];
    }[];
    return messages.flatMap(({ key }) => (key === undefined || key[0]?.startsWith('@@') ? [] : [key]));
  }
  test('every key is used, and every key used is there', async () => {
    const keys = (await messageKeys()).map((key) => key.join('.'));
    expect(keys.length).toBeGreaterThan(50);
    const sections = new Set(keys.map((key) => key.split('.')[0]));

    const code = sources.map(({ text }) => codeOf(text)).join('\n');
    const manifest = readFileSync(join(ROOT, 'wxt.config.ts'), 'utf8');
    const literals = new Set([
      ...[...code.matchAll(/['"`](\w+(?:\.\w+)+)['"`]/g)].map(([, literal]) => literal),
      ...[...manifest.matchAll(/__MSG_(\w+)__/g)].map(([, name]) =>
        keys.find((key) => key.replaceAll('.', '_') === name),
      ),
    ]);
    // `guide.${texts}.title` stands for every key that fits.
    const families = [...code.matchAll(/`(\w+)(\.[\w.]*\$\{[^`]*)`/g)]
      .filter(([, section]) => sections.has(section ?? ''))
      .map(
        ([, section, rest = '']) =>
          new RegExp(
            `^${section}${rest
              .replace(/\$\{[^}]*\}/g, '@')
              .replaceAll('.', '\\.')
              .replaceAll('@', '[\\w.]+')}$`,
          ),
      );

    expect(keys.filter((key) => !literals.has(key) && !families.some((family) => family.test(key)))).toEqual(
      [],
    );

    const asked = [...code.matchAll(/\bi18n\.t\(\s*['"]([^'"]+)['"]/g)].map(([, key = '']) => key);
    expect(asked.filter((key) => !keys.includes(key))).toEqual([]);
  });

  test('every key is a name that Chromium accepts, and no two become the same one', async () => {
    const names = (await messageKeys()).map((key) => key.join('_'));
    expect(names.filter((name) => !/^\w+$/.test(name))).toEqual([]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test('no sentence is in a component instead of the words file', () => {
    const components = sources.filter(({ path }) => path.endsWith('.tsx'));
    const sentences = components.flatMap(({ path, text }) =>
      [...codeOf(text).matchAll(/>\s*([A-Z][a-z]+(?: [a-z]+)+[.?!]?)\s*</g)].map(
        ([, words]) => `${path}: ${words}`,
      ),
    );
    expect(sentences).toEqual([]);
  });
});

describe('what grows by files', () => {
  const filesOf = (folder: string, besides: readonly string[]) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.ts') && !besides.includes(name))
      .map((name) => name.replace(/\.ts$/, ''))
      .toSorted();
  const textsOf = (pattern: string) =>
    globSync(pattern, { cwd: ROOT })
      .map((path) => readFileSync(join(ROOT, path), 'utf8'))
      .join('\n');

  test('every detector is registered, and every kind has one', () => {
    expect(DETECTORS.map(({ kind }) => kind).toSorted()).toEqual(ELEMENT_KINDS.toSorted());
    const registry = readFileSync(join(ROOT, 'utils/domain/pages/detectors/registry.ts'), 'utf8');
    const written = filesOf('utils/domain/pages/detectors', []).filter((name) =>
      // Each carries its examples, whatever it is made with.
      /\bexport const examples\b/.test(
        readFileSync(join(ROOT, 'utils/domain/pages/detectors', `${name}.ts`), 'utf8'),
      ),
    );
    expect(written.toSorted()).toEqual(ELEMENT_KINDS.toSorted());
    expect(written.filter((name) => !registry.includes(`'./${name}.ts'`))).toEqual([]);
  });

  test('every kind of element is tested by its name', () => {
    const tests = textsOf('tests/unit/utils/domain/pages/detectors/**/*.test.ts');
    expect(ELEMENT_KINDS.filter((kind) => !tests.includes(kind) && !tests.includes('DETECTORS'))).toEqual([]);
  });

  test('every procedure is registered and tested', () => {
    const written = filesOf('utils/domain/guide/procedures', ['index.ts', 'shared.ts']);
    expect(Object.keys(procedures).toSorted()).toEqual(written);
    const tests = textsOf('tests/unit/utils/domain/guide/**/*.test.ts');
    expect(written.filter((name) => !tests.includes(name) && !tests.includes('procedures'))).toEqual([]);
  });

  test('every service is tested', () => {
    const tests = textsOf('tests/unit/**/*.{ts,tsx}');
    const services = sources.filter(({ path }) => /^utils\/domain\/[^/]+\/service\.ts$/.test(path));
    expect(services.length).toBeGreaterThan(3);
    expect(services.filter(({ path }) => !tests.includes(`/${path}'`)).map(({ path }) => path)).toEqual([]);
  });
});

test('the top of the repository holds what it should and nothing else', () => {
  const allowed = [
    '.ci',
    '.git',
    '.github',
    '.gitignore',
    '.npmrc',
    '.output',
    '.oxlintrc.json',
    '.size-limit.json',
    '.wxt',
    'LICENSE',
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'biome.json',
    'components',
    'entrypoints',
    'findings',
    'knip.json',
    'lefthook.yml',
    'modules',
    'node_modules',
    'package-lock.json',
    'package.json',
    'public',
    'tests',
    'tsconfig.json',
    'utils',
    'wxt.config.ts',
  ];
  expect(readdirSync(ROOT).filter((name) => !allowed.includes(name))).toEqual([]);
});

test('no exported name means two things', () => {
  const files = new Map<string, string[]>();
  for (const { path, text } of sources)
    for (const [, name = ''] of text.matchAll(
      /^export (?:async )?(?:const|function\*?|type|class|interface) (\w+)/gm,
    ))
      files.set(name, [...(files.get(name) ?? []), path]);
  const twice = [...files].filter(([name, paths]) => name !== 'examples' && new Set(paths).size > 1);
  expect(twice).toEqual([]);
});

test('no file is a leftover: no TODO, no skipped or lonely test', () => {
  const all = globSync('{entrypoints,components,utils,tests}/**/*.{ts,tsx,js,css}', { cwd: ROOT });
  const findings = all.flatMap((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    const isThisFile = resolve(ROOT, path) === import.meta.filename;
    return [
      ...(isThisFile
        ? []
        : [...text.matchAll(/\b(?:TODO|FIXME|XXX)\b|\b(?:test|it|describe)\.(?:skip|only|todo)\b/g)].map(
            ([hit]) => `${path}: ${hit}`,
          )),
    ];
  });
  expect(findings).toEqual([]);
});

describe('length', () => {
  const MOST = { product: 300, tests: 500 };
  /** Still longer, and to be split: nothing is added to this list, and what is short enough leaves it. */
  const LONGER = [
    'components/badge/badge-layer.ts',
    'utils/domain/diagnosis/facts.ts',
    'utils/domain/pages/detectors/observe.ts',
  ];
  const linesOf = (path: string) => readFileSync(join(ROOT, path), 'utf8').split('\n').length - 1;
  const tooLong = (pattern: string, most: number) =>
    globSync(pattern, { cwd: ROOT })
      .map((path) => path.split(sep).join('/'))
      .filter((path) => linesOf(path) > most)
      .toSorted();

  test('no file of the product is longer than a person reads in one go, but for those on the list', () => {
    expect(tooLong('{entrypoints,components,utils,modules}/**/*.{ts,tsx,js}', MOST.product)).toEqual(LONGER);
  });

  test('no file of the tests is much longer', () => {
    expect(tooLong('tests/**/*.{ts,tsx,js}', MOST.tests)).toEqual([]);
  });
});

test('no unit test waits for time', () => {
  const waits = globSync('tests/unit/**/*.{ts,tsx}', { cwd: ROOT })
    .filter((path) => resolve(ROOT, path) !== import.meta.filename)
    .flatMap((path) =>
      [
        ...readFileSync(join(ROOT, path), 'utf8').matchAll(
          /\bsetTimeout\(\s*\w+,\s*(?![\s0])[^)]*\)|\btimers\/promises\b/g,
        ),
      ].map(([hit]) => `${path}: ${hit}`),
    );
  expect(waits).toEqual([]);
});
