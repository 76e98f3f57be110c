import { ageOf, DAY, MINUTE } from '../../base/clock.ts';
import type { Confirmation, Sighting, Use } from './tables.ts';
import type { Instant, LinkKey, Reading } from '../../base/types.ts';
import { type Countdown, IDLE_DAYS, type Link, type LinkReason } from './link.ts';

type Said = Pick<Sighting, 'kind' | 'says'>;

const isRow = ({ kind }: Said) => kind === 'link-row';
const asksToLogIn = ({ kind, says }: Said) => kind === 'banner' && says === 'reauth-required';
/** A message about DocuSign in words nobody knows: it may be the one that asks to log in. */
const isBannerUnread = ({ kind, says }: Said) => kind === 'banner' && says === 'unknown';
const isBoxOff = ({ kind, says }: Said) => kind === 'enable-box' && says === 'off';
const isBoxUnread = ({ kind, says }: Said) => kind === 'enable-box' && says === 'unknown';
const isButton = ({ kind, says }: Said) => kind === 'send-button' && says !== 'unknown';
/** Procore offers the integration on this project: the box is on, or something of it is on a page. */
const showsOffered = (said: Said) =>
  (said.kind === 'enable-box' && said.says === 'on') || isRow(said) || isButton(said);

/** As what a sighting can change the link's state, and not only tell about an item; null where it cannot. */
export function bearsAs(said: Said): string | null {
  if (isButton(said)) return 'send-button';
  const bears = isRow(said) || said.kind === 'enable-box' || asksToLogIn(said) || isBannerUnread(said);
  return bears ? `${said.kind} ${said.says}` : null;
}

/** True for a moment later than now: the computer's clock ran ahead when it was written, so nobody knows its age. */
export const isAhead = (at: Instant, now: Instant): boolean => ageOf(at, now) === null;

/** A stored moment later than now lay before now, and after what has a known age: moments just before now, in their order. */
export function redated(sightings: Sighting[], now: Instant): Sighting[] {
  const ahead = sightings.filter(({ at }) => isAhead(at, now)).toSorted((a, b) => a.at - b.at || a.id - b.id);
  if (ahead.length === 0) return sightings;
  return sightings.map((row) => {
    const turn = ahead.indexOf(row);
    if (turn === -1) return row;
    const at = now - (ahead.length - turn);
    return { ...row, at, firstAt: Math.min(row.firstAt, at), undated: true };
  });
}

/**
 * Whole days until Procore asks to log in again, rounded down: what is promised "at least" has to hold. Null where there
 * is nothing to count: no use was seen, none of a known moment, or the idle days since the last one are over.
 */
export function countdownFrom(lastUseAt: Instant | null, now: Instant, warningDay: number): Countdown | null {
  const idle = lastUseAt === null ? null : ageOf(lastUseAt, now);
  if (lastUseAt === null || idle === null || idle >= IDLE_DAYS * DAY) return null;
  return {
    daysLeft: Math.floor((IDLE_DAYS * DAY - idle) / DAY),
    lastUseAt,
    warns: idle >= warningDay * DAY,
  };
}

/** The next moment at which a countdown says something else: a day less, or the first warning. */
function nextOf({ lastUseAt }: Countdown, now: Instant, warningDay: number): Instant {
  const warnsAt = lastUseAt + warningDay * DAY;
  // A day is left until the moment it begins, and gone a millisecond later.
  const dayLessAt = lastUseAt + Math.max(0, Math.floor((now - lastUseAt) / DAY)) * DAY + 1;
  const next = dayLessAt > now ? dayLessAt : dayLessAt + DAY;
  return warnsAt > now ? Math.min(next, warnsAt) : next;
}

/** A link whose state no sighting tells. */
export const linkUnknown = (key: LinkKey, reason: LinkReason): Link => ({
  key,
  state: 'unknown',
  reason,
  evidence: null,
  countdown: null,
  confirmation: null,
  validUntil: null,
});

/**
 * The link that a person's sightings of one project add up to. Pure: the newest sighting that bears on the link wins,
 * and time may take a state away (to `unknown`) but never give one. What was read while the clock ran ahead has no age,
 * so no state rests on it.
 * @param read sightings of this key only, in any order
 */
