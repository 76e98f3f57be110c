/**
 * My Profile Settings, tab Personal: the language, and at the very bottom, only inside a project that has the
 * integration, the row that tells whether a DocuSign account is linked. Source: support.procore.com, "Link" and "Unlink
 * your DocuSign account"; its markup is not public, so there is one of each making.
 */
import type { PageContext } from '../context.ts';
import { hiddenElements } from '../decoys.ts';
import { type Html, html, raw } from '../html.ts';
import { coreButton, coreClass } from '../markup/core.ts';
import { newTab } from '../markup/send-control.ts';
import { legacyPage } from '../shell/legacy.ts';
import { webclientPage } from '../shell/webclient.ts';
import type { LinkView, ProcoreState } from '../state.ts';
import { LOCALES, languageName } from '../words/locales.ts';

/** What the row says; null where Procore shows no row. */
export function linkRowSays(
  enabled: boolean,
  link: LinkView,
  habits: Pick<ProcoreState['habits'], 'expiredRowShows'>,
): 'synced' | 'not-linked' | null {
  if (!enabled) return null;
  return link === 'expired' ? habits.expiredRowShows : link;
}

export function profilePage(page: PageContext, form: 'legacy' | 'mfe'): Html {
  const says = linkRowSays(page.enabled, page.link, page.state.habits);
  const here = page.url.pathname + page.url.search;
  const [first = '', ...rest] = page.person.name.split(' ');
  const core = form === 'mfe';
  const field = (id: string, label: string, value: string) =>
    html`<div class="field-row${core ? ` ${coreClass('FormField')}` : ''}"><label for="profile_${id}">${label}</label><input id="profile_${id}" name="${id}" value="${value}" autocomplete="off"></div>`;
  const said = page.url.searchParams.get('said');
  const tabs = ['personal', 'login', 'connectedApps', 'password', 'favorites', 'notifications'] as const;

  const main = html`${said === 'updated' || said === 'refusedLogin' ? html`<div class="flash" role="status">${page.say(said)}</div>` : ''}
<div class="item-header"><div class="item-title"><h1 data-qa="page-title">${page.say('myProfile')}</h1></div></div>
<nav class="detail-tabs" role="tablist">${tabs.map(
    (tab) =>
      html`<button type="button" role="tab" class="tab" aria-selected="${tab === 'personal' ? 'true' : 'false'}">${page.say(tab)}</button>`,
  )}</nav>
<form class="item-form profile-form" method="post" action="/account/profile_settings?${new URLSearchParams({
    ...(page.projectId ? { project_id: page.projectId } : {}),
    company_id: page.companyId,
    return: here,
  }).toString()}" data-profile>
<input type="hidden" name="authenticity_token" value="${core ? '' : page.csrf}">
<section class="card"><h2>${page.say('personal')}</h2>
${field('first_name', page.say('firstName'), first)}
${field('last_name', page.say('lastName'), rest.join(' '))}
${field('email', page.say('email'), page.person.email)}
${field('job_title', page.say('jobTitle'), page.person.jobTitle)}
<div class="field-row"><label for="profile_locale">${page.say('language')}</label><select id="profile_locale" name="locale">${LOCALES.map(
    (locale) =>
      html`<option value="${locale}"${locale === page.language ? raw(' selected') : ''}>${languageName(locale)}</option>`,
  )}</select></div>
<div class="field-row"><label for="profile_signature">${page.say('emailSignature')}</label><textarea id="profile_signature" name="signature" rows="3">${page.person.name}
${page.company.name}</textarea></div>
</section>
<section class="card"><h2>${page.say('additional')}</h2>
<div class="field-row"><span class="label">Outlook</span><span class="field">${page.docusign('synced')}</span></div>
${says === null ? html`<div class="field-row" hidden>${linkRow(page, 'synced', core, here)}</div>` : html`<div class="field-row link-row">${linkRow(page, says, core, here)}</div>`}
</section>
<div class="form-foot">${
    core
      ? coreButton({ label: page.say('update'), variant: 'primary', attributes: raw(' data-submit') })
      : html`<button type="submit" class="btn btn-primary">${page.say('update')}</button>`
  }</div>
<div class="scrim" data-confirm hidden><div class="dialog" role="dialog" aria-modal="true" aria-labelledby="confirm-title"><h2 id="confirm-title">${page.say('areYouSure')}</h2><p>${page.say('unlinkQuestion')}</p><div class="dialog-buttons"><button type="button" class="btn" data-confirm-cancel>${page.say('cancel')}</button><button type="button" class="btn btn-primary" data-confirm-ok>${page.say('ok')}</button></div></div></div>
</form>${hiddenElements(page)}`;

  return core
    ? webclientPage(page, {
        tool: 'profile',
        title: page.say('myProfile'),
        element: 'profile-app',
        main,
        behaviours: ['profile-unlink'],
      })
    : legacyPage(page, {
        tool: 'profile',
        title: page.say('myProfile'),
        main,
        behaviours: ['profile-unlink'],
      });
}

function linkRow(page: PageContext, says: 'synced' | 'not-linked', core: boolean, here: string): Html {
  const login = `/docusign_login?project_id=${page.projectId}&return=${encodeURIComponent(here)}`;
  const label = page.docusign('linkRow');
  if (says === 'synced') {
    const cross = raw(
      '<svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><path d="M2 2l8 8M10 2l-8 8" stroke="currentColor" stroke-width="2"></path></svg>',
    );
    return core
      ? html`<span class="${coreClass('Label')} label">${label}</span><span class="${coreClass('Flex', '12_31')} field"><span class="${coreClass('Typography')}" data-link-word>${page.docusign('synced')}</span><button type="button" class="${coreClass('IconButton')} unlink" data-unlink aria-label="${page.say('remove')}" aria-pressed="false">${cross}</button><input type="hidden" name="docusign_unlink" value="0"></span>`
      : html`<label>${label}</label><span class="field"><span data-link-word>${page.docusign('synced')}</span> <a class="unlink" role="button" tabindex="0" data-unlink title="${page.say('remove')}" aria-pressed="false">${cross}</a><input type="hidden" name="docusign_unlink" value="0"></span>`;
  }
  return core
    ? html`<span class="${coreClass('Label')} label">${label}</span><span class="${coreClass('Flex', '12_31')} field">${coreButton({ label: page.docusign('login'), post: login, attributes: newTab(page) })}</span>`
    : html`<label>${label}</label><span class="field"><button type="button" class="btn" data-post="${login}"${newTab(page)}>${page.docusign('login')}</button></span>`;
}
