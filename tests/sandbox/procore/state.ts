/** What the Procore stand-in remembers, for every zone. One reset brings all of it back to the start. */
import type { World } from '../world.ts';
import { createProcoreApiState } from './api/state.ts';
import { type DirectoryEntry, seedDirectory } from './directory.ts';
import { type Item, seedItem, seedOf } from './items.ts';
import type { Dictionary } from './words/dictionaries.ts';
import type { Locale } from './words/locales.ts';
import type { AccessLevel, ToolName } from './tools.ts';
import {
  type CompanyKey,
  type PersonKey,
  type ProjectKey,
  PROJECTS,
  personSeed,
  projectSeed,
  type ZoneHost,
} from './zones.ts';

export const DAY = 86_400_000;
/** Not used for this long, the link asks for a new login. Source: support.procore.com FAQ on the DocuSign banners. */
export const IDLE_LIMIT = 30 * DAY;
/** Refresh may be pressed once in this time. Source: en-gb.support.procore.com FAQ on the DocuSign banners. */
export const REFRESH_LOCK = 5 * 60_000;

export type DocusignPerson = { userId: string; email: string; name: string };
export type LinkPlace = { zone: ZoneHost; person: PersonKey; project: ProjectKey };
export type StoredLink = { docusign: DocusignPerson; linkedAt: number; lastUsedAt: number };
export type LinkView = 'synced' | 'not-linked' | 'expired';

/** A trip to DocuSign's login that was started and has not come back. */
export type PendingLogin = LinkPlace & { returnTo: string; prepare: string | null };

/** Which way Procore turns out to behave where public pages do not say, or disagree. */
export type ProcoreHabits = {
  /** Help pages disagree whether a link is kept per project or per person. */
  linkIsPer: 'project' | 'person';
  /** What the profile shows once the 30 idle days are over. */
  expiredRowShows: 'synced' | 'not-linked';
  /** Whether DocuSign's login replaces the page or opens a new tab. */
  docusignOpensIn: 'same-tab' | 'new-tab';
  /** Where My Profile Settings lives: its address is not public. */
  profileAddress: 'account' | 'project' | 'webclient';
};

const HABITS: ProcoreHabits = {
  linkIsPer: 'project',
  expiredRowShows: 'synced',
  docusignOpensIn: 'same-tab',
  profileAddress: 'account',
};

export type ProcoreState = ReturnType<typeof createProcoreState>;

