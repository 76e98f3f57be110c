import type { Vendor } from '../../base/types.ts';
import type { CountersignDatabase } from '../database.ts';
import { isOf } from './key.ts';
import type { ConnectionOf } from './tables.ts';

/** All connections with one vendor, of every environment and person. */
export async function connectionsWith<V extends Vendor>(
  db: Pick<CountersignDatabase, 'connections'>,
  vendor: V,
): Promise<ConnectionOf<V>[]> {
  return (await allWith(db, vendor).toArray()).filter(isOf(vendor));
}

/** How many there are, of readable rows and others. */
export function countWith(db: Pick<CountersignDatabase, 'connections'>, vendor: Vendor): Promise<number> {
  return allWith(db, vendor).count();
}

// After every environment there is.
const AFTER_ALL = '\uffff';

const allWith = (db: Pick<CountersignDatabase, 'connections'>, vendor: Vendor) =>
  db.connections.where('[vendor+environment+userId]').between([vendor], [vendor, AFTER_ALL]);