export function deriveLink(
  key: LinkKey,
  read: readonly Sighting[],
  uses: readonly Use[],
  confirmation: Confirmation | null,
  now: Instant,
  warningDay: number,
): Link {
  const sightings = redated([...read], now);
  const lastUseAt = newest(uses.filter(({ at }) => !isAhead(at, now)))?.at ?? null;
  const newestOf = (which: (said: Said) => boolean) => newest(sightings.filter(which));
  const unlinked = newestOf((said) => isRow(said) && said.says === 'not-linked');
  // What was confirmed before an unlinking says nothing about the account linked since.
  const confirmed =
    confirmation && !isAhead(confirmation.at, now) && confirmation.at >= (unlinked?.at ?? 0)
      ? confirmation
      : null;
  const link = (state: Link['state'], reason: LinkReason, evidence: Sighting | null): Link =>
    evidence?.undated
      ? { ...linkUnknown(key, 'clock-set-back'), confirmation: confirmed }
      : { ...linkUnknown(key, reason), state, evidence, confirmation: confirmed };

  const off = newestOf(isBoxOff);
  const offered = newestOf(showsOffered);
  if (off && (!offered || off.at > offered.at)) return link('unavailable', 'project-off', off);

  const row = newestRow(sightings);
  const asked = newestOf(asksToLogIn);
  const isSince = (banner: Sighting) => (!row || banner.at >= row.at) && (lastUseAt ?? 0) <= banner.at;
  if (asked && isSince(asked)) return link('reauth-required', 'seen', asked);
  if (!row) return link('unknown', 'never-seen', null);
  if (row.says === 'not-linked') return link('not-linked', 'seen', row);
  if (row.says !== 'synced') return link('unknown', 'not-readable', row);

  // Procore may go on saying Synced while the login behind it has run out: only a new login or a use settles it.
  if (asked && asked.at > Math.max(unlinked?.at ?? 0, lastUseAt ?? 0)) {
    return link('unknown', 'asked-to-log-in', row);
  }
  if (row.undated) return link('unknown', 'clock-set-back', null);

  // A "Synced" read after the idle days were over means there was a use we did not see: the page is right.
  const idleOverAt = (lastUseAt ?? row.at) + IDLE_DAYS * DAY;
  const overAt = row.at >= idleOverAt ? row.at + IDLE_DAYS * DAY : idleOverAt;
  if (now >= overAt) return link('unknown', 'idle-days-over', row);
  // Silence is no consent: what stands there and cannot be read may be what takes the state away.
  const until = (found: Link): Link => ({ ...found, validUntil: overAt });
  const banner = newestOf(isBannerUnread);
  if (banner && isSince(banner)) return until(link('unknown', 'banner-not-readable', banner));
  const box = newestOf(isBoxUnread);
  if (box && box.at > (offered?.at ?? 0)) return until(link('unknown', 'box-not-readable', box));
  const countdown = countdownFrom(lastUseAt, now, warningDay);
  return {
    ...link('synced', 'seen', row),
    countdown,
    validUntil: countdown ? Math.min(overAt, nextOf(countdown, now, warningDay)) : overAt,
  };
}

/**
 * The moment of what a page came to say so many milliseconds ago. A clock that was just set right may have left rows some
 * seconds ahead of now: what is read now comes after them.
 */
export function momentOf(age: number, bearing: readonly Sighting[], now: Instant): Instant {
  const ahead = bearing.filter(({ at }) => at > now).map(({ at }) => at + 1);
  return Math.max(now - age, ...ahead);
}

/** The newest link row. Where a page shows two at the same moment, the one that promises less. */
function newestRow(sightings: readonly Sighting[]): Sighting | null {
  const rows = sightings.filter(isRow);
  const last = newest(rows);
  return newest(rows.filter(({ at, says }) => at === last?.at && says !== 'synced')) ?? last;
}

/** Nobody logs in at DocuSign in less: a row that said otherwise for so short was only being drawn. */
const FASTEST_LOGIN = 1_000;

