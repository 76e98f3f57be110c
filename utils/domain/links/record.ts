import { HOUR } from '../../base/clock.ts';
import type { CountersignDatabase } from '../database.ts';
import type { LinkRow, Sighting, Use } from './tables.ts';
import type { Clock, ElementKind, Instant, LinkKey, Reading } from '../../base/types.ts';
import { isAhead, momentOf, newest, type Press, redated, useProvenBy, useProvenByPress } from './derive.ts';
import { dated, emptyRow, isRowAhead, settledRow, withSighting, withUse } from './link-row.ts';
import { linkRowOf, tuple } from './read-links.ts';

/** A reading with the milliseconds since its page came to say so: a page that is asked again has read nothing new. */
export type DatedReading = Reading & { age?: number | undefined };

/** What a page says now: a sighting of today, or what it says in a form that may never be saved. */
export type SeenSighting = Sighting & { unsaved?: boolean | undefined };

type Tables = Pick<CountersignDatabase, 'transaction' | 'sightings' | 'uses' | 'links' | 'confirmations'>;

type RecordRequest = {
  key: LinkKey;
  company: string;
  /** The item of the page, such as `commitment:42`, or ''. */
  item: string;
  readings: readonly DatedReading[];
  presses: readonly Press[];
};

/** An equal reading within this time moves nothing: pages re-render many times a minute. */
const SAME_MOMENT = 20_000;
/** What is said again within this time moves its row: one that flickers fills no disk. */
const SAME_STRETCH = HOUR;
/** Rows of one kind on one item looked at: within an hour there is one for each saying. */
const RECENT = 20;

const sayingOf = ({ says, disabled = false }: { says: string; disabled?: boolean }) => `${says} ${disabled}`;

/** What a reading is to the rows of its kind on its item. `others`: what the page does not say any more. */
type Step =
  | { is: 'the-same' | 'back'; row: Sighting; other: Sighting | undefined }
  | { is: 'overtaken'; row: Sighting }
  | { is: 'new'; other: Sighting | undefined };

/** @param said all that the page says of this kind: two elements that differ are two readings of the same moment */
function stepOf(
  reading: DatedReading,
  at: Instant,
  recent: readonly Sighting[],
  said: ReadonlySet<string>,
  now: Instant,
): Step {
  const saying = sayingOf(reading);
  const row = newest(recent.filter((one) => sayingOf(one) === saying));
  const other = newest(recent.filter((one) => !said.has(sayingOf(one)))) ?? undefined;
  // Of the same moment as what is gone from the page: that it is gone is news.
  if (row && (!other || row.at > other.at)) return { is: 'the-same', row, other };
  if (other && other.at > at && other.at <= now) return { is: 'overtaken', row: other };
  if (row && at - row.at < SAME_STRETCH) return { is: 'back', row, other };
  return { is: 'new', other };
}

/** Dates again what lies ahead of now, in the history as well. */
async function settle(db: Tables, ahead: LinkRow, now: Instant): Promise<LinkRow> {
  const uses = await db.uses.where('[zone+person+project]').equals(tuple(ahead)).toArray();
  const dated = settledRow(ahead, uses, now);
  await saveRedated(db, [...ahead.bearing, ...ahead.latest], [...dated.bearing, ...dated.latest]);
  return dated;
}

async function saveRedated(
  { sightings }: Tables,
  from: readonly Sighting[],
  to: readonly Sighting[],
): Promise<void> {
  for (const [index, { id, at, firstAt }] of to.entries())
    if (from[index]?.at !== at) await sightings.update(id, { at, firstAt, undated: true });
}

/** Dates again what a link rests on and what lies ahead of now, before the clock comes to it. */
export async function settleLink(db: Tables, key: LinkKey, now: Instant): Promise<void> {
  await db.transaction('rw', [db.sightings, db.uses, db.links, db.confirmations], async () => {
    const row = await linkRowOf(db, key);
    if (row && isRowAhead(row, now)) await db.links.put(dated(await settle(db, row, now)));
  });
}

/**
 * Writes down what a page said, in one transaction, and what the link is derived from with it. Reads one row of the link
 * and the newest few of each kind on the item, however much was read before.
 */
