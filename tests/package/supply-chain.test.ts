import { spawnSync } from 'node:child_process';
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
