import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** True where packages can be installed without asking anybody: Debian or a relative, as root. */
export function canInstallPackages(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Installs Debian packages and says how far it is, every quarter of the way. Throws with apt's own last lines. */
export async function installPackages(
  packages: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  const names = packages.join(', ');
  say(`Installing ${names} with apt-get (needs the network; a minute or two)`);
  await aptGet(['update'], () => {});
  let last = '';
  await aptGet(['install', '-y', '--no-install-recommends', ...packages], (what, percent) => {
    const quarter = Math.floor(percent / 25) * 25;
    const line = `  ${what === 'dlstatus' ? 'downloaded' : 'installed'} ${quarter} %`;
    if (line !== last) say(line);
    last = line;
  });
}

/** Runs apt-get; `onProgress` gets what apt reports on its status pipe: `dlstatus` or `pmstatus`, and percent. */
function aptGet(args: string[], onProgress: (what: string, percent: number) => void): Promise<void> {
  const child = spawn('apt-get', ['-q', '-o', 'APT::Status-Fd=3', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const tail: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      tail.push(...text.split('\n').filter((line) => line !== ''));
      tail.splice(0, tail.length - 6);
    });
  }
  let rest = '';
  child.stdio[3]?.on('data', (bytes: Buffer) => {
    const lines = (rest + bytes.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [, what, percent] = /^(dlstatus|pmstatus):[^:]*(?::[^:]*)??:(\d+(?:\.\d+)?):/.exec(line) ?? [];
      if (what !== undefined && percent !== undefined) onProgress(what, Number(percent));
    }
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`apt-get ${args[0]} ended with ${code}:\n${tail.join('\n')}`));
    });
  });
}
