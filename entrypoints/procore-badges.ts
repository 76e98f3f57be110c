import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createBadgeLayer } from '../components/badge/badge-layer.ts';
import type { PageGlobals } from '../components/badge/page-globals.ts';

/** What draws badges, put beside the page script once it has something to draw: most Procore pages never load it. */
export default defineUnlistedScript(() => {
  const world = globalThis as PageGlobals;
  world.countersignBadgeLayer = createBadgeLayer;
});
