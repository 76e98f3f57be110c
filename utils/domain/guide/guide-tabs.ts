import { matchOf } from '../../base/hosts.ts';
import type { PagePush } from '../pages/messages.ts';
import type { Zone } from '../../base/types.ts';

export type Tab = {
  id?: number | undefined;
  url?: string | undefined;
  active: boolean;
  openerTabId?: number | undefined;
};

export type GuideTabsDeps = {
  tabs: {
    create(properties: { url: string }): Promise<Tab>;
    update(tabId: number, properties: { active: boolean }): Promise<unknown>;
    query(which: { url: string[] }): Promise<Tab[]>;
    sendMessage(tabId: number, message: { type: PagePush }): Promise<unknown>;
  };
  scripting: {
    executeScript(
      injection: { target: { tabId: number } } & ({ files: string[] } | { func: () => unknown }),
    ): Promise<{ result?: unknown }[]>;
  };
  logged: (what: string, work: Promise<unknown>) => void;
};

/** The script that shows the callout, as packaged. */
export const CALLOUT_SCRIPT = '/guide-callout.js';

/** The Procore pages a guided run plays in: what they are told, and how one comes to the front. */
export function guideTabs({ tabs, scripting, logged }: GuideTabsDeps) {
  /** Tabs a person looks at come first: what they show is what the person means. */
  async function of(zone: Zone): Promise<Tab[]> {
    const open = await tabs.query({ url: [matchOf(zone)] });
    return open.toSorted((a, b) => Number(b.active) - Number(a.active));
  }

  /** A tab without our script answers with an error, which is no fault: it has nothing to show. */
  const tell = (open: readonly Tab[], type: PagePush) =>
    Promise.allSettled(open.flatMap(({ id }) => (id === undefined ? [] : tabs.sendMessage(id, { type }))));

  async function push(zone: Zone, type: PagePush): Promise<void> {
    await tell(await of(zone), type);
  }

  /** A second run of the script in a page only makes it ask again. */
  async function showIn(tabId: number): Promise<void> {
    await scripting.executeScript({ target: { tabId }, files: [CALLOUT_SCRIPT] });
  }

  const showInAll = (open: readonly Tab[]) =>
    Promise.allSettled(open.flatMap(({ id }) => (id === undefined ? [] : showIn(id))));

  return {
    push,
    showIn,

    showInZone: async (zone: Zone): Promise<void> => void (await showInAll(await of(zone))),

    /** Has pages say again what stands in them: only those that are looked at, or all of the zone. */
    askAgain: async (zone: Zone, which: 'in-front' | 'all'): Promise<void> => {
      const open = (await of(zone)).filter(({ active }) => active || which === 'all');
      await Promise.all([showInAll(open), tell(open, 'sightings-changed')]);
    },

    /** Has the page of one tab say again what it reads. */
    readAgain: async (tabId: number): Promise<void> => {
      await tabs.sendMessage(tabId, { type: 'sightings-changed' });
    },

    open: tabs.create.bind(tabs),

    openOrShow: async (address: string, zone: Zone): Promise<void> => {
      const there = (await of(zone)).find(({ url }) => url === address);
      if (there?.id === undefined) {
        // Never the tab the person is in: a form there may not be saved.
        await tabs.create({ url: address });
        return;
      }
      await tabs.update(there.id, { active: true });
      // It has been open for a while, so it is asked again: only what is read from now on counts.
      logged('push', push(zone, 'sightings-changed'));
      logged('push', push(zone, 'guide-changed'));
    },
  };
}

export type GuideTabs = ReturnType<typeof guideTabs>;
