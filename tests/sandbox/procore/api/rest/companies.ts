import { COMPANIES, companyId, personSeed, userId } from '../../zones.ts';
import { findCompany, placeOf, projectOf, type RestRoutes, zonesOf } from './caller.ts';
import { RestError } from './errors.ts';
import { pageOf } from './paging.ts';

/** Who am I, my companies, and where a company lives. */
export function registerCompanies(app: RestRoutes): void {
  app.get('/rest/v1.0/me', (c) => {
    const { environment, person, place, state } = c.var.caller;
    const asked = c.req.query('company_id');
    const named = asked === undefined ? null : findCompany(environment, asked);
    if (asked !== undefined && named === null) throw new RestError(404, 'Not Found');
    if (c.req.query('project_id') !== undefined) projectOf(c);
    // User numbers are global with Procore; here each zone has its own, so without a company the home zone's is told.
    const zone =
      named?.zone ?? place?.zone ?? (environment === 'sandbox' ? 'sandbox.procore.com' : 'us02.procore.com');
    const detailed = asked !== undefined || c.req.query('project_id') !== undefined;
    return c.json({
      id: Number(userId(zone, person)),
      login: state.emailOf(person),
      ...(detailed ? { name: personSeed(person).name } : {}),
    });
  });

  app.get('/rest/v1.0/companies', (c) => {
    const { environment, person } = c.var.caller;
    const companies = zonesOf(environment).flatMap(({ host }) =>
      COMPANIES.map(({ key, name }) => ({
        id: Number(companyId(host, key)),
        name,
        is_active: true,
        logo_url: null,
        my_company: personSeed(person).company === key,
        pcn_business_experience: null,
      })),
    );
    return c.json(pageOf(c, companies));
  });

  app.get('/rest/v1.0/company_base_url', (c) => {
    const { zone } = placeOf(c);
    const name = zonesOf(c.var.caller.environment).find(({ host }) => host === zone)?.name ?? '';
    return c.json({ zone: name, web_base_url: `https://${zone}` });
  });
}
