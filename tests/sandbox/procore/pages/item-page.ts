/** What every page of a thing that can be signed has in common: when it shows what, and how it is drawn in each form. */
import type { Behaviour } from '../assets.ts';
import { legacy, webclient } from '../addresses.ts';
import type { ProjectContext } from '../context.ts';
import { comments, erpStatus, helpNote, hiddenElements } from '../decoys.ts';
import { type Html, html, raw } from '../html.ts';
import { type Family, invoicesOf, type Item, maySend, parentOf, seededId } from '../items.ts';
import { coreButton, coreCard, coreClass, corePill } from '../markup/core.ts';
import { envelopeBanner } from '../markup/envelope-banner.ts';
import { actionsMenu, sendControl, type SendMarkup } from '../markup/send-control.ts';
import { shownSign, signToggle, type ToggleMarkup } from '../markup/sign-toggle.ts';
import { legacyPage } from '../shell/legacy.ts';
import { webclientPage } from '../shell/webclient.ts';
import type { LinkView } from '../state.ts';
import type { DocusignWordKey } from '../words/docusign-words.ts';
import type { PageWordKey } from '../words/page-words.ts';
import { placeOf, type ZonePlace } from './places.ts';

/** The names of the send button. Sources: support.procore.com and v2.support.procore.com tutorials, one per tool. */
export type SendWord = Extract<
  DocusignWordKey,
  'complete' | 'completePlain' | 'send' | 'createAndSend' | 'updateAndSetUp' | 'sendTo'
>;

export type ItemPage = {
  id: string;
  family: Family;
  form: 'legacy' | 'mfe';
  /** `middle`: a legacy page whose tool is drawn with the component library. */
  look: 'legacy' | 'middle' | 'mfe';
  mode: 'detail' | 'edit' | 'create';
  /** Below `/{project}/project/` or `…/tools/`; `:contract` is the parent's id, `:id` the item's. */
  tail: string;
  /** Tabs below a detail page's address. */
  tabs: readonly string[];
  tool: string;
  noun: PageWordKey;
  send: { word: SendWord; markup: SendMarkup; place: 'header' | 'foot' } | null;
  toggle: { markup: ToggleMarkup; readOnly: boolean } | null;
  banner: boolean;
  /** A commitment's header carries the ERP status. */
  erp: boolean;
};

/** The address of a page for an item, or for the creation of one. */
export function itemAddress(page: ItemPage, place: ZonePlace, id: string, tab?: string): string {
  const parent = parentOf(page.family);
  const tail = page.tail
    .replace(':contract', parent ? seededId(place.zone, place.project, parent) : '')
    .replace(':id', id);
  const ids = placeOf(place);
  const address = page.form === 'mfe' ? webclient(ids, tail) : legacy(ids, tail);
  return tab ? `${address}/${tab}` : address;
}

/** What is truly on an item's page, told from what is known and not from how it is drawn. */
export function shownOn(
  page: ItemPage,
  facts: {
    enabled: boolean;
    admin: boolean;
    link: LinkView;
    item: Pick<Item, 'family' | 'status' | 'sign' | 'envelope'>;
  },
) {
  const { enabled, admin, link, item } = facts;
  const reauth = enabled && page.banner && link === 'expired' && item.sign;
  return {
    toggle: enabled && page.toggle ? { on: item.sign, readOnly: page.toggle.readOnly || !admin } : null,
    send:
      enabled &&
      admin &&
      page.send &&
      item.sign &&
      !item.envelope &&
      (page.mode === 'create' || maySend(item))
        ? page.send
        : null,
    banner: !enabled || !page.banner ? null : reauth ? ('reauth' as const) : (item.envelope?.shown ?? null),
  };
}

const TAB_WORDS: Record<string, PageWordKey> = {
  ssov: 'ssov',
  schedule_of_values: 'scheduleOfValues',
  change_orders: 'changeOrders',
  invoices: 'invoices',
  payments: 'payments',
  related_items: 'relatedItems',
  change_history: 'changeHistory',
  advanced_settings: 'advancedSettings',
};

