/** What a page knows when it is drawn: where it is, who looks, in which words, and which of the sandbox's own switches are on. */
import { type DocusignWordKey, docusignWord } from './words/docusign-words.ts';
import { DICTIONARIES, type Dictionary } from './words/dictionaries.ts';
import { type Locale, localeOf } from './words/locales.ts';
import { type PageWordKey, pageWord } from './words/page-words.ts';
import type { Family } from './items.ts';
import type { LinkView, ProcoreState } from './state.ts';
import { type ToolName, toolsOf } from './tools.ts';
import {
  type CompanySeed,
  companyById,
  companyId,
  companySeed,
  type PersonSeed,
  personSeed,
  type ProjectSeed,
  projectById,
  projectId,
  userId,
  type ZONES,
  type ZoneHost,
} from './zones.ts';

/**
 * Switches in the query of any page. They change what one answer shows and nothing that is remembered, so a test can
 * ask for a page in any condition by its address alone.
 */
export type Switches = {
  /** `locale`: the language of this answer; also codes such as fr-FR. `nolang=1` leaves `<html lang>` out. */
  noLang: boolean;
  /** `late`: the main part appears after so many milliseconds. */
  late: number | null;
  /** `rerender`: the main part is thrown away and drawn anew so many times. */
  rerender: number | null;
  /** `churn=1`: drawn anew until `data-churn` of the html element says `stop`. */
  churn: boolean;
  /** `body=replace`: the whole body is replaced once, after loading. */
  replaceBody: boolean;
  /** `ticker=1`: unrelated text changes all the time until `data-ticker` says `stop`. */
  ticker: boolean;
  /** `mfe_view=true`: a legacy page without header and navigation, as the micro-frontend shell shows it. */
  bare: boolean;
};

export type PageContext = {
  url: URL;
  zone: (typeof ZONES)[number];
  host: ZoneHost;
  state: ProcoreState;
  now: number;
  /** The e-mail address is the one they log in with now. */
  person: Omit<PersonSeed, 'email'> & { email: string };
  userId: string;
  csrf: string;
  company: CompanySeed;
  companyId: string;
  project: ProjectSeed | null;
  projectId: string;
  /** As asked for, such as `fr-FR`; `language` is the sandbox's own language for it. */
  locale: string;
  language: Locale;
  dictionary: Dictionary;
  /** Whether the company offers the DocuSign integration. `integration=company-off` in the query says no, as for `enabled`. */
  companyEnabled: boolean;
  /** Whether the project has it; false outside a project. `integration=off` in the query says no, `=on` says yes. */
  enabled: boolean;
  link: LinkView;
  /** Whether the person is Admin on what sending an item needs. `permission=standard` in the query says no. */
  adminOn(family: Family): boolean;
  /** Whether a tool is on in the project. */
  toolActive(tool: ToolName): boolean;
  switches: Switches;
  say(key: PageWordKey): string;
  docusign(key: DocusignWordKey): string;
};

/** A page inside a project: what the item pages need. */
export type ProjectContext = PageContext & { project: ProjectSeed };

export const inProject = (page: PageContext): page is ProjectContext => page.project !== null;

/** Ids in any address form: `companies/N`, `projects/N`, a number before `/project` or `/company`, or a query for the profile. */
function idsIn(url: URL): { company: string | null; project: string | null } {
  const at = (pattern: RegExp) => pattern.exec(url.pathname)?.[1] ?? null;
  return {
    company: at(/\/companies\/(\d+)/) ?? at(/^\/(\d+)\/company\b/) ?? url.searchParams.get('company_id'),
    project: at(/\/projects\/(\d+)/) ?? at(/^\/(\d+)\/project\b/) ?? url.searchParams.get('project_id'),
  };
}

const count = (text: string | null): number | null =>
  text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;

/** Null when an id in the address is of nothing that exists in this zone. */
export function pageContext(
  url: URL,
  zone: (typeof ZONES)[number],
  state: ProcoreState,
  now: number,
  csrf: string,
): PageContext | null {
  const host = zone.host;
  const ids = idsIn(url);
  const query = url.searchParams;
  const person = { ...personSeed(state.person), email: state.emailOf(state.person) };
  const project = ids.project ? projectById(host, ids.project) : null;
  if (ids.project && !project) return null;
  const named = ids.company ? companyById(host, ids.company) : null;
  if (ids.company && !named) return null;
  if (project && named && project.company !== named.key) return null;
  const company = named ?? companySeed(project?.company ?? person.company);

  const asked = query.get('locale');
  const locale = asked && localeOf(asked) ? asked : (state.locales.get(person.key) ?? 'en');
  const language = localeOf(locale) ?? 'en';
  const dictionary =
    DICTIONARIES.find((name) => name === query.get('dictionary')) ?? state.dictionary ?? company.dictionary;
  const integration = query.get('integration');
  const companyEnabled =
    integration !== 'company-off' && (integration === 'on' || state.companyEnabled(host, company.key));
  const enabled =
    project !== null &&
    companyEnabled &&
    integration !== 'off' &&
    (integration === 'on' || state.projectEnabled(host, project.key));
  const askedLink = query.get('link');
  const link: LinkView =
    askedLink === 'synced' || askedLink === 'not-linked' || askedLink === 'expired'
      ? askedLink
      : project
        ? state.linkView({ zone: host, person: person.key, project: project.key })
        : 'not-linked';

  return {
    url,
    zone,
    host,
    state,
    now,
    person,
    userId: userId(host, person.key),
    csrf,
    company,
    companyId: companyId(host, company.key),
    project,
    projectId: project ? projectId(host, project.key) : '',
    locale,
    language,
    dictionary,
    companyEnabled,
    enabled,
    link,
    adminOn: (family) =>
      query.get('permission') !== 'standard' &&
      toolsOf(family).every((tool) => state.level(tool) === 'Admin'),
    toolActive: (tool) => project === null || state.toolActive(host, project.key, tool),
    switches: {
      noLang: query.get('nolang') === '1',
      late: count(query.get('late')),
      rerender: count(query.get('rerender')),
      churn: query.get('churn') === '1',
      replaceBody: query.get('body') === 'replace',
      ticker: query.get('ticker') === '1',
      bare: query.get('mfe_view') === 'true',
    },
    say: (key) => pageWord(language, dictionary, key),
    docusign: (key) => docusignWord(language, key).text,
  };
}
