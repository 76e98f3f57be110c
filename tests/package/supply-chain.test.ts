import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ROOT } from './packed-files.ts';

type Lock = { packages: Record<string, { integrity?: string; resolved?: string; link?: boolean }> };
const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock;
const entries = Object.entries(lock.packages).filter(([path]) => path !== '');

describe('the lock file', () => {
  test('has a strong integrity hash for every package', () => {
    expect(
      entries.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path),
    ).toEqual([]);
    expect(entries.length).toBeGreaterThan(100);
  });

  test('names no registry and no other place to fetch from', () => {
    expect(entries.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  test('stands for exact versions only', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      readFileSync(join(ROOT, 'package.json'), 'utf8'),
    ) as Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>;
    const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});

/**
 * The Node that runs everything here comes in packages that a third party makes of nodejs.org's archives. What each holds
 * was read from the package the lock file names, on 29 November 2026. `npm run verify:node` compares them
 * with nodejs.org's own SHASUMS256.txt of that release: see ".github/LIMITS.md", "The build".
 */
describe('the Node binaries', () => {
  type Binary = { version: string; integrity: string; binary: string; sha256: string };
  const binaries = JSON.parse(
    readFileSync(join(ROOT, 'tests/package/golden/node-binaries.json'), 'utf8'),
  ) as Record<string, Binary>;

  test('are those of the packages that were looked into', () => {
    const optional = entries.filter(([path]) =>
      /^node_modules\/node-(?:bin-)?(?:darwin|linux|win)-/.test(path),
    );
    expect(
      Object.fromEntries(
        optional.map(([path, { integrity }]) => [path.replace('node_modules/', ''), integrity]),
      ),
    ).toEqual(Object.fromEntries(Object.entries(binaries).map(([name, { integrity }]) => [name, integrity])));
  });

  const installed = Object.entries(binaries).filter(([name]) => existsSync(join(ROOT, 'node_modules', name)));

  test.each(installed)('%s runs the binary that was looked into', (name, { binary, sha256 }) => {
    const bytes = readFileSync(join(ROOT, 'node_modules', name, binary));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  });
});

describe('a version that is too fresh to have been looked at by anybody', () => {
  const settings = readFileSync(join(ROOT, '.npmrc'), 'utf8');

  test('is not taken: npm waits for a week', () => {
    expect(settings).toMatch(/^min-release-age=7$/m);
    // What is left out with it would be let through again.
    expect(settings).not.toMatch(/^(?:before|min-release-age-exclude)\b/m);
  });
});

describe('npm ci under our settings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-supply-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // npm hands its own settings down to what it runs; this npm must start from the folder's alone.
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) && name !== 'NODE_ENV'),
  );
  const npm = (at: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('npm', [...args, '--offline', '--no-audit', '--no-fund'], {
      cwd: at,
      encoding: 'utf8',
      env: { ...environment, npm_config_cache: join(folder, 'cache') },
      shell: process.platform === 'win32',
    });
    return { status, said: stdout + stderr };
  };

  /** A project that depends on a package which leaves a mark when its postinstall script is run. */
  const project = join(folder, 'project');
  const mark = join(folder, 'postinstall-was-run');
  const planted = join(folder, 'planted');
  mkdirSync(planted);
  mkdirSync(project);
  const postinstall = `node -e "fs.writeFileSync(process.env.MARK, '')"`;
  writeFileSync(
    join(planted, 'package.json'),
    JSON.stringify({ name: 'planted', version: '1.0.0', scripts: { postinstall } }),
  );
  npm(planted, 'pack', '--pack-destination', project);
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({
      name: 'project',
      version: '1.0.0',
      dependencies: { planted: 'file:planted-1.0.0.tgz' },
    }),
  );
  cpSync(join(ROOT, '.npmrc'), join(project, '.npmrc'));
  environment['MARK'] = mark;
  const locked = npm(project, 'install', '--package-lock-only');

  const install = (...args: string[]) => {
    rmSync(mark, { force: true });
    rmSync(join(project, 'node_modules'), { recursive: true, force: true });
    return npm(project, 'ci', ...args);
  };

  test('installs a package and runs nothing of it', () => {
    expect(locked.said).not.toContain('ERR');
    expect(install()).toMatchObject({ status: 0 });
    expect(existsSync(join(project, 'node_modules', 'planted', 'package.json'))).toBe(true);
    expect(existsSync(mark)).toBe(false);
  });

  test('would run it without our setting', () => {
    expect(install('--ignore-scripts=false')).toMatchObject({ status: 0 });
    expect(existsSync(mark)).toBe(true);
  });

  test('refuses a lock file whose hash was edited', () => {
    const path = join(project, 'package-lock.json');
    const before = readFileSync(path, 'utf8');
    const other = `sha512-${Buffer.alloc(64).toString('base64')}`;
    writeFileSync(path, before.replace(/sha512-[\w+/=]+/, other));
    const { status, said } = install();
    writeFileSync(path, before);
    expect(status).not.toBe(0);
    expect(said).toContain('EINTEGRITY');
  });

  test('refuses a lock file from which a package was taken out', () => {
    const path = join(project, 'package-lock.json');
    const before = readFileSync(path, 'utf8');
    const { packages, ...rest } = JSON.parse(before) as Lock;
    const { 'node_modules/planted': _planted, ...others } = packages;
    writeFileSync(path, JSON.stringify({ ...rest, packages: others }));
    const { status, said } = install();
    writeFileSync(path, before);
    expect(status).not.toBe(0);
    expect(said).toContain('Missing: planted@1.0.0 from lock file');
  });
});
