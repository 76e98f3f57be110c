import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import type { Docusign } from '../docusign/index.ts';
import type { Procore } from '../procore/index.ts';
import type { World } from '../world.ts';
import { switcherPage } from './page.ts';
import { SCENARIOS } from './scenarios.ts';

const STYLE = readFileSync(new URL('./switcher.css', import.meta.url), 'utf8');

/** The page at `https://switcher.countersign.test/` that turns the sandbox's scenarios on. */
export function createSwitcher({
  world,
  docusign,
  procore,
}: {
  world: World;
  docusign: Docusign;
  procore: Procore;
}): {
  fetch(request: Request): Response | Promise<Response>;
} {
  const app = new Hono();
  app.get('/', (c) => c.html(switcherPage(world, procore, c.req.query('done') ?? null).html));
  app.get('/switcher.css', (c) => c.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.post('/scenarios/:name', async (c) => {
    const chosen = SCENARIOS.find((scenario) => scenario.name === c.req.param('name'));
    if (!chosen) return c.text('No such scenario.', 404);
    // A page of another site must not be able to turn anything here.
    const site = c.req.header('sec-fetch-site');
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return c.text('Refused.', 403);
    chosen.apply(world, docusign, procore);
    const form = await c.req.parseBody();
    return c.redirect(form.then === 'open' ? chosen.opens : `/?done=${chosen.name}#${chosen.name}`, 303);
  });
  return { fetch: (request) => app.fetch(request) };
}
