import type { Confirmation, CountersignDatabase, LinkTuple, Sighting, Use } from '../storage/database.ts';
import type { Clock, Instant, LinkKey, Reading } from '../types.ts';
import type { ProcorePage } from '../vendors/procore/urls.ts';
import { bearsOnLink, deriveLink, newest, useProvenBy, useProvenByPress } from './derive.ts';
import type { Link } from './link.ts';

export type Press = LinkKey & { item: string; at: Instant };

/** A reading with the milliseconds since its page came to say so: a page that is asked again has read nothing new. */
export type DatedReading = Reading & { age?: number | undefined };

/** What a page says now: a sighting of today, or what it says in a form that may never be saved. */
export type Seen = Sighting & { unsaved?: boolean | undefined };

/** An equal reading within this time moves nothing: pages re-render many times a minute. */
const SAME_MOMENT = 20_000;

const tuple = ({ zone, person, project }: LinkKey): LinkTuple => [zone, person, project];

/** The item of a page as one word, such as `commitment:42`; '' outside an item. */
export function itemKey(page: Pick<ProcorePage, 'item'>): string {
  return page.item ? `${page.item.type}:${page.item.id}` : '';
}

/** What a link is derived from. */
export type Evidence = { sightings: Sighting[]; uses: Use[]; confirmation: Confirmation | null };

/** Remembers the evidence of links lately asked for, so that a woken worker answers before the database is open. */
export type EvidenceCache = {
  get: (name: string) => Promise<Evidence | undefined>;
  set: (name: string, evidence: Evidence) => Promise<void>;
  clear: () => Promise<void>;
};

const nameOf = (key: LinkKey) => JSON.stringify(tuple(key));

/** Only the newest row of each kind and saying can change a link; the rest is history. */
function essence({ sightings, uses, confirmation }: Evidence): Evidence {
  const newestOf = new Map<string, Sighting>();
  for (const row of sightings.filter(bearsOnLink)) {
    const name = `${row.kind} ${row.says}`;
    const before = newestOf.get(name);
    newestOf.set(name, (before && newest([before, row])) ?? row);
  }
  const lastUse = newest(uses);
  return { sightings: [...newestOf.values()], uses: lastUse ? [lastUse] : [], confirmation };
}

/**
 * All sightings and what follows from them. The only writer of the tables `sightings`, `uses`, `projects` and `places`.
 * @param open gives the database; not asked before it is needed
 */
export function createLedger(open: () => Promise<CountersignDatabase>, clock: Clock, cache: EvidenceCache) {
  async function evidenceFor(key: LinkKey): Promise<Evidence> {
    const db = await open();
    const [sightings, uses, confirmation] = await Promise.all([
      db.sightings.where('[zone+person+project]').equals(tuple(key)).toArray(),
      db.uses.where('[zone+person+project]').equals(tuple(key)).toArray(),
      db.confirmations.get(tuple(key)),
    ]);
    const evidence = essence({ sightings, uses, confirmation: confirmation ?? null });
    await cache.set(nameOf(key), evidence);
    return evidence;
  }

  return {
    async link(key: LinkKey, warningDay: number): Promise<Link> {
      const { sightings, uses, confirmation } = await evidenceFor(key);
      return deriveLink(key, sightings, uses, confirmation, clock(), warningDay);
    },

    /**
     * The link as it will be once these readings are written down, out of memory alone; undefined when nothing is
     * remembered of it. May lack a use that the readings prove: the link after `record` has it.
     */
    async foresee(
      key: LinkKey,
      readings: readonly DatedReading[],
      item: string,
      warningDay: number,
    ): Promise<Link | undefined> {
      const evidence = await cache.get(nameOf(key));
      if (!evidence) return undefined;
      const now = clock();
      const fresh = readings
        .filter(({ unsaved }) => !unsaved)
        .map(
          ({ kind, says, disabled = false, age = 0 }): Sighting => ({
            ...key,
            id: Number.MAX_SAFE_INTEGER,
            company: '',
            kind,
            says,
            disabled,
            item,
            firstAt: now - age,
            at: now - age,
          }),
        );
      const { sightings, uses, confirmation } = evidence;
      return deriveLink(key, [...sightings, ...fresh], uses, confirmation, now, warningDay);
    },

    /** Drops what is remembered: something else wrote to what links are derived from. */
    forgetRemembered: (): Promise<void> => cache.clear(),

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
    ): Promise<{ seen: Seen[]; changed: boolean; settled: Press[] }> {
      const now = clock();
      const db = await open();
      return db.transaction('rw', db.sightings, db.uses, async () => {
        const earlier = await db.sightings.where('[zone+person+project]').equals(tuple(key)).toArray();
        const seen: Seen[] = [];
        const settled: Press[] = [];
        let changed = false;
        for (const { kind, says, disabled = false, age = 0, unsaved } of readings) {
          const at = now - age;
          const row = { ...key, company, kind, says, disabled, item, firstAt: at, at };
          if (unsaved) {
            seen.push({ ...row, id: 0, at: now, unsaved });
            continue;
          }
          const last = newest(earlier.filter((other) => other.kind === kind && other.item === item));
          if (last && last.says === says && last.disabled === disabled) {
            seen.push({ ...last, at: now });
            if (at - last.at >= SAME_MOMENT) await db.sightings.update(last.id, { at });
            continue;
          }
          if (last && last.at > at) {
            seen.push({ ...last, says, disabled, at: now });
            continue;
          }
          const sighting: Sighting = { ...row, id: await db.sightings.add(row) };
          seen.push({ ...sighting, at: now });
          changed = true;
          const linked = useProvenBy(sighting, earlier);
          if (linked) await db.uses.add(linked);
          for (const press of presses) {
            const sent = useProvenByPress(press, sighting);
            if (!sent) continue;
            await db.uses.add(sent);
            settled.push(press);
          }
        }
        return { seen, changed, settled };
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

    /** Every link that any sighting bears on. */
    async allLinks(warningDay: number): Promise<Link[]> {
      const keys = new Map<string, LinkKey>();
      const db = await open();
      await db.sightings.each(({ zone, person, project }) => {
        keys.set(JSON.stringify([zone, person, project]), { zone, person, project });
      });
      return Promise.all([...keys.values()].map((key) => this.link(key, warningDay)));
    },

    async forget(): Promise<void> {
      await cache.clear();
      const db = await open();
      await db.transaction(
        'rw',
        [db.sightings, db.uses, db.confirmations, db.projects, db.places, db.runs],
        async () => {
          await Promise.all(
            [db.sightings, db.uses, db.confirmations, db.projects, db.places, db.runs].map((table) =>
              table.clear(),
            ),
          );
        },
      );
    },
  };
}

export type Ledger = ReturnType<typeof createLedger>;
