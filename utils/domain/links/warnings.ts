import type { Link } from './link.ts';

export type Warning = { links: Link[]; daysLeft: number };

const nameOf = ({ zone, person, project }: Link['key']) => JSON.stringify([zone, person, project]);

/**
 * Which links the person should be told about now: Synced, within the warning days, and not told yet for this very use.
 * Pure. One warning for all of them together, and never twice for the same idle stretch.
 * @param warned link name → the last use it was warned for
 */
export function dueWarning(
  links: readonly Link[],
  warned: Readonly<Record<string, number>>,
): { warning: Warning | null; warned: Record<string, number> } {
  const due = links.filter(
    ({ state, countdown, key }) =>
      state === 'synced' && countdown?.warns === true && warned[nameOf(key)] !== countdown.lastUseAt,
  );
  if (due.length === 0) return { warning: null, warned: { ...warned } };
  return {
    warning: { links: due, daysLeft: Math.min(...due.map(({ countdown }) => countdown?.daysLeft ?? 0)) },
    warned: {
      ...warned,
      ...Object.fromEntries(due.map(({ key, countdown }) => [nameOf(key), countdown?.lastUseAt ?? 0])),
    },
  };
}
