import { severalMet } from '../pages/page-context.ts';
import type { CountersignDatabase } from '../database.ts';
import type { LinkRow, LinkTuple } from './tables.ts';
import type { Instant, LinkKey } from '../../base/types.ts';
import { deriveLink, linkUnknown } from './derive.ts';
import { rowsOf } from './link-row.ts';
import type { Link } from './link.ts';

/**
 * What a link is, for whoever asks: worker, popup, panel, countdown and troubleshooter. One row of the table `links` is
 * read for each, however long its history is.
 */

export type LinkEvidence = Pick<LinkRow, 'bearing' | 'lastUse' | 'confirmation'> & {
  /** It was read for nobody in particular in a zone where somebody is known, so it may be anybody's. */
  shared: boolean;
};

type Tables = Pick<CountersignDatabase, 'links' | 'sightings' | 'uses' | 'confirmations'>;

export const tuple = ({ zone, person, project }: LinkKey): LinkTuple => [zone, person, project];

/** Rows read in one go: between two of them others come in. */
const SLICE = 100;
/** Ids are strings of digits, or empty. */
const AFTER_ALL = '\uffff';
const [EVER, ALWAYS] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
const PRIMARY = '[zone+person+project]';

export async function readRow(
  tables: Tables,
  key: LinkKey,
): Promise<{ row: LinkRow | undefined; shared: boolean }> {
  const [row, shared] = await Promise.all([linkRowOf(tables, key), isShared(tables, key)]);
  return { row, shared };
}

/** What is kept of a link; made anew from its history where that is there and cannot be read. */
export async function linkRowOf(tables: Tables, key: LinkKey): Promise<LinkRow | undefined> {
  const { links } = tables;
  const row = await links.get(tuple(key));
  if (row || (await links.where(PRIMARY).equals(tuple(key)).count()) === 0) return row;
  return madeAnew(tables, key);
}

async function madeAnew(
  { sightings, uses, confirmations }: Tables,
  key: LinkKey,
): Promise<LinkRow | undefined> {
  const [seen, used, confirmed] = await Promise.all([
    sightings
      .where('[zone+person+project+kind+item+at]')
      .between([...tuple(key), '', '', EVER], [...tuple(key), AFTER_ALL, AFTER_ALL, ALWAYS])
      .sortBy('at'),
    uses.where(PRIMARY).equals(tuple(key)).toArray(),
    confirmations.get(tuple(key)),
  ]);
  return rowsOf(seen, used, confirmed ? [confirmed] : [])[0];
}

/**
 * What was read for nobody in particular may be anybody's where it is known that more than one person is about: two have
 * links in the zone, or one has a link on this very project.
 */
async function isShared(tables: Pick<Tables, 'links'>, { zone, person, project }: LinkKey): Promise<boolean> {
  if (person !== '') return false;
  const [first, second] = await personsIn(tables, zone);
  if (first === undefined || second !== undefined) return second !== undefined;
  return (await tables.links.where(PRIMARY).equals([zone, first, project]).count()) > 0;
}

type Persons = Readonly<Record<string, readonly string[]>>;

/** The same of those who were met and of whom no link was read yet. */
const isAnybodys = ({ zone, person }: LinkKey, persons: Persons): boolean =>
  person === '' && severalMet(zone, persons);

/** The first two persons who have links in a zone; that there are more is all that matters. */
async function personsIn({ links }: Pick<Tables, 'links'>, zone: string): Promise<string[]> {
  const persons: string[] = [];
  // Ids are digits: all of them come after nobody in particular.
  let after = [zone, '0', ''];
  while (persons.length < 2) {
    const [key] = await links
      .where(PRIMARY)
      .between(after, [zone, AFTER_ALL, AFTER_ALL])
      .limit(1)
      .primaryKeys();
    if (!key) break;
    persons.push(key[1]);
    after = [zone, key[1], AFTER_ALL];
  }
  return persons;
}

/**
 * What a link is derived from.
 * @param persons who was met in each zone, whether or not a link of theirs was read
 */
