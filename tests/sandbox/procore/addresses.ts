/** Addresses inside one zone. Sources: developers.procore.com, "Side panel view keys" and OAuth guides; own choices are marked. */
import type { ProcoreHabits } from './state.ts';

export const companyHome = (page: { companyId: string }) => `/${page.companyId}/company/home/list`;

/** A legacy project page: the first number is the project's. */
export const legacy = (page: { projectId: string }, tail: string) => `/${page.projectId}/project/${tail}`;

/** A page of the micro-frontend shell. */
export const webclient = (page: { companyId: string; projectId: string }, tail: string) =>
  `/webclients/host/companies/${page.companyId}/projects/${page.projectId}/tools/${tail}`;

/**
 * My Profile Settings. Its real address is not public, so all three are the sandbox's own choice: a page of the
 * account that is told its project in the query (the default), a project page, and a page of the new shell.
 */
export function profileAddress(
  where: { companyId: string; projectId: string },
  form: ProcoreHabits['profileAddress'],
): string {
  if (where.projectId === '') return `/account/profile_settings?company_id=${where.companyId}`;
  if (form === 'project') return legacy(where, 'profile_settings');
  if (form === 'webclient') return webclient(where, 'profile_settings');
  return `/account/profile_settings?project_id=${where.projectId}&company_id=${where.companyId}`;
}
