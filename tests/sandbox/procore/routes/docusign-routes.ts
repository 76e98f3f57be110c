/** Everything that leads to DocuSign: its login, an item's envelope, the banners' buttons. */
import { inProject, type ProjectContext } from '../context.ts';
import { isInvoice, type Item, maySend, seedItem } from '../items.ts';
import { itemAddress } from '../pages/item-page.ts';
import { itemPage } from '../pages/item-pages.ts';
import { preparePage } from '../pages/prepare.ts';
import { REFRESH_LOCK } from '../state.ts';
import { projectId } from '../zones.ts';
import { notFoundPage } from './page-routes.ts';
import { type RouteContext, type Routes, safeReturn, type Sandbox, saying } from './types.ts';

/** sandbox.procore.com is tied to DocuSign's demo, every other zone to production. */
const environmentOf = (host: string) => (host === 'sandbox.procore.com' ? 'demo' : 'production');

export function registerDocusign(app: Routes, { world, docusign, state }: Sandbox): void {
  const place = (page: ProjectContext) => ({
    zone: page.host,
    person: page.person.key,
    project: page.project.key,
  });

  /** Off to DocuSign's login; `prepare` is the item whose envelope waits for it. */
  function toLogin(c: RouteContext, page: ProjectContext, returnTo: string, prepare: string | null) {
    const key = `${page.host}.${state.next()}.${crypto.randomUUID()}`;
    state.pending.set(key, { ...place(page), returnTo, prepare });
    return c.redirect(
      docusign.authorizeUrlForProcore({ environment: environmentOf(page.host), zone: page.host, state: key }),
      303,
    );
  }

  function openEnvelope(page: ProjectContext, item: Item, returnTo: string): string {
    state.useLink(place(page));
    item.envelope ??= { shown: 'setup', actual: 'setup' };
    return prepareAddress(page.projectId, item, returnTo);
  }

  app.post('/docusign_login', (c) => {
    const { page } = c.var;
    if (!inProject(page) || !page.enabled) return c.html(notFoundPage(c).html, 404);
    return toLogin(c, page, safeReturn(c.req.query('return')), null);
  });

  app.get('/docusign_callback', async (c) => {
    const trip = state.pending.get(c.req.query('state') ?? '');
    if (!trip || trip.zone !== c.var.page.host) return c.html(notFoundPage(c).html, 404);
    state.pending.delete(c.req.query('state') ?? '');
    const code = c.req.query('code');
    if (!code) return c.redirect(saying(trip.returnTo, 'refusedLogin'), 303);
    const who = await docusign
      .redeemForProcore({
        environment: environmentOf(trip.zone),
        code,
        redirectUri: `https://${trip.zone}/docusign_callback`,
      })
      .catch(() => null);
    if (!who) return c.redirect(saying(trip.returnTo, 'refusedLogin'), 303);
    state.setLink(trip, who);
    const item = trip.prepare ? state.item(trip.zone, trip.prepare) : null;
    if (!item) return c.redirect(saying(trip.returnTo, null), 303);
    item.envelope ??= { shown: 'setup', actual: 'setup' };
    return c.redirect(prepareAddress(projectId(trip.zone, trip.project), item, trip.returnTo), 303);
  });

  // The send button of every item page, under each of its names.
  app.post('/docusign_envelopes', (c) => {
    const { page } = c.var;
    const spec = itemPage(c.req.query('page') ?? '');
    if (!inProject(page) || !page.enabled || !spec || !page.adminOn(spec.family))
      return c.html(notFoundPage(c).html, 404);
    const asked = c.req.query('item') ?? '';
    const item = asked.startsWith('new-') ? created(page, spec.family) : state.item(page.host, asked);
    if (!item || item.project !== page.project.key || !maySend(item))
      return c.html(notFoundPage(c).html, 404);
    const detail = detailOf(page, spec.id, item);
    // The remembered state decides, whatever condition the page was asked in.
    if (state.linkView(place(page)) !== 'synced') return toLogin(c, page, detail, item.id);
    return c.redirect(openEnvelope(page, item, detail), 303);
  });

  app.post('/docusign_envelopes/bulk', async (c) => {
    const { page } = c.var;
    const back = `/webclients/host/companies/${page.companyId}/projects/${page.projectId}/tools/invoicing/subcontractor`;
    if (!inProject(page) || !page.enabled || !page.adminOn('subcontractor-invoice'))
      return c.html(notFoundPage(c).html, 404);
    if (state.linkView(place(page)) !== 'synced') return toLogin(c, page, back, null);
    const form = await c.req.parseBody({ all: true });
    const ids = [form.item ?? []].flat().filter((id) => typeof id === 'string');
    const chosen = ids.flatMap((id) => state.item(page.host, id) ?? []);
    if (chosen.length === 0 || chosen.some((item) => !isInvoice(item.family) || !item.invoiceContact))
      return c.html(notFoundPage(c).html, 422);
    state.useLink(place(page));
    for (const item of chosen) item.envelope ??= { shown: 'pending', actual: 'pending' };
    return c.redirect(saying(back, 'sentBulk'), 303);
  });

  app.get('/docusign_envelopes/:item{[0-9]+}/prepare', (c) => {
    const { page } = c.var;
    const item = state.item(page.host, c.req.param('item'));
    if (!inProject(page) || !item) return c.html(notFoundPage(c).html, 404);
    return c.html(preparePage(page, item, safeReturn(c.req.query('return'))).html);
  });

  app.post('/docusign_envelopes/:item{[0-9]+}/:action', (c) => {
    const { page } = c.var;
    const item = state.item(page.host, c.req.param('item'));
    const back = safeReturn(c.req.query('return'));
    if (!inProject(page) || !item?.envelope) return c.html(notFoundPage(c).html, 404);
    const { envelope } = item;
    switch (c.req.param('action')) {
      case 'finish':
        return c.redirect(openEnvelope(page, item, back), 303);
      case 'close':
        return c.redirect(saying(back, null), 303);
      case 'send':
        item.envelope = { shown: 'pending', actual: 'pending' };
        item.status = 'outForSignature';
        return c.redirect(saying(back, null), 303);
      case 'signContract':
        item.envelope = { shown: 'completed', actual: 'completed' };
        item.status = 'approved';
        return c.redirect(saying(back, null), 303);
      case 'void':
        item.envelope = null;
        item.refreshedAt = null;
        return c.redirect(saying(back, 'voided'), 303);
      case 'refresh': {
        const locked = item.refreshedAt !== null && world.now() - item.refreshedAt < REFRESH_LOCK;
        if (locked) return c.redirect(saying(back, 'refreshWait'), 303);
        item.refreshedAt = world.now();
        envelope.shown = envelope.actual;
        if (envelope.actual === 'completed') item.status = 'approved';
        return c.redirect(saying(back, 'refreshed'), 303);
      }
      case 'download':
        return c.body('%PDF-1.4\n%%EOF\n', 200, {
          'content-type': 'application/pdf',
          'content-disposition': `attachment; filename="${item.number}.pdf"`,
        });
      default:
        return c.html(notFoundPage(c).html, 404);
    }
  });

  function created(page: ProjectContext, family: Item['family']): Item {
    const item = seedItem(page.host, page.project.key, family, 'fresh');
    const id = String(page.zone.base + 900_000 + Number(state.next()));
    return state.addItem({ ...item, id, number: `${item.number}-${id.slice(-3)}` });
  }
}

/** The detail page in the form the person came from. */
function detailOf(page: ProjectContext, pageId: string, item: Item): string {
  const spec = itemPage(pageId.replace(/-(?:edit|create)$/, '-detail'));
  return spec ? itemAddress(spec, { zone: page.host, project: page.project.key }, item.id) : '/';
}

const prepareAddress = (project: string, item: Item, returnTo: string) =>
  `/docusign_envelopes/${item.id}/prepare?project_id=${project}&return=${encodeURIComponent(saying(returnTo, null))}`;
