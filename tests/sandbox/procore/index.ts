import { Hono } from 'hono';
import type { World } from '../world.ts';
import { createProcoreApi } from './api/index.ts';
import { limitHeaders } from './api/rest/limits.ts';
import { pageContext } from './context.ts';
import { registerDocusign } from './routes/docusign-routes.ts';
import { registerForms } from './routes/form-routes.ts';
import { notFoundPage, registerPages } from './routes/page-routes.ts';
import type { PageVariables } from './routes/types.ts';
import { sessionOf } from './session.ts';
import { createProcoreState, type ProcoreState } from './state.ts';
import { zoneOf } from './zones.ts';

/** The little that Procore's web app needs of DocuSign: where to send the person, and whose code came back. */
export type DocusignForProcore = {
  authorizeUrlForProcore(request: {
    environment: 'production' | 'demo';
    zone: string;
    state: string;
  }): string;
  redeemForProcore(request: {
    environment: 'production' | 'demo';
    code: string;
    redirectUri: string;
  }): Promise<{ userId: string; email: string; name: string }>;
};

export type Procore = {
  fetch(request: Request): Response | Promise<Response>;
  /** The limit headers of an answer of its API that something spoils; none where the address is not the API's. */
  limitHeaders(url: URL): Record<string, string>;
  state: ProcoreState;
};

/** Procore's web app for every zone, its login and its REST API: the host of the request says which. */
export function createProcore({ world, docusign }: { world: World; docusign: DocusignForProcore }): Procore {
  const state = createProcoreState(world);
  const app = new Hono<PageVariables>();

  app.use(async (c, next) => {
    const url = new URL(c.req.url);
    const zone = zoneOf(url.hostname);
    if (!zone) return c.text('No Procore zone has this name.', 404);
    const session = sessionOf(c.req.header('cookie'), state);
    for (const cookie of session.setCookies) c.header('set-cookie', cookie, { append: true });
    c.header('cache-control', 'no-store');
    const page = pageContext(url, zone, state, world.now(), session.csrf);
    if (!page) return c.text('404: nothing of that number exists here.', 404);
    c.set('page', page);
    if (c.req.method === 'POST') {
      const form = await c.req.parseBody();
      const sent = c.req.header('x-csrf-token') ?? form.authenticity_token;
      if (sent !== session.csrf) return c.text('422: the authenticity token is wrong.', 422);
    }
    return next();
  });
  registerPages(app);
  registerForms(app, { world, docusign, state });
  registerDocusign(app, { world, docusign, state });
  app.notFound((c) => c.html(notFoundPage(c).html, 404));

  const api = createProcoreApi({ world, state });
  return {
    fetch(request) {
      const answer = api(new URL(request.url));
      return answer ? answer(request) : app.fetch(request);
    },
    limitHeaders: (url) =>
      url.pathname.startsWith('/rest/') && api(url) ? limitHeaders(world, state.api) : {},
    state,
  };
}
