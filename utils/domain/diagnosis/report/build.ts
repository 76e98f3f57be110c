import type { Instant } from '../../../base/types.ts';
import { troublesOf } from '../diagnose.ts';
import type { Facts } from '../facts.ts';
import type { Diagnosis } from '../types.ts';
import { cutToSize, fits } from './truncate.ts';
import { pickFacts } from './redact-facts.ts';
import { type Group, type Report, REPORT_VERSION } from './report.ts';
import { createStandIns } from './pseudonyms.ts';

type Of = {
  facts: Facts;
  diagnosis: Pick<Diagnosis, 'findings'>;
  /** The version of this Countersign. */
  app: string;
  madeAt: Instant;
  keep: ReadonlySet<Group>;
};

/** The order in which ticked groups are left out after all: those that tell whoever helps the least come first. */
const LEFT_OUT_FIRST: readonly Group[] = ['words', 'names', 'emails', 'ids'];

/**
 * Makes a report of a pass. What is in no group of `keep` is left out; the tree it shows is the same. Where texts are so
 * long that the cut lists do not make it small enough, groups that were ticked are left out as well.
 */
export function buildReport(of: Of): Report {
  const ticked = LEFT_OUT_FIRST.filter((group) => of.keep.has(group));
  let report = withGroups(of, []);
  for (let count = 1; count <= ticked.length && !fits(report); count += 1) {
    report = withGroups(of, ticked.slice(0, count));
  }
  return report;
}

function withGroups({ facts, diagnosis, app, madeAt, keep }: Of, tooLarge: readonly Group[]): Report {
  const put = createStandIns(facts, new Set([...keep].filter((group) => !tooLarge.includes(group))));
  const picked = pickFacts(facts, put);
  return cutToSize({
    report: 'countersign',
    version: REPORT_VERSION,
    app,
    madeAt,
    troubles: troublesOf(diagnosis.findings).flatMap(({ check, verdict, outcome }) =>
      verdict === 'fail' || verdict === 'warn' ? [{ check, verdict, says: outcome }] : [],
    ),
    leftOut: put
      .leftOut()
      .map((one) =>
        one.why === 'not-asked' && tooLarge.some((group) => group === one.what)
          ? { ...one, why: 'too-large' }
          : one,
      ),
    facts: picked,
  });
}
