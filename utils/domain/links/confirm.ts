import type { Confirmation } from './tables.ts';
import type { CountersignDatabase } from '../database.ts';
import { dated, emptyRow } from './link-row.ts';
import { linkRowOf } from './read-links.ts';

type Tables = Pick<CountersignDatabase, 'confirmations' | 'links' | 'sightings' | 'uses'>;

/** Keeps the person's word about a link, beside the link too. To be called within a transaction of all these tables. */
export async function keepConfirmation(db: Tables, confirmation: Confirmation): Promise<void> {
  const row = (await linkRowOf(db, confirmation)) ?? emptyRow(confirmation);
  await db.confirmations.put(confirmation);
  await db.links.put(dated({ ...row, confirmation }));
}
