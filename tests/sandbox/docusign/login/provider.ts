import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { Provider, type ClientMetadata, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { DOCUSIGN_HOSTS } from '../../hosts.ts';
import type { World } from '../../world.ts';
import type { App } from '../apps.ts';
import type { EnvironmentState } from '../state.ts';
import { problemPage } from './pages.ts';
import { createStore, type Store } from './store.ts';

/** Seconds. developers.docusign.com, /platform/auth/reference: 8 hours, 30 days; the code's two minutes are hearsay. */
export const LIFETIMES = { accessToken: 28_800, refreshToken: 30 * 86_400, code: 120, session: 86_400 };

// A consent holds until it is withdrawn.
const FOR_EVER = 20 * 365 * 86_400;

export const SCOPES = ['signature', 'extended', 'impersonation', 'cors', 'openid'];

export const consentKey = (userId: string, clientId: string): string => `${userId} ${clientId}`;

/** The OAuth library, set up to keep DocuSign's rules. One for each environment: nothing crosses. */
export function createProvider(world: World, state: EnvironmentState): { provider: Provider; store: Store } {
  const store = createStore(world, (clientId) => {
    const app = state.apps.find((candidate) => candidate.clientId === clientId);
    return app === undefined ? undefined : clientMetadata(app);
  });
  // No ID token is ever issued, but the library wants a key to sign them with.
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const configuration: Configuration = {
    adapter: store.adapter,
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] },
    scopes: SCOPES,
    responseTypes: ['code'],
    routes: { authorization: '/oauth/auth', token: '/oauth/token', end_session: '/oauth/end' },
    // Login, consent, userinfo and logout pages are the vendor's own: see the files beside this one.
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
    },
    interactions: { url: (_, { uid }) => `/login/${uid}` },
    pkce: { required: (_, client) => client.clientAuthMethod === 'none' },
    rotateRefreshToken: true,
    issueRefreshToken: () => true,
    expiresWithSession: () => false,
    // Origin is judged before the library is asked.
    clientBasedCORS: () => true,
    // A lifetime ends when it ends.
    clockTolerance: 0,
    cookies: {
      keys: [randomUUID()],
      names: { session: 'ds_session', interaction: 'ds_interaction', resume: 'ds_resume' },
    },
    // The vendor's tokens have hundreds of characters.
    formats: {
      bitsOfOpaqueRandomness: (_, { kind }) =>
        kind === 'AccessToken' || kind === 'RefreshToken' || kind === 'AuthorizationCode' ? 5_400 : 256,
    },
    ttl: {
      AccessToken: LIFETIMES.accessToken,
      AuthorizationCode: LIFETIMES.code,
      Grant: FOR_EVER,
      Interaction: 3_600,
      Session: LIFETIMES.session,
      // With `extended` every refresh starts 30 new days; without it the first login's 30 days go on.
      RefreshToken: (context, token) => {
        const rotated = context.oidc.entities.RotatedRefreshToken;
        const extended = token.scope?.split(' ').includes('extended') === true;
        return rotated === undefined || extended ? LIFETIMES.refreshToken : rotated.remainingTTL;
      },
    },
    findAccount: (_, accountId) =>
      state.people.some(({ userId }) => userId === accountId)
        ? { accountId, claims: () => ({ sub: accountId }) }
        : undefined,
    // Every login has a grant of its own, so that the end of one chain of tokens leaves the others alone; what the
    // person allowed is remembered apart, for any later login.
    async loadExistingGrant(context) {
      const { provider, session, client, requestParamScopes } = context.oidc;
      if (session?.accountId === undefined || client === undefined) return undefined;
      const allowed = state.consents.get(consentKey(session.accountId, client.clientId));
      if (allowed === undefined || !allowed.isSupersetOf(new Set(requestParamScopes))) return undefined;
      const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
      grant.addOIDCScope([...requestParamScopes].join(' '));
      await grant.save();
      return grant;
    },
    async renderError(context, { error, error_description }) {
      context.type = 'html';
      context.body = await problemPage(error_description ?? error);
    },
  };
  const provider = new Provider(`https://${DOCUSIGN_HOSTS[state.environment].login}`, configuration);
  provider.on('grant.error', (context, error) => {
    if ('error_detail' in error) context.state.detail = error.error_detail;
  });
  provider.use(async (context, next) => {
    await next();
    speakAsVendor(context);
  });
  return { provider, store };
}

function clientMetadata(app: App): ClientMetadata {
  return {
    client_id: app.clientId,
    client_name: app.name,
    ...(app.secret === undefined ? {} : { client_secret: app.secret }),
    token_endpoint_auth_method: app.secret === undefined ? 'none' : 'client_secret_basic',
    application_type: app.redirectUris.some((uri) => uri.startsWith('http:')) ? 'native' : 'web',
    // The library knows no app without one; what is registered is judged before it is asked.
    redirect_uris: app.redirectUris.length > 0 ? app.redirectUris : ['https://nowhere.invalid/'],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    id_token_signed_response_alg: 'ES256',
  };
}

/** What the library says by the book, in the vendor's words. */
function speakAsVendor(
  context: Pick<KoaContextWithOIDC, 'path' | 'status' | 'body' | 'response' | 'set' | 'remove' | 'state'>,
): void {
  // The library opens its token endpoint to web pages; the vendor does not, for a key without CORS.
  context.remove('access-control-allow-origin');
  context.remove('access-control-expose-headers');
  const { location } = context.response.headers;
  // The vendor sends no `iss` behind the code.
  if (typeof location === 'string' && location.includes('&iss=')) {
    context.set('location', location.replace(/&iss=[^&#]*/, ''));
  }
  const body: unknown = context.body;
  if (context.path === '/oauth/token' && typeof body === 'object' && body !== null && 'error' in body) {
    context.body = tokenError(
      String(body.error),
      'error_description' in body ? String(body.error_description) : undefined,
      String(context.state.detail),
    );
    context.status = body.error === 'server_error' ? 500 : 400;
  }
}

/**
 * developers.docusign.com, /platform/auth/reference, and issues of the docusign-esign clients: nearly everything is
 * `invalid_grant`, the description is a code or missing.
 */
function tokenError(
  error: string,
  description: string | undefined,
  detail: string,
): { error: string; error_description?: string } {
  switch (error) {
    case 'invalid_client':
    case 'unauthorized_client':
      return { error: 'invalid_grant', error_description: 'unauthorized_client' };
    case 'unsupported_grant_type':
      return { error: 'invalid_grant', error_description: 'unsupported_grant_type' };
    case 'invalid_grant':
      return detail.startsWith('authorization code')
        ? { error: 'invalid_grant', error_description: 'expired_client_token' }
        : { error: 'invalid_grant' };
    default:
      return { error, ...(description === undefined ? {} : { error_description: description }) };
  }
}
