import { FIXES } from './fixes.ts';
import type { FixId } from './types.ts';

/** These lead nowhere: the end of a login is waited for, and a report is written in place. */
const HERE: readonly FixId[] = ['connect', 'connect-other', 'report'];

/** Whether a fix is done by the person somewhere else, with nothing that tells when they are through. */
export function leadsAway(fix: FixId): boolean {
  const remedy = FIXES[fix];
  return remedy.does === 'leads' && remedy.procedure === null && !HERE.includes(fix);
}
