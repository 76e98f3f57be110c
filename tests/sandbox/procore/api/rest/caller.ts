import type { Context, Hono } from 'hono';
import type { ProcoreEnvironment } from '../../../hosts.ts';
import type { World } from '../../../world.ts';
import type { ProcoreState } from '../../state.ts';
import type { AccessLevel, ToolName } from '../../tools.ts';
import {
  companyById,
  type CompanySeed,
  projectById,
  type ProjectSeed,
  type PersonKey,
  ZONES,
  type ZoneHost,
} from '../../zones.ts';
import { RestError } from './errors.ts';

/** Who asks, and in which company. */
export type Caller = {
  world: World;
  state: ProcoreState;
  environment: ProcoreEnvironment;
  person: PersonKey;
  /** Null on the two calls that want no company header, when none came. */
  place: { zone: ZoneHost; company: CompanySeed } | null;
};
export type Rest = { Variables: { caller: Caller } };
export type RestContext = Context<Rest>;
export type RestRoutes = Hono<Rest>;

/** The zones one API host answers for. */
export const zonesOf = (environment: ProcoreEnvironment) =>
  ZONES.filter(({ host }) => (host === 'sandbox.procore.com') === (environment === 'sandbox'));

/** A company by its number, in whichever zone of the environment it is. */
export function findCompany(environment: ProcoreEnvironment, id: string): Caller['place'] {
  for (const { host } of zonesOf(environment)) {
    const company = companyById(host, id);
    if (company) return { zone: host, company };
  }
  return null;
}

export const NO_COMPANY =
  'Missing Procore-Company-Id header! Every call names the company it is about in this header.';
export const NOT_CONNECTED = 'App is not connected to this company';

/** The company of the header, which the middleware has judged. */
export function placeOf(c: RestContext): NonNullable<Caller['place']> {
  const { place } = c.var.caller;
  if (place === null) throw new RestError(400, NO_COMPANY);
  return place;
}

/** The company a path names has to be that of the header. */
export function companyOf(c: RestContext): NonNullable<Caller['place']> {
  const place = placeOf(c);
  const named = companyById(place.zone, c.req.param('company') ?? '');
  if (named?.key !== place.company.key) throw new RestError(404, 'Not Found');
  return place;
}

export type ProjectPlace = { zone: ZoneHost; company: CompanySeed; project: ProjectSeed };

/** A project of the company: by the path, or by `project_id` in the query. */
export function projectOf(c: RestContext): ProjectPlace {
  const { zone, company } = placeOf(c);
  const id = c.req.param('project') ?? c.req.query('project_id');
  if (id === undefined || id === '') {
    throw new RestError(400, 'param is missing or the value is empty: project_id');
  }
  const project = projectById(zone, id);
  if (project === null || project.company !== company.key) throw new RestError(404, 'Not Found');
  return { zone, company, project };
}

const RANK: Record<AccessLevel, number> = { None: 0, 'Read Only': 1, Standard: 2, Admin: 3 };

/** Refuses a person below a level, and anybody where the project has the tool off. */
export function wants(c: RestContext, tool: ToolName, level: AccessLevel, at?: ProjectPlace): void {
  const { state, person } = c.var.caller;
  if (at && !state.toolActive(at.zone, at.project.key, tool)) {
    throw new RestError(403, 'This tool is not active on this project', 'error-object');
  }
  if (RANK[state.level(tool, person)] < RANK[level]) {
    throw new RestError(403, 'You do not have permission to perform this action', 'error-object');
  }
}
