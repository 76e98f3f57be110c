import { DAY, isOlderThan } from '../clock.ts';
import type { Instant } from '../types.ts';
import type { CountersignDatabase, LinkRow } from './database.ts';

/** Sightings and uses older than this cannot bear on a link any more (30 idle days), and only fill the disk. */
const LEDGER_DAYS = 400;
const JOURNAL_DAYS = 400;
const REQUESTS_KEPT = 5_000;

/** Drops what is too old to tell anything. Safe to stop at any line. */
export async function prune(db: CountersignDatabase, now: Instant): Promise<void> {
  await db.sightings
    .where('at')
    .below(now - LEDGER_DAYS * DAY)
    .delete();
  await db.uses.filter(({ at }) => at < now - LEDGER_DAYS * DAY).delete();
  await db.links.filter((row) => isOld(row, now)).delete();
  await db.journal
    .where('at')
    .below(now - JOURNAL_DAYS * DAY)
    .delete();
  const surplus = (await db.requests.count()) - REQUESTS_KEPT;
  if (surplus > 0) await db.requests.orderBy('id').limit(surplus).delete();
}

/** Nothing was read of it for so long, and nobody was confirmed. */
const isOld = ({ latest, confirmation }: LinkRow, now: Instant): boolean =>
  [...latest, ...(confirmation ? [confirmation] : [])].every(({ at }) =>
    isOlderThan(at, LEDGER_DAYS * DAY, now),
  );
