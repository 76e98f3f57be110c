import * as oauth from 'oauth4webapi';
import { AppFault } from '../base/errors.ts';
import { type Refusal, toRefusal } from '../http/request.ts';
import type { Clock, Instant } from '../base/types.ts';

/** Where and as which app somebody signs in. */
export type LoginTarget = {
  /** Names the grant in storage, such as `docusign:production`. */
  name: string;
  server: { issuer: string; authorization_endpoint: string; token_endpoint: string };
  clientId: string;
  /** '' where the vendor has no scopes. */
  scope: string;
  /** What this vendor's login page is told besides. */
  params: Readonly<Record<string, string>>;
  /** Below the browser's own redirect address; one for each provider and environment. */
  redirectPath: string;
};

/** What the token endpoint gave. Secrets: they live in `storage.session` and in memory, nowhere else. */
export type Grant = {
  accessToken: string;
  refreshToken: string | null;
  issuedAt: Instant;
  /** How long the access token lives, in milliseconds. Not the moment it ends: the clock may be set meanwhile. */
  lifetime: number;
};

/** How the token endpoint is called: `fetch` is a guarded one, `judge` knows the vendor's codes. */
export type TokenEndpoint = {
  fetch: typeof globalThis.fetch;
  clock: Clock;
  judge: (refusal: Refusal) => AppFault;
  /** The app's secret, asked for at each call and kept nowhere. Left out: a public client, which has none. */
  secret?: () => Promise<string>;
};

/** An answer in which what is null is left out: both mean the same, and the library takes only the second. */
async function withoutNulls(response: Response): Promise<Response> {
  const body: unknown = await response.clone().json();
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return response;
  const told = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
  return Response.json(told, { status: response.status, headers: { 'content-type': 'application/json' } });
}

/** For answers that do not say how long their token lives. */
const UNSAID_LIFETIME = 3600;

/** Trades a code for tokens, with PKCE and with the app's secret if it has one. `answer` has been validated. */
export async function exchangeCode(
  endpoint: TokenEndpoint,
  target: LoginTarget,
  answer: URLSearchParams,
  redirectUri: string,
  verifier: string,
  signal: AbortSignal,
): Promise<Grant> {
  const client = { client_id: target.clientId };
  const response = await oauth.authorizationCodeGrantRequest(
    target.server,
    client,
    await authenticate(endpoint),
    answer,
    redirectUri,
    verifier,
    { [oauth.customFetch]: endpoint.fetch, signal },
  );
  return toGrant(endpoint, response, null, (good) =>
    oauth.processAuthorizationCodeResponse(target.server, client, good),
  );
}

/** A new pair for an old refresh token. The old one counts as dead as soon as this was sent. */
export async function refreshGrant(
  endpoint: TokenEndpoint,
  target: Pick<LoginTarget, 'server' | 'clientId'>,
  refreshToken: string,
  signal: AbortSignal,
): Promise<Grant> {
  const client = { client_id: target.clientId };
  const authentication = await authenticate(endpoint);
  const response = await oauth.refreshTokenGrantRequest(target.server, client, authentication, refreshToken, {
    [oauth.customFetch]: endpoint.fetch,
    signal,
  });
  return toGrant(endpoint, response, refreshToken, (good) =>
    oauth.processRefreshTokenResponse(target.server, client, good),
  );
}

/** Ends a token at the vendor, and with it what belongs to it. Fine also for one that is over already. */
export async function revokeToken(
  endpoint: TokenEndpoint,
  target: { server: { issuer: string; revocation_endpoint: string }; clientId: string },
  token: string,
  signal: AbortSignal,
): Promise<void> {
  const response = await oauth.revocationRequest(
    target.server,
    { client_id: target.clientId },
    await authenticate(endpoint),
    token,
    { [oauth.customFetch]: endpoint.fetch, signal },
  );
  if (!response.ok) {
    throw endpoint.judge(toRefusal(response.status, response.headers, await response.text()));
  }
}

async function authenticate({ secret }: TokenEndpoint): Promise<oauth.ClientAuth> {
  return secret ? oauth.ClientSecretPost(await secret()) : oauth.None();
}

async function toGrant(
  { clock, judge }: TokenEndpoint,
  response: Response,
  oldRefreshToken: string | null,
  process: (response: Response) => Promise<oauth.TokenEndpointResponse>,
): Promise<Grant> {
  if (!response.ok) throw judge(toRefusal(response.status, response.headers, await response.text()));
  let tokens: oauth.TokenEndpointResponse;
  try {
    tokens = await process(await withoutNulls(response));
  } catch {
    // The library's error carries the whole body, tokens and all: it goes no further than here.
    throw new AppFault('unexpected-reply', 'token');
  }
  return {
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token ?? oldRefreshToken,
    issuedAt: clock(),
    lifetime: (tokens.expires_in ?? UNSAID_LIFETIME) * 1000,
  };
}
