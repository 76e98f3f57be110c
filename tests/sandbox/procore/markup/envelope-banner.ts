/** The six banners of an item. Source of titles and of the first one's buttons: support.procore.com FAQ on the DocuSign banners; other buttons are the sandbox's own. */
import type { PageContext } from '../context.ts';
import { type Html, html, raw } from '../html.ts';
import type { EnvelopeState, Item } from '../items.ts';
import { REFRESH_LOCK } from '../state.ts';
import type { DocusignWordKey } from '../words/docusign-words.ts';
import type { PageWordKey } from '../words/page-words.ts';
import { coreButton, corePageBanner } from './core.ts';
import { newTab } from './send-control.ts';

export type BannerState = EnvelopeState | 'reauth';

type Face = {
  title: DocusignWordKey;
  text: PageWordKey;
  tone: 'info' | 'attention' | 'error' | 'success';
  buttons: readonly ('void' | 'refresh' | 'download' | 'finish' | 'signContract' | 'logIn')[];
};

export const BANNERS: Record<BannerState, Face> = {
  setup: {
    title: 'setupNotCompleted',
    text: 'setupText',
    tone: 'attention',
    buttons: ['void', 'refresh', 'download', 'finish'],
  },
  pending: { title: 'signaturePending', text: 'pendingText', tone: 'info', buttons: ['void', 'refresh'] },
  required: {
    title: 'signatureRequired',
    text: 'requiredText',
    tone: 'attention',
    buttons: ['signContract', 'refresh'],
  },
  completed: { title: 'signatureCompleted', text: 'completedText', tone: 'success', buttons: ['download'] },
  reauth: { title: 'reauthRequired', text: 'reauthText', tone: 'error', buttons: ['logIn'] },
  unavailable: {
    title: 'envelopeUnavailable',
    text: 'unavailableText',
    tone: 'error',
    buttons: ['refresh'],
  },
};

export function envelopeBanner(
  page: PageContext,
  item: Item,
  state: BannerState,
  core: boolean,
  returnTo: string,
): Html {
  const face = BANNERS[state];
  const title = page.docusign(face.title);
  const text = html`${page.say(face.text)}${state === 'pending' ? html` <strong>Calder Steelwork Ltd</strong>` : ''}`;
  const back = encodeURIComponent(returnTo);
  const locked = item.refreshedAt !== null && page.now - item.refreshedAt < REFRESH_LOCK;
  const buttons = html`${face.buttons.map((name) => {
    const post =
      name === 'logIn'
        ? `/docusign_login?project_id=${page.projectId}&return=${back}`
        : `/docusign_envelopes/${item.id}/${name}?project_id=${page.projectId}&return=${back}`;
    const waits = name === 'refresh' && locked;
    return core
      ? coreButton({
          label: page.say(name),
          post,
          attributes: name === 'logIn' ? newTab(page) : raw(''),
          disabled: waits,
          ...(waits ? { tooltip: page.say('refreshWait') } : {}),
        })
      : html`<button type="button" class="btn" ${waits ? html`disabled title="${page.say('refreshWait')}"` : html`data-post="${post}"${name === 'logIn' ? newTab(page) : ''}`}>${page.say(name)}</button>`;
  })}`;
  return core
    ? corePageBanner({ title, text, buttons, tone: face.tone })
    : html`<div class="banner banner-${face.tone}" role="alert"><div class="banner-words"><strong class="banner-title">${title}</strong><p>${text}</p></div><div class="banner-buttons">${buttons}</div></div>`;
}
