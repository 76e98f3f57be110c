import { profileAddress, companyHome } from '../addresses.ts';
import type { PageContext } from '../context.ts';
import { type Html, html } from '../html.ts';

const initials = (name: string) =>
  name
    .split(' ')
    .map((part) => part.charAt(0))
    .join('');

/** The bar on top of every page; the avatar at its right opens the menu with My Profile Settings. */
export function topBar(page: PageContext, home: string): Html {
  const profile = profileAddress(page, page.state.habits.profileAddress);
  return html`<header class="top-bar">
  <a class="mark" href="${companyHome(page)}" aria-label="${page.say('portfolio')}"><span></span></a>
  <div class="place"><a class="place-company" href="${companyHome(page)}">${page.company.name}</a>${
    page.project ? html`<a class="place-project" href="${home}">${page.project.name}</a>` : ''
  }</div>
  <input id="nav-bar-search" class="top-search" type="search" placeholder="${page.say('search')}" aria-label="${page.say('search')}">
  <a class="top-link" href="https://support.procore.com/" data-testid="contextual-help-link">${page.say('help')}</a>
  <div class="account">
    <button type="button" class="avatar" data-qa="core-avatar" data-menu="account-menu" aria-haspopup="menu" aria-expanded="false" aria-controls="account-menu" aria-label="${page.say('accountMenu')}: ${page.person.name}">${initials(page.person.name)}</button>
    <div class="menu" id="account-menu" role="menu" aria-label="${page.say('accountMenu')}" hidden>
      <p class="menu-person"><strong>${page.person.name}</strong><span>${page.person.email}</span></p>
      <a role="menuitem" href="${profile}">${page.say('myProfile')}</a>
      <a role="menuitem" href="${companyHome(page)}">${page.say('portfolio')}</a>
    </div>
  </div>
</header>`;
}
