import { isTrouble } from './diagnose.ts';
import type { CheckId, Diagnosis, Finding } from './types.ts';

/**
 * - `fixed`: it failed or warned, and now passes
 * - `new`: it did not fail or warn before, and now does
 * - `still`: it fails or warns as before
 * - `tells`: it could not be told before, and now can
 * - `unsure`: it failed or warned, and now cannot be told or does not apply: nothing shows that it is fixed
 */
export type ChangeKind = 'fixed' | 'new' | 'still' | 'tells' | 'unsure';
export type Change = { check: CheckId; kind: ChangeKind; before: Finding; after: Finding };

/** What changed between two passes, in the order of the later one. Checks that ran only once are left out. */
export function changesBetween(
  before: Pick<Diagnosis, 'findings'>,
  after: Pick<Diagnosis, 'findings'>,
): Change[] {
  const earlier = new Map(before.findings.map((finding) => [finding.check, finding]));
  return after.findings.flatMap((now) => {
    const then = earlier.get(now.check);
    const kind = then && changeOf(then, now);
    return then && kind ? [{ check: now.check, kind, before: then, after: now }] : [];
  });
}

function changeOf(then: Finding, now: Finding): ChangeKind | null {
  if (isTrouble(then)) {
    if (isTrouble(now)) return 'still';
    return now.verdict === 'pass' ? 'fixed' : 'unsure';
  }
  if (then.verdict === 'could-not-tell') {
    return isTrouble(now) || now.verdict === 'pass' ? 'tells' : null;
  }
  return isTrouble(now) ? 'new' : null;
}
