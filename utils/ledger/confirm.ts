import type { Confirmation, CountersignDatabase } from '../storage/database.ts';
import { emptyRow } from './link-row.ts';
import { tuple } from './read-links.ts';

/** Keeps the person's word about a link, beside the link too. To be called within a transaction of both tables. */
export async function keepConfirmation(
  { confirmations, links }: Pick<CountersignDatabase, 'confirmations' | 'links'>,
  confirmation: Confirmation,
): Promise<void> {
  await confirmations.put(confirmation);
  const row = (await links.get(tuple(confirmation))) ?? emptyRow(confirmation);
  await links.put({ ...row, confirmation });
}