export const evidenceOf = (
  { row, shared }: { row: LinkRow | undefined; shared: boolean },
  key: LinkKey,
  persons: Persons,
): LinkEvidence => ({
  bearing: row?.bearing ?? [],
  lastUse: row?.lastUse ?? null,
  confirmation: row?.confirmation ?? null,
  shared: shared || isAnybodys(key, persons),
});

/** The link that evidence adds up to at a moment. Pure. */
export function linkOf(
  key: LinkKey,
  { bearing, lastUse, confirmation, shared }: LinkEvidence,
  now: Instant,
  warningDay: number,
): Link {
  const { zone, person, project } = key;
  const own = { zone, person, project };
  if (shared) return linkUnknown(own, 'person-not-told');
  return deriveLink(own, bearing, lastUse ? [lastUse] : [], confirmation, now, warningDay);
}

type FoundRow = { row: LinkRow; shared: boolean };

/** The links of these keys, a slice at a time; one that cannot be read is made anew from its history. */
async function* readRows(tables: Tables, keys: readonly LinkTuple[]): AsyncGenerator<FoundRow[]> {
  for (let from = 0; from < keys.length; from += SLICE) {
    const slice = keys.slice(from, from + SLICE);
    const rows = await tables.links.bulkGet(slice);
    const found = rows.filter((row) => row !== undefined);
    const shared = await sharedAmong(tables, found);
    const made: FoundRow[] = [];
    for (const [index, row] of rows.entries()) {
      const key = slice[index];
      if (row || !key) continue;
      const read = await readRow(tables, { zone: key[0], person: key[1], project: key[2] });
      if (read.row) made.push({ row: read.row, shared: read.shared });
    }
    yield [...found.map((row) => ({ row, shared: shared.has(row) })), ...made];
  }
}

/** Every link there is. */
export async function* readAllRows(tables: Tables): AsyncGenerator<FoundRow[]> {
  yield* readRows(tables, await tables.links.orderBy(PRIMARY).primaryKeys());
}

/** The links that were seen last, newest first. */
export async function readNewestRows(tables: Tables, most: number): Promise<FoundRow[]> {
  // oxlint-disable-next-line unicorn/no-array-reverse -- a query, no array
  const newest = tables.links.orderBy('seenAt').reverse().limit(most);
  const found: FoundRow[] = [];
  for await (const rows of readRows(tables, await newest.primaryKeys())) found.push(...rows);
  return found;
}

/** How many links were seen. */
export const countSeen = ({ links }: Pick<Tables, 'links'>): Promise<number> =>
  links.orderBy('seenAt').count();

/** The links in which something is dated later than now. */
export async function* readRowsAhead(tables: Tables, now: Instant): AsyncGenerator<FoundRow[]> {
  yield* readRows(tables, await tables.links.where('at').above(now).primaryKeys());
}

/** The links whose last use is between two moments, both included. */
export async function* readRowsUsed(tables: Tables, from: Instant, to: Instant): AsyncGenerator<FoundRow[]> {
  yield* readRows(tables, await tables.links.where('usedAt').between(from, to, true, true).primaryKeys());
}

/** As `isShared`, of many rows with one reading of keys for a zone. */
async function sharedAmong(tables: Pick<Tables, 'links'>, rows: readonly LinkRow[]): Promise<Set<LinkRow>> {
  const shared = new Set<LinkRow>();
  const byZone = Map.groupBy(
    rows.filter(({ person }) => person === ''),
    ({ zone }) => zone,
  );
  for (const [zone, unnamed] of byZone) {
    const [first, second] = await personsIn(tables, zone);
    if (first === undefined) continue;
    const theirs =
      second === undefined
        ? await tables.links
            .where(PRIMARY)
            .anyOf(unnamed.map(({ project }) => [zone, first, project]))
            .primaryKeys()
        : [];
    const projects = new Set(theirs.map(([, , project]) => project));
    for (const row of unnamed) if (second !== undefined || projects.has(row.project)) shared.add(row);
  }
  return shared;
}
