import { browser } from '../browser.ts';
import { personalSettings } from '../storage/items.ts';
import { readPolicy, watchPolicy } from './policy.ts';
import {
  DEFAULT_SETTINGS,
  type SettingName,
  type Settings,
  type SettingsPatch,
  settingsPatch,
} from './schema.ts';

export type EffectiveSettings = {
  settings: Settings;
  /** Set by the organization: shown so, and not changeable here. */
  locked: readonly SettingName[];
  /** Names in the organization's policy whose value cannot be used. */
  refused: readonly string[];
};

const NAMES = Object.keys(DEFAULT_SETTINGS).filter((name): name is SettingName => name in DEFAULT_SETTINGS);

/** Defaults, then the person's own values, then the organization's policy: the later wins, name by name. */
export function layerSettings(personal: SettingsPatch, policy: Record<string, unknown>): EffectiveSettings {
  const refused: string[] = [];
  const locked: SettingName[] = [];
  let merged = merge(DEFAULT_SETTINGS, personal);
  for (const [name, value] of Object.entries(policy)) {
    // One name at a time, so that one bad value does not take the good ones with it.
    const parsed = settingsPatch().safeParse({ [name]: value });
    const known = NAMES.find((candidate) => candidate === name);
    if (!parsed.success || !known) {
      refused.push(name);
      continue;
    }
    merged = merge(merged, parsed.data);
    locked.push(known);
  }
  return { settings: merged, locked, refused };
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
  return layerSettings(personal, policy);
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
