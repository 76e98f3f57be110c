/** Procore's other hosts: login, REST API, assets. Sources: developers.procore.com; npm @procore/js-sdk. */
import { Hono } from 'hono';
import { PROCORE_API_HOSTS, PROCORE_ASSET_HOST, type ProcoreEnvironment } from '../../hosts.ts';
import type { World } from '../../world.ts';
import type { ProcoreState } from '../state.ts';
import { registerAuthorize } from './oauth/authorize.ts';
import { registerLogin } from './oauth/login.ts';
import { registerToken } from './oauth/token.ts';
import type { Visit } from './oauth/types.ts';
import { createRest } from './rest/app.ts';

type Answer = (request: Request) => Response | Promise<Response>;

const ENVIRONMENTS: readonly ProcoreEnvironment[] = ['production', 'sandbox'];

/** What answers an address, or null where it is a page of a zone. */
export function createProcoreApi(given: { world: World; state: ProcoreState }): (url: URL) => Answer | null {
  const byHost = new Map<string, Answer>();
  const rest = new Map<string, Answer>();
  for (const environment of ENVIRONMENTS) {
    const hosts = PROCORE_API_HOSTS[environment];
    const api = createRest({ ...given, environment });
    rest.set(hosts.rest, (request) => api.fetch(request));
    const login = createLogin(given, environment);
    byHost.set(hosts.login, (request) => login.fetch(request));
  }
  // A host of its own, not a zone that also has pages.
  const { rest: apiHost } = PROCORE_API_HOSTS.production;
  byHost.set(apiHost, rest.get(apiHost) ?? (() => new Response(null, { status: 404 })));
  byHost.set(PROCORE_ASSET_HOST, () => new Response('ok\n', { headers: { 'content-type': 'text/plain' } }));
  return ({ hostname, pathname }) =>
    byHost.get(hostname) ?? (pathname.startsWith('/rest/') ? (rest.get(hostname) ?? null) : null);
}

function createLogin(
  { world, state }: { world: World; state: ProcoreState },
  environment: ProcoreEnvironment,
): Hono<Visit> {
  const app = new Hono<Visit>();
  app.use(async (c, next) => {
    c.set('host', { world, state, switches: state.api.switches, api: state.api[environment] });
    return next();
  });
  registerLogin(app);
  registerAuthorize(app);
  registerToken(app);
  return app;
}
