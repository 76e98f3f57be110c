import { AppFault } from '../base/errors.ts';

/** Where a paged read stands, after so many pages. Can be stored, and gone on from by another worker. */
export type PageCursor = {
  /** The position or the page the vendor is asked for next; null after the last one. */
  next: number | null;
  /** How many different rows came until now. */
  rows: number;
  /** How many came more than once. */
  repeated: number;
  /** What the first page said of how many there are; null where the vendor does not tell. */
  total: number | null;
  /** The same of the last page. */
  lastTotal: number | null;
  /** Keys of the last page: what moved on while nobody read comes again at the beginning of the next. */
  lastKeys: readonly string[];
};

/** One page as the vendor gave it. `next`: null on the last one. */
export type VendorPage<T> = { rows: readonly T[]; next: number | null; total: number | null };

/** One page without the rows that were there before. `cursor` goes on after it. */
export type PageOfRows<T> = { rows: T[]; cursor: PageCursor };

/**
 * How a read ended. `isComplete`: as many different rows came as the vendor said, at the beginning and at the end. Where it
 * is false nothing may be concluded from a row that is missing.
 */
export type PagingEnd = { rows: number; repeated: number; total: number | null; isComplete: boolean };

/** A list of 100 a page with this many pages is longer than any vendor's. */
const MOST_PAGES = 20_000;

/**
 * Reads a list page by page. Positions shift while rows are added or removed: rows that come again are left out, and the
 * end tells whether all came. Throws what the reader throws, the signal's own reason, and `unexpected-reply` with
 * `paging` where pages lead in a circle.
 */
export async function* readPages<T>({
  read,
  first,
  keyOf,
  from,
  signal,
}: {
  /** Reads the page at a position, with retries of its own. */
  read: (at: number) => Promise<VendorPage<T>>;
  /** The position of the first page. */
  first: number;
  /** What tells one row from another. */
  keyOf: (row: T) => string;
  /** Where an earlier read stopped. */
  from?: PageCursor;
  signal?: AbortSignal;
}): AsyncGenerator<PageOfRows<T>, PagingEnd, undefined> {
  let cursor: PageCursor = from ?? {
    next: first,
    rows: 0,
    repeated: 0,
    total: null,
    lastTotal: null,
    lastKeys: [],
  };
  const seen = new Set(cursor.lastKeys);
  for (let pages = 0; cursor.next !== null; pages++) {
    signal?.throwIfAborted();
    const at: number = cursor.next;
    const { rows, next, total } = await read(at);
    const keys = rows.map(keyOf);
    const fresh = rows.filter((_, index) => {
      const key = keys[index] ?? '';
      const isFresh = !seen.has(key);
      seen.add(key);
      return isFresh;
    });
    // A server that leads back, or gives the same page wherever it is asked, would never end.
    const isCircle = next !== null && (next <= at || fresh.length === 0);
    if (isCircle || pages === MOST_PAGES) throw new AppFault('unexpected-reply', 'paging');
    cursor = {
      next,
      rows: cursor.rows + fresh.length,
      repeated: cursor.repeated + rows.length - fresh.length,
      total: cursor.total ?? total,
      lastTotal: total,
      lastKeys: keys,
    };
    yield { rows: fresh, cursor };
  }
  const { rows, repeated, total, lastTotal } = cursor;
  return {
    rows,
    repeated,
    total: lastTotal,
    isComplete: rows === (lastTotal ?? rows) && total === lastTotal,
  };
}
