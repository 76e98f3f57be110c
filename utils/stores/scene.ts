import { type ReadonlySignal, signal } from '@preact/signals';
import { personOf } from '../ledger/person.ts';
import type { Zone } from '../types.ts';
import { classify } from '../vendors/procore/urls.ts';
import type { Here } from './ledger.ts';

/** What the tab in front shows, as far as we may know it. */
export type Scene =
  | { status: 'loading' }
  | { status: 'not-procore' }
  /** It may be Procore, but this host is not read. */
  | { status: 'not-granted'; host: string }
  | { status: 'no-project'; zone: Zone }
  | { status: 'project'; here: Here };

/** How a scene is found out; handed in by the page that shows it. */
export type SceneSources = {
  /** The tab in front, with its address where the browser lets us see it. */
  activeTab: () => Promise<{ id: number | undefined; url: string | undefined } | undefined>;
  isRead: (host: string) => Promise<boolean>;
  /** The project a tab was last in: pages of the person's own settings do not always name it. */
  placeOfTab: (tabId: number) => Promise<Here | undefined>;
  /** The Procore users met in a zone. */
  personsIn: (zone: Zone) => Promise<readonly string[]>;
};

export type SceneStore = { scene: ReadonlySignal<Scene>; look: () => Promise<void> };

export function createSceneStore(sources: SceneSources): SceneStore {
  const scene = signal<Scene>({ status: 'loading' });
  let looks = 0;
  return {
    scene,
    look: async () => {
      looks += 1;
      const mine = looks;
      const found = await findScene(sources);
      // Tabs can change faster than we can ask: only the newest look counts.
      if (mine === looks) scene.value = found;
    },
  };
}

async function findScene(sources: SceneSources): Promise<Scene> {
  const tab = await sources.activeTab();
  const page = classify(tab?.url ?? '');
  if (!page) return { status: 'not-procore' };
  const { zone } = page;
  const [read, remembered, persons] = await Promise.all([
    sources.isRead(zone),
    tab?.id === undefined ? undefined : sources.placeOfTab(tab.id),
    sources.personsIn(zone),
  ]);
  if (!read) return { status: 'not-granted', host: zone };
  const before = remembered?.zone === zone ? remembered : undefined;
  const person = personOf(before?.person ?? '', persons);
  const inProject = (project: string, company: string): Scene => ({
    status: 'project',
    here: { zone, person, project, company },
  });
  if (page.project !== '') {
    return inProject(page.project, page.company || (before?.project === page.project ? before.company : ''));
  }
  // The person's own settings belong to the project they were opened from; pages of another company do not.
  const follows = page.company === '' || page.company === before?.company;
  return before && before.project !== '' && follows
    ? inProject(before.project, before.company)
    : { status: 'no-project', zone };
}
