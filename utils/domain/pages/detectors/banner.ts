import { BANNER_TITLES } from '../../../vendors/procore/labels.ts';
import { mayBeItem } from '../../../vendors/procore/urls.ts';
import type { SAYINGS } from '../../../base/types.ts';
import { ancestorsOf, BANNERS, isWritten } from './areas.ts';
import {
  ANCHOR,
  briefText,
  isShown,
  mayBeOurs,
  namesDocusign,
  indexLabels,
  visiblePieces,
  shownText,
} from './text.ts';
import type { Detector, Examples } from './types.ts';

const meanings = indexLabels(BANNER_TITLES);
const HEADINGS = 'h1,h2,h3,h4,h5,h6,strong,b,[role="heading"],[class*="title" i],[class*="heading" i]';

type Says = (typeof SAYINGS.banner)[number];

/** The banner's title, which is a heading or what holds its first words alone, and what it says. */
function bannerTitle(banner: Element): { title: Element; says: Says } | undefined {
  const first = visiblePieces(banner)[0]?.owner;
  const titles = first ? [first, ...ancestorsOf(first), ...banner.querySelectorAll(HEADINGS)] : [];
  let found: { title: Element; says: Says } | undefined;
  for (const title of titles) {
    // What is inside a banner of its own is that one's title.
    if (title.closest(BANNERS) !== banner || title.querySelector(BANNERS)) continue;
    const text = shownText(title);
    const says = meanings.get(text) ?? (namesDocusign(text) ? 'unknown' : undefined);
    if (!says || says === found?.says) continue;
    // Two titles that are known and differ: nobody knows which of them holds.
    if (!found || found.says === 'unknown') found = { title, says };
    else if (says !== 'unknown') return { title, says: 'unknown' };
  }
  return found;
}

/** A banner on an item that tells how its envelope stands. */
export const banner: Detector = {
  kind: 'banner',
  // A region may be all of a page.
  from: (worded) => {
    const banner = worded.closest(BANNERS);
    return banner && briefText(banner) !== undefined ? banner : undefined;
  },
  scope: (element) => element,
  anchor: (element) => bannerTitle(element)?.title ?? element,
  read(element) {
    if (
      !mayBeOurs(briefText(element) ?? '') ||
      !element.matches(BANNERS) ||
      !isShown(element) ||
      isWritten(element)
    )
      return undefined;
    // Other tools ask for signatures too, and a plain region is no banner by itself: "Signature Required" is also the
    // name of a field of contracts.
    const isPlain = element.matches('[role="region"]:not([class*="Banner"],[data-qa])');
    if ((isPlain || !mayBeItem(element.ownerDocument.URL)) && !shownText(element).includes(ANCHOR))
      return undefined;
    const found = bannerTitle(element);
    return found && { kind: 'banner', says: found.says };
  },
};

/** Markup → what the elements of this kind in it say. Nobody else may find anything in it. */
export const examples: Examples = {
  '<div role="alert"><h4>DocuSign© Envelope Setup Not Completed</h4><button>Void</button></div>': [
    'setup-not-completed',
  ],
  '<div class="StyledPageBanner-core-12_29_0__sc-1 x"><svg></svg><div><span>Signature Pending</span></div><p>Ball in court</p></div>':
    ['signature-pending'],
  '<div data-qa="page-banner"><b>Unterschrift benötigt</b></div>': ['signature-required'],
  '<div role="status"><strong>Signature Completed</strong></div>': ['signature-completed'],
  '<div class="BannerRoot"><h3>再認証が必要</h3></div>': ['reauth-required'],
  '<section role="region"><h3>DocuSign Envelope is Currently Unavailable</h3></section>': [
    'envelope-unavailable',
  ],
  '<div role="alert"><h4>Erneute Authentifizierung erforderlich</h4></div>': ['reauth-required'],
  '<div role="alert"><h4>Réauthentification requise</h4></div>': ['reauth-required'],
  '<div role="alert"><h4>Autenticación requerida</h4></div>': ['reauth-required'],
  '<div role="alert"><h4>Se requiere una nueva autenticación</h4></div>': ['reauth-required'],
  '<div role="alert"><h4>Reautenticação necessária</h4></div>': ['reauth-required'],
  '<div role="alert"><h4>Se requiere DocuSign</h4></div>': ['unknown'],
  '<section role="region"><h3>Signature Required</h3><input></section>': [],
  '<div class="comment"><div role="alert"><h4>Signature Required</h4></div></div>': [],
  '<h4>Signature Pending</h4>': [],
};
