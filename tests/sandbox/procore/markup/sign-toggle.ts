import type { ProjectContext } from '../context.ts';
import { type Html, html, raw } from '../html.ts';
import { coreClass } from './core.ts';

/** The Sign with DocuSign control: a checkbox on older forms, a toggle on newer ones. Its markup is not public. */
export type ToggleMarkup = 'row-checkbox' | 'labelled-checkbox' | 'switch-input' | 'switch-role';

export function signToggle(
  context: ProjectContext,
  markup: ToggleMarkup,
  on: boolean,
  readOnly: boolean,
): Html {
  const label = context.docusign('sign');
  const checked = on ? raw(' checked') : '';
  const disabled = readOnly ? raw(' disabled') : '';
  switch (markup) {
    case 'row-checkbox':
      return html`<div class="field-row"><label for="contract_sign">${label}</label><span class="field"><input type="hidden" name="sign" value="0"><input type="checkbox" id="contract_sign" name="sign" value="1" data-sign${checked}${disabled}></span></div>`;
    case 'labelled-checkbox':
      return html`<p class="field-row"><label><input type="checkbox" name="sign" value="1" data-sign${checked}${disabled}> ${label}</label></p>`;
    case 'switch-input':
      return html`<div class="${coreClass('Switch')} field-row" data-qa="field_signatureRequired"><label class="${coreClass('SwitchLabel', '12_31')} core-switch"><input type="checkbox" role="switch" name="sign" value="1" data-sign${checked}${disabled}><span class="${coreClass('SwitchTrack')}" aria-hidden="true"></span><span>${label}</span></label></div>`;
    case 'switch-role':
      return html`<div class="${coreClass('FormField')} field-row" data-qa="field_signatureRequired"><span class="core-label" id="sign-label">${label}</span><div class="${coreClass('Toggle')} core-toggle" role="switch" tabindex="0" aria-labelledby="sign-label" aria-checked="${on ? 'true' : 'false'}"${readOnly ? raw(' aria-disabled="true"') : ''} data-sign></div><input type="hidden" name="sign" value="${on ? '1' : '0'}"></div>`;
  }
}

/** How an item that is only shown tells it: as words, or as a check or nothing. */
export function shownSign(context: ProjectContext, look: 'text' | 'icon', on: boolean): Html {
  const label = context.docusign('sign');
  const value =
    look === 'text'
      ? context.say(on ? 'yes' : 'no')
      : on
        ? raw('<svg data-qa="ci-Check" width="16" height="16"></svg>')
        : '—';
  return html`<div class="${coreClass('FormField')} field-row" data-shown-sign="${on ? 'on' : 'off'}"><span class="core-label">${label}</span><span class="${coreClass('Value')}">${value}</span></div>`;
}
