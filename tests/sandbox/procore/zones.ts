/**
 * Who and what exists in each zone before anybody does anything: companies, projects, ids.
 * Ids of newer zones lie above 2^49 (us02 as seen, the others in the same manner).
 */
import type { Dictionary } from './words/dictionaries.ts';

export type ZoneSeed = {
  host: string;
  /** As `window.Procore.Environment` names it. */
  name: string;
  /** The first id of the zone; all others are this plus something small, and below 2^53. */
  base: number;
};

export const ZONES = [
  { host: 'app.procore.com', name: 'production', base: 4_000_000 },
  { host: 'us02.procore.com', name: 'production-us02', base: 562_949_953_421_312 },
  { host: 'uk01.procore.com', name: 'production-uk01', base: 1_125_899_906_842_624 },
  { host: 'sandbox.procore.com', name: 'sandbox', base: 60_000 },
  // Not built in to the extension: its host is granted when the person asks.
  { host: 'eu01.procore.com', name: 'production-eu01', base: 1_688_849_860_263_936 },
] as const satisfies readonly ZoneSeed[];
export type ZoneHost = (typeof ZONES)[number]['host'];

export const zoneOf = (host: string): (typeof ZONES)[number] | null =>
  ZONES.find((zone) => zone.host === host) ?? null;

export const COMPANIES = [
  { key: 'ashworth', name: 'Ashworth & Pine Builders', dictionary: 'gc' },
  { key: 'northgate', name: 'Northgate Estates', dictionary: 'owner' },
  { key: 'herrera', name: 'Herrera Electrical', dictionary: 'specialty' },
] as const satisfies readonly { key: string; name: string; dictionary: Dictionary }[];
export type CompanyKey = (typeof COMPANIES)[number]['key'];

export const PROJECTS = [
  { key: 'riverside', name: 'Riverside Tower', company: 'ashworth', enabled: true },
  { key: 'harbour', name: 'Harbour Lofts', company: 'ashworth', enabled: true },
  { key: 'mill-lane', name: 'Mill Lane School', company: 'ashworth', enabled: false },
  { key: 'quayside', name: 'Quayside Library', company: 'northgate', enabled: true },
  { key: 'depot', name: 'Depot Street', company: 'northgate', enabled: false },
  { key: 'substation', name: 'Substation Nine', company: 'herrera', enabled: true },
] as const satisfies readonly { key: string; name: string; company: CompanyKey; enabled: boolean }[];
export type ProjectKey = (typeof PROJECTS)[number]['key'];

/** The same people have logins at the sandbox's DocuSign. */
export const PEOPLE = [
  {
    key: 'gc-admin',
    name: 'Sue Sender',
    email: 'sue.sender@example.com',
    jobTitle: 'Project Manager',
    company: 'ashworth',
  },
  {
    key: 'second',
    name: 'Max Many',
    email: 'max.many@example.com',
    jobTitle: 'Contracts Manager',
    company: 'ashworth',
  },
  {
    key: 'owner',
    name: 'Ada Admin',
    email: 'ada.admin@example.com',
    jobTitle: 'Head of Capital Works',
    company: 'northgate',
  },
  {
    key: 'specialty',
    name: 'Vic Viewer',
    email: 'vic.viewer@example.com',
    jobTitle: 'Estimator',
    company: 'herrera',
  },
] as const satisfies readonly {
  key: string;
  name: string;
  email: string;
  jobTitle: string;
  company: CompanyKey;
}[];
export type PersonKey = (typeof PEOPLE)[number]['key'];

export type CompanySeed = (typeof COMPANIES)[number];
export type ProjectSeed = (typeof PROJECTS)[number];
export type PersonSeed = (typeof PEOPLE)[number];

const position = <T extends { key: string }>(list: readonly T[], key: string): number =>
  list.findIndex((entry) => entry.key === key);

function find<T extends { key: string }>(list: readonly T[], key: string): T {
  const found = list.find((entry) => entry.key === key);
  if (!found) throw new Error(`The sandbox has no "${key}".`);
  return found;
}

export const companySeed = (key: CompanyKey): CompanySeed => find(COMPANIES, key);
export const projectSeed = (key: ProjectKey): ProjectSeed => find(PROJECTS, key);
export const personSeed = (key: PersonKey): PersonSeed => find(PEOPLE, key);

const inZone = (host: ZoneHost) =>
  find(
    ZONES.map((zone) => ({ ...zone, key: zone.host })),
    host,
  ).base;

export const companyId = (host: ZoneHost, key: CompanyKey): string =>
  String(inZone(host) + 100 + position(COMPANIES, key));
export const projectId = (host: ZoneHost, key: ProjectKey): string =>
  String(inZone(host) + 200 + position(PROJECTS, key));
export const userId = (host: ZoneHost, key: PersonKey): string =>
  String(inZone(host) + 900 + position(PEOPLE, key));
/** Items are numbered per project: room for a hundred families of a hundred items. */
export const itemId = (host: ZoneHost, project: ProjectKey, family: number, variant: number): string =>
  String(inZone(host) + 10_000 * (1 + position(PROJECTS, project)) + family * 100 + variant);

export const companyById = (host: ZoneHost, id: string): CompanySeed | null =>
  COMPANIES.find((company) => companyId(host, company.key) === id) ?? null;
export const projectById = (host: ZoneHost, id: string): ProjectSeed | null =>
  PROJECTS.find((project) => projectId(host, project.key) === id) ?? null;
