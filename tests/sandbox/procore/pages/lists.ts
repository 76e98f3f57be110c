/**
 * Lists. `rows` asks for as many rows as a test wants; `controls=send` puts a send button into each. Legacy lists are
 * plain tables that a script fills in pieces (`pieces=0`: the server writes every row); lists of the new shell keep only
 * the rows in view in the page, as AG Grid does.
 */
import { legacy, webclient } from '../addresses.ts';
import type { Behaviour } from '../assets.ts';
import type { ProjectContext } from '../context.ts';
import { hiddenElements } from '../decoys.ts';
import { type Html, html, json, raw } from '../html.ts';
import { CONDITIONS, type Family, isInvoice, type Item, seededId } from '../items.ts';
import { coreButton, coreClass, corePageBanner, corePill } from '../markup/core.ts';
import { legacyPage } from '../shell/legacy.ts';
import { webclientPage } from '../shell/webclient.ts';
import type { PageWordKey } from '../words/page-words.ts';
import { itemAddress } from './item-page.ts';
import { ITEM_PAGES } from './item-pages.ts';

export const MOST_ROWS = 20_000;

export const rowsAsked = (query: URLSearchParams): number => {
  const asked = query.get('rows');
  return asked !== null && /^\d{1,5}$/.test(asked) ? Math.min(Number(asked), MOST_ROWS) : 0;
};

function itemsOf(page: ProjectContext, families: readonly Family[]): Item[] {
  return families.flatMap((family) =>
    CONDITIONS.flatMap((condition) => {
      const item = page.state.item(page.host, seededId(page.host, page.project.key, family, condition));
      return item ? [item] : [];
    }),
  );
}

function addressOf(page: ProjectContext, item: Item, form: 'legacy' | 'mfe'): string {
  const pages = ITEM_PAGES.filter(
    (candidate) => candidate.family === item.family && candidate.mode === 'detail',
  );
  const found = pages.find((candidate) => candidate.form === form) ?? pages[0];
  return found ? itemAddress(found, { zone: page.host, project: page.project.key }, item.id) : '';
}

const title = (page: ProjectContext, word: PageWordKey, more: Html | string = '') =>
  html`<div class="item-header"><div class="item-title"><h1 data-qa="page-title">${page.say(word)}</h1></div><div class="header-actions" data-qa="headerActions">${more}</div></div>`;

/** A legacy list: the project's items, or a long table. */
export function legacyList(
  page: ProjectContext,
  options: { tool: string; word: PageWordKey; families: readonly Family[] },
): Html {
  const query = page.url.searchParams;
  const rows = rowsAsked(query);
  const send = query.get('controls') === 'send';
  const pieces = query.get('pieces') !== '0';
  const head = html`<thead><tr><th>${page.say('number')}</th><th>${page.say('title')}</th><th>${page.say('status')}</th><th>${page.say('amount')}</th><th></th></tr></thead>`;
  if (rows === 0) {
    return legacyPage(page, {
      tool: options.tool,
      title: page.say(options.word),
      main: html`${title(page, options.word)}<section class="card"><table class="plain-table">${head}<tbody>${itemsOf(
        page,
        options.families,
      ).map(
        (item) =>
          html`<tr data-qa="tableRow" data-id="${item.id}"><td><a href="${addressOf(page, item, 'legacy')}">${item.number}</a></td><td>${item.title}</td><td>${page.say(item.status)}</td><td>${item.amount}</td><td><a class="btn" href="${addressOf(page, item, 'legacy')}">${page.say('view')}</a></td></tr>`,
      )}</tbody></table></section>${hiddenElements(page)}`,
    });
  }
  const label = send ? page.docusign('complete') : page.say('view');
  const address = legacy(page, `${options.tool}/row`);
  const written = pieces
    ? ''
    : Array.from(
        { length: rows },
        (_, at) =>
          html`<tr data-qa="tableRow" data-qa-rownum="tableRow${at}" data-id="${at}"><td><a href="${address}/${at}">SC-${at}</a></td><td>Package ${at}</td><td>${page.say('approved')}</td><td>$${at * 10}.00</td><td><button type="button" class="btn">${label}</button></td></tr>`,
      );
  return legacyPage(page, {
    tool: options.tool,
    title: page.say(options.word),
    main: html`${title(page, options.word)}<section class="card"><table class="plain-table long-table"${
      pieces
        ? html` data-rows-in-pieces="${json({ rows, label, address, status: page.say('approved'), words: page.docusign('synced') }).html}"`
        : ''
    }>${head}<tbody>${written}</tbody></table></section>`,
    behaviours: pieces ? ['rows-in-pieces'] : [],
  });
}

