import type { Board, BoardOptions } from './board.ts';

export type CreateBoard = (page: Document, options: BoardOptions) => Board;

/** Where our two scripts of one page meet: the global scope they share, which the page's own scripts have no part in. */
export type PageWorld = {
  /** True while the page script reads this page. */
  countersignReads?: boolean;
  /** Draws badges, once the script that holds it has come. */
  countersignBoard?: CreateBoard | undefined;
};
