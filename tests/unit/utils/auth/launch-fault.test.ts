import { describe, expect, it } from 'vitest';
import { launchEnd, launchFault } from '../../../../utils/auth/launch-fault.ts';
import { AppFault } from '../../../../utils/errors.ts';

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

  it('was closed by the person when another page than the first was seen', () => {
    expect(launchFault(closed, { leftFirstPage: true, reachable: true, redirectUri })).toEqual(
      new AppFault('login-closed'),
    );
  });

  it('may have shown an error page when the first page was all there was, and the address to register is named', () => {
    expect(launchFault(closed, { leftFirstPage: false, reachable: true, redirectUri })).toEqual(
      new AppFault('login-no-answer', redirectUri),
    );
  });

  it('was an error page when the host answers and the page did not load, else the network', () => {
    expect(launchFault(notLoaded, { leftFirstPage: false, reachable: true, redirectUri })).toEqual(
      new AppFault('login-no-answer', redirectUri),
    );
    expect(launchFault(notLoaded, { leftFirstPage: false, reachable: false, redirectUri })).toEqual(
      new AppFault('offline'),
    );
  });
});
