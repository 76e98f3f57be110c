import type { CountersignDatabase } from '../database.ts';
import { DAY } from '../../base/clock.ts';
import { knownPersons } from '../pages/items.ts';
import type { Clock, LinkKey } from '../../base/types.ts';
import type { ProcorePage } from '../../vendors/procore/urls.ts';
import { momentOf, type Press, redated } from './derive.ts';
import { IDLE_DAYS, type Link } from './link.ts';
import { isRowAhead, nameOf } from './link-row.ts';
import { type LinkEvidence, evidenceOf, linkOf, readRow, readRowsAhead, readRowsUsed } from './read-links.ts';
import { type DatedReading, record, type SeenSighting, settleLink } from './record.ts';

export type { DatedReading, Press, SeenSighting };

/** The item of a page as one word, such as `commitment:42`; '' outside an item. */
export function itemKey(page: Pick<ProcorePage, 'item'>): string {
  return page.item ? `${page.item.type}:${page.item.id}` : '';
}

/** Remembers the evidence of links of open pages, so that a woken worker answers before the database is open. */
export type EvidenceCache = {
  get: (name: string) => Promise<LinkEvidence | undefined>;
  set: (name: string, evidence: LinkEvidence) => Promise<void>;
  clear: () => Promise<void>;
};

/**
 * All sightings and what follows from them. The only writer of the tables `sightings`, `uses`, `links`, `projects` and
 * `places`.
 * @param open gives the database; not asked before it is needed
 */
export function createLedger(open: () => Promise<CountersignDatabase>, clock: Clock, cache: EvidenceCache) {
  return {
    /** The link of an open page; what it is derived from is remembered. */
    async link(key: LinkKey, warningDay: number): Promise<Link> {
      const [read, persons] = await Promise.all([readRow(await open(), key), knownPersons.get()]);
      const evidence = evidenceOf(read, key, persons);
      await cache.set(nameOf(key), evidence);
      return linkOf(key, evidence, clock(), warningDay);
    },

    /**
     * The link as it will be once these readings are written down, out of memory alone; undefined when nothing is
     * remembered of it. May lack a use that the readings prove: the link after `record` has it.
     */
    async predict(
      key: LinkKey,
      readings: readonly DatedReading[],
      item: string,
      warningDay: number,
    ): Promise<Link | undefined> {
      const evidence = await cache.get(nameOf(key));
      if (!evidence) return undefined;
      const now = clock();
      const bearing = redated(evidence.bearing, now);
      const wentBack = bearing !== evidence.bearing;
      const fresh = readings
        .filter(({ unsaved }) => !unsaved)
        .map(({ kind, says, disabled = false, age = 0 }) => {
          const at = momentOf(wentBack ? 0 : age, bearing, now);
          return {
            ...key,
            id: Number.MAX_SAFE_INTEGER,
            company: '',
            kind,
            says,
            disabled,
            item,
            firstAt: at,
            at,
          };
        });
      return linkOf(key, { ...evidence, bearing: [...bearing, ...fresh] }, now, warningDay);
    },

    /** Drops what is remembered: something else wrote to what links are derived from. */
    invalidateCache: (): Promise<void> => cache.clear(),

    /**
     * Writes down what a page said, in one transaction. Answers with what it says, dated now; whether any of it was
     * new; and the presses that are settled by it. What another page has overtaken since is not written down, nor what
     * stands in a form that was not saved: it says nothing of the project.
     */
    async record(
      key: LinkKey,
      company: string,
      item: string,
      readings: readonly DatedReading[],
      presses: readonly Press[],
    ): Promise<{ seen: SeenSighting[]; changed: boolean; settled: Press[] }> {
      const { zone, person, project } = key;
      return record(await open(), clock, {
        key: { zone, person, project },
        company,
        item,
        readings,
        presses,
      });
    },

    async nameProject(zone: string, project: string, company: string, name: string): Promise<void> {
      const db = await open();
      const known = await db.projects.get([zone, project]);
      if (known?.name === name) return;
      await db.projects.put({ zone, project, company: company || (known?.company ?? ''), name, at: clock() });
    },

    /** Procore does not document the profile page's address: the person's own visit teaches it, per zone. */
    async learnProfile(zone: string, path: string): Promise<void> {
      const db = await open();
      const known = await db.places.get([zone, 'profile']);
      if (known?.path !== path) await db.places.put({ zone, name: 'profile', path, at: clock() });
    },

    /**
     * The links whose idle days are running out, a slice of them at a time. What is dated later than now is dated again
     * first, before the clock comes to it.
     * @param breathe awaited between two slices: pages are answered in between
     */
    async linksRunningOut(
      warningDay: number,
      breathe: () => Promise<void> = async () => undefined,
    ): Promise<Link[]> {
      const db = await open();
      for await (const ahead of readRowsAhead(db, clock())) {
        for (const { row } of ahead) if (isRowAhead(row, clock())) await settleLink(db, row, clock());
        await breathe();
      }
      const links: Link[] = [];
      const persons = await knownPersons.get();
      for await (const rows of readRowsUsed(db, clock() - IDLE_DAYS * DAY, clock() - warningDay * DAY)) {
        for (const read of rows) {
          const { row } = read;
          links.push(linkOf(row, evidenceOf(read, row, persons), clock(), warningDay));
        }
        await breathe();
      }
      return links;
    },
  };
}

export type Ledger = ReturnType<typeof createLedger>;
