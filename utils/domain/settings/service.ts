import { AppFault } from '../../base/errors.ts';
import type { Handlers } from '../../app/messaging/gate.ts';
import type { EffectiveSettings } from './effective.ts';
import type { SettingsPatch } from './schema.ts';
import { personalSettings } from './items.ts';
import type { Journal } from '../journal/append.ts';
import type { Zone } from '../../base/types.ts';

export type SettingsDeps = {
  settings: () => Promise<EffectiveSettings>;
  /** True when the browser lets us read this host. */
  isGranted: (zone: Zone) => Promise<boolean>;
  /** Gives the permission for a host back to the browser. */
  giveBack: (zone: Zone) => Promise<void>;
  /** Registers the page script for the zones as they are now, and runs it in their open tabs. */
  applyZones: (zones: readonly Zone[]) => Promise<void>;
  /** Tells the journal itself. */
  forgetLedger: () => Promise<void>;
  journal: Journal;
  serialize: <T>(work: () => Promise<T>) => Promise<T>;
};

/** Changes what the person may change; what the organization set is refused, and says so. */
export function settingsHandlers(deps: SettingsDeps): Pick<
  Handlers,
  'setSettings' | 'addZone' | 'removeZone' | 'forgetLedger'
> & {
  /** Reads a host from now on, if the browser lets us. */
  addHost: (host: Zone) => Promise<void>;
} {
  async function change(patch: SettingsPatch): Promise<void> {
    const { locked } = await deps.settings();
    const refused = locked.find((name) => patch[name] !== undefined);
    if (refused) throw new AppFault('locked-by-policy', refused);
    await personalSettings.update((before) => {
      const badges = patch.badges ? { badges: { ...before.badges, ...patch.badges } } : {};
      return { ...before, ...patch, ...badges };
    });
  }

  async function changeZones(next: (zones: readonly Zone[]) => Zone[]): Promise<void> {
    const { settings } = await deps.settings();
    await change({ zones: next(settings.zones) });
    await deps.applyZones((await deps.settings()).settings.zones);
  }

  const addHost = (host: Zone): Promise<void> =>
    deps.serialize(async () => {
      if (!(await deps.isGranted(host))) throw new AppFault('permission-refused', host);
      if ((await deps.settings()).settings.zones.includes(host)) return;
      await changeZones((zones) => [...zones, host]);
      await deps.journal.record({ code: 'zone-added', zone: host });
    });

  return {
    setSettings: (patch) =>
      deps.serialize(async () => {
        await change(patch);
        if (patch.zones) await deps.applyZones((await deps.settings()).settings.zones);
        await deps.journal.record({ code: 'settings-changed', names: Object.keys(patch) });
        return null;
      }),
    addHost,
    addZone: async ({ host }) => {
      await addHost(host);
      return null;
    },
    removeZone: ({ host }) =>
      deps.serialize(async () => {
        await deps.journal.record({ code: 'zone-removal-begun', zone: host });
        await changeZones((zones) => zones.filter((zone) => zone !== host));
        await deps.giveBack(host);
        await deps.journal.record({ code: 'zone-removed', zone: host });
        return null;
      }),
    forgetLedger: () =>
      deps.serialize(async () => {
        await deps.forgetLedger();
        return null;
      }),
  };
}