/**
 * The use that a new sighting proves, if any. Logging in is a use: a row that now says Synced and last said otherwise
 * was linked in between, at the earliest when it was last read otherwise.
 * @param earlier sightings of the link from before the page said so
 */
export function useProvenBy(sighting: Sighting, earlier: readonly Sighting[]): Omit<Use, 'id'> | null {
  if (!isRow(sighting) || sighting.says !== 'synced') return null;
  const before = newestRow(earlier);
  if (before?.says !== 'not-linked' || before.undated) return null;
  if (sighting.at - before.firstAt < FASTEST_LOGIN) return null;
  const { zone, person, project } = sighting;
  return { zone, person, project, how: 'linked', at: before.at };
}

/** Banners that show an envelope was made of an item. */
const ENVELOPE_BANNERS: readonly string[] = [
  'setup-not-completed',
  'signature-pending',
  'signature-required',
];
const isEnvelope = ({ kind, says }: Said) => kind === 'banner' && ENVELOPE_BANNERS.includes(says);
/** After this long a banner no longer speaks for the press: somebody else may have sent the item. */
const PRESS_COUNTS_FOR = 30 * MINUTE;

/** A press on a send button that was read, and whose effect was not seen yet. */
export type Press = LinkKey & { item: string; at: Instant; tab: number };

/** Where something was read: the tab, the one it was opened from, and when its document began by the clock. */
export type ReadIn = { tabId: number; opener?: number | undefined; documentStartedAt?: number | undefined };

/**
 * What a press led to shows in its own tab or in one opened from there: DocuSign brings the person back to either. What
 * appears elsewhere may as well be a colleague's envelope.
 */
export const mayShowEffect = ({ tab }: Press, { tabId, opener }: ReadIn): boolean =>
  tabId === tab || opener === tab;

/**
 * True where the item was loaded anew after the press and still offers to send, with no envelope: Procore makes one at
 * once, so the press came to nothing, and one that appears later is somebody else's. A colleague who sends between a
 * press that came to nothing and the next loading of the page cannot be told apart: no page says who sent.
 */
export function cameToNothing(
  press: Press,
  key: LinkKey,
  item: string,
  readings: readonly Reading[],
  { documentStartedAt }: ReadIn,
): boolean {
  const isNewer = documentStartedAt !== undefined && documentStartedAt > press.at;
  const offers = readings.some((reading) => isButton(reading) && reading.disabled !== true);
  return isNewer && offers && !readings.some(isEnvelope) && isSameItem(press, key, item);
}

const isSameItem = (press: Press, { zone, person, project }: LinkKey, item: string): boolean =>
  item !== '' &&
  item === press.item &&
  zone === press.zone &&
  person === press.person &&
  project === press.project;

/**
 * The use that a press on a send button turns out to have been, once an envelope banner appears on its item that was
 * not there before. In doubt it was none.
 * @param read what else was read on the item lately
 */
export function useProvenByPress(
  press: Press,
  sighting: Sighting,
  read: readonly Sighting[],
): Omit<Use, 'id'> | null {
  const { zone, person, project } = sighting;
  const appeared = sighting.firstAt >= press.at && sighting.firstAt <= press.at + PRESS_COUNTS_FOR;
  if (!isSameItem(press, sighting, sighting.item) || !appeared || !isEnvelope(sighting)) return null;
  // The page of the item was read before the press, or nobody knows what stood on it.
  const button = newest(read.filter((row) => isButton(row) && !row.undated && row.firstAt <= press.at));
  if (!button) return null;
  const banner = newest(read.filter(({ kind, id }) => kind === 'banner' && id !== sighting.id));
  const wasThere = banner && isEnvelope(banner) && banner.at >= button.firstAt;
  return wasThere ? null : { zone, person, project, how: 'sent', at: press.at };
}

export function newest<T extends { at: Instant; id?: number }>(rows: readonly T[]): T | null {
  return rows.reduce<T | null>(
    (last, row) =>
      !last || row.at > last.at || (row.at === last.at && (row.id ?? 0) > (last.id ?? 0)) ? row : last,
    null,
  );
}
