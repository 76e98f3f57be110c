import type * as z from 'zod/mini';
import type { Instant } from '../base/types.ts';

/** What is older cannot bear on a link any more (30 idle days), and only fills the disk. */
export const LEDGER_DAYS = 400;

export type TableRules<Row> = {
  /**
   * A row that does not pass is set aside: kept where it is, or beside once another takes its place, and never shown.
   * Fields it does not name are let through.
   */
  row: () => z.ZodMiniType<Row>;
  /** What becomes of it when the person forgets the ledger. Whatever tells of pages, projects or people is erased. */
  onForget: 'erase' | 'keep';
  /**
   * How long rows are kept: always; the newest so many; or so many days after a moment, which a field holds or the row
   * tells. `unlessRead`: longer, while readings are there of its `link`, or of any link of its `project`.
   * `fromTheFront`: as long as one before it in the order of their keys; what follows `journalEnds` of the last one dropped.
   */
  keep:
    | 'always'
    | { newest: number }
    | {
        days: number;
        by: (keyof Row & string) | ((row: Row) => Instant);
        unlessRead?: 'link' | 'project';
        fromTheFront?: true;
      };
};

/** By age. `field`: where the moment is, if it is in a field. `momentOf`: of any row, undefined if it cannot be read. */
export type KeepByAge = {
  days: number;
  field: string | null;
  momentOf: (row: unknown) => Instant | undefined;
  unlessRead: 'link' | 'project' | null;
  fromTheFront: boolean;
};

export type DefinedTable = {
  row: () => z.ZodMiniType;
  onForget: 'erase' | 'keep';
  keep: 'always' | { newest: number } | KeepByAge;
};

/** What there is to know of a table beside its indexes: what a row must be to be read, and what becomes of it. */
export function defineTable<Row>({ row, onForget, keep }: TableRules<Row>): DefinedTable {
  if (keep === 'always' || 'newest' in keep) return { row, onForget, keep };
  const { days, by, unlessRead = null, fromTheFront = false } = keep;
  const momentOf = (stored: unknown): Instant | undefined => {
    const parsed = row().safeParse(stored);
    if (!parsed.success) return undefined;
    const moment: unknown = typeof by === 'function' ? by(parsed.data) : parsed.data[by];
    return typeof moment === 'number' ? moment : undefined;
  };
  const field = typeof by === 'function' ? null : by;
  return { row, onForget, keep: { days, field, momentOf, unlessRead, fromTheFront } };
}
