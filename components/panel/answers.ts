import { i18n } from '#i18n';
import type { Link } from '../../utils/domain/links/link.ts';
import { type ElementKind, SAYINGS } from '../../utils/base/types.ts';
import { fixOf, whyOf } from '../shared/link-summary.tsx';

/** What is said about one element: each part a sentence or two. `buttons` only where a banner has some. */
export type PanelAnswer = {
  read: string;
  means: string;
  buttons?: string;
  who: string;
  next: string;
  unknown: boolean;
};

/** Everything an answer may rest on. */
export type AskedElement = {
  kind: ElementKind;
  says: string;
  /** The control was greyed out when it was read last. */
  disabled: boolean;
  /** The item it was on, such as `commitment:42`, or ''. */
  item: string;
  link: Link | null;
  /** Who the person confirmed, ready to be shown, or ''. */
  who: string;
  /** The days left, in words, when they warn; else ''. */
  soon: string;
};

type PlainKey =
  | 'link_row_synced'
  | 'link_row_not_linked'
  | 'link_row_unknown'
  | 'sign_toggle_yes'
  | 'sign_toggle_no'
  | 'sign_toggle_unsaved'
  | 'sign_toggle_unknown'
  | 'enable_box_yes'
  | 'enable_box_no'
  | 'enable_box_unsaved'
  | 'enable_box_unknown';
type BannerKey =
  | 'banner_setup_not_completed'
  | 'banner_signature_pending'
  | 'banner_signature_required'
  | 'banner_signature_completed'
  | 'banner_reauth_required'
  | 'banner_envelope_unavailable'
  | 'banner_unknown';

type Saying<K extends ElementKind> = (typeof SAYINGS)[K][number];

// Sources of the meanings: support.procore.com, "What do the different DocuSign banners in Procore mean?", "Link your
// DocuSign account to a Procore project", "Enable or disable the DocuSign integration on a Procore project".
const LINK_ROW: Record<Saying<'link-row'>, PlainKey> = {
  synced: 'link_row_synced',
  'not-linked': 'link_row_not_linked',
  unknown: 'link_row_unknown',
};
/** `unsaved`: as it stands in a form in which it was changed. */
const SIGN_TOGGLE: Record<Saying<'sign-toggle'> | 'unsaved', PlainKey> = {
  on: 'sign_toggle_yes',
  off: 'sign_toggle_no',
  unsaved: 'sign_toggle_unsaved',
  unknown: 'sign_toggle_unknown',
};
const ENABLE_BOX: Record<Saying<'enable-box'> | 'unsaved', PlainKey> = {
  on: 'enable_box_yes',
  off: 'enable_box_no',
  unsaved: 'enable_box_unsaved',
  unknown: 'enable_box_unknown',
};
const BANNER: Record<Saying<'banner'>, BannerKey> = {
  'setup-not-completed': 'banner_setup_not_completed',
  'signature-pending': 'banner_signature_pending',
  'signature-required': 'banner_signature_required',
  'signature-completed': 'banner_signature_completed',
  'reauth-required': 'banner_reauth_required',
  'envelope-unavailable': 'banner_envelope_unavailable',
  unknown: 'banner_unknown',
};
const SEND_NOTE: Record<Saying<'send-button'>, (item: string) => string> = {
  complete: (item) => (/invoice:/.test(item) ? i18n.t('panel.answer.send_button.note_complete') : ''),
  send: () => '',
  'create-and-send': () => i18n.t('panel.answer.send_button.note_create'),
  'update-and-set-up': () => i18n.t('panel.answer.send_button.note_update'),
  'send-to': () => i18n.t('panel.answer.send_button.note_list'),
  unknown: () => i18n.t('panel.answer.send_button.note_unknown'),
};

export function answerTo(asked: AskedElement): PanelAnswer {
  switch (asked.kind) {
    case 'link-row':
      return plainAnswer(pick(LINK_ROW, asked.says));
    case 'sign-toggle':
      return plainAnswer(pick(SIGN_TOGGLE, asked.says));
    case 'enable-box':
      return plainAnswer(pick(ENABLE_BOX, asked.says));
    case 'banner':
      return bannerAnswer(pick(BANNER, asked.says));
    case 'send-button':
      return sendAnswer(asked);
  }
}

/** A word that this version does not know is treated as unknown. */
function pick<T>(answers: Record<string, T> & { unknown: T }, says: string): T {
  return Object.hasOwn(answers, says) ? (answers[says] ?? answers.unknown) : answers.unknown;
}

function plainAnswer(key: PlainKey): PanelAnswer {
  return {
    read: i18n.t(`panel.answer.${key}.read`),
    means: i18n.t(`panel.answer.${key}.means`),
    who: i18n.t(`panel.answer.${key}.who`),
    next: i18n.t(`panel.answer.${key}.next`),
    unknown: key.endsWith('_unknown'),
  };
}

function bannerAnswer(key: BannerKey): PanelAnswer {
  return {
    read: i18n.t(`panel.answer.${key}.read`),
    means: i18n.t(`panel.answer.${key}.means`),
    buttons: i18n.t(`panel.answer.${key}.buttons`),
    who: i18n.t(`panel.answer.${key}.who`),
    next: i18n.t(`panel.answer.${key}.next`),
    unknown: key === 'banner_unknown',
  };
}

function sendAnswer(asked: AskedElement): PanelAnswer {
  const { says, disabled } = asked;
  const works = willItWork(asked);
  const note = pick(SEND_NOTE, says)(asked.item);
  return {
    read: i18n.t('panel.answer.send_button.read'),
    means: [disabled ? i18n.t('panel.answer.send_button.greyed') : '', works.means, note]
      .filter((sentence) => sentence !== '')
      .join(' '),
    who: i18n.t('panel.answer.send_button.who'),
    next: disabled
      ? says === 'send-to'
        ? i18n.t('panel.answer.send_button.next_greyed_list')
        : i18n.t('panel.answer.send_button.next_greyed')
      : works.next,
    unknown: says === 'unknown',
  };
}

/** Will the send button work, and as whom? */
function willItWork({ link, who, soon }: AskedElement): { means: string; next: string } {
  switch (link?.state) {
    case 'synced': {
      const as =
        who === ''
          ? i18n.t('panel.answer.send_button.ready')
          : i18n.t('panel.answer.send_button.ready_who', [who]);
      const until = soon === '' ? '' : ` ${i18n.t('panel.answer.send_button.ready_soon', [soon])}`;
      return { means: as + until, next: i18n.t('panel.answer.send_button.next_ready') };
    }
    case 'not-linked':
      return {
        means: i18n.t('panel.answer.send_button.not_linked'),
        next: i18n.t('panel.answer.send_button.next_link'),
      };
    case 'reauth-required':
      return {
        means: i18n.t('panel.answer.send_button.reauth'),
        next: i18n.t('panel.answer.send_button.next_relink'),
      };
    case 'unavailable':
      return {
        means: i18n.t('panel.answer.send_button.unavailable'),
        next: i18n.t('panel.answer.send_button.next_off'),
      };
    default:
      if (link && link.reason !== 'never-seen') {
        return {
          means: `${i18n.t('panel.answer.send_button.unknown_why')} ${whyOf(link.reason)}`,
          next: fixOf(link.reason),
        };
      }
      return {
        means: i18n.t('panel.answer.send_button.unknown'),
        next: i18n.t('panel.answer.send_button.next_look'),
      };
  }
}
