import { Hono } from 'hono';
import type { ProcoreEnvironment } from '../../../hosts.ts';
import type { World } from '../../../world.ts';
import type { ProcoreState } from '../../state.ts';
import { liveTokens } from '../oauth/token.ts';
import { findCompany, NO_COMPANY, NOT_CONNECTED, type Rest } from './caller.ts';
import { registerCompanies } from './companies.ts';
import { errorBody, RestError } from './errors.ts';
import { registerItems } from './items.ts';
import { countCall } from './limits.ts';
import { registerPermissions } from './permissions.ts';
import { registerProjects } from './projects.ts';
import { registerUsers } from './users.ts';

/** The request headers of Procore's own SDK, and the answer headers a client has to read. */
const REQUEST_HEADERS =
  'accept, authorization, content-type, procore-company-id, procore-sdk-version, procore-sdk-language, x-csrf-token';
const EXPOSED_HEADERS =
  'Link, Total, Per-Page, X-Rate-Limit-Limit, X-Rate-Limit-Remaining, X-Rate-Limit-Reset, Retry-After';

/** Source: developers.procore.com, "Multiple zones". `/me` wants the company once it is asked about one. */
function wantsNoCompany(url: URL): boolean {
  return (
    url.pathname === '/rest/v1.0/companies' ||
    (url.pathname === '/rest/v1.0/me' &&
      !url.searchParams.has('company_id') &&
      !url.searchParams.has('project_id'))
  );
}

/** Procore's REST API of one environment, for every zone of it. */
export function createRest({
  world,
  state,
  environment,
}: {
  world: World;
  state: ProcoreState;
  environment: ProcoreEnvironment;
}): Hono<Rest> {
  const app = new Hono<Rest>();

  app.use(async (c, next) => {
    const { corsOrigins, corsCredentials } = state.api.switches;
    const origin = c.req.header('origin');
    if (origin !== undefined && corsOrigins.includes(origin)) {
      c.header('access-control-allow-origin', origin);
      c.header('access-control-expose-headers', EXPOSED_HEADERS);
      c.header('vary', 'Origin');
      if (corsCredentials) c.header('access-control-allow-credentials', 'true');
      if (c.req.method === 'OPTIONS') {
        c.header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE, OPTIONS');
        c.header('access-control-allow-headers', REQUEST_HEADERS);
      }
    }
    if (c.req.method === 'OPTIONS') return c.body(null, 204);
    return next();
  });

  app.use(async (c, next) => {
    const tokens = liveTokens({ world, api: state.api[environment] }, c.req.header('authorization'));
    const who = tokens === null ? 'nobody' : `${tokens.person} ${tokens.clientId}`;
    const { headers, over } = countCall(world, state.api, `${environment} ${who}`);
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    if (over) throw over;
    if (tokens === null) throw new RestError(401, 'The access token is invalid', 'error');

    const asked = c.req.header('procore-company-id');
    const place = asked === undefined ? null : findCompany(environment, asked);
    if (asked === undefined && !wantsNoCompany(new URL(c.req.url))) throw new RestError(400, NO_COMPANY);
    if (asked !== undefined && place === null) {
      throw new RestError(403, 'You do not have access to this company', 'message');
    }
    if (place && !state.api.installed(place.zone, place.company.key)) {
      throw new RestError(403, NOT_CONNECTED, 'message');
    }
    c.set('caller', { world, state, environment, person: tokens.person, place });
    return next();
  });

  registerCompanies(app);
  registerProjects(app);
  registerPermissions(app);
  registerUsers(app);
  registerItems(app);

  app.notFound(() => {
    throw new RestError(404, 'Not Found');
  });
  app.onError((error, c) => {
    if (!(error instanceof RestError)) throw error;
    const shape = state.api.switches.errorShape ?? error.shape;
    const { type, text } = errorBody(shape, error.status, error.message);
    return c.body(text, error.status, { 'content-type': type });
  });
  return app;
}
