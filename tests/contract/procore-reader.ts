/**
 * Reads a drawn page of the Procore stand-in by the hooks its templates leave, to hold the catalogue and the pages
 * together. It knows the sandbox's markup and words and nothing of the extension.
 */
import { Window } from 'happy-dom';
import { docusignWord, type DocusignWordKey } from '../sandbox/procore/words/docusign-words.ts';
import { localeOf } from '../sandbox/procore/words/locales.ts';

const window = new Window();

export type Truth = { kind: string; truth: string; disabled: boolean };

const SENDS = {
  complete: 'complete',
  completePlain: 'complete',
  send: 'send',
  createAndSend: 'create-and-send',
  updateAndSetUp: 'update-and-set-up',
  sendTo: 'send-to',
  signEntry: 'send',
} as const satisfies Partial<Record<DocusignWordKey, string>>;

const BANNERS = {
  setupNotCompleted: 'setup-not-completed',
  signaturePending: 'signature-pending',
  signatureRequired: 'signature-required',
  signatureCompleted: 'signature-completed',
  reauthRequired: 'reauth-required',
  envelopeUnavailable: 'envelope-unavailable',
} as const satisfies Partial<Record<DocusignWordKey, string>>;

const clean = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();

const NEVER_SEEN =
  'template, script, [hidden], [style*="display:none"], [style*="visibility:hidden"], .comments, .help-note, textarea';

/** `wordsOf`: the language the catalogue gives the page. */
export function readTruths(text: string, wordsOf: string): { lang: string | null; truths: Truth[] } {
  const document = new window.DOMParser().parseFromString(text, 'text/html');
  const lang = document.documentElement.getAttribute('lang');
  for (const element of document.querySelectorAll(NEVER_SEEN)) element.remove();
  const locale = localeOf(wordsOf) ?? 'en';
  const said = (table: Partial<Record<DocusignWordKey, string>>, label: string): string | null => {
    for (const [key, truth] of Object.entries(table))
      if (truth !== undefined && docusignWord(locale, key as DocusignWordKey).text === label) return truth;
    return null;
  };
  const truths: Truth[] = [];

  for (const title of document.querySelectorAll('.banner-title, .core-banner-title')) {
    const truth = said(BANNERS, clean(title.textContent));
    if (truth) truths.push({ kind: 'banner', truth, disabled: false });
  }
  for (const control of document.querySelectorAll(
    'button, input[type="submit"], a.btn, [role="button"], [role="menuitem"]',
  )) {
    const truth = said(SENDS, clean(control.getAttribute('value') ?? control.textContent));
    if (!truth) continue;
    const disabled = control.hasAttribute('disabled') || control.getAttribute('aria-disabled') === 'true';
    truths.push({ kind: 'send-button', truth, disabled });
  }
  for (const row of document.querySelectorAll('[data-shown-sign]')) {
    const truth = row.getAttribute('data-shown-sign') ?? '';
    // A check that is not there tells nothing.
    if (truth === 'on' || !clean(row.textContent).endsWith('—'))
      truths.push({ kind: 'sign-toggle', truth, disabled: true });
  }
  for (const control of document.querySelectorAll('[data-sign]')) {
    const label = clean(control.closest('.field-row')?.textContent);
    if (label !== docusignWord(locale, 'sign').text) continue;
    const on = control.getAttribute('aria-checked') === 'true' || control.hasAttribute('checked');
    const disabled = control.hasAttribute('disabled') || control.getAttribute('aria-disabled') === 'true';
    truths.push({ kind: 'sign-toggle', truth: on ? 'on' : 'off', disabled });
  }
  for (const control of document.querySelectorAll('input[type="checkbox"][name="docusign"]')) {
    if (clean(control.closest('.field-row')?.textContent) !== docusignWord(locale, 'enable').text) continue;
    truths.push({
      kind: 'enable-box',
      truth: control.hasAttribute('checked') ? 'on' : 'off',
      disabled: false,
    });
  }
  for (const row of document.querySelectorAll('.link-row')) {
    const words = clean(row.textContent);
    const label = docusignWord(locale, 'linkRow').text;
    if (words === `${label}${docusignWord(locale, 'synced').text}`)
      truths.push({ kind: 'link-row', truth: 'synced', disabled: false });
    if (words === `${label}${docusignWord(locale, 'login').text}`)
      truths.push({ kind: 'link-row', truth: 'not-linked', disabled: false });
  }
  return { lang, truths };
}
