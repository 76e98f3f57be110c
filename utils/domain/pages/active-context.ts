import { type ReadonlySignal, signal } from '@preact/signals';
import { pageContext, type TabPlace } from './page-context.ts';
import type { Zone } from '../../base/types.ts';
import { classify } from '../../vendors/procore/urls.ts';
import type { ActiveProject } from '../links/store.ts';

/** What the tab in front shows, as far as we may know it. */
export type ActiveContext =
  | { status: 'loading' }
  | { status: 'not-procore' }
  /** It may be Procore, but this host is not read. */
  | { status: 'not-granted'; host: string }
  | { status: 'no-project'; zone: Zone }
  | { status: 'project'; here: ActiveProject };

/** How a scene is found out; handed in by the page that shows it. */
export type ActiveContextSources = {
  /** The tab in front, with its address where the browser lets us see it. */
  activeTab: () => Promise<
    { id: number | undefined; url: string | undefined; cookieStore?: string } | undefined
  >;
  isRead: (host: string) => Promise<boolean>;
  /** What the pages of a tab told so far. */
  placeOfTab: (tabId: number) => Promise<TabPlace | undefined>;
  /** The Procore users met in a zone, signed in with the cookies of that store. */
  personsIn: (zone: Zone, cookieStore: string) => Promise<readonly string[]>;
};

export type ActiveContextStore = { context: ReadonlySignal<ActiveContext>; look: () => Promise<void> };

export function createActiveContextStore(sources: ActiveContextSources): ActiveContextStore {
  const context = signal<ActiveContext>({ status: 'loading' });
  let looks = 0;
  return {
    context,
    look: async () => {
      looks += 1;
      const mine = looks;
      const found = await findActiveContext(sources);
      // Tabs can change faster than we can ask: only the newest look counts.
      if (mine === looks) context.value = found;
    },
  };
}

async function findActiveContext(sources: ActiveContextSources): Promise<ActiveContext> {
  const tab = await sources.activeTab();
  const page = classify(tab?.url ?? '');
  if (!page) return { status: 'not-procore' };
  const { zone } = page;
  const [read, place, persons] = await Promise.all([
    sources.isRead(zone),
    tab?.id === undefined ? undefined : sources.placeOfTab(tab.id),
    sources.personsIn(zone, tab?.cookieStore ?? ''),
  ]);
  if (!read) return { status: 'not-granted', host: zone };
  const context = pageContext(tab?.url ?? '', null, { tab: place, personsIn: () => persons });
  if (!context || context.key.project === '') return { status: 'no-project', zone };
  return { status: 'project', here: { ...context.key, company: context.page.company } };
}

/** The page in front as far as it decides which guided run is shown: its zone, and its project if it tells one. */
export function frontOf(scene: ActiveContext): { zone: Zone; project: string } | null {
  if (scene.status === 'project') return scene.here;
  return scene.status === 'no-project' ? { zone: scene.zone, project: '' } : null;
}
