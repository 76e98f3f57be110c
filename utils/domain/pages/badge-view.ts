import { cachedMessage } from './message-cache.ts';
import type { Link } from '../links/link.ts';
import type { BadgeView } from './messages.ts';
import type { Instant, LinkState, Reading } from '../../base/types.ts';
import { dayText, dayTextUntil } from './day-text.ts';

type Tone = BadgeView['tone'];

const TONE_OF_STATE: Record<LinkState, Tone> = {
  synced: 'good',
  'not-linked': 'bad',
  'reauth-required': 'bad',
  unavailable: 'off',
  unknown: 'unknown',
};

/**
 * What the badge beside one element shows. Pure but for the language. Nothing personal is in it: who the account is
 * stays in our own pages, the badge only says whether it was confirmed.
 */
export function badgeView(reading: Reading, link: Link, now: Instant): BadgeView {
  const { kind, says, disabled = false } = reading;
  // Words that are in no label pack make the element unknown, however well the link itself is known.
  const readable = says !== 'unknown';
  const { text, sentence, tone } = readable ? wording(reading, link, now) : unreadable();
  return {
    kind,
    says,
    disabled,
    state: readable ? link.state : 'unknown',
    tone,
    text: text.slice(0, 60),
    label: `Countersign: ${sentence} ${cachedMessage('badge.press')}`.slice(0, 300),
  };
}

/**
 * The next moment at which time alone changes what the badges of these elements show, or null. Until then they are as
 * true as when they were made.
 */
export function badgesValidUntil(readings: readonly Reading[], link: Link, now: Instant): Instant | null {
  if (readings.length === 0) return null;
  // Badges of send buttons alone name dates.
  const dates = readings.some(({ kind }) => kind === 'send-button')
    ? [link.evidence, link.confirmation].flatMap((row) => (row ? [dayTextUntil(row.at, now)] : []))
    : [];
  const ends = link.validUntil === null ? dates : [link.validUntil, ...dates];
  return ends.length === 0 ? null : Math.min(...ends);
}

const unreadable = () => ({
  text: cachedMessage('badge.unreadable'),
  sentence: cachedMessage('badge.unreadableLabel'),
  tone: 'unknown' as const,
});

function wording(reading: Reading, link: Link, now: Instant): { text: string; sentence: string; tone: Tone } {
  if (reading.unsaved)
    return {
      text: cachedMessage('badge.unsaved'),
      sentence: cachedMessage('badge.unsavedLabel'),
      tone: 'unknown',
    };
  switch (reading.kind) {
    case 'link-row':
      return { ...rowWording(link), tone: toneOf(link) };
    case 'send-button':
      return sendWording(reading.disabled ?? false, link, now);
    case 'sign-toggle':
      return toggleWording(reading.says);
    case 'banner':
      return bannerWording(reading.says);
    case 'enable-box':
      return boxWording(reading.says);
  }
}

const toneOf = (link: Link): Tone =>
  link.state === 'synced' && link.countdown?.warns ? 'warn' : TONE_OF_STATE[link.state];

function rowWording(link: Link): { text: string; sentence: string } {
  const days = link.countdown;
  switch (link.state) {
    case 'synced':
      return {
        text: days ? cachedMessage('badge.row.syncedDays', days.daysLeft) : cachedMessage('badge.row.synced'),
        sentence: days
          ? cachedMessage('badge.row.syncedDaysLabel', days.daysLeft)
          : cachedMessage('badge.row.syncedLabel'),
      };
    case 'not-linked':
      return {
        text: cachedMessage('badge.row.notLinked'),
        sentence: cachedMessage('badge.row.notLinkedLabel'),
      };
    case 'reauth-required':
      return { text: cachedMessage('badge.row.reauth'), sentence: cachedMessage('badge.row.reauthLabel') };
    case 'unavailable':
      return { text: cachedMessage('badge.row.off'), sentence: cachedMessage('badge.row.offLabel') };
    case 'unknown':
      return {
        text: cachedMessage(`badge.row.${UNKNOWN_ROW[link.reason]}`),
        sentence: cachedMessage(`badge.row.${UNKNOWN_ROW[link.reason]}Label`),
      };
  }
}

