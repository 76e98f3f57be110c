import type { ItemType } from '../../vendors/procore/urls.ts';
import type { Facts, Level } from './facts.ts';

/**
 * Which tool, and which level on it, Procore wants of whoever sends an item. Source: support.procore.com and
 * v2.support.procore.com, the DocuSign tutorials of each item, as of November 2026. Where no tutorial tells, nothing is
 * claimed.
 */

type ToolKey = 'commitments' | 'prime' | 'change-orders' | 'change-events' | 'project-admin';
type Wanted = { tool: ToolKey; level: Extract<Level, 'standard' | 'admin'>; onlyIfOn?: true };

const ADMIN_ON_COMMITMENTS: Wanted = { tool: 'commitments', level: 'admin' };
const ADMIN_ON_PRIME: Wanted = { tool: 'prime', level: 'admin' };

const WANTED: Partial<Record<ItemType, readonly Wanted[]>> = {
  commitment: [ADMIN_ON_COMMITMENTS],
  'commitment-list': [ADMIN_ON_COMMITMENTS],
  'commitment-change-order': [
    ADMIN_ON_COMMITMENTS,
    { tool: 'change-events', level: 'standard', onlyIfOn: true },
  ],
  'subcontractor-invoice': [ADMIN_ON_COMMITMENTS],
  'invoice-list': [ADMIN_ON_COMMITMENTS],
  'prime-contract': [ADMIN_ON_PRIME],
  'prime-contract-list': [ADMIN_ON_PRIME],
  'prime-change-order': [ADMIN_ON_PRIME, { tool: 'change-orders', level: 'admin' }],
  'potential-change-order': [ADMIN_ON_PRIME],
  'owner-invoice': [ADMIN_ON_PRIME],
};

/** What Procore calls a tool: its own name, or its label in the dictionaries of general contractors, owners and others. */
const NAMES: Record<ToolKey, readonly string[]> = {
  commitments: ['commitments', 'commitment'],
  prime: [
    'prime_contracts',
    'prime_contract',
    'funding',
    'client_contracts',
    'main_contracts',
    'head_contracts',
  ],
  'change-orders': ['change_orders', 'change_order', 'variations'],
  'change-events': ['change_events', 'change_event'],
  'project-admin': ['admin', 'project_admin'],
};

const plain = (name: string) =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_');

function named<T extends { name: string; label: string }>(list: readonly T[], tool: ToolKey): T | undefined {
  return (
    list.find(({ name }) => NAMES[tool].includes(plain(name))) ??
    list.find(({ label }) => NAMES[tool].includes(plain(label)))
  );
}

/** The tools of a list that can ever be asked for; the others decide nothing. */
export function toolsThatCount<T extends { name: string; label: string }>(list: readonly T[]): Set<T> {
  const tools = Object.keys(NAMES) as ToolKey[];
  return new Set(tools.flatMap((tool) => named(list, tool) ?? []));
}

/** True for a word that Procore itself uses for one of these tools. */
export const isToolWord = (word: string): boolean =>
  Object.values(NAMES).some((names) => names.includes(plain(word)));

/** The tools a person needs for the item in question; undefined where no item is known, or no source tells. */
export function wantedFor(facts: Facts): readonly Wanted[] | undefined {
  const { item } = facts.subject;
  return item ? WANTED[item.type] : undefined;
}

/**
 * The person may change the settings of the project themself. Source: support.procore.com, "Enable or disable the DocuSign
 * integration on a Procore project": Admin on the project's Admin tool.
 */
export const isProjectAdmin = ({ permissions }: Facts): boolean =>
  permissions.known && named(permissions.value, 'project-admin')?.level === 'admin';

export type ToolState = 'on' | 'not-listed' | { off: string };

export function toolState(facts: Facts): ToolState | undefined {
  const wanted = wantedFor(facts);
  if (!wanted || !facts.tools.known) return undefined;
  const tools = facts.tools.value;
  let state: ToolState = 'on';
  for (const { tool, onlyIfOn } of wanted) {
    const found = named(tools, tool);
    if (found && !found.active && !onlyIfOn) return { off: found.label };
    if (!found && !onlyIfOn) state = 'not-listed';
  }
  return state;
}

const RANK: Record<Exclude<Level, 'unknown'>, number> = { none: 0, 'read-only': 1, standard: 2, admin: 3 };

export type LevelState = 'enough' | 'not-listed' | { less: string; level: Exclude<Level, 'unknown'> };

export function levelState(facts: Facts): LevelState | undefined {
  const wanted = wantedFor(facts);
  if (!wanted || !facts.permissions.known) return undefined;
  const permissions = facts.permissions.value;
  let state: LevelState = 'enough';
  for (const { tool, level, onlyIfOn } of wanted) {
    const found = named(permissions, tool);
    const on = facts.tools.known ? named(facts.tools.value, tool)?.active : undefined;
    // A tool that is off gives nobody a level; that it is off is what is shown then.
    if (onlyIfOn && (!found?.available || on === false)) continue;
    if (on === false && found?.level === 'none') continue;
    if (!found || found.level === 'unknown') state = 'not-listed';
    else if (RANK[found.level] < RANK[level]) return { less: found.label, level: found.level };
  }
  return state;
}
