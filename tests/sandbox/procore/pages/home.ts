/** Company home (the portfolio) and project home, legacy and in the new shell. */
import { companyHome, legacy, profileAddress, webclient } from '../addresses.ts';
import type { PageContext, ProjectContext } from '../context.ts';
import { comments, hiddenElements } from '../decoys.ts';
import { type Html, html } from '../html.ts';
import { seededId } from '../items.ts';
import { legacyPage } from '../shell/legacy.ts';
import { webclientPage } from '../shell/webclient.ts';
import { COMPANIES, companyId, PROJECTS, projectId } from '../zones.ts';
import { itemAddress } from './item-page.ts';
import { ITEM_PAGES } from './item-pages.ts';

export function portfolioPage(page: PageContext): Html {
  const companies = COMPANIES.map(
    (company) => html`<section class="card"><h2>${company.name}</h2>
<table class="plain-table"><thead><tr><th>${page.say('projects')}</th><th>${page.say('number')}</th><th></th></tr></thead><tbody>
${PROJECTS.filter((project) => project.company === company.key).map((project) => {
  const place = {
    companyId: companyId(page.host, company.key),
    projectId: projectId(page.host, project.key),
  };
  return html`<tr><td><a href="${legacy(place, 'home')}">${project.name}</a></td><td>${place.projectId}</td><td><a class="btn" href="${webclient(place, 'projecthome')}">${page.say('overview')}</a></td></tr>`;
})}</tbody></table></section>`,
  );
  const own = companies.toSorted(
    (a, b) => Number(b.html.includes(page.company.name)) - Number(a.html.includes(page.company.name)),
  );
  return legacyPage(page, {
    tool: 'portfolio',
    title: page.say('portfolio'),
    main: html`<div class="item-header"><div class="item-title"><h1 data-qa="page-title">${page.say('portfolio')}</h1></div>
<div class="header-actions"><a class="btn" href="${companyHome(page).replace('/list', '/my_open_items')}">${page.say('openItems')}</a></div></div>${own}`,
  });
}

export function projectHomePage(page: ProjectContext, form: 'legacy' | 'mfe'): Html {
  const items = ITEM_PAGES.filter(
    (item) => item.form === form && item.mode === 'detail' && item.look !== 'middle',
  );
  const main = html`<div class="item-header"><div class="item-title"><h1 data-qa="page-title">${page.project.name}</h1></div>
<div class="header-actions"><a class="btn" href="${form === 'mfe' ? legacy(page, 'home') : webclient(page, 'projecthome')}">${page.say('overview')}</a></div></div>
<div class="columns">
<section class="card"><h2>${page.say('openItems')}</h2><ul class="tiles">${items.map((item) => {
    const address = itemAddress(
      item,
      { zone: page.host, project: page.project.key },
      seededId(page.host, page.project.key, item.family),
    );
    return html`<li><a data-shell href="${address}">${page.say(item.noun)}</a></li>`;
  })}</ul></section>
<section class="card"><h2>${page.say('overview')}</h2><dl class="facts">
<div><dt>${page.say('company')}</dt><dd>${page.company.name}</dd></div>
<div><dt>${page.say('number')}</dt><dd>${page.projectId}</dd></div>
<div><dt>${page.say('budget')}</dt><dd>$48,200,000.00</dd></div>
<div><dt>${page.say('status')}</dt><dd>ERP: <span data-qa="erpStatus">${page.say('erpSynced')}</span></dd></div>
</dl><p><a href="${profileAddress(page, page.state.habits.profileAddress)}">${page.say('myProfile')}</a></p></section></div>
${comments(page)}${hiddenElements(page)}`;
  return form === 'mfe'
    ? webclientPage(page, { tool: 'projecthome', title: page.say('home'), element: 'project-home-app', main })
    : legacyPage(page, { tool: 'home', title: page.say('home'), main });
}
