import { describe, expect, it } from 'vitest';
import { launchEnd, launchFault } from '../../../../utils/auth/launch-fault.ts';
import { followTrail } from '../../../../utils/auth/login-trail.ts';
import { AppFault } from '../../../../utils/base/errors.ts';

describe('what the browsers say when a login window ends', () => {
  it.each([
    ['The user did not approve access.', 'closed'],
    ['User cancelled or denied access.', 'closed'],
    ['Only one web auth flow is allowed at a time.', 'busy'],
    ['Authorization page could not be loaded.', 'not-loaded'],
    ['Authorization page load timed out.', 'not-loaded'],
    ['Invalid request', 'not-loaded'],
    ['The browser is shutting down.', 'ending'],
    ['redirect_uri not allowed', 'other'],
    ["Couldn't create a browser window to display an authorization page.", 'other'],
  ])('%s', (text, end) => {
    expect(launchEnd(new Error(text))).toBe(end);
    expect(launchEnd({ message: text })).toBe(end);
  });
});

describe('a window that ended without an answer', () => {
  const redirectUri = 'https://x.chromiumapp.org/docusign/demo';
  const closed = new Error('The user did not approve access.');
  const notLoaded = new Error('Authorization page could not be loaded.');

  const DOCUSIGN = 'https://account.docusign.com/oauth/auth';
  const PROCORE = 'https://login.procore.com/oauth/authorize';
  type Seen = [url: string | null, loaded?: boolean];
  const end = (thrown: Error, endpoint: string, pages: readonly Seen[], reachable = true) => {
    const trail = followTrail(endpoint);
    for (const [url, loaded = true] of pages) trail.see({ url, loaded });
    return launchFault(thrown, { trail: trail.end(), reachable, redirectUri });
  };
  const ENDS = {
    closed: new AppFault('login-closed'),
    'no-answer': new AppFault('login-no-answer', redirectUri),
    broken: new AppFault('login-broken'),
    offline: new AppFault('offline'),
  };

  describe.each([
    ['DocuSign', DOCUSIGN, 'https://account.docusign.com/username', 'https://account.docusign.com/password'],
    ['Procore', PROCORE, 'https://login.procore.com/login', 'https://login.procore.com/login/password'],
  ])('at %s', (_, asking, login, next) => {
    it.each<[what: string, thrown: Error, pages: Seen[], end: keyof typeof ENDS]>([
      ['an error page instead of the first page', notLoaded, [], 'no-answer'],
      [
        'the window was closed on the first address, which may have been an error page',
        closed,
        [[asking]],
        'no-answer',
      ],
      ['the window was closed on the login page', closed, [[asking], [login]], 'closed'],
      ['the window was closed on the company’s own login', closed, [[asking], [login], [null]], 'closed'],
      ['the window was closed back on the first address', closed, [[asking], [login], [asking]], 'no-answer'],
      ['the next page answered 503', notLoaded, [[asking], [login], [next, false]], 'broken'],
      ['Next was pressed twice on a slow page', notLoaded, [[asking], [login]], 'broken'],
      ['Next was pressed twice, and the login page has the first address', notLoaded, [[asking]], 'broken'],
      ['the company’s own login refused the connection', notLoaded, [[login], [null, false]], 'broken'],
      ['the page after the consent failed', notLoaded, [[login], [asking], [next, false]], 'broken'],
      ['the consent page was pressed twice', notLoaded, [[login], [asking, false], [asking]], 'broken'],
      ['an error page for the address after the login', notLoaded, [[login], [asking, false]], 'no-answer'],
    ])('%s', (_what, thrown, pages, expected) => {
      expect(end(thrown, asking, pages)).toEqual(ENDS[expected]);
    });

    it('the network went away, on whichever page', () => {
      expect(end(notLoaded, asking, [], false)).toEqual(ENDS.offline);
      expect(end(notLoaded, asking, [[login], [next, false]], false)).toEqual(ENDS.offline);
    });
  });
});
