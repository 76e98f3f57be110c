import type { ProcoreState } from './state.ts';

/**
 * A remembered Procore session: nobody sees a login page here. The cookie names the person; when the switcher picks
 * another one, the next page renews it, as a shared computer would after a change of user.
 */
export function sessionOf(
  cookies: string | undefined,
  state: ProcoreState,
): { csrf: string; setCookies: string[] } {
  const value = /(?:^|;\s*)_procore_session=([^;]+)/.exec(cookies ?? '')?.[1];
  if (value?.startsWith(`${state.person}.`)) return { csrf: csrfOf(value), setCookies: [] };
  const fresh = `${state.person}.${state.next()}`;
  return {
    csrf: csrfOf(fresh),
    setCookies: [
      `_procore_session=${fresh}; Path=/; Secure; HttpOnly; SameSite=Lax`,
      // The double-submit word of Procore's own SDK. Source: npm @procore/js-sdk.
      `csrf_token=${csrfOf(fresh)}; Path=/; Domain=.procore.com; Secure; SameSite=Strict`,
    ],
  };
}

const csrfOf = (session: string) => `csrf.${session}`;
