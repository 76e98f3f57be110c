import { legacy, webclient } from '../addresses.ts';
import type { Behaviour } from '../assets.ts';
import type { PageContext } from '../context.ts';
import { type Html, html, raw } from '../html.ts';
import { seededId } from '../items.ts';
import { documentOf } from './document.ts';
import { topBar } from './top-bar.ts';

/**
 * A page of the micro-frontend shell: `<base>` is the shell's, the tool is a custom element inside
 * `section[aria-label="main"]`, links of the shell change the page without loading it.
 */
export function webclientPage(
  page: PageContext,
  options: {
    tool: string;
    title: string;
    /** The tool's custom element, such as `contracts-app`. */
    element: string;
    main: Html;
    behaviours?: readonly Behaviour[];
  },
): Html {
  return documentOf(page, {
    title: page.project ? `${options.title} • ${page.project.name}` : options.title,
    base: '/webclients/host',
    bodyClass: 'webclient',
    before: html`${topBar(page, page.project ? webclient(page, 'projecthome') : '/')}${page.project ? sideNavigation(page, options.tool) : ''}`,
    container: [
      html`<section aria-label="main" class="webclient-main"><${raw(options.element)} data-main class="webclient-app">`,
      html`</${raw(options.element)}></section><sidepanel-app></sidepanel-app>`,
    ],
    main: options.main,
    behaviours: ['shell-navigation', ...(options.behaviours ?? [])],
  });
}

function sideNavigation(page: PageContext, current: string): Html {
  const project = page.project;
  if (!project) return raw('');
  const contract = (type: string, family: 'subcontract' | 'purchase-order') =>
    webclient(page, `contracts/commitments/${type}/${seededId(page.host, project.key, family)}`);
  const tools: [string, string, string][] = [
    ['projecthome', webclient(page, 'projecthome'), page.say('home')],
    ['commitments', webclient(page, 'contracts/commitments'), page.say('commitments')],
    ['subcontract', contract('work_order_contracts', 'subcontract'), page.say('subcontract')],
    ['purchase-order', contract('purchase_order_contracts', 'purchase-order'), page.say('purchaseOrder')],
    [
      'prime-contract',
      webclient(page, `contracts/prime_contracts/${seededId(page.host, project.key, 'prime-contract')}`),
      page.say('primeContract'),
    ],
    ['invoicing', webclient(page, 'invoicing/subcontractor'), page.say('invoicing')],
    [
      'correspondence',
      webclient(page, `correspondence/${seededId(page.host, project.key, 'correspondence')}`),
      page.say('correspondence'),
    ],
    ['documents', webclient(page, 'documents'), page.say('documents')],
  ];
  return html`<nav class="side-navigation" aria-label="${page.say('tools')}">${tools.map(
    ([tool, href, label]) =>
      html`<a data-shell href="${href}"${tool === current ? html` aria-current="page"` : ''}>${label}</a>`,
  )}<a href="${legacy(page, 'admin/general')}">${page.say('admin')}</a></nav>`;
}
