import { browser } from './browser.ts';
import { isGranted } from './host-permissions.ts';
import { BUILT_IN_ZONES, isBuiltInZone, matchOf } from '../base/hosts.ts';
import type { Zone } from '../base/types.ts';

/** The script that reads Procore's pages, as packaged. */
const PAGE_SCRIPT = '/procore-page.js';
/** The script that draws badges for it, once there is one to draw. */
const BADGES_SCRIPT = '/procore-badges.js';
const scriptId = (zone: Zone) => `zone-${zone}`;

/** Makes the browser run the page script on exactly these added zones, as far as they are granted. */
export async function registerZones(zones: readonly Zone[]): Promise<void> {
  const granted: Zone[] = [];
  for (const zone of zones) {
    if (isBuiltInZone(zone)) continue;
    if (await isGranted(zone)) granted.push(zone);
  }
  const registered = await browser.scripting.getRegisteredContentScripts();
  const stale = registered
    .map(({ id }) => id)
    .filter((id) => id.startsWith('zone-') && !granted.some((zone) => scriptId(zone) === id));
  if (stale.length > 0) await browser.scripting.unregisterContentScripts({ ids: stale });
  const fresh = granted.filter((zone) => !registered.some(({ id }) => id === scriptId(zone)));
  if (fresh.length > 0) {
    await browser.scripting.registerContentScripts(
      fresh.map((zone) => ({
        id: scriptId(zone),
        matches: [matchOf(zone)],
        js: [PAGE_SCRIPT],
        runAt: 'document_idle' as const,
        persistAcrossSessions: true,
      })),
    );
  }
}

/**
 * Tabs that show one of these zones and that we may read. The only place that asks the browser for tabs by a list: to
 * Chromium an empty list of patterns is no condition, and every tab meets it (seen in 156; to Firefox none does).
 */
export async function tabsOf(zones: readonly Zone[]): Promise<number[]> {
  if (zones.length === 0) return [];
  const tabs = await browser.tabs.query({ url: zones.map(matchOf) });
  return tabs.map(({ id }) => id).filter((id): id is number => id !== undefined);
}

/** Runs the page script in tabs that were open before it was registered. A second run in a page does nothing. */
export async function injectIntoOpenTabs(zones: readonly Zone[] = BUILT_IN_ZONES): Promise<void> {
  const tabs = await tabsOf(zones);
  await Promise.allSettled(
    tabs.map((tabId) => browser.scripting.executeScript({ target: { tabId }, files: [PAGE_SCRIPT] })),
  );
}

/** Runs the badges' script in the tab of a page script that asks for it. */
export async function bringBadges(tabId: number): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId }, files: [BADGES_SCRIPT] });
}
