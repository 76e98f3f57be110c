import type { BadgeLayer, BadgeLayerOptions } from './badge-layer.ts';

export type CreateBadgeLayer = (page: Document, options: BadgeLayerOptions) => BadgeLayer;

/** Where our two scripts of one page meet: the global scope they share, which the page's own scripts have no part in. */
export type PageGlobals = {
  /** True while the page script reads this page. */
  countersignReads?: boolean;
  /** Draws badges, once the script that holds it has come. */
  countersignBadgeLayer?: CreateBadgeLayer | undefined;
};
