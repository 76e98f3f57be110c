import { CHECKS } from './checks/index.ts';
import { FACT_NAMES, type Facts, type PageKind } from './facts.ts';
import type { QuestionId } from './questions.ts';
import type { Check, CheckId, Diagnosis, FactPath, Finding, Verdict } from './types.ts';

/** Which checks a pass is to run: one, those a kind of page tells something about, or all. */
export type Which = { check: CheckId } | { place: PageKind } | 'all';

export function checksOf(which: Which): readonly Check[] {
  if (which === 'all') return CHECKS;
  return 'check' in which
    ? CHECKS.filter(({ id }) => id === which.check)
    : CHECKS.filter(({ places }) => places.includes(which.place));
}

/** The facts to gather before these checks can run. */
export function readsOf(checks: readonly Check[]): FactPath[] {
  return FACT_NAMES.filter((name) => checks.some(({ reads }) => reads.includes(name)));
}

/** Runs the checks over the facts. Pure: the same facts give the same diagnosis anywhere. */
export function diagnose(facts: Facts, checks: readonly Check[] = CHECKS): Diagnosis {
  const findings = checks.map((check) => find(check, facts));
  return { findings, cause: causeOf(findings, checks), question: questionOf(findings, checks, facts) };
}

function find(check: Check, facts: Facts): Finding {
  const { touched, watched } = watch(facts);
  const { outcome, verdict, needs, fixes, values = [], asks = null, at } = check.judge(watched);
  const evidence = FACT_NAMES.filter((name) => touched.has(name) && facts[name].known);
  return {
    check: check.id,
    verdict,
    outcome,
    values,
    evidence,
    needs: verdict === 'could-not-tell' ? needs : [],
    asks: asks && facts.answers[asks] === undefined ? asks : null,
    fixes,
    // As old as the oldest fact it rests on.
    at: at ?? evidence.reduce((oldest, name) => Math.min(oldest, facts[name].at), facts.gatheredAt),
  };
}

/** The same facts, noting which of them are looked at: that is what a finding rests on. */
function watch(facts: Facts): { touched: Set<FactPath>; watched: Facts } {
  const touched = new Set<FactPath>();
  const watched = { ...facts };
  for (const name of FACT_NAMES) {
    const fact = facts[name];
    Object.defineProperty(watched, name, {
      get: () => {
        touched.add(name);
        return fact;
      },
    });
  }
  return { touched, watched };
}

const RANK: Partial<Record<Verdict, number>> = { fail: 2, warn: 1 };
export const isTrouble = ({ verdict }: Pick<Finding, 'verdict'>): boolean => verdict in RANK;

const weightOf = (checks: readonly Check[], id: CheckId) =>
  checks.find((check) => check.id === id)?.weight ?? 0;

/** What fails comes before what warns, then a cause before what it causes. */
function causeOf(findings: readonly Finding[], checks: readonly Check[]): Finding | null {
  return troublesOf(findings, checks)[0] ?? null;
}

/** Everything that fails or warns, the most likely reason first. */
export function troublesOf(findings: readonly Finding[], checks: readonly Check[] = CHECKS): Finding[] {
  return findings
    .filter(isTrouble)
    .toSorted(
      (one, other) =>
        (RANK[other.verdict] ?? 0) - (RANK[one.verdict] ?? 0) ||
        weightOf(checks, other.check) - weightOf(checks, one.check),
    );
}

/** The question of the weightiest check that has one; none is asked twice, whatever was answered. */
function questionOf(findings: readonly Finding[], checks: readonly Check[], facts: Facts): QuestionId | null {
  const asking = findings
    .filter(({ asks }) => asks !== null && facts.answers[asks] === undefined)
    .toSorted((one, other) => weightOf(checks, other.check) - weightOf(checks, one.check));
  return asking[0]?.asks ?? null;
}
