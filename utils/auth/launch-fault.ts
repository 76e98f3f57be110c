import { AppFault } from '../errors.ts';

/**
 * What `identity.launchWebAuthFlow` means when it fails: the browsers give texts and no codes. Read from the strings of
 * Chromium 156 and from Firefox 153's ext-identity.js, and matched loosely.
 */
export type LaunchEnd =
  | 'closed' // the person closed the window
  | 'busy' // a window of an earlier flow is still open
  | 'not-loaded' // the first page failed: no network, or an error page with an error status (Chromium)
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
 * The error for a login whose window ended without an answer. DocuSign shows a wrong key or a wrong redirect address as
 * a page of its own and never comes back, and such a page stays on the authorization address; a login page does not.
 * Where no other page was seen, the sentence covers both and names the address to register.
 */
export function launchFault(
  thrown: unknown,
  {
    leftFirstPage,
    reachable,
    redirectUri,
  }: { leftFirstPage: boolean; reachable: boolean; redirectUri: string },
): AppFault {
  switch (launchEnd(thrown)) {
    case 'closed':
      return leftFirstPage ? new AppFault('login-closed') : new AppFault('login-no-answer', redirectUri);
    case 'busy':
      return new AppFault('login-open');
    case 'not-loaded':
      return reachable ? new AppFault('login-no-answer', redirectUri) : new AppFault('offline');
    case 'ending':
      return new AppFault('login-interrupted');
    case 'other':
      return new AppFault('bug', undefined, thrown);
  }
}
