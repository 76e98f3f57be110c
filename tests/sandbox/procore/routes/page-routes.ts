import { companyHome, legacy, webclient } from '../addresses.ts';
import { asset } from '../assets.ts';
import { inProject, type ProjectContext } from '../context.ts';
import { type Html, html } from '../html.ts';
import { type Family, seededId, seedItem } from '../items.ts';
import { portfolioPage, projectHomePage } from '../pages/home.ts';
import { drawItemPage, type ItemPage } from '../pages/item-page.ts';
import { ITEM_PAGES } from '../pages/item-pages.ts';
import { gridList, invoiceList, legacyList } from '../pages/lists.ts';
import { profilePage } from '../pages/profile.ts';
import { companySettingsPage, projectSettingsPage } from '../pages/settings.ts';
import { legacyPage } from '../shell/legacy.ts';
import { type ToolName, toolsOf } from '../tools.ts';
import type { PageWordKey } from '../words/page-words.ts';
import type { RouteContext, Routes } from './types.ts';

const PROJECT = '/:project{[0-9]+}/project';
const COMPANY = '/:company{[0-9]+}/company';
const WEBCLIENT = '/webclients/host/companies/:company{[0-9]+}/projects/:project{[0-9]+}/tools';

const answer = (c: RouteContext, page: Html, status: 200 | 404 = 200) => c.html(page.html, status);

/** Every page that can be opened. */
export function registerPages(app: Routes): void {
  app.get('/sandbox-assets/:name', (c) => {
    const file = asset(c.req.param('name'));
    return file ? c.body(file.text, 200, { 'content-type': file.type }) : c.text('Not found', 404);
  });

  app.get('/', (c) => c.redirect(companyHome(c.var.page)));
  app.get('/set_company/:company{[0-9]+}', (c) => c.redirect(`/${c.req.param('company')}/company/home/list`));
  app.get(`${COMPANY}/home/list`, (c) => answer(c, portfolioPage(c.var.page)));
  app.get(`${COMPANY}/home/my_open_items`, (c) => answer(c, portfolioPage(c.var.page)));
  app.get(`${COMPANY}/admin/project_settings`, (c) => answer(c, companySettingsPage(c.var.page)));

  app.get('/account/profile_settings', (c) => answer(c, profilePage(c.var.page, 'legacy')));

  const inside = (address: string, draw: (page: ProjectContext) => Html, tool?: ToolName) => {
    app.get(address, (c) => {
      const { page } = c.var;
      return inProject(page) && (tool === undefined || page.toolActive(tool))
        ? answer(c, draw(page))
        : answer(c, notFoundPage(c), 404);
    });
  };
  inside(`${PROJECT}/home`, (page) => projectHomePage(page, 'legacy'));
  inside(`${WEBCLIENT}/projecthome`, (page) => projectHomePage(page, 'mfe'));
  inside(`${PROJECT}/profile_settings`, (page) => profilePage(page, 'legacy'));
  inside(`${WEBCLIENT}/profile_settings`, (page) => profilePage(page, 'mfe'));
  inside(`${PROJECT}/admin/general`, (page) => projectSettingsPage(page, 'legacy'));
  inside(`${WEBCLIENT}/admin/general`, (page) => projectSettingsPage(page, 'mfe'));

  for (const list of LEGACY_LISTS)
    inside(`${PROJECT}/${list.tool}`, (page) => legacyList(page, list), list.needs);
  for (const list of GRID_LISTS)
    inside(`${WEBCLIENT}/${list.tail}`, (page) => gridList(page, list), list.needs);
  inside(`${WEBCLIENT}/invoicing/subcontractor`, (page) => invoiceList(page, 'subcontractor'), 'invoicing');
  inside(`${WEBCLIENT}/invoicing/owner`, (page) => invoiceList(page, 'owner'), 'invoicing');

  // A create page's address would also fit the detail pattern, so it is asked first.
  const ordered = ITEM_PAGES.toSorted((a, b) => Number(b.mode === 'create') - Number(a.mode === 'create'));
  for (const item of ordered) registerItemPage(app, item);
}

