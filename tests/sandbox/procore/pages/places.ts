import { companyId, type ProjectKey, projectId, projectSeed, type ZoneHost } from '../zones.ts';

export type ZonePlace = { zone: ZoneHost; project: ProjectKey };

/** The ids of a project of a zone, as addresses want them. */
export const placeOf = ({ zone, project }: ZonePlace) => ({
  companyId: companyId(zone, projectSeed(project).company),
  projectId: projectId(zone, project),
});
