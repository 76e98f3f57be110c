import { AppFault } from '../base/errors.ts';
import type { TrailEnd } from './login-trail.ts';

/**
 * What `identity.launchWebAuthFlow` means when it fails: the browsers give texts and no codes. Read from the strings of
 * Chromium 156 and from Firefox 153's ext-identity.js, and matched loosely.
 */
export type LaunchEnd =
  | 'closed' // the person closed the window
  | 'busy' // a window of an earlier flow is still open
  | 'not-loaded' // a page failed, the first or (Chromium) a later one: no network, an error status, stopped by the next
  | 'ending' // the browser is closing
  | 'other';

const TEXTS: readonly [text: RegExp, end: LaunchEnd][] = [
  [/did not approve access/i, 'closed'],
  [/user cancell?ed/i, 'closed'],
  [/only one web auth flow/i, 'busy'],
  [/authorization page (?:could not be loaded|load timed out)/i, 'not-loaded'],
  [/^invalid request$/i, 'not-loaded'],
  [/shutting down/i, 'ending'],
];

export function launchEnd(thrown: unknown): LaunchEnd {
  // A browser's rejection may be an Error of another realm, or a plain object with a message.
  const text = typeof thrown === 'object' && thrown !== null && 'message' in thrown ? thrown.message : thrown;
  return TEXTS.find(([pattern]) => pattern.test(String(text)))?.[1] ?? 'other';
}

/**
 * The error for a login whose window ended without an answer. Both vendors show a wrong key and a wrong redirect address
 * on the authorization address itself and never come back, DocuSign at once and Procore at times after the login: there
 * the sentence covers both and names the address to register. What fails or ends on any other page has nothing to do
 * with them.
 */
export function launchFault(
  thrown: unknown,
  { trail, reachable, redirectUri }: { trail: TrailEnd; reachable: boolean; redirectUri: string },
): AppFault {
  switch (launchEnd(thrown)) {
    case 'closed':
      return trail.at === 'beyond'
        ? new AppFault('login-closed')
        : new AppFault('login-no-answer', redirectUri);
    case 'busy':
      return new AppFault('login-open');
    case 'not-loaded':
      if (!reachable) return new AppFault('offline');
      return isFirstPage(trail) ? new AppFault('login-no-answer', redirectUri) : new AppFault('login-broken');
    case 'ending':
      return new AppFault('login-interrupted');
    case 'other':
      return new AppFault('bug', undefined, thrown);
  }
}

/** The error for a login that was not finished in time. */
export function lateFault({ at }: TrailEnd, redirectUri: string): AppFault {
  return at === 'beyond' ? new AppFault('login-late') : new AppFault('login-no-answer', redirectUri);
}

/**
 * Whether the page that could not be loaded may be the answer to what we asked. No browser shows the window before its
 * first page came, so a window that was seen on that page broke on a later one, unless it had come back there.
 */
function isFirstPage({ at, loaded }: TrailEnd): boolean {
  return at === 'unseen' || (at === 'asking-again' && !loaded);
}
