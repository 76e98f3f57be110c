import Dexie from 'dexie';
import { expect, it } from 'vitest';
import { CountersignDatabase } from '../../../../utils/storage/database.ts';

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
};

const ROW = { zone: 'app.procore.com', person: '', project: '1' };

it.each(Object.entries(SHIPPED))(
  'data of version %s is all there after the upgrade',
  async (version, tables) => {
    const name = `upgrade-${version}`;
    const old = new Dexie(name);
    old.version(Number(version)).stores(tables);
    await old.table('sightings').add({ ...ROW, says: 'synced', at: 1 });
    await old.table('confirmations').add({ ...ROW, who: 'Sue' });
    await old.table('connections').add({ environment: 'demo', userId: 'u' });
    await old.table('journal').bulkAdd([
      { at: 1, what: 'connected', detail: 'demo' },
      { at: 2, what: 'x', detail: '' },
    ]);
    const before = await Promise.all(old.tables.map(async (table) => [table.name, await table.toArray()]));
    old.close();

    const db = new CountersignDatabase(name);
    await db.open();
    for (const [table, rows] of before) expect(await db.table(table as string).toArray()).toEqual(rows);
    await db.procoreConnections.put({
      environment: 'sandbox',
      userId: '42',
      name: '',
      login: 'pat@riverside.example',
      companies: [],
      connectedAt: 1,
      refreshedAt: 1,
    });
    expect(await db.procoreConnections.get('sandbox')).toMatchObject({ userId: '42' });
    await db.delete();
  },
);
