/** What looks like ours and is not: none of it may ever be read as an element of the integration. */
import type { PageContext } from './context.ts';
import { type Html, html } from './html.ts';

/** ERP status of a commitment, with the same word as the link. Seen on saved pages as `data-qa="erpStatus"`. */
export const erpStatus = (page: PageContext): Html =>
  html`<span class="erp-status" data-qa="erpStatus">${page.say('erpSynced')}</span>`;

/** A help text that speaks of DocuSign, with a link to its manual. */
export const helpNote = (page: PageContext): Html =>
  html`<p class="help-note">${page.say('helpText')} <a href="https://support.procore.com/integrations/docusign">${page.say('learnMore')}</a></p>`;

/** People write what they read: words of buttons, banners and states in comments, and in a comment being written. */
export function comments(page: PageContext): Html {
  const written: [string, string][] = [
    ['Marisol Vega', page.docusign('completePlain')],
    ['Owen Pratt', page.docusign('reauthRequired')],
    ['Marisol Vega', page.docusign('synced')],
    ['Owen Pratt', `${page.docusign('linkRow')}: ${page.docusign('synced')}?`],
  ];
  return html`<section class="comments"><h2>${page.say('comments')}</h2>
<ul>${written.map(([who, text]) => html`<li><strong>${who}</strong><p class="comment-body">${text}</p></li>`)}</ul>
<textarea aria-label="${page.say('addComment')}" rows="2">${page.docusign('sign')}</textarea>
<div class="draft-comment" contenteditable="true" role="textbox" aria-label="${page.say('addComment')}">${page.docusign('send')}</div>
</section>`;
}

/** Elements that are in the page and that nobody can see. */
export function hiddenElements(page: PageContext): Html {
  const button = html`<button type="button">${page.docusign('complete')}</button>`;
  const row = html`<div class="field-row"><span>${page.docusign('linkRow')}</span><span>${page.docusign('synced')}</span></div>`;
  const banner = html`<div class="banner" role="alert"><strong>${page.docusign('reauthRequired')}</strong></div>`;
  return html`<div class="hidden-elements"><div style="display:none">${button}${row}</div>
<div style="visibility:hidden;height:0;overflow:hidden">${banner}${button}</div>
<div hidden>${row}<label><input type="checkbox" checked> ${page.docusign('enable')}</label></div>
<template>${button}${banner}${row}</template></div>`;
}
