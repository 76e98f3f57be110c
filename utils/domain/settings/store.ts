import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { AppError } from '../../base/errors.ts';
import type { Ask } from '../../app/messaging/ask.ts';
import type { EffectiveSettings } from './effective.ts';
import type { Refused } from './parse-policy.ts';
import type { PolicyState } from '../../base/types.ts';
import { DEFAULT_SETTINGS, type SettingName, type Settings, type SettingsPatch } from './schema.ts';
import { createRequestState } from '../request-state.ts';

export type SettingsStore = {
  loaded: ReadonlySignal<boolean>;
  settings: ReadonlySignal<Settings>;
  isLocked: (name: SettingName) => boolean;
  /** What of the organization's policy cannot be used. */
  refused: ReadonlySignal<readonly Refused[]>;
  /** Whether the browser told the policy. */
  policy: ReadonlySignal<PolicyState>;
  problem: ReadonlySignal<AppError | null>;
  /** The setting that was saved last, until the next save begins. */
  saved: ReadonlySignal<SettingName | null>;
  save: (patch: SettingsPatch) => Promise<boolean>;
  addHost: (host: string) => Promise<boolean>;
  removeHost: (host: string) => Promise<boolean>;
  dismiss: () => void;
};

export function createSettingsStore(options: {
  ask: Ask;
  effective: () => Promise<EffectiveSettings>;
  watch: (changed: (settings: EffectiveSettings) => void) => () => void;
  until: AbortSignal;
}): SettingsStore {
  const { ask, effective, watch, until } = options;
  const current = signal<EffectiveSettings | null>(null);
  const saved = signal<SettingName | null>(null);
  const asking = createRequestState(ask);
  const unwatch = watch((settings) => {
    current.value = settings;
  });
  until.addEventListener('abort', unwatch, { once: true });
  const show = (settings: EffectiveSettings) => {
    current.value ??= settings;
  };
  // A browser that cannot read them has the defaults in force.
  effective().then(show, () => show({ settings: DEFAULT_SETTINGS, locked: [], refused: [], policy: 'told' }));

  // The answer comes after the value is written: what is shown next is what is stored, whoever wrote it.
  const settle = async (done: unknown, name: SettingName | null) => {
    if (done === undefined) return false;
    current.value = await effective();
    saved.value = name;
    return true;
  };

  return {
    loaded: computed(() => current.value !== null),
    settings: computed(() => current.value?.settings ?? DEFAULT_SETTINGS),
    isLocked: (name) => current.value?.locked.includes(name) ?? false,
    refused: computed(() => current.value?.refused ?? []),
    policy: computed(() => current.value?.policy ?? 'told'),
    problem: asking.problem,
    saved,
    save: async (patch) => {
      saved.value = null;
      return settle(await asking.send('setSettings', patch), nameOf(patch));
    },
    addHost: async (host) => settle(await asking.send('addZone', { host }), 'zones'),
    removeHost: async (host) => settle(await asking.send('removeZone', { host }), 'zones'),
    dismiss: asking.dismiss,
  };
}

function nameOf(patch: SettingsPatch): SettingName | null {
  for (const name of Object.keys(DEFAULT_SETTINGS) as SettingName[]) if (name in patch) return name;
  return null;
}