/** A list of the new shell: a grid that re-uses its rows while it is scrolled. */
export function gridList(
  page: ProjectContext,
  options: { tool: string; word: PageWordKey; element: string; families: readonly Family[] },
): Html {
  const query = page.url.searchParams;
  const asked = rowsAsked(query);
  const send = query.get('controls') === 'send';
  const items = itemsOf(page, options.families);
  const rows = asked || items.length;
  const data = {
    rows,
    label: send ? page.docusign('send') : page.say('view'),
    columns: [page.say('number'), page.say('title'), page.say('status'), page.say('amount'), ''],
    items: asked
      ? null
      : items.map((item) => ({
          number: item.number,
          title: item.title,
          status: page.say(item.status),
          amount: item.amount,
          address: addressOf(page, item, 'mfe'),
        })),
    status: page.say('approved'),
    address: webclient(page, 'contracts/commitments/row'),
    buttonClass: `${coreClass('Button')} core-secondary`,
  };
  return webclientPage(page, {
    tool: options.tool,
    title: page.say(options.word),
    element: options.element,
    main: html`${title(page, options.word, createButtons(page, options.word))}
${corePageBanner({ title: 'ERP', text: page.say('erpSynced'), tone: 'info' })}
<div class="ag-root" role="grid" aria-rowcount="${rows}" data-virtual-list="${json(data).html}"><div class="ag-header" role="row"></div><div class="ag-body-viewport"><div class="ag-body-container"></div></div></div>`,
    behaviours: ['virtual-list'],
  });
}

function createButtons(page: ProjectContext, word: PageWordKey): Html {
  const place = { zone: page.host, project: page.project.key };
  const creatable = ITEM_PAGES.filter(
    (item) =>
      item.form === 'mfe' &&
      item.mode === 'create' &&
      (word === 'primeContracts') === (item.tool === 'prime_contracts'),
  );
  return word === 'documents'
    ? raw('')
    : html`${creatable.map((item) => html`<a class="btn" data-qa="createButton" data-shell href="${itemAddress(item, place, '')}">${page.say('create')}: ${page.say(item.noun)}</a>`)}`;
}

/** Which rows of the invoice list are ticked at first: none, the first, those that can be sent, or one without an Invoice Contact too. */
export type Ticked = 'none' | 'first' | 'good' | 'missing';
export const tickedAsked = (query: URLSearchParams): Ticked => {
  const ticked = query.get('ticked');
  return ticked === 'first' || ticked === 'good' || ticked === 'missing' ? ticked : 'none';
};

/** Invoicing → Subcontractor (or Owner): the bulk action Send to DocuSign® over the ticked rows. */
export function invoiceList(page: ProjectContext, side: 'subcontractor' | 'owner'): Html {
  const items = itemsOf(page, side === 'owner' ? ['owner-invoice'] : ['subcontractor-invoice']).filter(
    (item) => isInvoice(item.family) && item.status === 'approved' && !item.envelope,
  );
  const ticked = tickedAsked(page.url.searchParams);
  const isTicked = (item: Item) =>
    ticked === 'missing' ||
    (ticked === 'first' && item === items[0]) ||
    (ticked === 'good' && item.invoiceContact);
  const chosen = items.filter(isTicked);
  const missing = chosen.some((item) => !item.invoiceContact);
  const sendable = chosen.length > 0 && !missing;
  const shown = page.enabled && page.adminOn('subcontractor-invoice') && side === 'subcontractor';
  const send = shown
    ? coreButton({
        label: page.docusign('sendTo'),
        variant: 'primary',
        post: sendable ? bulkAddress(page) : '',
        disabled: !sendable,
        ...(missing ? { tooltip: page.say('noInvoiceContact') } : {}),
        attributes: html` data-bulk-send="${bulkAddress(page)}" data-no-contact="${page.say('noInvoiceContact')}"`,
      })
    : raw('');
  const behaviours: Behaviour[] = ['bulk-select'];
  return webclientPage(page, {
    tool: 'invoicing',
    title: page.say('invoicing'),
    element: 'invoicing-app',
    main: html`${page.url.searchParams.get('said') === 'sentBulk' ? corePageBanner({ title: page.say('invoicing'), text: page.say('sentBulk'), tone: 'success' }) : ''}
${title(page, 'invoicing')}<nav class="detail-tabs"><a data-shell href="${webclient(page, 'invoicing/owner')}"${side === 'owner' ? raw(' aria-current="page"') : ''}>${page.say('owner')}</a><a data-shell href="${webclient(page, 'invoicing/subcontractor')}"${side === 'subcontractor' ? raw(' aria-current="page"') : ''}>${page.say('subcontractors')}</a></nav>
<section class="card"><div class="bulk-actions">${send}${coreButton({ label: page.say('export') })}</div>
<table class="plain-table"><thead><tr><th></th><th>${page.say('number')}</th><th>${page.say('title')}</th><th>${page.say('status')}</th><th>${page.say('invoiceContact')}</th><th>${page.say('amount')}</th></tr></thead><tbody>${items.map(
      (item) =>
        html`<tr data-qa="tableRow" data-id="${item.id}"><td><input type="checkbox" data-bulk-row="${item.id}" data-contact="${item.invoiceContact ? '1' : '0'}" aria-label="${item.number}"${isTicked(item) ? raw(' checked') : ''}></td><td><a href="${addressOf(page, item, 'legacy')}">${item.number}</a></td><td>${item.title}</td><td>${corePill(page.say(item.status))}</td><td>${item.invoiceContact ? 'Ruth Calder' : '—'}</td><td>${item.amount}</td></tr>`,
    )}</tbody></table></section>${hiddenElements(page)}`,
    behaviours,
  });
}

const bulkAddress = (page: ProjectContext) => `/docusign_envelopes/bulk?project_id=${page.projectId}`;