/** The row's own words are known: where the link is not, something else took it away. */
const UNKNOWN_ROW = {
  seen: 'old',
  'never-seen': 'old',
  'project-off': 'old',
  'not-readable': 'unknown',
  'idle-days-over': 'old',
  'asked-to-log-in': 'asked',
  'banner-not-readable': 'old',
  'box-not-readable': 'old',
  'clock-set-back': 'old',
  'person-not-told': 'person',
} as const satisfies Record<Link['reason'], string>;

function sendWording(
  disabled: boolean,
  link: Link,
  now: Instant,
): { text: string; sentence: string; tone: Tone } {
  if (disabled)
    return {
      text: cachedMessage('badge.send.greyed'),
      sentence: cachedMessage('badge.send.greyedLabel'),
      tone: 'warn',
    };
  const tone = toneOf(link);
  const seen = link.evidence ? dayText(link.evidence.at, now) : '';
  switch (link.state) {
    case 'synced': {
      const whom = link.confirmation
        ? cachedMessage('badge.send.confirmed', [dayText(link.confirmation.at, now)])
        : cachedMessage('badge.send.notConfirmed');
      const days = link.countdown ? ` ${cachedMessage('badge.send.days', link.countdown.daysLeft)}` : '';
      return {
        text: link.countdown
          ? cachedMessage('badge.send.readyDays', link.countdown.daysLeft)
          : cachedMessage('badge.send.ready'),
        sentence: `${cachedMessage('badge.send.readyLabel', [seen])} ${whom}${days}`,
        tone,
      };
    }
    case 'not-linked':
      return {
        text: cachedMessage('badge.send.login'),
        sentence: cachedMessage('badge.send.loginLabel', [seen]),
        tone,
      };
    case 'reauth-required':
      return {
        text: cachedMessage('badge.send.reauth'),
        sentence: cachedMessage('badge.send.reauthLabel', [seen]),
        tone,
      };
    case 'unavailable':
      return {
        text: cachedMessage('badge.send.off'),
        sentence: cachedMessage('badge.send.offLabel', [seen]),
        tone,
      };
    case 'unknown':
      return {
        text: cachedMessage('badge.send.unknown'),
        sentence: cachedMessage(UNKNOWN_SEND[link.reason]),
        tone,
      };
  }
}

const UNKNOWN_SEND = {
  seen: 'badge.send.unknownLabel',
  'never-seen': 'badge.send.unknownLabel',
  'project-off': 'badge.send.unknownLabel',
  'not-readable': 'badge.send.notReadableLabel',
  'idle-days-over': 'badge.send.idleLabel',
  'asked-to-log-in': 'badge.send.askedLabel',
  'banner-not-readable': 'badge.send.bannerLabel',
  'box-not-readable': 'badge.send.boxLabel',
  'clock-set-back': 'badge.send.clockLabel',
  'person-not-told': 'badge.send.personLabel',
} as const satisfies Record<Link['reason'], string>;

function toggleWording(says: string): { text: string; sentence: string; tone: Tone } {
  if (says === 'on') {
    return {
      text: cachedMessage('badge.toggle.on'),
      sentence: cachedMessage('badge.toggle.onLabel'),
      tone: 'good',
    };
  }
  return {
    text: cachedMessage('badge.toggle.off'),
    sentence: cachedMessage('badge.toggle.offLabel'),
    tone: 'off',
  };
}

const BANNERS = {
  'setup-not-completed': { word: 'setup', tone: 'warn' },
  'signature-pending': { word: 'pending', tone: 'good' },
  'signature-required': { word: 'required', tone: 'warn' },
  'signature-completed': { word: 'completed', tone: 'good' },
  'reauth-required': { word: 'reauth', tone: 'bad' },
  'envelope-unavailable': { word: 'unavailable', tone: 'bad' },
} as const;

function bannerWording(says: string): { text: string; sentence: string; tone: Tone } {
  if (!Object.hasOwn(BANNERS, says)) return unreadable();
  const { word, tone } = BANNERS[says as keyof typeof BANNERS];
  return {
    text: cachedMessage(`badge.banner.${word}`),
    sentence: cachedMessage(`badge.banner.${word}Label`),
    tone,
  };
}

function boxWording(says: string): { text: string; sentence: string; tone: Tone } {
  if (says === 'on')
    return {
      text: cachedMessage('badge.box.on'),
      sentence: cachedMessage('badge.box.onLabel'),
      tone: 'good',
    };
  return { text: cachedMessage('badge.box.off'), sentence: cachedMessage('badge.box.offLabel'), tone: 'off' };
}
