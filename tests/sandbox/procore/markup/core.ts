/**
 * Look-alikes of Procore's component library as seen on saved pages: hashed class names of several versions on one
 * page, a hidden spinner named "Loading" in every button, `data-qa` here and there.
 */
import { type Html, html, raw } from '../html.ts';

/** A class list as styled-components writes it; versions differ on one page, so no whole name is worth matching. */
export function coreClass(component: string, version: '12_25' | '12_29' | '12_31' = '12_29'): string {
  let hash = 7;
  for (const character of component + version) hash = (hash * 31 + character.charCodeAt(0)) % 2_176_782_336;
  const short = hash.toString(36).padStart(6, '0');
  return `Styled${component}-core-${version}_0__sc-${short}-0 ${short.split('').toReversed().join('')}`;
}

const spinner = raw(
  '<svg class="core-spinner" role="img" aria-label="Loading" viewBox="0 0 16 16" width="16" height="16" style="visibility:hidden"><circle cx="8" cy="8" r="6" fill="none" stroke="currentColor"></circle></svg>',
);

export function coreButton(options: {
  label: string;
  qa?: string;
  variant?: 'primary' | 'secondary' | 'tertiary';
  /** Where pressing it posts to. */
  post?: string;
  disabled?: boolean;
  /** Shown as a tooltip; core-react greys with `aria-disabled` then, so that the tooltip can be reached. */
  tooltip?: string;
  /** More attributes, as HTML. */
  attributes?: Html;
}): Html {
  const { label, qa, variant = 'secondary', post, disabled, tooltip, attributes } = options;
  return html`<button type="button" class="${coreClass('Button')} core-${variant}"${qa ? html` data-qa="${qa}"` : ''}${
    post && !disabled ? html` data-post="${post}"` : ''
  }${disabled ? (tooltip ? html` aria-disabled="true" title="${tooltip}"` : html` disabled`) : ''}${attributes ?? ''}><span class="${coreClass(
    'ButtonContent',
    '12_25',
  )}">${label}</span>${spinner}</button>`;
}

/** core-react's page banner. The class prefix StyledPageBanner was seen on saved pages; the rest is a guess. */
export function corePageBanner(options: {
  title: string;
  text: Html | string;
  buttons?: Html;
  tone: 'info' | 'attention' | 'error' | 'success';
}): Html {
  return html`<div class="${coreClass('PageBanner')} core-banner core-banner-${options.tone}" role="status">
  <div class="${coreClass('PageBannerContent', '12_31')}"><span class="${coreClass('PageBannerTitle')} core-banner-title">${options.title}</span>
  <span class="${coreClass('PageBannerBody')} core-banner-body">${options.text}</span></div>
  <div class="${coreClass('PageBannerActions', '12_25')} core-banner-actions">${options.buttons ?? ''}</div>
</div>`;
}

export function corePill(label: string): Html {
  return html`<span class="${coreClass('Pill')} core-pill">${label}</span>`;
}

export const coreCard = (title: string, body: Html, qa?: string): Html =>
  html`<section class="${coreClass('Card')} core-card"${qa ? html` data-qa="${qa}"` : ''}><h2 class="${coreClass('Title')}">${title}</h2>${body}</section>`;
