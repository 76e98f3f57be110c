/** Where causes and scenarios play: one zone, one project, and a page of it for each purpose. */
import { profileAddress } from '../procore/addresses.ts';
import { type Condition, type Family, seededId } from '../procore/items.ts';
import { itemAddress } from '../procore/pages/item-page.ts';
import { itemPage } from '../procore/pages/item-pages.ts';
import { placeOf } from '../procore/pages/places.ts';
import type { ProjectKey, ZoneHost } from '../procore/zones.ts';

/** Its ids are above 2^49. */
export const HOME_ZONE: ZoneHost = 'us02.procore.com';
export const PROJECT: ProjectKey = 'riverside';

export const inZone = (path: string, zone: ZoneHost = HOME_ZONE) => `https://${zone}${path}`;
export const place = (project: ProjectKey, zone: ZoneHost = HOME_ZONE) => placeOf({ zone, project });

export function item(
  page: string,
  family: Family,
  condition: Condition = 'fresh',
  project: ProjectKey = PROJECT,
): string {
  const found = itemPage(page);
  if (!found) throw new Error(`No page ${page}.`);
  return inZone(
    itemAddress(found, { zone: HOME_ZONE, project }, seededId(HOME_ZONE, project, family, condition)),
  );
}

export const CONTRACT = item('subcontract-mfe-detail', 'subcontract');
export const OLD_CONTRACT = item('subcontract-legacy-detail', 'subcontract');
export const PROFILE = inZone(profileAddress(place(PROJECT), 'account'));
