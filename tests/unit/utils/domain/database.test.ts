import Dexie from 'dexie';
import { expect, it } from 'vitest';
import { countWith } from '../../../../utils/domain/connections/rows.ts';
import { CountersignDatabase } from '../../../../utils/domain/database.ts';
import { rowsOf } from '../../../../utils/domain/links/link-row.ts';

/** The tables of each version that shipped, as they were then. A version is never changed afterwards. */
const SHIPPED = {
  1: {
    sightings: '++id, [zone+person+project], at',
    confirmations: '[zone+person+project]',
    uses: '++id, [zone+person+project]',
    projects: '[zone+project]',
    places: '[zone+name]',
    runs: 'id, status, updatedAt',
    connections: 'environment',
    requests: '++id, at',
    journal: '++id, at',
  },
  2: {
    sightings: '++id, [zone+person+project], at',
    confirmations: '[zone+person+project]',
    uses: '++id, [zone+person+project]',
    projects: '[zone+project]',
    places: '[zone+name]',
    runs: 'id, status, updatedAt',
    connections: 'environment',
    requests: '++id, at',
    journal: '++id, at',
    procoreConnections: 'environment',
  },
  3: {
    sightings: '++id, [zone+person+project+kind+item+at], at',
    confirmations: '[zone+person+project]',
    uses: '++id, [zone+person+project]',
    links: '[zone+person+project]',
    projects: '[zone+project]',
    places: '[zone+name]',
    runs: 'id, status, updatedAt',
    connections: 'environment',
    requests: '++id, at',
    journal: '++id, at',
    procoreConnections: 'environment',
  },
  4: {
    sightings: '++id, [zone+person+project+kind+item+at], at',
    confirmations: '[zone+person+project]',
    uses: '++id, [zone+person+project]',
    links: '[zone+person+project]',
    projects: '[zone+project]',
    places: '[zone+name]',
    runs: 'id, status, updatedAt',
    connections: 'environment',
    requests: '++id, at',
    journal: '++id, at',
    procoreConnections: 'environment',
    jobs: 'id, status, updatedAt',
    operations: '[job+ordinal], [job+state], at',
  },
};

/** Rows of these are kept elsewhere now. */
const MOVED = new Set(['connections', 'procoreConnections']);

const SUE = {
  environment: 'demo' as const,
  userId: 'u',
  name: 'Sue',
  email: 'sue@riverside.example',
  accounts: [],
  chosenAccountId: null,
  connectedAt: 1,
  refreshedAt: 2,
};

const PAT = {
  environment: 'sandbox' as const,
  userId: '42',
  name: '',
  login: 'pat@riverside.example',
  companies: [],
  connectedAt: 5,
  refreshedAt: 6,
};

const ROW = { zone: 'app.procore.com', person: '', project: '1' };

it.each(Object.entries(SHIPPED))(
  'data of version %s is all there after the upgrade',
  async (version, tables) => {
    const name = `upgrade-${version}`;
    const old = new Dexie(name);
    old.version(Number(version)).stores(tables);
    const read = { ...ROW, company: '7', kind: 'link-row', disabled: false, item: '', firstAt: 1 };
    await old.table('sightings').bulkAdd([
      { ...read, says: 'not-linked', at: 1 },
      { ...read, says: 'synced', at: 2 },
      { ...read, says: 'synced', at: 3 },
      { ...read, kind: 'banner', says: 'signature-pending', at: 4, project: '2' },
    ]);
    await old.table('uses').bulkAdd([
      { ...ROW, how: 'linked', at: 1 },
      { ...ROW, how: 'sent', at: 2 },
    ]);
    await old.table('confirmations').add({
      ...ROW,
      who: 'Sue',
      accountId: '',
      accountName: '',
      source: 'person',
      at: 2,
    });
    // From the third version on they are written beside their history.
    if ('links' in tables) {
      const [sightings, uses, confirmations] = await Promise.all(
        ['sightings', 'uses', 'confirmations'].map((table) => old.table(table).toArray()),
      );
      const rows = rowsOf(sightings ?? [], uses ?? [], confirmations ?? []);
      // Until the fifth without the moments by which they are found.
      await old.table('links').bulkPut(rows.map(({ at: _at, seenAt: _seen, usedAt: _used, ...row }) => row));
    }
    await old.table('connections').bulkAdd([SUE, { environment: 'production', userId: 7, name: 'Torn' }]);
    const hasProcore = 'procoreConnections' in tables;
    if (hasProcore) await old.table('procoreConnections').add(PAT);
    await old.table('journal').bulkAdd([
      { at: 1, what: 'connected', detail: 'demo' },
      { at: 2, what: 'x', detail: '' },
    ]);
    const damaged = { ...ROW, project: '3', latest: 'none' };
    if ('links' in tables) await old.table('links').add(damaged);
    const kept = old.tables.filter(({ name: table }) => table !== 'journal');
    const before = await Promise.all(kept.map(async (table) => [table.name, await table.toArray()] as const));
    old.close();

    const db = new CountersignDatabase(name);
    await db.open();
    const raw = await new Dexie(name).open();
    for (const [table, rows] of before) {
      if (MOVED.has(table)) continue;
      expect(await raw.table<object>(table).toArray()).toMatchObject(rows as object[]);
    }
    raw.close();
    expect(await db.journal.toArray()).toEqual([
      { id: 1, at: 1, code: 'connected', vendor: 'docusign', environment: 'demo' },
      { id: 2, at: 2, code: 'earlier', what: 'x', detail: '' },
    ]);
    expect((await db.links.toArray()).map(({ at, seenAt, usedAt }) => [at, seenAt, usedAt])).toEqual([
      [3, 3, 2],
      [4, 4, undefined],
    ]);
    const links = (await db.links.toArray()).map(({ project, bearing, latest, lastUse, confirmation }) => ({
      [project]: [...bearing, ...latest].map(({ says, at }) => `${says} ${at}`),
      use: lastUse?.at,
      who: confirmation?.who,
    }));
    expect(links).toEqual([
      { 1: ['not-linked 1', 'synced 3', 'synced 3'], use: 2, who: 'Sue' },
      { 2: ['signature-pending 4'], use: undefined, who: undefined },
    ]);
    expect(await db.connections.toArray()).toEqual([
      { ...SUE, vendor: 'docusign', signedInAt: 1 },
      ...(hasProcore ? [{ ...PAT, vendor: 'procore', signedInAt: 5 }] : []),
    ]);
    // What could not be read is there still, for a version that can.
    expect(await countWith(db, 'docusign')).toBe(2);
    // And another person beside the first.
    await db.connections.put({ ...SUE, vendor: 'docusign', signedInAt: 9, userId: 'u2' });
    expect(await db.connections.get(['docusign', 'demo', 'u'])).toMatchObject({ name: 'Sue' });
    expect([await db.jobs.count(), await db.operations.count()]).toEqual([0, 0]);
    await db.delete();
  },
);
