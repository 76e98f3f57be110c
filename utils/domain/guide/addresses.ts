import type { Environment, Zone } from '../../base/types.ts';
import { classify } from '../../vendors/procore/urls.ts';

/** Addresses a guided step can open for the person. */

/** Source: developers.procore.com, "Side panel view keys": project home. Without a project, the zone's own start. */
export function projectHome(zone: Zone, project: string): string {
  return project === '' ? `https://${zone}/` : `https://${zone}/${encodeURIComponent(project)}/project/home`;
}

/**
 * The learned profile page, asked for in the run's project: where the learned address names the project it was opened
 * from, that id is exchanged.
 * @param path path and query of a visit, as learned
 */
export function profilePage(zone: Zone, path: string, project: string): string | undefined {
  const address = `https://${zone}${path.startsWith('/') ? '' : '/'}${path}`;
  const page = classify(address);
  if (!page || page.zone !== zone) return undefined;
  if (page.project === '' || project === '' || page.project === project) return address;
  return address.replaceAll(new RegExp(String.raw`(?<!\d)${page.project}(?!\d)`, 'g'), project);
}

/** Source: docusign/code-examples-react, log-out address; support.procore.com names the production one. */
export const LOGIN_HOST: Record<Environment, string> = {
  production: 'account.docusign.com',
  demo: 'account-d.docusign.com',
};

export const logoutPage = (environment: Environment): string => `https://${LOGIN_HOST[environment]}/logout`;
