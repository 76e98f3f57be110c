import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Environment } from '../../../utils/base/types.ts';
import { DOCUSIGN_HOSTS, LOOPBACK_HOSTS } from '../hosts.ts';
import type { World } from '../world.ts';
import { PROCORE_CLIENT_ID, procoreRedirectUri } from './apps.ts';
import { createLogin } from './login/app.ts';
import { consentKey, createProvider } from './login/provider.ts';
import { createRest, limitHeaders } from './rest/app.ts';
import { createLimits } from './rest/limits.ts';
import { createDocusignState, createSwitches, type DocusignState, type Switches } from './state.ts';

export { COUNTERSIGN_CLIENT_ID, PROCORE_CLIENT_ID } from './apps.ts';
export { type DocusignState, findPerson, type Switches } from './state.ts';

export type Docusign = {
  fetch(request: Request, bindings?: object): Response | Promise<Response>;
  /** The limit headers of an answer of its API that something spoils; none where the address is not the API's. */
  limitHeaders(url: URL): Record<string, string>;
  /** People, accounts, apps and consents of both environments; change them freely, answers follow at once. */
  state: DocusignState;
  switches: Switches;
  /** The person withdraws what they allowed the app: its refresh tokens die, access tokens live until they expire. */
  revokeConsent(userId: string, clientId: string): void;
  /** As if the person had pressed Accept before. */
  grantConsent(userId: string, clientId: string, scopes?: readonly string[]): void;
  /** Ends every remembered login, as a long absence would. */
  forgetSessions(): void;
  /** Ends what the app was given for the person: its calls are refused from now on, and so is its refresh. */
  endTokens(userId: string, clientId: string): void;
  /** Back to the seed: people, consents, sessions, tokens, counts and switches. */
  reset(): void;
  /** Where Procore's web app sends the person to log in: no `prompt=login`, so a remembered session answers silently. */
  authorizeUrlForProcore(request: { environment: Environment; zone: string; state: string }): string;
  /** Procore's own server exchanging the code it got back. Rejects with `invalid_grant` when the code is no good. */
  redeemForProcore(request: { environment: Environment; code: string; redirectUri: string }): Promise<{
    userId: string;
    email: string;
    name: string;
  }>;
};

const ENVIRONMENTS: readonly Environment[] = ['production', 'demo'];

/** Both DocuSign environments: login hosts, and the REST API of every site. */
export function createDocusign({ world }: { world: World }): Docusign {
  const state = createDocusignState();
  const switches = createSwitches();
  const limits = createLimits(world, switches);
  const worlds = {
    production: createProvider(world, state.production),
    demo: createProvider(world, state.demo),
  };
  const appByHost = new Map<string, Hono | Hono<{ Bindings: HttpBindings }>>();
  for (const environment of ENVIRONMENTS) {
    const { provider } = worlds[environment];
    const hosts = DOCUSIGN_HOSTS[environment];
    const site = hosts.rest[0] ?? '';
    const login = createLogin({ state: state[environment], switches, provider });
    const rest = createRest({
      state: state[environment],
      switches,
      provider,
      otherProvider: worlds[environment === 'production' ? 'demo' : 'production'].provider,
      limits,
      now: world.now,
      siteOf: (host) => (hosts.rest.includes(host) ? host : site),
    });
    appByHost.set(hosts.login, login);
    for (const host of hosts.rest) appByHost.set(host, rest);
    if (environment === 'demo') {
      const both = new Hono<{ Bindings: HttpBindings }>();
      both.all('/restapi/*', ({ req }) => rest.fetch(req.raw));
      both.all('*', ({ req, env }) => login.fetch(req.raw, env));
      for (const host of LOOPBACK_HOSTS) appByHost.set(host, both);
    }
  }
  const worldOf = (userId: string) => {
    const environment = ENVIRONMENTS.find((candidate) =>
      state[candidate].people.some((person) => person.userId === userId),
    );
    if (environment === undefined) throw new Error(`No user ${userId}.`);
    return { ...worlds[environment], state: state[environment] };
  };

  return {
    fetch(request, bindings) {
      const app = appByHost.get(new URL(request.url).hostname);
      return app === undefined ? new Response(null, { status: 421 }) : app.fetch(request, bindings);
    },
    limitHeaders: ({ pathname }) => limitHeaders(limits, pathname),
    state,
    switches,
    revokeConsent(userId, clientId) {
      const { store, state: own } = worldOf(userId);
      own.consents.delete(consentKey(userId, clientId));
      for (const model of ['Grant', 'RefreshToken', 'AuthorizationCode']) {
        store.drop(model, (record) => record.accountId === userId && record.clientId === clientId);
      }
    },
    grantConsent(userId, clientId, scopes = ['signature', 'extended']) {
      worldOf(userId).state.consents.set(consentKey(userId, clientId), new Set(scopes));
    },
    endTokens(userId, clientId) {
      const { store } = worldOf(userId);
      for (const model of ['AccessToken', 'RefreshToken']) {
        store.drop(model, (record) => record.accountId === userId && record.clientId === clientId);
      }
    },
    forgetSessions() {
      for (const { store } of Object.values(worlds)) store.drop('Session', () => true);
    },
    reset() {
      const fresh = createDocusignState();
      for (const environment of ENVIRONMENTS) {
        Object.assign(state[environment], fresh[environment]);
        worlds[environment].store.clear();
      }
      Object.assign(switches, createSwitches());
      limits.clear();
    },
    authorizeUrlForProcore({ environment, zone, state: echoed }) {
      const url = new URL(`https://${DOCUSIGN_HOSTS[environment].login}/oauth/auth`);
      url.search = new URLSearchParams({
        response_type: 'code',
        scope: 'signature extended',
        client_id: PROCORE_CLIENT_ID,
        redirect_uri: procoreRedirectUri(zone),
        state: echoed,
      }).toString();
      return url.href;
    },
    async redeemForProcore({ environment, code, redirectUri }) {
      const issued = await worlds[environment].provider.AuthorizationCode.find(code);
      const person = state[environment].people.find(({ userId }) => userId === issued?.accountId);
      if (
        issued === undefined ||
        person === undefined ||
        !issued.isValid ||
        issued.clientId !== PROCORE_CLIENT_ID ||
        issued.redirectUri !== redirectUri
      ) {
        throw new Error('invalid_grant');
      }
      await issued.consume();
      return { userId: person.userId, email: person.email, name: person.name };
    },
  };
}
