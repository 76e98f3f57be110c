import type { CountersignDatabase, LinkRow, LinkTuple } from '../storage/database.ts';
import type { Instant, LinkKey } from '../types.ts';
import { deriveLink, linkUnknown } from './derive.ts';
import type { Link } from './link.ts';

/**
 * What a link is, for whoever asks: worker, popup, panel, countdown and troubleshooter. One row of the table `links` is
 * read for each, however long its history is.
 */

export type Evidence = Pick<LinkRow, 'bearing' | 'lastUse' | 'confirmation'> & {
  /** It was read for nobody in particular in a zone where somebody is known, so it may be anybody's. */
  shared: boolean;
};

type Tables = Pick<CountersignDatabase, 'links'>;

export const tuple = ({ zone, person, project }: LinkKey): LinkTuple => [zone, person, project];

/** Rows read in one go: between two of them others come in. */
const SLICE = 500;
/** Ids are strings of digits, or empty. */
const AFTER_ALL = '\uffff';
const PRIMARY = '[zone+person+project]';

export async function readRow(
  { links }: Tables,
  key: LinkKey,
): Promise<{ row: LinkRow | undefined; shared: boolean }> {
  const [row, shared] = await Promise.all([links.get(tuple(key)), isShared({ links }, key)]);
  return { row, shared };
}

/**
 * What was read for nobody in particular may be anybody's where it is known that more than one person is about: two have
 * links in the zone, or one has a link on this very project.
 */
async function isShared(tables: Tables, { zone, person, project }: LinkKey): Promise<boolean> {
  if (person !== '') return false;
  const [first, second] = await personsIn(tables, zone);
  if (first === undefined || second !== undefined) return second !== undefined;
  return (await tables.links.where(PRIMARY).equals([zone, first, project]).count()) > 0;
}

/** The first two persons who have links in a zone; that there are more is all that matters. */
async function personsIn({ links }: Tables, zone: string): Promise<string[]> {
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

export const evidenceOf = (row: LinkRow | undefined, shared: boolean): Evidence => ({
  bearing: row?.bearing ?? [],
  lastUse: row?.lastUse ?? null,
  confirmation: row?.confirmation ?? null,
  shared,
});

/** The link that evidence adds up to at a moment. Pure. */
export function linkOf(
  key: LinkKey,
  { bearing, lastUse, confirmation, shared }: Evidence,
  now: Instant,
  warningDay: number,
): Link {
  const { zone, person, project } = key;
  const own = { zone, person, project };
  if (shared) return linkUnknown(own, 'person-not-told');
  return deriveLink(own, bearing, lastUse ? [lastUse] : [], confirmation, now, warningDay);
}

/** Every link there is, a slice at a time. */
export async function* readAllRows(tables: Tables): AsyncGenerator<{ row: LinkRow; shared: boolean }[]> {
  const { links } = tables;
  let after: LinkTuple = ['', '', ''];
  for (;;) {
    const rows = await links.where(PRIMARY).above(after).limit(SLICE).toArray();
    const shared = await sharedAmong(tables, rows);
    yield rows.map((row) => ({ row, shared: shared.has(row) }));
    const last = rows.at(-1);
    if (!last || rows.length < SLICE) return;
    after = tuple(last);
  }
}

/** As `isShared`, of many rows with one reading of keys for a zone. */
async function sharedAmong(tables: Tables, rows: readonly LinkRow[]): Promise<Set<LinkRow>> {
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
