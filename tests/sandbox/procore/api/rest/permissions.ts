import { ACCESS_LEVELS, TOOLS, type ToolName } from '../../tools.ts';
import { companyId, projectId } from '../../zones.ts';
import { placeOf, projectOf, type RestRoutes } from './caller.ts';
import { RestError } from './errors.ts';
import { titleOf } from './tool-titles.ts';

const COMPANY_TOOLS: readonly ToolName[] = ['home', 'directory', 'documents', 'admin'];

/** The permission manifest: what the person may do, tool by tool, in a project or in the company. */
export function registerPermissions(app: RestRoutes): void {
  app.get('/rest/v1.0/settings/permissions', (c) => {
    const { state, person } = c.var.caller;
    const place = placeOf(c);
    const company = c.req.query('company_id');
    if ((company === undefined) === (c.req.query('project_id') === undefined)) {
      throw new RestError(400, 'Either project_id or company_id is required');
    }
    if (company !== undefined && company !== companyId(place.zone, place.company.key)) {
      throw new RestError(404, 'Not Found');
    }
    const at = company === undefined ? projectOf(c) : null;
    const shown = TOOLS.filter(({ name }) =>
      at ? state.toolActive(at.zone, at.project.key, name) : COMPANY_TOOLS.includes(name),
    );
    const base = at ? `/${projectId(at.zone, at.project.key)}/project` : `/${company}/company`;
    return c.json({
      tools: shown.map((tool) => {
        const level = state.level(tool.name, person);
        const may = level !== 'None';
        return {
          id: TOOLS.indexOf(tool) + 1,
          name: tool.name,
          friendly_name: titleOf(c, tool),
          domain_id: TOOLS.indexOf(tool) + 11,
          tab_group: tool.tab,
          available_for_user: may,
          url: `${base}/${tool.name}`,
          user_access_level: { id: ACCESS_LEVELS.indexOf(level) + 1, name: level },
          permitted_actions: [],
          create_url: may && level !== 'Read Only' ? `${base}/${tool.name}/new` : null,
          can_create: may && level !== 'Read Only',
          trial: false,
        };
      }),
    });
  });
}