/** The page of an item; a tab shows another body under the same header. `editable`: an edit page exists beside a detail page. */
export function drawItemPage(
  page: ItemPage,
  context: ProjectContext,
  item: Item,
  tab: string | null,
  editable: boolean,
): Html {
  const shown = shownOn(page, {
    enabled: context.enabled,
    admin: context.adminOn(page.family),
    link: context.link,
    item,
  });
  const create = page.mode === 'create';
  const here = context.url.pathname + context.url.search;
  const itemKey = create ? `new-${page.id}` : item.id;
  const core = page.look !== 'legacy';
  const post = `/docusign_envelopes?project_id=${context.projectId}&item=${itemKey}&page=${page.id}`;
  const asked = context.url.searchParams;
  const inMenu = asked.get('actions') === 'open';
  const send =
    shown.send && !inMenu ? sendControl(context, shown.send.word, shown.send.markup, post) : raw('');
  const sendId = shown.send?.place === 'foot' ? send : raw('');
  const banner = shown.banner ? envelopeBanner(context, item, shown.banner, core, here) : raw('');
  const look = asked.get('shown');
  const toggle = shown.toggle
    ? look === 'text' || look === 'icon'
      ? shownSign(context, look, shown.toggle.on)
      : signToggle(
          context,
          page.toggle?.markup ?? 'labelled-checkbox',
          shown.toggle.on,
          shown.toggle.readOnly,
        )
    : raw('');
  const title = create
    ? `${context.say('create')}: ${context.say(page.noun)}`
    : `${context.say(page.noun)} ${item.number}: ${item.title}`;
  const detail = itemAddress(page, { zone: context.host, project: context.project.key }, item.id)
    .replace(/\/edit$/, '')
    .replace('/admin/requisitions/', '/requisitions/');
  const editLabel = context.say(
    page.family === 'subcontract' || page.family === 'purchase-order' ? 'editContract' : 'edit',
  );
  const header = html`<div class="item-header" ${core ? raw('data-core-page-layout-root') : ''}>
  <nav class="breadcrumb"><a data-qa="breadcrumb_root" data-shell href="${listOf(page, context)}">${context.say(toolWord(page))}</a><span data-qa="breadcrumb_active">${create ? context.say('create') : item.number}</span></nav>
  <div class="item-title"><h1 data-qa="title">${title}</h1>${create ? '' : html`${core ? corePill(context.say(item.status)) : html`<span class="pill">${context.say(item.status)}</span>`}${page.erp ? erpStatus(context) : ''}`}</div>
  <div class="header-actions" data-qa="headerActions">${
    page.mode === 'detail'
      ? html`${shown.send?.place === 'header' ? send : ''}${
          core
            ? html`${coreButton({ label: context.say('emailAction'), qa: 'createEmailButton' })}${coreButton({ label: context.say('export'), qa: 'moreActions' })}`
            : html`<button type="button" class="btn">${context.say('export')}</button>`
        }${editable ? html`<a class="btn" data-shell href="${editAddress(page, detail)}">${editLabel}</a>` : ''}`
      : shown.send?.place === 'header'
        ? send
        : ''
  }</div>
</div>`;

  const tabs =
    page.mode === 'detail' && page.tabs.length > 0
      ? html`<nav class="detail-tabs">${[null, ...page.tabs].map(
          (name) =>
            html`<a data-shell href="${name ? `${detail}/${name}` : detail}" data-qa="${name ? `detailTab_${camel(name)}` : 'detailTab_general'}"${name === tab ? raw(' aria-current="page"') : ''}>${name ? (TAB_WORDS[name] ? context.say(TAB_WORDS[name]) : sentence(name)) : context.say('general')}</a>`,
        )}</nav>`
      : '';

  const body =
    tab === null
      ? page.mode === 'detail'
        ? detailBody(context, item, core, toggle)
        : formBody(context, page, item, core, toggle, sendId, detail, create)
      : html`<section class="card"><h2>${TAB_WORDS[tab] ? context.say(TAB_WORDS[tab]) : sentence(tab)}</h2><p>—</p></section>`;

  const main = html`${banner}${flash(context)}${header}${tabs}<div class="item-body" ${core ? raw('data-core-react="detail-page"') : ''}>${body}${
    tab === null && page.mode === 'detail' ? comments(context) : ''
  }</div>${hiddenElements(context)}${
    shown.send && inMenu
      ? actionsMenu(context, context.docusign(entryWord(page) ?? shown.send.word), post)
      : ''
  }`;

  const behaviours: Behaviour[] = page.toggle ? ['sign-toggle'] : [];
  return page.form === 'mfe'
    ? webclientPage(context, {
        tool: page.family,
        title: context.say(toolWord(page)),
        element: ELEMENTS[page.family] ?? 'contracts-app',
        main,
        behaviours,
      })
    : legacyPage(context, { tool: page.tool, title: context.say(toolWord(page)), main, behaviours });
}

/** The word of a menu's entry where it is another than the button's. */
export const entryWord = ({ family }: ItemPage): DocusignWordKey | undefined =>
  family === 'correspondence' || family === 'document' ? 'signEntry' : undefined;

const ELEMENTS: Partial<Record<Family, string>> = {
  correspondence: 'correspondence-app',
  document: 'documents-app',
};

const camel = (slug: string) => slug.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const sentence = (slug: string) =>
  slug === 'rfqs' ? 'RFQs' : slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('_', ' ');

function toolWord(page: ItemPage): PageWordKey {
  switch (page.tool) {
    case 'prime_contracts':
      return 'primeContracts';
    case 'change_orders':
      return 'changeOrders';
    case 'correspondence':
      return 'correspondence';
    case 'documents':
      return 'documents';
    case 'invoicing':
      return 'invoicing';
    default:
      return 'commitments';
  }
}

