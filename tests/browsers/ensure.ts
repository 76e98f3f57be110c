import { spawnSync } from 'node:child_process';
import { chromium } from '@playwright/test';
import { canInstallPackages, installPackages } from './apt.ts';
import { type BrowserNeed, CHROMIUM, FIREFOX, findBrowser, type Search } from './find.ts';

/** Says in one sentence which browser is missing and what to do about it. */
export class MissingBrowser extends Error {}

type Say = (line: string) => void;

/** Path of a Chromium that can run the extension; installs one where that can be done, else throws MissingBrowser. */
export const ensureChromium = (say: Say = console.log): Promise<string> =>
  // The one that `npx playwright install chromium` downloads is as good.
  ensure(CHROMIUM, [chromium.executablePath()], say);

/** Path of a Firefox that can be driven with the extension; as for Chromium. */
export const ensureFirefox = (say: Say = console.log): Promise<string> => ensure(FIREFOX, [], say);

async function ensure(need: BrowserNeed, extraPaths: readonly string[], say: Say): Promise<string> {
  const search = findBrowser(need, extraPaths);
  if (search.kind === 'found') return search.found.path;
  if (search.kind === 'wrong-variable' || !canInstallPackages())
    throw new MissingBrowser(remedy(need, search));
  say(remedyReason(need, search));
  try {
    await installPackages([need.debianPackage], say);
  } catch (error) {
    throw new MissingBrowser(
      `${remedy(need, search)}. Installing it here failed: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const again = findBrowser(need, extraPaths);
  if (again.kind === 'found') return again.found.path;
  throw new MissingBrowser(remedy(need, again));
}

function remedyReason(need: BrowserNeed, search: Search): string {
  if (search.kind === 'wrong-variable')
    return `${need.variable} is set to ${search.path}, which is no ${need.name} of version ${need.oldest} or newer`;
  if (search.kind === 'too-old')
    return `${need.name} ${search.found.version} (${search.found.path}) is too old: version ${need.oldest} or newer is needed`;
  return `${need.name} was not found on this computer`;
}

function remedy(need: BrowserNeed, search: Search): string {
  return `${remedyReason(need, search)}: please ${need.remedy}`;
}

/**
 * Japanese and Chinese pages are empty boxes in pictures without a font that has the characters. Installed where that
 * can be done; never an error, since nothing that is tested depends on it.
 */
export async function ensureCjkFonts(say: Say = console.log): Promise<void> {
  if (process.platform !== 'linux') return;
  const fonts = spawnSync('fc-list', [':lang=ja', 'family'], { encoding: 'utf8' });
  if (fonts.status === 0 && fonts.stdout.trim() !== '') return;
  if (!canInstallPackages()) {
    say('No font with Japanese or Chinese characters here: pictures of those pages will show boxes');
    return;
  }
  try {
    await installPackages(['fontconfig', 'fonts-noto-cjk'], say);
  } catch {
    say('The font for Japanese and Chinese could not be installed: pictures of those pages will show boxes');
  }
}

/** `node tests/browsers/ensure.ts`: both browsers are here afterwards, or exit code 1 and the sentence. */
if (import.meta.main) {
  try {
    console.log(`Chromium: ${await ensureChromium()}`);
    console.log(`Firefox: ${await ensureFirefox()}`);
  } catch (error) {
    if (!(error instanceof MissingBrowser)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
