import * as z from 'zod/mini';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { BackgroundGlobals } from '../utils/app/background/load-services.ts';
import { createServices } from '../utils/app/background/services.ts';

// As in the first script.
z.config({ jitless: true });

/** The background's second script: all that no waiting page needs, loaded when it is first asked for. */
export default defineUnlistedScript(() => {
  const world = globalThis as BackgroundGlobals;
  world.countersignServices = createServices;
});
