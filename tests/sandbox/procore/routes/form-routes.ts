/** Forms that are saved: an item, the profile, the settings of a project and of a company. */
import { inProject } from '../context.ts';
import { CONDITIONS, invoicesOf, seededId, seedItem } from '../items.ts';
import { itemAddress } from '../pages/item-page.ts';
import { itemPage } from '../pages/item-pages.ts';
import { localeOf } from '../words/locales.ts';
import { notFoundPage } from './page-routes.ts';
import { type Routes, safeReturn, type Sandbox, saying } from './types.ts';

export function registerForms(app: Routes, { state }: Sandbox): void {
  app.post('/items', async (c) => {
    const { page } = c.var;
    const spec = itemPage(c.req.query('page') ?? '');
    const asked = c.req.query('item') ?? '';
    if (!inProject(page) || !spec) return c.html(notFoundPage(c).html, 404);
    const form = await c.req.parseBody();
    const detail = itemPage(spec.id.replace(/-(?:edit|create)$/, '-detail')) ?? spec;
    let item = state.item(page.host, asked);
    if (!item && asked.startsWith('new-')) {
      const id = String(page.zone.base + 900_000 + Number(state.next()));
      item = state.addItem({ ...seedItem(page.host, page.project.key, spec.family, 'fresh'), id });
    }
    if (!item) return c.html(notFoundPage(c).html, 404);
    if (typeof form.title === 'string' && form.title !== '') item.title = form.title;
    // A form without the box, as of a project with the integration off, leaves it as it was.
    if (spec.toggle && page.enabled) item.sign = form.sign === '1';
    const invoices = invoicesOf(spec.family);
    if (invoices && typeof form.invoice_contact === 'string') {
      const ids = CONDITIONS.map((condition) => seededId(page.host, page.project.key, invoices, condition));
      const all = [item, ...ids.map((id) => state.item(page.host, id))];
      for (const one of all) if (one) one.invoiceContact = form.invoice_contact !== '';
    }
    return c.redirect(
      saying(itemAddress(detail, { zone: page.host, project: page.project.key }, item.id), 'updated'),
      303,
    );
  });

  app.post('/account/profile_settings', async (c) => {
    const { page } = c.var;
    const form = await c.req.parseBody();
    const locale = typeof form.locale === 'string' ? localeOf(form.locale) : null;
    if (locale) state.locales.set(page.person.key, locale);
    if (form.docusign_unlink === '1' && inProject(page))
      state.unlink({ zone: page.host, person: page.person.key, project: page.project.key });
    return c.redirect(saying(safeReturn(c.req.query('return')), 'updated'), 303);
  });

  app.post('/settings/project', async (c) => {
    const { page } = c.var;
    if (!inProject(page)) return c.html(notFoundPage(c).html, 404);
    const form = await c.req.parseBody();
    if (state.companyEnabled(page.host, page.company.key))
      state.setProjectEnabled(page.host, page.project.key, form.docusign === '1');
    return c.redirect(saying(safeReturn(c.req.query('return')), 'updated'), 303);
  });

  app.post('/settings/company', async (c) => {
    const { page } = c.var;
    const form = await c.req.parseBody();
    state.setCompanyEnabled(page.host, page.company.key, form.docusign === '1');
    return c.redirect(saying(safeReturn(c.req.query('return')), 'updated'), 303);
  });
}
