/**
 * `npm run verify:node`: is each Node binary that `package-lock.json` brings in the one that Node's makers published? Reads
 * `SHASUMS256.txt` of the release and the archive of each platform from nodejs.org, so it needs the internet and some
 * 250 MB. A line for each binary, then `N passed, N failed`. To be run when a version in `golden/node-binaries.json` changes.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What an optional package holds: the version of Node, the path of its binary, and the binary's hash in hexadecimals. */
export type NodeBinary = { version: string; binary: string; sha256: string };
export type Verdict = { name: string; fault: string | null };

const SITE = 'https://nodejs.org/dist';
const LARGEST = 400 * 1024 * 1024;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Compares binaries with what the makers list. Source: github.com/nodejs/node, "Verifying binaries": each release has a
 * `SHASUMS256.txt` with a line for each archive, and one for `win-x64/node.exe` itself.
 *
 * @param site where the releases stand, without a slash at the end
 */
export async function verifyNode(
  binaries: Readonly<Record<string, NodeBinary>>,
  site: string = SITE,
): Promise<Verdict[]> {
  const lists = new Map<string, Map<string, string>>();
  const verdicts: Verdict[] = [];
  for (const [name, binary] of Object.entries(binaries)) {
    try {
      const { version } = binary;
      const list = lists.get(version) ?? (await listOf(site, version));
      lists.set(version, list);
      const published = await publishedHash(site, name.replace(/^node-(?:bin-)?/, ''), binary, list);
      const fault =
        published === binary.sha256 ? null : `ours is ${binary.sha256}, the makers' is ${published}`;
      verdicts.push({ name, fault });
    } catch (error) {
      verdicts.push({ name, fault: error instanceof Error ? error.message : String(error) });
    }
  }
  return verdicts;
}

async function listOf(site: string, version: string): Promise<Map<string, string>> {
  const text = new TextDecoder().decode(await download(`${site}/v${version}/SHASUMS256.txt`));
  return new Map(
    [...text.matchAll(/^([\da-f]{64}) {2}(\S+)$/gm)].map(([, hash = '', file = '']) => [file, hash]),
  );
}

/** The hash of the binary as published: listed itself, or of what is in an archive whose own hash is listed. */
async function publishedHash(
  site: string,
  platform: string,
  { version, binary }: NodeBinary,
  list: ReadonlyMap<string, string>,
): Promise<string> {
  const listed = list.get(`${platform}/node.exe`);
  if (binary.endsWith('.exe') && listed !== undefined) return listed;
  const folder = `node-v${version}-${platform}`;
  const wanted = list.get(`${folder}.tar.gz`);
  if (wanted === undefined) throw new Error(`SHASUMS256.txt of ${version} does not name ${folder}.tar.gz`);
  const archive = await download(`${site}/v${version}/${folder}.tar.gz`);
  if (sha256(archive) !== wanted) throw new Error(`${folder}.tar.gz is not what SHASUMS256.txt says`);
  return sha256(await unpack(archive, `${folder}/${binary}`));
}

async function unpack(archive: Uint8Array, path: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-node-'));
  try {
    const file = join(folder, 'archive.tar.gz');
    await writeFile(file, archive);
    const { status, stdout, stderr } = spawnSync('tar', ['-xzOf', file, path], { maxBuffer: LARGEST });
    if (status !== 0) throw new Error(`${path} is not in the archive: ${String(stderr).trim()}`);
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(url: string): Promise<Uint8Array> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new Error(`${url} cannot be reached`, { cause });
  });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

if (import.meta.main) {
  const golden = join(import.meta.dirname, 'golden', 'node-binaries.json');
  const binaries = JSON.parse(await readFile(golden, 'utf8')) as Record<string, NodeBinary>;
  const verdicts = await verifyNode(binaries);
  for (const { name, fault } of verdicts)
    console.log(fault === null ? `ok     ${name}` : `FAILED ${name}: ${fault}`);
  const failed = verdicts.filter(({ fault }) => fault !== null).length;
  console.log(`${verdicts.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
