import { ageOf, DAY, HOUR } from '../clock.ts';
import type { Confirmation, Sighting, Use } from '../storage/database.ts';
import type { Instant, LinkKey } from '../types.ts';
import { type Countdown, IDLE_DAYS, type Link } from './link.ts';

const isRow = (sighting: Pick<Sighting, 'kind'>) => sighting.kind === 'link-row';
const asksToLogIn = ({ kind, says }: Pick<Sighting, 'kind' | 'says'>) =>
  kind === 'banner' && says === 'reauth-required';
const isBoxOff = ({ kind, says }: Pick<Sighting, 'kind' | 'says'>) => kind === 'enable-box' && says === 'off';
/** Procore offers the integration on this project: the box is on, or something of it is on a page. */
const showsOffered = ({ kind, says }: Pick<Sighting, 'kind' | 'says'>) =>
  (kind === 'enable-box' && says === 'on') ||
  kind === 'link-row' ||
  (kind === 'send-button' && says !== 'unknown');

/** True for a sighting that can change the link's state, and not only tell about an item. */
export function bearsOnLink(sighting: Pick<Sighting, 'kind' | 'says'>): boolean {
  return isBoxOff(sighting) || showsOffered(sighting) || asksToLogIn(sighting);
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

/**
 * The link that a person's sightings of one project add up to. Pure: the newest sighting that bears on the link wins,
 * and time may take a state away (to `unknown`) but never give one.
 * @param sightings of this key only, in any order
 */
export function deriveLink(
  key: LinkKey,
  sightings: readonly Sighting[],
  uses: readonly Use[],
  confirmation: Confirmation | null,
  now: Instant,
  warningDay: number,
): Link {
  const lastUseAt = uses.reduce<Instant | null>((last, use) => Math.max(last ?? use.at, use.at), null);
  const unlinked = newest(sightings.filter((sighting) => isRow(sighting) && sighting.says === 'not-linked'));
  const link = (state: Link['state'], reason: Link['reason'], evidence: Sighting | null): Link => ({
    key,
    state,
    reason,
    evidence,
    countdown: null,
    validUntil: null,
    // What was confirmed before an unlinking says nothing about the account linked since.
    confirmation: confirmation && confirmation.at < (unlinked?.at ?? 0) ? null : confirmation,
  });

  const off = newest(sightings.filter(isBoxOff));
  const offered = newest(sightings.filter(showsOffered));
  if (off && (!offered || off.at > offered.at)) return link('unavailable', 'project-off', off);

  const row = newest(sightings.filter(isRow));
  const asked = newest(sightings.filter(asksToLogIn));
  if (asked && (!row || asked.at >= row.at) && (lastUseAt ?? 0) <= asked.at) {
    return link('reauth-required', 'seen', asked);
  }
  if (!row) return link('unknown', 'never-seen', null);
  if (row.says === 'not-linked') return link('not-linked', 'seen', row);
  if (row.says !== 'synced') return link('unknown', 'not-readable', row);

  // Procore may go on saying Synced while the login behind it has run out: only a new login or a use settles it.
  if (asked && asked.at > Math.max(unlinked?.at ?? 0, lastUseAt ?? 0)) {
    return link('unknown', 'asked-to-log-in', row);
  }

  // A "Synced" read after the idle days were over means there was a use we did not see: the page is right.
  const idleOverAt = (lastUseAt ?? row.at) + IDLE_DAYS * DAY;
  const overAt = row.at >= idleOverAt ? row.at + IDLE_DAYS * DAY : idleOverAt;
  if (now >= overAt) return link('unknown', 'idle-days-over', row);
  const countdown = countdownFrom(lastUseAt, now, warningDay);
  return {
    ...link('synced', 'seen', row),
    countdown,
    validUntil: countdown ? Math.min(overAt, nextOf(countdown, now, warningDay)) : overAt,
  };
}

/**
 * The use that a new sighting proves, if any. Logging in is a use: a row that now says Synced and last said otherwise
 * was linked in between, at the earliest when it was last read otherwise.
 */
export function useProvenBy(sighting: Sighting, earlier: readonly Sighting[]): Omit<Use, 'id'> | null {
  if (!isRow(sighting) || sighting.says !== 'synced') return null;
  const before = newest(earlier.filter((other) => isRow(other) && other.firstAt < sighting.firstAt));
  if (before?.says !== 'not-linked') return null;
  const { zone, person, project } = sighting;
  return { zone, person, project, how: 'linked', at: before.at };
}

/** Banners that show an envelope was made of an item. */
const ENVELOPE_BANNERS: readonly string[] = [
  'setup-not-completed',
  'signature-pending',
  'signature-required',
];
/** After this long a banner no longer speaks for the press. */
const PRESS_COUNTS_FOR = 2 * HOUR;

/** The use that a press on a send button turns out to have been, once an envelope banner appears on its item that was not there before. */
export function useProvenByPress(
  press: LinkKey & { item: string; at: Instant },
  sighting: Sighting,
): Omit<Use, 'id'> | null {
  const { zone, person, project, item } = sighting;
  const sameItem = item !== '' && item === press.item && zone === press.zone && project === press.project;
  const appeared = sighting.firstAt >= press.at && sighting.firstAt <= press.at + PRESS_COUNTS_FOR;
  if (!sameItem || !appeared || sighting.kind !== 'banner' || !ENVELOPE_BANNERS.includes(sighting.says))
    return null;
  return { zone, person, project, how: 'sent', at: press.at };
}

export function newest<T extends { at: Instant; id?: number }>(rows: readonly T[]): T | null {
  return rows.reduce<T | null>(
    (last, row) =>
      !last || row.at > last.at || (row.at === last.at && (row.id ?? 0) > (last.id ?? 0)) ? row : last,
    null,
  );
}
