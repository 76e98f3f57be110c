import { ageOf } from '../../base/clock.ts';
import type { Confirmation, LinkRow, Sighting, Use } from './tables.ts';
import type { Instant, LinkKey } from '../../base/types.ts';
import { bearsAs, isAhead, newest, redated } from './derive.ts';

/**
 * What a link is derived from, kept in one row beside the history and written in the transaction of whatever it follows
 * from. Pure: how the row changes with what is seen.
 */

export const emptyRow = ({ zone, person, project }: LinkKey): LinkRow => ({
  zone,
  person,
  project,
  company: '',
  bearing: [],
  latest: [],
  lastUse: null,
  confirmation: null,
});

/** With the moments by which it is found; to be written in this form. */
export function dated({ seenAt: _seen, usedAt: _used, ...row }: LinkRow): LinkRow {
  const seenAt = lastSeenOf(row)?.at;
  const usedAt = row.lastUse?.at;
  return {
    ...row,
    at: Math.max(0, seenAt ?? 0, usedAt ?? 0, row.confirmation?.at ?? 0),
    ...(seenAt === undefined ? {} : { seenAt }),
    ...(usedAt === undefined ? {} : { usedAt }),
  };
}

/** The row after one more sighting, or after one that moved on. */
export function withSighting(row: LinkRow, sighting: Sighting): LinkRow {
  const as = bearsAs(sighting);
  return {
    ...row,
    company: sighting.company || row.company,
    bearing: as === null ? row.bearing : put(row.bearing, sighting, (other) => bearsAs(other) === as),
    latest: put(row.latest, sighting, ({ kind }) => kind === sighting.kind),
  };
}

/** In place of the one of its sort, unless that one is newer. */
function put(rows: Sighting[], sighting: Sighting, isSameSort: (row: Sighting) => boolean): Sighting[] {
  const before = rows.find((row) => isSameSort(row) && row.id !== sighting.id);
  const others = rows.filter((row) => !isSameSort(row));
  return [...others, (before && newest([before, sighting])) ?? sighting];
}

export const withUse = (row: LinkRow, use: Use): LinkRow => ({
  ...row,
  lastUse: row.lastUse && row.lastUse.id !== use.id ? newest([row.lastUse, use]) : use,
});

export const lastSeenOf = ({ latest }: Pick<LinkRow, 'latest'>): Sighting | null => newest(latest);

/** True where something in the row is dated later than now: the clock ran ahead when it was written. */
export function isRowAhead({ bearing, latest, lastUse, confirmation }: LinkRow, now: Instant): boolean {
  return [...bearing, ...latest, lastUse, confirmation].some((dated) => dated && isAhead(dated.at, now));
}

/**
 * The row with moments it can stand by: what was dated later than now was read before now, nobody knows when, and counts
 * as older than whatever is read from now on.
 * @param uses all uses of the link; only looked at where the last one is dated later than now
 */
export function settledRow(row: LinkRow, uses: readonly Use[], now: Instant): LinkRow {
  const useIsAhead = row.lastUse !== null && isAhead(row.lastUse.at, now);
  return {
    ...row,
    bearing: redated(row.bearing, now),
    latest: redated(row.latest, now),
    lastUse: useIsAhead ? newest(uses.filter(({ at }) => ageOf(at, now) !== null)) : row.lastUse,
  };
}

/** All rows there are to a history, made anew. */
export function rowsOf(
  sightings: readonly Sighting[],
  uses: readonly Use[],
  confirmations: readonly Confirmation[],
): LinkRow[] {
  const rows = new Map<string, LinkRow>();
  const change = (key: LinkKey, changed: (row: LinkRow) => LinkRow) => {
    const name = nameOf(key);
    rows.set(name, changed(rows.get(name) ?? emptyRow(key)));
  };
  for (const sighting of sightings) change(sighting, (row) => withSighting(row, sighting));
  for (const use of uses) change(use, (row) => withUse(row, use));
  for (const confirmation of confirmations) change(confirmation, (row) => ({ ...row, confirmation }));
  return [...rows.values()].map(dated);
}

/** A link's key as one word. */
export const nameOf = ({ zone, person, project }: LinkKey): string => JSON.stringify([zone, person, project]);