const LEGACY_LISTS: readonly {
  tool: string;
  needs: ToolName;
  word: PageWordKey;
  families: readonly Family[];
}[] = [
  {
    tool: 'commitments',
    needs: 'commitments',
    word: 'commitments',
    families: ['subcontract', 'purchase-order'],
  },
  { tool: 'prime_contracts', needs: 'prime_contract', word: 'primeContracts', families: ['prime-contract'] },
  {
    tool: 'change_orders',
    needs: 'change_orders',
    word: 'changeOrders',
    families: [
      'commitment-change-order',
      'prime-contract-change-order',
      'potential-change-order',
      'change-order-request',
    ],
  },
  { tool: 'generic_tool', needs: 'correspondence', word: 'correspondence', families: ['correspondence'] },
  { tool: 'documents', needs: 'documents', word: 'documents', families: ['document'] },
];

const GRID_LISTS: readonly {
  tail: string;
  tool: string;
  needs: ToolName;
  word: PageWordKey;
  element: string;
  families: readonly Family[];
}[] = [
  {
    tail: 'contracts/commitments',
    tool: 'commitments',
    needs: 'commitments',
    word: 'commitments',
    element: 'contracts-app',
    families: ['subcontract', 'purchase-order'],
  },
  {
    tail: 'contracts/prime_contracts',
    tool: 'prime-contract',
    needs: 'prime_contract',
    word: 'primeContracts',
    element: 'contracts-app',
    families: ['prime-contract'],
  },
  {
    tail: 'documents',
    tool: 'documents',
    needs: 'documents',
    word: 'documents',
    element: 'documents-app',
    families: ['document'],
  },
];

function registerItemPage(app: Routes, item: ItemPage): void {
  const address = `${item.form === 'mfe' ? WEBCLIENT : PROJECT}/${item.tail
    .replace(':contract', ':contract{[0-9]+}')
    .replace(':id', ':id{[0-9]+}')}`;
  const editable = ITEM_PAGES.some(
    (other) =>
      other.family === item.family &&
      other.form === item.form &&
      other.look === item.look &&
      other.mode === 'edit',
  );
  const draw = (c: RouteContext, tab: string | null) => {
    const { page } = c.var;
    if (!inProject(page) || !page.toolActive(toolsOf(item.family)[0])) return answer(c, notFoundPage(c), 404);
    const found =
      item.mode === 'create' ? draft(page, item.family) : page.state.item(page.host, c.req.param('id') ?? '');
    if (!found || found.family !== item.family || found.project !== page.project.key)
      return answer(c, notFoundPage(c), 404);
    const asked = page.url.searchParams.get('sign');
    const shown = asked === 'on' || asked === 'off' ? { ...found, sign: asked === 'on' } : found;
    return answer(c, drawItemPage(item, page, shown, tab, editable));
  };
  app.get(address, (c) => draw(c, null));
  for (const tab of item.tabs) app.get(`${address}/${tab}`, (c) => draw(c, tab));
}

/** A thing about to be created: it has no id of its own yet, and Sign with DocuSign is on. */
const draft = (page: ProjectContext, family: Family) => ({
  ...seedItem(page.host, page.project.key, family, 'fresh'),
  id: seededId(page.host, page.project.key, family),
});

export function notFoundPage(c: RouteContext): Html {
  const { page } = c.var;
  return legacyPage(page, {
    tool: '',
    title: '404',
    main: html`<div class="item-header"><div class="item-title"><h1>404</h1></div></div><section class="card"><p>The page you were looking for doesn’t exist, was moved, or you have no access to it.</p><p><a href="${page.project ? legacy(page, 'home') : companyHome(page)}">${page.say('home')}</a>${page.project ? html` · <a href="${webclient(page, 'projecthome')}">${page.say('overview')}</a>` : ''}</p></section>`,
  });
}
