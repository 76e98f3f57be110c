import { legacy, webclient } from '../addresses.ts';
import type { Behaviour } from '../assets.ts';
import { inProject, type PageContext } from '../context.ts';
import { type Html, html, json, raw } from '../html.ts';
import { documentOf } from './document.ts';
import { topBar } from './top-bar.ts';

/**
 * A server-rendered page as the older half of Procore makes them: `<base>` is the tool's address, CSRF metas, and an
 * inline script that sets `window.Procore.Environment` and `I18n.locale`.
 */
export function legacyPage(
  page: PageContext,
  options: { tool: string; title: string; main: Html; behaviours?: readonly Behaviour[] },
): Html {
  const environment = {
    COMPANY_ID: page.companyId,
    COMPANY_NAME: page.company.name,
    PROJECT_ID: page.projectId === '' ? null : page.projectId,
    LOCALE: page.locale,
    LOGIN_ID: page.userId,
    ZONE: page.zone.name,
    IS_ADMIN: page.state.level('admin') === 'Admin',
  };
  const { project } = page;
  const home = project ? legacy(page, 'home') : '/';
  return documentOf(page, {
    title: options.title,
    base: new URL(`${page.url.pathname.replace(/\/[^/]*$/, '')}/`, page.url).href,
    head: html`<meta name="csrf-param" content="authenticity_token">
<meta name="csrf-token" content="${page.csrf}">
<script>window.Procore = { Environment: ${json(environment)} }; window.I18n = { locale: ${json(page.locale)} };</script>`,
    bodyClass: page.switches.bare ? 'legacy bare' : 'legacy',
    before: page.switches.bare
      ? raw('')
      : html`${topBar(page, home)}${inProject(page) ? toolTabs(page, options.tool) : ''}`,
    container: [raw('<main id="main" class="legacy-main" data-main>'), raw('</main>')],
    main: options.main,
    behaviours: options.behaviours ?? [],
  });
}

function toolTabs(page: PageContext, current: string): Html {
  const tools: [string, string, string][] = [
    ['home', legacy(page, 'home'), page.say('home')],
    ['commitments', legacy(page, 'commitments'), page.say('commitments')],
    ['prime_contracts', legacy(page, 'prime_contracts'), page.say('primeContracts')],
    ['change_orders', legacy(page, 'change_orders'), page.say('changeOrders')],
    ['invoicing', webclient(page, 'invoicing/subcontractor'), page.say('invoicing')],
    ['correspondence', legacy(page, 'generic_tool'), page.say('correspondence')],
    ['documents', legacy(page, 'documents'), page.say('documents')],
    ['admin', legacy(page, 'admin/general'), page.say('admin')],
  ];
  return html`<nav class="tool-tabs" aria-label="${page.say('tools')}">${tools.map(
    ([tool, href, label]) =>
      html`<a href="${href}"${tool === current ? html` aria-current="page"` : ''}>${label}</a>`,
  )}</nav>`;
}
