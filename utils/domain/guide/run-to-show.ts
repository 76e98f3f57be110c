import type { Run } from './tables.ts';
import type { Zone } from '../../base/types.ts';

/** What the person has in front: a page of a zone, in a project if the page tells one. */
export type Front = { zone: Zone; project: string };

/** The one that moved last comes first. Ids are random and decide only between two that moved in the same moment. */
export const newestFirst = (a: Run, b: Run): number => b.stepAt - a.stepAt || (a.id < b.id ? -1 : 1);

/** What is under way here comes first, then what has ended here, then what is under way elsewhere. */
function rank(run: Run, front: Front | null): number {
  const isRunning = run.status === 'running';
  const isSameProject = run.zone === front?.zone && run.project === front.project;
  if (run.zone !== front?.zone) return isRunning ? 1 : 0;
  if (isRunning) return isSameProject ? 4 : 3;
  return isSameProject || front.project === '' ? 2 : 0;
}

/** Of runs of which one alone can be shown: the one of the project or zone in front, else the one that moved last. */
export function runToShow(runs: readonly Run[], front: Front | null): Run | undefined {
  return runs.toSorted((a, b) => rank(b, front) - rank(a, front) || newestFirst(a, b))[0];
}
