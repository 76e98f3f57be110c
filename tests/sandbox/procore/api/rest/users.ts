import { type DirectoryEntry, vendorId } from '../../directory.ts';
import { companySeed } from '../../zones.ts';
import { type Caller, companyOf, type RestContext, type RestRoutes, wants } from './caller.ts';
import { RestError } from './errors.ts';
import { pageOf } from './paging.ts';

const time = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

/** developers.procore.com, company users; the fields a normal view has. */
function userOf(entry: DirectoryEntry, { zone, company }: NonNullable<Caller['place']>) {
  const [first = '', ...rest] = entry.name.split(' ');
  const employee = entry.company === company.key;
  return {
    id: Number(entry.id),
    name: entry.name,
    first_name: first,
    last_name: rest.join(' '),
    initials: `${first.charAt(0)}${(rest[0] ?? '').charAt(0)}`,
    email_address: entry.email,
    job_title: entry.jobTitle,
    is_active: entry.active,
    is_employee: employee,
    employee_id: null,
    vendor: employee
      ? null
      : { id: Number(vendorId(zone, entry.company)), name: companySeed(entry.company).name },
    company_permission_template: {
      id: entry.template === 'Admin' ? 41 : 42,
      name: entry.template === 'Admin' ? 'Company Admin' : 'Company Standard',
      project_specific: false,
      type: 'global',
    },
    last_login_at: time(entry.lastLoginAt),
    welcome_email_sent_at: time(entry.invitedAt),
  };
}

const SORTS: Record<string, (entry: DirectoryEntry) => string> = {
  name: ({ name }) => name,
  full_name: ({ name }) => name,
  email: ({ email }) => email,
  job_title: ({ jobTitle }) => jobTitle,
  vendor_name: ({ company }) => companySeed(company).name,
};

function answerList(c: RestContext, active: boolean): Response {
  wants(c, 'directory', 'Read Only');
  const place = companyOf(c);
  const query = new URL(c.req.url).searchParams;
  const search = query.get('filters[search]')?.toLowerCase();
  const vendor = query.get('filters[vendor_id]');
  const sort = SORTS[query.get('sort') ?? 'name'] ?? SORTS.name;
  const found = c.var.caller.state
    .directory(place.zone, place.company.key)
    .filter((entry) => entry.active === active)
    .filter(({ name, email }) => search === undefined || `${name} ${email}`.toLowerCase().includes(search))
    .filter(
      ({ company }) =>
        vendor === null || (company !== place.company.key && vendorId(place.zone, company) === vendor),
    )
    .toSorted((a, b) => (sort?.(a) ?? '').localeCompare(sort?.(b) ?? ''));
  const page = pageOf(c, found);
  return c.json(
    query.get('view') === 'ids_only'
      ? page.map(({ id }) => Number(id))
      : page.map((entry) => userOf(entry, place)),
  );
}

function entryOf(c: RestContext, active: boolean): DirectoryEntry {
  const place = companyOf(c);
  const found = c.var.caller.state
    .directory(place.zone, place.company.key)
    .find(({ id }) => id === c.req.param('id'));
  if (found === undefined || found.active !== active) throw new RestError(404, 'Not Found');
  return found;
}

/** The company directory and its invitations, in the four versions that are alive. */
export function registerUsers(app: RestRoutes): void {
  for (const version of ['v1.0', 'v1.1', 'v1.2', 'v1.3']) {
    const company = `/rest/${version}/companies/:company{[0-9]+}`;
    app.get(`${company}/me`, (c) => {
      const place = companyOf(c);
      const { state, person } = c.var.caller;
      const own = state.directory(place.zone, place.company.key).find((entry) => entry.person === person);
      if (own === undefined) throw new RestError(404, 'Not Found');
      return c.json(userOf(own, place));
    });
    app.get(`${company}/users`, (c) => answerList(c, true));
    app.get(`${company}/users/inactive`, (c) => answerList(c, false));
    app.get(`${company}/users/:id{[0-9]+}`, (c) => {
      wants(c, 'directory', 'Read Only');
      return c.json(userOf(entryOf(c, true), companyOf(c)));
    });
    app.patch(`${company}/users/inactive/:id{[0-9]+}`, (c) => {
      wants(c, 'directory', 'Admin');
      const entry = entryOf(c, false);
      entry.active = true;
      return c.json(userOf(entry, companyOf(c)));
    });
    app.patch(`${company}/users/:id{[0-9]+}/invite`, (c) => {
      const { state, world } = c.var.caller;
      wants(c, 'directory', 'Admin');
      entryOf(c, true).invitedAt = world.now();
      return state.api.switches.inviteAnswers === 'object' ? c.json({}, 202) : c.body(null, 202);
    });
  }
}
