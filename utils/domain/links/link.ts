import type { Confirmation, Sighting } from './tables.ts';
import type { Instant, LinkKey, LinkState } from '../../base/types.ts';

/** Procore asks to log in again after this many days without use. Source: support.procore.com FAQ on the DocuSign banners. */
export const IDLE_DAYS = 30;

export type LinkReason =
  | 'seen' // a sighting says so
  | 'never-seen' // no page of this project was read yet
  | 'not-readable' // the row was there, its words are in no label pack
  | 'idle-days-over' // seen synced, but 30 days without a use we saw have passed
  | 'asked-to-log-in' // the row says Synced, but Procore asked for a new login and no new login was seen since
  | 'banner-not-readable' // a message about DocuSign stood on a page since, in words of no label pack
  | 'box-not-readable' // the Enable DocuSign box was there since, its state could not be read
  | 'clock-set-back' // it was read while the computer's clock ran ahead, so nobody knows its age
  | 'person-not-told' // links of more than one person were read, and the page does not tell whose it is
  | 'project-off'; // the Enable DocuSign box was seen off

export type Countdown = {
  /** Whole days until Procore asks again, at the least: a use we did not see makes it more. 0: less than a day. */
  daysLeft: number;
  /** When the last use that we saw was, at the earliest. */
  lastUseAt: Instant;
  warns: boolean;
};

/** The tie Procore keeps between a person and a DocuSign login, as far as sightings tell. Derived, never stored. */
export type Link = {
  key: LinkKey;
  state: LinkState;
  reason: LinkReason;
  /** The sighting the state rests on. A state other than `unknown` always has one. */
  evidence: Sighting | null;
  countdown: Countdown | null;
  confirmation: Confirmation | null;
  /** The moment at which time alone makes it say something else, or null where only something seen can. */
  validUntil: Instant | null;
};
