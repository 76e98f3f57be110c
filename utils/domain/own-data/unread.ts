import type { CountersignDatabase } from '../database.ts';
import { TABLE_NAMES } from '../tables.ts';

/** Rows looked at in one go: whoever else wants the database comes in between. */
const SLICE = 500;

/** How many stored rows this version cannot read, over all tables. They are kept, and never shown. */
export async function countUnread(db: CountersignDatabase, until?: AbortSignal): Promise<number> {
  let unread = 0;
  for (const name of TABLE_NAMES) {
    const table = db.table<unknown>(name);
    let keys = await table.orderBy(':id').limit(SLICE).primaryKeys();
    for (;;) {
      if (until?.aborted) return unread;
      const rows = await table.bulkGet(keys);
      unread += rows.filter((row) => row === undefined).length;
      const last = keys.at(-1);
      if (last === undefined) break;
      keys = await table.where(':id').above(last).limit(SLICE).primaryKeys();
    }
  }
  return unread;
}