export async function record(
  db: Tables,
  clock: Clock,
  { key, company, item, readings, presses }: RecordRequest,
): Promise<{ seen: SeenSighting[]; changed: boolean; settled: Press[] }> {
  const now = clock();
  return db.transaction('rw', [db.sightings, db.uses, db.links, db.confirmations], async () => {
    const stored = await linkRowOf(db, key);
    let row: LinkRow = stored ?? emptyRow(key);
    // The clock ran ahead and was set back: ages that pages measured by it are worth nothing either.
    let wentBack = isRowAhead(row, now);
    if (wentBack) row = await settle(db, row, now);
    const before = row;
    const recent = new Map<ElementKind, Sighting[]>();
    const seen: SeenSighting[] = [];
    const settled: Press[] = [];
    let changed = false;

    async function recentOf(kind: ElementKind): Promise<Sighting[]> {
      const known = recent.get(kind);
      if (known) return known;
      const [from, to] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      const found = await db.sightings
        .where('[zone+person+project+kind+item+at]')
        .between([...tuple(key), kind, item, from], [...tuple(key), kind, item, to])
        // oxlint-disable-next-line unicorn/no-array-reverse -- a query, no array
        .reverse()
        .until(({ at }) => at < now - SAME_STRETCH, true)
        .limit(RECENT)
        .toArray();
      const dated = redated(found, now);
      if (dated !== found) {
        wentBack = true;
        await saveRedated(db, found, dated);
      }
      recent.set(kind, dated);
      return dated;
    }

    function keep(sighting: Sighting): void {
      const rows = recent.get(sighting.kind) ?? [];
      recent.set(sighting.kind, [sighting, ...rows.filter(({ id }) => id !== sighting.id)]);
      row = withSighting(row, sighting);
    }

    /** Two logins within an hour are one use: the row of the first moves on. */
    async function addUse(use: Omit<Use, 'id'>): Promise<void> {
      const last = row.lastUse;
      const same = last?.how === use.how && use.at >= last.at && use.at - last.at < SAME_STRETCH;
      if (last && same) await db.uses.update(last.id, { at: use.at });
      const id = last && same ? last.id : await db.uses.add(use);
      row = withUse(row, { ...use, id });
    }

    async function provenUses(sighting: Sighting, isNew: boolean, saidRows: number): Promise<void> {
      // Two rows that say different things tell of no login.
      const linked = saidRows > 1 ? null : useProvenBy(sighting, before.bearing);
      if (linked) await addUse(linked);
      if (!isNew || sighting.kind !== 'banner' || presses.length === 0) return;
      const read = [...(await recentOf('send-button')), ...(await recentOf('banner'))];
      const sent = presses.flatMap((press) => {
        const use = useProvenByPress(press, sighting, read);
        return use ? [{ press, use }] : [];
      });
      settled.push(...sent.map(({ press }) => press));
      // Of several presses the first is the earliest that it can have been.
      const [first] = sent.toSorted((a, b) => a.use.at - b.use.at);
      if (first) await addUse(first.use);
    }

    const saved = readings.filter(({ unsaved }) => !unsaved);
    for (const kind of new Set(saved.map((reading) => reading.kind))) await recentOf(kind);
    // Where an envelope's press is looked for, the rows from before this page spoke are what counts.
    if (presses.length > 0 && saved.some(({ kind }) => kind === 'banner')) await recentOf('send-button');
    const saidOf = Map.groupBy(saved, ({ kind }) => kind);

    for (const reading of readings) {
      const { kind, says, disabled = false, age = 0, unsaved } = reading;
      const at = momentOf(wentBack ? 0 : age, before.bearing, now);
      const fresh = { ...key, company, kind, says, disabled, item, firstAt: at, at };
      if (unsaved) {
        seen.push({ ...fresh, id: 0, at: now, unsaved });
        continue;
      }
      const said = new Set(saidOf.get(kind)?.map(sayingOf));
      const step = stepOf(reading, at, await recentOf(kind), said, now);
      if (step.is === 'overtaken') {
        seen.push({ ...step.row, says, disabled, at: now });
        continue;
      }
      if (step.is === 'the-same') {
        const { undated: _undated, ...known } = step.row;
        seen.push({ ...known, at: now });
        if (at - known.at < SAME_MOMENT && !step.row.undated) continue;
        const firstAt = step.row.undated ? at : known.firstAt;
        const moved = { ...known, at, firstAt };
        await db.sightings.put(moved);
        keep(moved);
        continue;
      }
      changed = true;
      let sighting: Sighting;
      // Later than what it comes after, also within one millisecond.
      const later = Math.max(at, (step.other?.at ?? 0) + 1);
      if (step.is === 'back') {
        const { undated: _undated, ...known } = step.row;
        sighting = { ...known, company: company || known.company, firstAt: later, at: later };
        await db.sightings.put(sighting);
      } else {
        const added = { ...fresh, firstAt: later, at: later };
        sighting = { ...added, id: await db.sightings.add(added) };
      }
      keep(sighting);
      seen.push({ ...sighting, at: now });
      await provenUses(sighting, step.is === 'new', kind === 'link-row' ? said.size : 1);
    }

    // A word of the person's that may have been given before or after it says nothing of what is linked next.
    const { confirmation } = row;
    const isUnlinked = saved.some(({ kind, says }) => kind === 'link-row' && says === 'not-linked');
    if (confirmation && isUnlinked && isAhead(confirmation.at, now)) {
      await db.confirmations.delete(tuple(key));
      row = { ...row, confirmation: null };
    }
    if (row !== (stored ?? null) && row.latest.length > 0) await db.links.put(dated(row));
    return { seen, changed, settled };
  });
}
