/**
 * The Enable DocuSign® box, which a project page lacks while the company has the integration off: Project Admin → General → Advanced, and Company Admin → Project Settings → Defaults. Menu
 * paths are public, addresses are the sandbox's own. Source: v2.support.procore.com, enable the integration.
 */
import type { PageContext, ProjectContext } from '../context.ts';
import { helpNote, hiddenElements } from '../decoys.ts';
import { type Html, html, raw } from '../html.ts';
import { coreButton } from '../markup/core.ts';
import { legacyPage } from '../shell/legacy.ts';
import { webclientPage } from '../shell/webclient.ts';

const boxRow = (page: PageContext, on: boolean, core: boolean) =>
  core
    ? html`<div class="field-row"><label class="core-switch"><input type="checkbox" name="docusign" value="1"${on ? raw(' checked') : ''}><span>${page.docusign('enable')}</span></label></div>`
    : html`<div class="field-row"><label for="project_docusign">${page.docusign('enable')}</label><span class="field"><input type="hidden" name="docusign" value="0"><input type="checkbox" id="project_docusign" name="docusign" value="1"${on ? raw(' checked') : ''}></span></div>`;

const flash = (page: PageContext) =>
  page.url.searchParams.get('said') === 'updated'
    ? html`<div class="banner banner-success" role="alert"><strong class="banner-title">${page.say('updated')}</strong></div>`
    : '';

export function projectSettingsPage(page: ProjectContext, form: 'legacy' | 'mfe'): Html {
  const core = form === 'mfe';
  const main = html`${flash(page)}<div class="item-header"><div class="item-title"><h1 data-qa="page-title">${page.say('projectSettings')}</h1></div></div>
<form class="item-form" method="post" action="/settings/project?project_id=${page.projectId}&return=${encodeURIComponent(page.url.pathname)}">
<input type="hidden" name="authenticity_token" value="${core ? '' : page.csrf}">
<section class="card"><h2>${page.say('general')}</h2>
<div class="field-row"><label for="project_name">${page.say('title')}</label><input id="project_name" name="name" value="${page.project.name}"></div>
<div class="field-row"><label for="project_number">${page.say('number')}</label><input id="project_number" name="number" value="${page.projectId.slice(-4)}"></div></section>
<section class="card"><h2>${page.say('advanced')}</h2>
<div class="field-row"><label for="project_erp">ERP</label><span class="field"><input type="checkbox" id="project_erp" checked disabled> <span data-qa="erpStatus">${page.say('erpSynced')}</span></span></div>
${page.companyEnabled ? boxRow(page, page.enabled, core) : ''}
${helpNote(page)}</section>
<div class="form-foot">${core ? coreButton({ label: page.say('update'), variant: 'primary', attributes: raw(' data-submit') }) : html`<button type="submit" class="btn btn-primary">${page.say('update')}</button>`}</div>
</form>${hiddenElements(page)}`;
  return core
    ? webclientPage(page, { tool: 'admin', title: page.say('admin'), element: 'admin-app', main })
    : legacyPage(page, { tool: 'admin', title: page.say('admin'), main });
}

export function companySettingsPage(page: PageContext): Html {
  return legacyPage(page, {
    tool: 'admin',
    title: page.say('admin'),
    main: html`${flash(page)}<div class="item-header"><div class="item-title"><h1 data-qa="page-title">${page.say('projectSettings')}</h1></div></div>
<form class="item-form" method="post" action="/settings/company?company_id=${page.companyId}&return=${encodeURIComponent(page.url.pathname)}">
<input type="hidden" name="authenticity_token" value="${page.csrf}">
<section class="card"><h2>${page.say('defaults')}: ${page.say('advancedSettings')}</h2>${boxRow(page, page.companyEnabled, false)}${helpNote(page)}</section>
<div class="form-foot"><button type="submit" class="btn btn-primary">${page.say('saveChanges')}</button></div></form>`,
  });
}
