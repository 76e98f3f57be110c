import type { CountersignDatabase } from '../database.ts';
import { allItems } from '../items.ts';
import { type Journal, journalTables } from '../journal/append.ts';
import { TABLE_NAMES, TABLES } from '../tables.ts';

/** Every table that is erased when the person forgets the ledger. */
const FORGOTTEN_TABLES = TABLE_NAMES.filter((name) => TABLES[name].onForget === 'erase');

/** Erases every table and every stored value that is to be erased. All tables with the entry that tells it, or none. */
export async function eraseForgotten(db: CountersignDatabase, { record }: Journal): Promise<void> {
  const tables = FORGOTTEN_TABLES.map((name) => db.table(name));
  await db.transaction('rw', [...tables, ...journalTables(db)], async () => {
    for (const table of tables) await table.clear();
    await record({ code: 'ledger-forgotten' });
  });
  await eraseForgottenItems();
}

export async function eraseForgottenItems(): Promise<void> {
  const erased = allItems.filter(({ rules }) => rules.onForget === 'erase');
  await Promise.all(erased.map((item) => item.remove()));
}