function listOf(page: ItemPage, context: ProjectContext): string {
  if (page.form === 'mfe') {
    if (page.family === 'document') return webclient(context, 'documents');
    if (page.family === 'correspondence') return webclient(context, 'projecthome');
    return webclient(
      context,
      page.tool === 'prime_contracts' ? 'contracts/prime_contracts' : 'contracts/commitments',
    );
  }
  if (page.tool === 'correspondence') return legacy(context, 'generic_tool');
  if (page.tool === 'invoicing') return webclient(context, 'invoicing/subcontractor');
  return legacy(context, page.tool);
}

function editAddress(page: ItemPage, detail: string): string {
  if (page.family === 'correspondence' && page.form === 'legacy') return detail.replace('/show/', '/edit/');
  if (page.family === 'subcontractor-invoice')
    return `${detail.replace('/requisitions/', '/admin/requisitions/')}/edit`;
  return `${detail}/edit`;
}

function flash(context: ProjectContext): Html {
  const said = context.url.searchParams.get('said');
  const known =
    said === 'updated' ||
    said === 'refreshed' ||
    said === 'refreshWait' ||
    said === 'voided' ||
    said === 'refusedLogin';
  return known ? html`<div class="flash" role="status">${context.say(said)}</div>` : raw('');
}

function detailBody(context: ProjectContext, item: Item, core: boolean, toggle: Html): Html {
  const facts: [string, string][] = [
    [context.say('number'), item.number],
    [context.say('title'), item.title],
    [context.say('status'), context.say(item.status)],
    [context.say('vendor'), 'Calder Steelwork Ltd'],
    [context.say('amount'), item.amount],
    [context.say('executed'), context.say(item.envelope?.shown === 'completed' ? 'yes' : 'no')],
    [context.say('private'), context.say('yes')],
  ];
  const list = html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>${toggle}`;
  const values = html`<table class="plain-table"><thead><tr><th>#</th><th>${context.say('description')}</th><th>${context.say('amount')}</th></tr></thead>
<tbody>${[1, 2, 3].map((line) => html`<tr><td>${line}</td><td>${item.title} ${line}</td><td>$${(line * 12_750).toLocaleString('en-US')}.00</td></tr>`)}</tbody></table>`;
  return core
    ? html`${coreCard(context.say('generalInformation'), list)}${coreCard(context.say('scheduleOfValues'), values, 'scheduleOfValuesCard')}`
    : html`<section class="card"><h2>${context.say('generalInformation')}</h2>${list}</section><section class="card"><h2>${context.say('scheduleOfValues')}</h2>${values}</section>`;
}

/** A commitment says who gets its invoices. */
function invoiceContact(context: ProjectContext, item: Item, core: boolean): Html {
  return html`<div class="${core ? `${coreClass('FormField')} ` : ''}field-row"><label for="item_invoice_contact">${context.say('invoiceContact')}</label><select id="item_invoice_contact" name="invoice_contact"><option value="">—</option><option${item.invoiceContact ? raw(' selected') : ''}>Ruth Calder</option></select></div>`;
}

function formBody(
  context: ProjectContext,
  page: ItemPage,
  item: Item,
  core: boolean,
  toggle: Html,
  send: Html,
  detail: string,
  create: boolean,
): Html {
  const field = (name: string, label: string, value: string) =>
    core
      ? html`<div class="${coreClass('FormField')} field-row" data-qa="field_${name}"><label for="item_${name}">${label}</label><input id="item_${name}" name="${name}" value="${value}"></div>`
      : html`<div class="field-row"><label for="item_${name}">${label}</label><input id="item_${name}" name="${name}" value="${value}"></div>`;
  const save = create ? context.say('create') : context.say('save');
  const summary = page.family === 'owner-invoice' ? 'summary' : 'generalInformation';
  return html`<form class="item-form" method="post" action="/items?project_id=${context.projectId}&item=${create ? `new-${page.id}` : item.id}&page=${page.id}">
<input type="hidden" name="authenticity_token" value="${page.form === 'mfe' ? '' : context.csrf}">
<section class="card"><h2>${context.say(summary)}</h2>
${field('title', context.say('title'), create ? '' : item.title)}
${field('vendor', context.say('vendor'), create ? '' : 'Calder Steelwork Ltd')}
${field('amount', context.say('amount'), create ? '' : item.amount)}
${invoicesOf(page.family) ? invoiceContact(context, item, core) : ''}
${toggle}
${helpNote(context)}
</section>
<div class="form-foot">${create ? '' : html`<a class="btn" data-shell href="${detail}">${context.say('cancel')}</a>`}
${core ? coreButton({ label: save, variant: 'secondary', attributes: raw(' data-submit') }) : html`<input type="submit" class="btn btn-primary" value="${save}">`}
<span class="send-place" data-send-place>${send}</span></div>
</form>`;
}
