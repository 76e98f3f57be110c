/**
 * One compile-time switch for each defence: `DEFENCE.D2` is the word `true` in every build that ships, so the switch
 * itself is folded away. Only a test build made with COUNTERSIGN_WITHOUT=D2 has it false, to show that the tests of
 * that defence go red without it.
 */
export const DEFENCE_IDS = [
  'D1',
  'D2',
  'D3',
  'D5',
  'D7',
  'D8',
  'D9',
  'D10',
  'D11',
  'D12',
  'D13',
  'D14',
  'D15',
  'D16',
  'D21',
] as const;
export type DefenceId = (typeof DEFENCE_IDS)[number];

declare global {
  const DEFENCE: Readonly<Record<DefenceId, boolean>>;
}

/** The replacements a bundler makes for the switches. `without`: the ids to leave out, with commas between; mostly ''. */
export function defenceSwitches(without: string): Record<string, string> {
  const off = without === '' ? [] : without.split(',');
  const unknown = off.filter((id) => !DEFENCE_IDS.some((known) => known === id));
  if (unknown.length > 0) throw new Error(`There is no switch ${unknown.join(', ')}`);
  return Object.fromEntries(DEFENCE_IDS.map((id) => [`DEFENCE.${id}`, String(!off.includes(id))]));
}
