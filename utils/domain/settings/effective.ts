import { browser } from '../../platform/browser.ts';
import { personalSettings } from './items.ts';
import { parsePolicy, type Refused } from './parse-policy.ts';
import type { PolicyState } from '../../base/types.ts';
import { readPolicy, watchPolicy } from './policy.ts';
import { DEFAULT_SETTINGS, type SettingName, type Settings, type SettingsPatch } from './schema.ts';

export type EffectiveSettings = {
  settings: Settings;
  /** Set by the organization: shown so, and not changeable here. */
  locked: readonly SettingName[];
  /** What of the organization's policy cannot be used. */
  refused: readonly Refused[];
  /** Whether the browser told the policy. */
  policy: PolicyState;
};

/** Defaults, then the person's own values, then the organization's policy: the later wins, name by name. */
export function layerSettings(
  personal: SettingsPatch,
  policy: Record<string, unknown>,
  state: PolicyState = 'told',
): EffectiveSettings {
  const { patch, locked, refused } = parsePolicy(policy);
  return { settings: merge(merge(DEFAULT_SETTINGS, personal), patch), locked, refused, policy: state };
}

function merge(base: Settings, patch: SettingsPatch): Settings {
  const { badges, ...rest } = patch;
  return {
    ...base,
    ...dropUndefined(rest),
    badges: { ...base.badges, ...dropUndefined(badges ?? {}) },
  };
}

function dropUndefined<T extends object>(value: T): { [N in keyof T]?: Exclude<T[N], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as {
    [N in keyof T]?: Exclude<T[N], undefined>;
  };
}

export async function effectiveSettings(): Promise<EffectiveSettings> {
  const [personal, policy] = await Promise.all([personalSettings.get(), readPolicy()]);
  return layerSettings(personal, policy.policy, policy.state);
}

/** Calls back whenever a setting changed, by the person or by policy. Answers with the function that ends it. */
export function watchSettings(changed: (settings: EffectiveSettings) => void): () => void {
  const tell = () => {
    void effectiveSettings().then(changed);
  };
  const unwatchPersonal = personalSettings.watch(tell);
  const unwatchPolicy = watchPolicy(tell);
  const onChanged = (_: unknown, area: string) => {
    if (area === 'managed') tell();
  };
  browser.storage.onChanged.addListener(onChanged);
  return () => {
    unwatchPersonal();
    unwatchPolicy();
    browser.storage.onChanged.removeListener(onChanged);
  };
}
