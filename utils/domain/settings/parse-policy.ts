import {
  DEFAULT_SETTINGS,
  procoreClientSecret,
  type SettingName,
  type SettingsPatch,
  settingsPatch,
} from './schema.ts';

/** Why a part of the organization's policy is not used. */
export type RefusedWhy =
  | 'unknown' // no setting of this version has this name
  | 'type' // text where a number belongs, and so on
  | 'value' // of the right type, and outside of what the setting takes
  | 'too-many';

/** One part of the policy that is not used: a whole setting, or an item of it by its place or name. */
export type Refused = { name: string; item: string | null; why: RefusedWhy };

/** What stands in for the secret where the policy is kept, if it cannot be used; the secret itself never is. */
export const SECRET_REFUSED = { procoreClientSecret: null } as const;

const SECRET = 'procoreClientSecret';
const NAMES = Object.keys(DEFAULT_SETTINGS).filter((name): name is SettingName => name in DEFAULT_SETTINGS);

/**
 * Reads a policy setting by setting, and lists item by item, so that one wrong part does not take the good ones with it.
 * Firefox hands a policy over unchecked; Chromium drops what breaks the shipped schema without a word.
 */
export function parsePolicy(policy: Readonly<Record<string, unknown>>): {
  patch: SettingsPatch;
  locked: SettingName[];
  refused: Refused[];
} {
  const refused: Refused[] = [];
  const locked: SettingName[] = [];
  let patch: SettingsPatch = {};
  for (const [name, value] of Object.entries(policy)) {
    const known = NAMES.find((candidate) => candidate === name);
    if (!known) {
      refused.push({ name, item: null, why: name === SECRET ? 'value' : 'unknown' });
      continue;
    }
    const good = goodParts(known, value, refused);
    const parsed = settingsPatch().safeParse({ [known]: good });
    if (!parsed.success) {
      refused.push({ name, item: null, why: whyOf(known, good) });
      continue;
    }
    if (isEmptied(value, good)) continue;
    patch = { ...patch, ...parsed.data };
    locked.push(known);
  }
  return { patch, locked, refused };
}

/** True for a secret that can be used. */
export const isUsableSecret = (value: unknown): boolean => procoreClientSecret().safeParse(value).success;

/** A list or a table of switches without what cannot be used; anything else as it is. */
function goodParts(name: SettingName, value: unknown, refused: Refused[]): unknown {
  const fits = (part: unknown) => settingsPatch().safeParse({ [name]: part }).success;
  if (Array.isArray(value) && fits([])) {
    const good: unknown[] = [];
    for (const [at, item] of value.entries()) {
      const shown = typeof item === 'string' ? `${at + 1}, ${item}` : String(at + 1);
      if (!fits([item])) refused.push({ name, item: shown, why: whyOf(name, [item]) });
      else if (!fits([...good, item])) refused.push({ name, item: shown, why: 'too-many' });
      else good.push(item);
    }
    return good;
  }
  if (typeof value === 'object' && value !== null && fits({})) {
    return Object.fromEntries(
      Object.entries(value).filter(([key, part]: [string, unknown]) => {
        if (fits({ [key]: part })) return true;
        refused.push({ name, item: key, why: whyOf(name, { [key]: part }) });
        return false;
      }),
    );
  }
  return value;
}

/** Nothing of it was usable: it sets nothing. A list that came empty does. */
function isEmptied(value: unknown, good: unknown): boolean {
  const count = (part: unknown) => (typeof part === 'object' && part !== null ? Object.keys(part).length : 1);
  return count(value) > 0 && count(good) === 0;
}

function whyOf(name: SettingName, value: unknown): RefusedWhy {
  const codes = settingsPatch()
    .safeParse({ [name]: value })
    .error?.issues.map(({ code }) => code);
  if (codes?.includes('unrecognized_keys')) return 'unknown';
  return codes?.includes('invalid_type') ? 'type' : 'value';
}
