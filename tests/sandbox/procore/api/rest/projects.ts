import { companyId, projectId, PROJECTS } from '../../zones.ts';
import { companyOf, placeOf, projectOf, type RestContext, type RestRoutes } from './caller.ts';
import { RestError } from './errors.ts';
import { pageOf } from './paging.ts';
import { TOOLS } from '../../tools.ts';
import { titleOf } from './tool-titles.ts';

function projects(c: RestContext) {
  const { zone, company } = placeOf(c);
  return PROJECTS.filter((project) => project.company === company.key).map(({ key, name }) => ({
    id: Number(projectId(zone, key)),
    name,
    display_name: `${projectId(zone, key).slice(-4)} - ${name}`,
    project_number: projectId(zone, key).slice(-4),
    active: true,
    company: { id: Number(companyId(zone, company.key)), name: company.name },
  }));
}

/** Projects of a company, and the tools a project has. */
export function registerProjects(app: RestRoutes): void {
  for (const version of ['v1.0', 'v1.1']) {
    app.get(`/rest/${version}/projects`, (c) => {
      const asked = c.req.query('company_id');
      if (asked === undefined) {
        throw new RestError(400, 'param is missing or the value is empty: company_id');
      }
      const { zone, company } = placeOf(c);
      if (asked !== companyId(zone, company.key)) throw new RestError(404, 'Not Found');
      return c.json(pageOf(c, projects(c)));
    });
  }
  app.get('/rest/v1.0/companies/:company{[0-9]+}/projects', (c) => {
    companyOf(c);
    return c.json(pageOf(c, projects(c)));
  });

  app.get('/rest/v1.0/projects/:project{[0-9]+}/tools', (c) => {
    const { state } = c.var.caller;
    const { zone, project } = projectOf(c);
    const wanted = c.req.query('filters[is_active]');
    const tools = TOOLS.map((tool, at) => ({
      id: at + 1,
      engine_name: tool.name,
      is_active: state.toolActive(zone, project.key, tool.name),
      position: at + 1,
      required: tool.name === 'home' || tool.name === 'admin' || tool.name === 'directory',
      title: titleOf(c, tool),
    })).filter(({ is_active }) => wanted === undefined || String(is_active) === wanted);
    return c.json(pageOf(c, tools));
  });
}
