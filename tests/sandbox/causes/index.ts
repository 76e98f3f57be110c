/**
 * Reasons why DocuSign in Procore does not work, each apart from the others: any of them can be planted alone or beside
 * others, and taken back alone. A reset of the sandbox takes back all.
 */
import { accountCauses } from './account.ts';
import { linkCauses } from './link.ts';
import { loginCauses } from './login.ts';
import { networkCauses } from './network.ts';
import { permissionCauses } from './permission.ts';
import { bannerCauses, projectCauses } from './project.ts';
import type { Cause } from './types.ts';

export type { Cause } from './types.ts';

export const CAUSES: readonly Cause[] = [
  ...loginCauses,
  ...accountCauses,
  ...permissionCauses,
  ...projectCauses,
  ...bannerCauses,
  ...networkCauses,
  ...linkCauses,
];

export function cause(id: string): Cause {
  const found = CAUSES.find((each) => each.id === id);
  if (!found) throw new Error(`No cause is called "${id}".`);
  return found;
}
