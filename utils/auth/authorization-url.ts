import * as oauth from 'oauth4webapi';
import type { LoginTarget } from './grant.ts';

/** The address a login begins at. PKCE is always sent, also where a vendor does not say that it looks at it. */
export async function authorizationUrl(
  target: LoginTarget,
  attempt: { redirectUri: string; state: string; verifier: string },
  loginHint: string,
): Promise<string> {
  const url = new URL(target.server.authorization_endpoint);
  const params: Record<string, string> = {
    response_type: 'code',
    ...(target.scope === '' ? {} : { scope: target.scope }),
    client_id: target.clientId,
    redirect_uri: attempt.redirectUri,
    state: attempt.state,
    code_challenge: await oauth.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
    ...target.params,
    ...(loginHint === '' ? {} : { login_hint: loginHint }),
  };
  // DocuSign documents spaces as %20, which URLSearchParams would write as a plus.
  url.search = Object.entries(params)
    .map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`)
    .join('&');
  return url.href;
}
