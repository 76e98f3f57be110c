import type { PageContext, ProjectContext } from '../context.ts';
import { type Html, html, raw } from '../html.ts';
import type { SendWord } from '../pages/item-page.ts';
import { coreButton, coreClass } from './core.ts';

/** For controls that lead to DocuSign: whether that opens a new tab is not public. */
export const newTab = (context: PageContext): Html =>
  raw(context.state.habits.docusignOpensIn === 'new-tab' ? ' data-target="_blank"' : '');

/**
 * What the send button is made of. Its real markup is not public, so the sandbox has one of each kind somewhere:
 * a button, a Rails submit input, a link that posts, a span with a button's role, the component library's.
 */
export type SendMarkup = 'button' | 'submit' | 'link' | 'role-button' | 'core';

export function sendControl(context: ProjectContext, word: SendWord, markup: SendMarkup, post: string): Html {
  const label = context.docusign(word);
  const target = newTab(context);
  switch (markup) {
    case 'button':
      return html`<button type="button" class="btn btn-primary" data-post="${post}"${target}>${label}</button>`;
    case 'submit':
      return html`<input type="submit" class="btn btn-primary" value="${label}" formaction="${post}"${context.state.habits.docusignOpensIn === 'new-tab' ? raw(' formtarget="_blank"') : ''}>`;
    case 'link':
      return html`<a class="btn btn-primary" href="${post}" data-post="${post}"${target}>${label}</a>`;
    case 'role-button':
      return html`<span class="btn btn-primary" role="button" tabindex="0" data-post="${post}"${target}><i class="icon icon-pen" aria-hidden="true"></i> ${label}</span>`;
    case 'core':
      return coreButton({ label, variant: 'primary', post, attributes: target });
  }
}

/**
 * The same as an entry of an opened Actions or ⋮ menu, in an overlay at the end of the page, as Procore's component
 * library draws its dropdowns; correspondence and documents send from such a menu only.
 */
export function actionsMenu(context: ProjectContext, label: string, post: string): Html {
  const entry = (words: string, more: Html | string = '') =>
    html`<div class="${coreClass('MenuItem')}" role="menuitem" tabindex="-1"${more}>${words}</div>`;
  return html`<div class="${coreClass('Overlay')} core-overlay"><div class="${coreClass('Menu', '12_31')} core-menu" role="menu">${entry(
    context.say('emailAction'),
  )}${entry(label, html` data-post="${post}"`)}${entry(context.say('export'))}</div></div>`;
}
