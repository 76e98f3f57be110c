import type { App } from '../apps.ts';
import type { EnvironmentState } from '../state.ts';

/**
 * What DocuSign's login checks before it shows anything. Whatever fails here is a hosted page and never a redirect: the
 * app does not hear of it. The texts are the ones people report.
 */
export function problemOf(state: EnvironmentState, query: URLSearchParams): string | undefined {
  const app = state.apps.find(({ clientId }) => clientId === query.get('client_id'));
  if (app === undefined) return 'The client id provided is not registered with DocuSign';
  if (!isRegistered(app, query.get('redirect_uri'))) {
    return 'The redirect URI is not registered properly with DocuSign';
  }
  if (query.get('response_type') !== 'code') return 'The response type is not supported for this client';
  const challenged = query.has('code_challenge') && query.get('code_challenge_method') === 'S256';
  if (app.secret === undefined && !challenged) return 'code challenge and code challenge method required';
  return undefined;
}

export function isRegistered(app: App, redirectUri: string | null): boolean {
  return redirectUri !== null && app.redirectUris.includes(redirectUri);
}