export function createProcoreState(world: Pick<World, 'now'>) {
  const links = new Map<string, LinkPlace & StoredLink>();
  const items = new Map<string, Item>();
  const deleted = new Set<string>();
  const enabledProjects = new Map<string, boolean>();
  const enabledCompanies = new Map<string, boolean>();
  const enabledTemplates = new Map<string, boolean>();
  const levels = new Map<string, AccessLevel>();
  const toolsOff = new Set<string>();
  const pending = new Map<string, PendingLogin>();
  const directories = new Map<string, DirectoryEntry[]>();
  let startedAt = world.now();
  let serial = 0;

  const state = {
    /** Who is remembered as signed in to Procore in this browser. */
    person: 'gc-admin' as PersonKey,
    locales: new Map<PersonKey, Locale>(),
    /** Overrides every company's own dictionary. */
    dictionary: null as Dictionary | null,
    /** The address a person logs in to Procore with, where it is not the one of the seed. */
    emails: new Map<PersonKey, string>(),
    habits: { ...HABITS },
    /** Login and REST: apps, tokens, switches. */
    api: createProcoreApiState(),
    pending,

    linkKey(place: LinkPlace): string {
      const project = state.habits.linkIsPer === 'project' ? place.project : '*';
      return `${place.zone} ${place.person} ${project}`;
    },
    link(place: LinkPlace): StoredLink | null {
      return links.get(state.linkKey(place)) ?? null;
    },
    linkView(place: LinkPlace): LinkView {
      const link = state.link(place);
      if (!link) return 'not-linked';
      return world.now() - link.lastUsedAt >= IDLE_LIMIT ? 'expired' : 'synced';
    },
    setLink(place: LinkPlace, docusign: DocusignPerson, usedAt = world.now()): void {
      links.set(state.linkKey(place), { ...place, docusign, linkedAt: usedAt, lastUsedAt: usedAt });
    },
    useLink(place: LinkPlace): void {
      const link = links.get(state.linkKey(place));
      if (link) link.lastUsedAt = world.now();
    },
    unlink(place: LinkPlace): void {
      links.delete(state.linkKey(place));
    },
    /** Puts a link there with its dates as they were. */
    putLink(place: LinkPlace, stored: StoredLink): void {
      links.set(state.linkKey(place), { ...place, ...stored });
    },
    allLinks(): readonly (LinkPlace & StoredLink)[] {
      return [...links.values()];
    },

    companyEnabled: (zone: ZoneHost, company: CompanyKey) =>
      enabledCompanies.get(`${zone} ${company}`) ?? true,
    setCompanyEnabled(zone: ZoneHost, company: CompanyKey, enabled: boolean): void {
      enabledCompanies.set(`${zone} ${company}`, enabled);
      // The company switch reaches new and existing projects alike. Source: v2.support.procore.com.
      for (const project of PROJECTS)
        if (project.company === company) enabledProjects.set(`${zone} ${project.key}`, enabled);
    },
    projectEnabled(zone: ZoneHost, project: ProjectKey): boolean {
      const seed = projectSeed(project);
      return (
        state.companyEnabled(zone, seed.company) &&
        (enabledProjects.get(`${zone} ${project}`) ??
          enabledTemplates.get(`${zone} ${seed.company}`) ??
          seed.enabled)
      );
    },
    /** The template a company's projects are made from: its box holds for those nobody has set by hand. Source: v2.support.procore.com. */
    setTemplateEnabled(zone: ZoneHost, company: CompanyKey, enabled: boolean): void {
      enabledTemplates.set(`${zone} ${company}`, enabled);
      for (const project of PROJECTS)
        if (project.company === company) enabledProjects.delete(`${zone} ${project.key}`);
    },
    /** Gives back what puts every Enable DocuSign® box as it is now. */
    keepEnabled(): () => void {
      const kept = [enabledProjects, enabledCompanies, enabledTemplates].map(
        (boxes) => [boxes, new Map(boxes)] as const,
      );
      return () => {
        for (const [boxes, before] of kept) {
          boxes.clear();
          for (const [key, on] of before) boxes.set(key, on);
        }
      };
    },
    setProjectEnabled(zone: ZoneHost, project: ProjectKey, enabled: boolean): void {
      enabledProjects.set(`${zone} ${project}`, enabled);
    },

    emailOf: (person: PersonKey): string => state.emails.get(person) ?? personSeed(person).email,

    /** A person's permission on a tool. Everybody is Admin until somebody says otherwise. */
    level: (tool: ToolName, person?: PersonKey): AccessLevel =>
      levels.get(`${person ?? state.person} ${tool}`) ?? 'Admin',
    setLevel(tools: readonly ToolName[], level: AccessLevel, person?: PersonKey): void {
      for (const tool of tools) levels.set(`${person ?? state.person} ${tool}`, level);
    },
    toolActive: (zone: ZoneHost, project: ProjectKey, tool: ToolName): boolean =>
      !toolsOff.has(`${zone} ${project} ${tool}`),
    setToolActive(zone: ZoneHost, project: ProjectKey, tool: ToolName, active: boolean): void {
      if (active) toolsOff.delete(`${zone} ${project} ${tool}`);
      else toolsOff.add(`${zone} ${project} ${tool}`);
    },

    /** A company's directory; entries may be changed. Addresses follow `emails`. */
    directory(zone: ZoneHost, company: CompanyKey): DirectoryEntry[] {
      const entries = directories.getOrInsertComputed(`${zone} ${company}`, () =>
        seedDirectory(zone, startedAt),
      );
      for (const entry of entries) if (entry.person) entry.email = state.emailOf(entry.person);
      return entries;
    },

    /** The item of that id, unless it was deleted. */
    item(zone: ZoneHost, id: string): Item | null {
      return deleted.has(`${zone} ${id}`) ? null : state.recordOf(zone, id);
    },
    /** The same, deleted or not; those every project starts with come into being when they are first asked for. */
    recordOf(zone: ZoneHost, id: string): Item | null {
      const known = items.get(`${zone} ${id}`);
      if (known) return known;
      const seed = seedOf(zone, id);
      return seed ? state.addItem(seedItem(zone, seed.project, seed.family, seed.condition)) : null;
    },
    addItem(item: Item): Item {
      items.set(`${item.zone} ${item.id}`, item);
      return item;
    },

    /** Its pages, its line in the lists and the API's answer are gone until it is brought back. */
    setDeleted(zone: ZoneHost, id: string, isDeleted: boolean): void {
      if (isDeleted) deleted.add(`${zone} ${id}`);
      else deleted.delete(`${zone} ${id}`);
    },

    /** A number nobody has had before, for `state` values and CSRF words. */
    next(): string {
      serial += 1;
      return String(serial);
    },

    /** Everything as on the first day. Open pages keep their session until the person changes. */
    reset(): void {
      state.person = 'gc-admin';
      state.locales.clear();
      state.dictionary = null;
      state.emails.clear();
      levels.clear();
      toolsOff.clear();
      enabledTemplates.clear();
      state.habits = { ...HABITS };
      links.clear();
      pending.clear();
      enabledProjects.clear();
      enabledCompanies.clear();
      items.clear();
      deleted.clear();
      directories.clear();
      startedAt = world.now();
      state.api.reset();
    },
  };
  state.reset();
  return state;
}
