import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The sections of the Apache licence, and its last line: a copy without one of them is not the whole text. */
const PARTS: readonly string[] = [
  'Version 2.0, January 2004',
  '1. Definitions.',
  '2. Grant of Copyright License.',
  '3. Grant of Patent License.',
  '4. Redistribution.',
  '5. Submission of Contributions.',
  '6. Trademarks.',
  '7. Disclaimer of Warranty.',
  '8. Limitation of Liability.',
  '9. Accepting Warranty or Additional Liability.',
  'END OF TERMS AND CONDITIONS',
];

/** In many copies the appendix names the holder of the package they came with, which would then seem to be ours. */
const NO_HOLDER = /Copyright [[{]yyyy[\]}] [[{]name of copyright owner[\]}]/;

/**
 * Countersign's own licence as it goes into the package: the lines of the repository's `LICENSE`, and the full text they
 * point to, which whoever gets the package is to get with it (section 4 of the licence).
 * @param folder of a package that comes with a copy of the text
 * Throws where our licence is another one by now, or the copy is not the whole text or names somebody as its holder.
 */
export function ownLicence(root: string, folder: string): string {
  const own = readText(join(root, 'LICENSE'));
  if (!own.includes('SPDX-License-Identifier: Apache-2.0'))
    throw new Error('LICENSE does not say Apache-2.0: another text has to go into the package.');
  const apache = readText(join(folder, 'LICENSE'));
  const missing = PARTS.filter((part) => !apache.includes(part));
  if (missing.length > 0)
    throw new Error(`${folder}/LICENSE is not the whole Apache licence: without ${missing.join(' | ')}`);
  if (!NO_HOLDER.test(apache)) throw new Error(`${folder}/LICENSE names a holder of its own.`);
  return `${own}\n\n${'─'.repeat(80)}\n\n${apache}\n`;
}

const readText = (path: string): string => readFileSync(path, 'utf8').replaceAll('\r\n', '\n').trim();
